"""Says how a command on a case went: what is done, which paper is being printed, what is still missing."""

from collections.abc import Iterator

from app.domain.case.case import Case
from app.domain.case.state import CaseState
from app.domain.print_job import PrintJob
from app.services.case_turn import CaseDone
from app.services.cases.still_asked import still_asked
from ui import dates
from ui.at_desk import AtDesk
from ui.widgets.message_strip import MessageStrip
from ui.widgets.text import Tone

COMPLETED = "已补齐"


class Telling:
    """Writes one strip."""

    def __init__(self, at: AtDesk, strip: MessageStrip) -> None:
        """Write `strip` in the words of `at`."""
        self._at, self._strip = at, strip
        self._to_sign, self._lasting, self._tone = "", "", Tone.DONE

    def done(self, said: str, done: CaseDone, before: Case | None = None) -> None:
        """Say what was done; a completion that leaves something open says what.

        Against the case `before` it also says which papers nobody waits for any more (容缺), or again.
        """
        self._lasting, self._tone = f"{COMPLETED}。" if said == COMPLETED else "", Tone.DONE
        if said == COMPLETED and done.case.state is CaseState.SUPPLEMENT_REQUIRED:
            self._lasting, self._tone = self._still_open(done.case), Tone.SOON
            self._strip.say(self._lasting, self._tone)
            return
        # Beside the decision itself lies what the applicant signs (容缺, 告知承诺).
        titles = "".join(f"《{paper.title}》" for paper in done.papers[1:])
        self._to_sign = f"请申请人在{titles}上签字。" if titles else ""
        numbers = "、".join(paper.number for paper in done.papers)
        printing = f"，正在打印 {numbers}…" if numbers else "。"
        turned = "" if before is None else "".join(_turned(before, done.case))
        self._strip.say(f"{said}{printing}{turned}", Tone.DONE)

    def _still_open(self, case: Case) -> str:
        office = self._at.office
        left = still_asked(office, case, office.business_day.on_screen(), brought=(), answers=case.answers)
        names = "、".join((*left.missing, *left.unsure))
        return f"收到的、改好的已记下，办件仍是待补正。还差：{names}。"

    def spooled(self, job: PrintJob) -> None:
        """Say that a paper is with the printer, what is still open, and what the applicant has to sign."""
        self._strip.say(f"{self._lasting}{job.document_number} 已送到打印机。{self._to_sign}", self._tone)
        self._lasting, self._tone = "", Tone.DONE

    def printer_fault(self, error: Exception) -> None:
        """Say that the case is safe and where the paper is printed later."""
        said = self._at.wording.of(error).sentence()
        self._strip.say(f"办件已保存。{said}之后可在文书页（Alt+4）打印。", Tone.SOON)

    def put_back(self, *, is_back: bool) -> None:
        """Say that what was begun stands there again; else nothing."""
        if is_back:
            self._strip.show_message(self._at.wording.say("panels.begun_put_back"), Tone.PRESS)
        else:
            self._strip.clear()

    def changed_by_both(self, names: tuple[str, ...]) -> None:
        """Say which answers others changed as well; nothing where there are none."""
        if names:
            message = self._at.wording.say("panels.begun_both", names="、".join(names))
            self._strip.show_message(message, Tone.SOON)


def _turned(before: Case, after: Case) -> Iterator[str]:
    """Yield what a correction made of the papers that come later."""
    awaited = {one.key for one in before.awaited}
    lapsed = [one.name for one in after.deferred if one.has_lapsed and one.key in awaited]
    if lapsed:
        yield f"按更正后的填报，不用再补：{'、'.join(lapsed)}。"
    known = {one.key for one in before.deferred if one.has_lapsed}
    again = [f"{one.name}（{dates.day(one.until)}前）" for one in after.awaited if one.key in known]
    if again:
        yield f"按更正后的填报，又要补交：{'、'.join(again)}。"
