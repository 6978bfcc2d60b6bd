"""Says, while the answers call for no permit at all, that nothing can be taken in and what to do instead."""

from collections.abc import Callable

from app.domain.words import Words
from ui.panels.intake.sitting import Sitting
from ui.widgets.message_strip import MessageStrip
from ui.widgets.text import Tone


class NoPermit:
    """Stops receipt, acceptance and notice where the law asks for no permit (行政许可法 32 第一款第一项).

    Whoever only asked gets a sheet; whoever wants it in writing gets the 不予受理通知书, which the same
    article's last paragraph demands with seal and date. Neither is stopped here.
    """

    def __init__(self, strip: MessageStrip, words: Words, on_counter: Callable[[], Sitting | None]) -> None:
        """Speak in `strip`; `on_counter` tells what is being filled in."""
        self._strip, self._words, self._on_counter = strip, words, on_counter
        self._told = ""

    def stops(self) -> bool:
        """Say that nothing can be taken in, and True; False where a permit is needed."""
        sitting = self._on_counter()
        unneeded = sitting.unneeded() if sitting is not None else None
        if unneeded is None:
            return False
        self._strip.show_message(self._words.say("panels.no_permit", unneeded.facts), Tone.SOON)
        self._told = self._strip.words
        return True

    def consider(self) -> None:
        """Say it as soon as the answers come to it, and take it back as soon as they no longer do."""
        if not self.stops() and self._told and self._strip.words == self._told:
            self._strip.clear()
            self._told = ""
