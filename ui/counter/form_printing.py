"""Says how the printing of papers to be signed went, at the intake and of a case alike."""

from collections.abc import Callable, Collection

from app.domain.print_job import PrintingError
from app.domain.words import Message
from ui.widgets.text import Tone
from ui.words import Wording


def printed_words(
    wording: Wording,
    wanted: Collection[str],
    taken: Collection[str],
    fault: PrintingError | None,
    names: Callable[[Collection[str]], str],
    *,
    unfinished: int = 0,
    sent: str = "signing.sent",
) -> tuple[Message, Tone]:
    """Return what is said of a print of the papers `wanted` (keys), of which the spooler has `taken`.

    `names` puts keys into words. With answers still `unfinished` the sheet will have to be printed again.
    `sent` is the code of what is said when all went well.
    """
    words, left = wording.words, [key for key in wanted if key not in taken]
    if fault is not None and left:
        facts = {"names": names(left), "fault": wording.of(fault).sentence()}
        return words.say("signing.fault", facts), Tone.SOON
    if fault is not None:
        return wording.of(fault), Tone.SOON
    if unfinished:
        facts = {"names": names(wanted), "count": str(unfinished)}
        return words.say("signing.sent_unfinished", facts), Tone.SOON
    return words.say(sent, {"names": names(wanted)}), Tone.DONE
