"""What the case panel says and opens for papers that come later (容缺)."""

from collections.abc import Iterator
from datetime import date

from app.domain.calendar import WorkCalendar
from app.domain.case.case import Case
from app.domain.case.deferral import DeferredPaper
from app.domain.case.state import CaseState
from app.domain.clerk import Clerk
from app.domain.item import Handling, ServiceItem
from app.domain.role import Action
from app.services.cases.look_up import CaseFile
from ui import dates
from ui.shortcuts import KEYS, Command
from ui.widgets.row_list import Row
from ui.widgets.text import Tone

CLOSE_WORD = "办结并打印"
LATER = "later:"


def state_words(case: Case) -> str:
    """Return the state of a case; one that waits for a paper says so beside it."""
    return f"{case.state.label}（容缺）" if case.awaited else case.state.label


def may_be_closed(case: Case, item: ServiceItem) -> bool:
    """Say whether F12 closes this case: an 即办件 accepted 容缺 whose papers all came since."""
    is_waiting = case.state is CaseState.ACCEPTED and item.handling is Handling.ON_THE_SPOT
    return is_waiting and not case.awaited


def commands(file: CaseFile, item: ServiceItem, clerk: Clerk) -> set[Command]:
    """Return which keys this opens: F12 to close, and for a supervisor the one that ends what is overdue."""
    closes = {Command.ACCEPT} if may_be_closed(file.case, item) else set()
    may_end = _is_overdue(file.case, file.today) and clerk.may(Action.TERMINATE)
    return closes | ({Command.TERMINATE} if may_end else set())


def remarks(case: Case, item: ServiceItem, today: date, calendar: WorkCalendar) -> Iterator[str]:
    """Yield what a clerk should know: what is still to come and until when, or that all came."""
    if case.awaited:
        left = "；".join(_left(one, today, calendar) for one in case.awaited)
        then = f"交来后按 {KEYS[Command.CORRECT].sequence} 收下。"
        if _is_overdue(case, today):
            then = f"仍不补的，负责人按 {KEYS[Command.TERMINATE].sequence} 退件。"
        yield f"容缺后补：{left}。{then}"
    elif case.deferred and may_be_closed(case, item):
        is_unneeded = all(one.has_lapsed for one in case.deferred)
        said = "后补的材料按更正后的填报不再需要" if is_unneeded else "后补的材料已齐"
        yield f"{said}，按 {KEYS[Command.ACCEPT].sequence} 办结。"


def rows(case: Case, today: date) -> list[Row]:
    """Return a line for each paper that is still to come, with its day."""
    return [
        Row(
            id=f"{LATER}{one.key}",
            lead="后补",
            words=one.name,
            trail=f"{one.until.month}月{one.until.day}日前{'（过期）' if one.is_overdue(today) else ''}",
            tone=Tone.LATE if one.is_overdue(today) else Tone.SOON,
            hint=f"{one.name}，{'代理人' if one.by_agent else '申请人'}承诺 {dates.day(one.until)}前补交",
        )
        for one in case.awaited
    ]


def _is_overdue(case: Case, today: date) -> bool:
    return any(one.is_overdue(today) for one in case.awaited)


def _left(one: DeferredPaper, today: date, calendar: WorkCalendar) -> str:
    left = dates.left(calendar.working_days_between(today, one.until))
    return f"{one.name}（{one.until.month}月{one.until.day}日前，{left}）"
