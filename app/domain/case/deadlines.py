"""Deadlines of a case: derived from its facts and the calendar each time.

No timer makes an operation. Only the last days printed on a paper are kept, as they were printed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from app.domain import calendar as legal
from app.domain.calendar import Due, WorkCalendar
from app.domain.case.state import CaseState
from app.domain.item import ItemType, Limit, LimitUnit, ServiceItem
from app.domain.ledger.canonical import Json
from app.domain.ledger.kind import Document

DAYS_TO_ANSWER = legal.Limit(5, legal.LimitUnit.WORKING)
"""行政许可法 32(4): what is missing is told within five working days, once and completely."""

NOTICE_OF_GAPS = "BZ"
"""The type of the 一次性告知书, whose service keeps an application from counting as accepted."""

_UNITS = {LimitUnit.WORKING_DAYS: legal.LimitUnit.WORKING, LimitUnit.NATURAL_DAYS: legal.LimitUnit.NATURAL}
_UNANSWERED = {CaseState.REGISTERED.value, CaseState.SUPPLEMENT_REQUIRED.value}


@dataclass(frozen=True, slots=True)
class DueDates:
    """The promised and the statutory last day; None where the item has no such limit."""

    promised: Due | None
    statutory: Due | None

    @property
    def is_provisional(self) -> bool:
        """Say whether a year without an official calendar was counted through."""
        return any(due.provisional for due in (self.promised, self.statutory) if due is not None)


def due_dates(item: ServiceItem, accepted_on: date, calendar: WorkCalendar) -> DueDates:
    """Return when a case accepted on a day has to be decided; the day itself is not counted (民法典 201)."""
    return DueDates(
        _due(item.promised_limit, accepted_on, calendar), _due(item.legal_limit, accepted_on, calendar)
    )


def answer_due(received_on: date, calendar: WorkCalendar) -> Due:
    """Return the last day to tell the applicant what is missing."""
    return calendar.due(DAYS_TO_ANSWER, received_on)


def deemed_accepted_on(
    document: Document,
    *,
    is_licence: bool,
    today: date,
    calendar: WorkCalendar,
    told: Mapping[date, date] = MappingProxyType({}),
) -> date | None:
    """Return the day a licence application counts as accepted because nobody answered in time, or None.

    By the facts known now (行政许可法 32(4)): a notice that arrives late but was served in time takes the
    deemed acceptance back; it is shown as 视为受理(待核) until a supervisor records it. Each time supplements
    are handed in (补齐) the period starts anew, and only a notice about what was then handed in answers it;
    a period that ran out before that stays run out.

    `told` is, by the day papers were handed in, the last day to answer as the 收件凭证 of that day prints it:
    the applicant was told it, so it ends the period that began then whatever the calendar says since (a day
    off that came later, a year published later).
    """
    if not is_licence or document.get("state") not in _UNANSWERED:
        return None
    for wait in _rounds(document):
        last_day = told.get(wait.begins) or answer_due(wait.begins, calendar).date
        if wait.ran_out(_served_in(document, wait), today, last_day):
            return wait.begins
    return None


def is_licence(item: ServiceItem) -> bool:
    """Say whether 行政许可法 binds this item."""
    return item.type is ItemType.LICENCE


def _due(limit: Limit | None, start: date, calendar: WorkCalendar) -> Due | None:
    if limit is None:
        return None
    return calendar.due(legal.Limit(limit.length, _UNITS[limit.unit]), start)


@dataclass(frozen=True, slots=True)
class _Round:
    """One wait for an answer: from the receipt, or a 补齐, to the next 补齐 (None: still waiting)."""

    begins: date
    ends: date | None
    decisions: frozenset[str]

    def ran_out(self, served: Iterable[date], today: date, last_day: date) -> bool:
        """Say whether the period up to `last_day` passed with none of its notices served in it."""
        until = today if self.ends is None else self.ends
        return until > last_day and all(day > last_day for day in served)

    def holds(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day <= self.ends)


def _rounds(document: Document) -> Iterator[_Round]:
    begins, decided = date.fromisoformat(str(document["received_on"])), set[str]()
    for step in _records(document.get("history")):
        if step["what"] == "supplemented":
            ends = date.fromisoformat(str(step["on"]))
            yield _Round(begins, ends, frozenset(decided))
            begins, decided = ends, set()
        decided.add(str(step["op"]))
    yield _Round(begins, None, frozenset(decided))


def _served_in(document: Document, wait: _Round) -> Iterator[date]:
    """Yield when the notices (一次性告知书) of a wait were served.

    One whose decision was overtaken by another stands in no step: its own day says which wait it answers.
    """
    steps = {str(step["op"]) for step in _records(document.get("history"))}
    papers = document.get("papers")
    for paper in _records(papers.values() if isinstance(papers, Mapping) else ()):
        if paper.get("type") != NOTICE_OF_GAPS or not paper.get("served_on"):
            continue
        ground, day = str(paper.get("ground")), date.fromisoformat(str(paper["served_on"]))
        if ground in wait.decisions or (ground not in steps and wait.holds(day)):
            yield day


def _records(values: object) -> list[Mapping[str, Json]]:
    known = values if isinstance(values, Iterable) else ()
    return [value for value in known if isinstance(value, Mapping)]
