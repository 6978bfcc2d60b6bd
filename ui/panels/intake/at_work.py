"""Which keys of the intake are open, by what lies on the counter and which page is in front."""

from app.domain.item_withdrawal import Advice
from ui.panels.intake.sitting import Sitting
from ui.shortcuts import Command

ALWAYS = frozenset({Command.STEP_OUT, Command.ENQUIRY, Command.GUIDE_SHEET})
"""What is open with nothing on the counter, and while it is asked why something is taken in here."""
_AT_WORK = frozenset(
    {
        *(Command.NEXT_PROBLEM, Command.SUPPLEMENT_NOTICE, Command.ACCEPT, Command.KEEP_DRAFT),
        *(Command.REFUSE, Command.RECEIVE),
    }
)
_WITH_DRAFTS = frozenset({Command.CONTINUE_DRAFT, Command.DISCARD_DRAFT})
ON_QUESTION = frozenset({Command.STEP_OUT})
"""While it is asked in which way the applicant gets the result."""
ON_SCANS = frozenset({Command.STEP_OUT, Command.ACCEPT})
"""While the pages of a paper are in front: Esc leads back to the papers, and F12 keeps a page."""


def open_commands(sitting: Sitting | None, *, is_on_form: bool, has_drafts: bool) -> frozenset[Command]:
    """Return what may be done with what lies on the counter, or with nothing there and drafts that wait."""
    if sitting is None:
        return ALWAYS | (_WITH_DRAFTS if has_drafts else frozenset())
    may = {
        Command.BRING_ANSWERS: bool(sitting.bringable()),
        Command.OPEN_TWIN: bool(sitting.twins),
        Command.SAME_PERSON: bool(sitting.suspects or sitting.same_as),
        Command.CARRY_OVER: sitting.opened.advice is Advice.CARRY_OVER,
        Command.SCANS: is_on_form,
        Command.DELIVERY: len(sitting.item.delivery) != 1,
        Command.PRINT: bool(sitting.standings()),
        Command.PREVIEW: bool(sitting.standings()),
    }
    return ALWAYS | _AT_WORK | {command for command, is_open in may.items() if is_open}
