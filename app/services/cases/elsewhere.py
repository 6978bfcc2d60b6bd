"""Holds an item to the windows its claim names (一乡一策): elsewhere it is taken in with a reason, or not."""

from app.domain.case.case import Case
from app.domain.case.taken_elsewhere import TAKEN_ELSEWHERE
from app.domain.counters import said_windows, served_elsewhere
from app.domain.item import ServiceItem
from app.services.case_turn import CaseTurn
from app.services.cases.intake import Intake, IntakeRefused


def refuse_elsewhere(turn: CaseTurn, item: ServiceItem, intake: Intake) -> None:
    """Refuse to take in at this window what others serve, unless the clerk said why it has to be here.

    With a reason it is taken in anywhere: nobody may be sent to a window that is closed today, and whoever
    hands an application in has to be answered where it came in (行政许可法 32).
    """
    windows = served_elsewhere(turn.office.hall, item, turn.desk.window)
    if windows and not intake.elsewhere.strip():
        raise IntakeRefused(
            "case.item_elsewhere", item=item.name, windows=said_windows(windows), own=turn.desk.window
        )


def record_elsewhere(turn: CaseTurn, case: Case, item: ServiceItem, intake: Intake) -> None:
    """Keep in the case why it was taken in here; nothing where its item is served here."""
    windows = served_elsewhere(turn.office.hall, item, turn.desk.window)
    if windows:
        reason = intake.elsewhere.strip()
        turn.record(TAKEN_ELSEWHERE, case.id, {"served_at": list(windows), "reason": reason})
