"""Deadlines of a case: always derived from facts and the calendar, never stored as operations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain import calendar as legal
from app.domain.calendar import Due, WorkCalendar
from app.domain.item import ItemType, Limit, LimitUnit, ServiceItem
from app.domain.ledger.kind import Document

DAYS_TO_ANSWER = legal.Limit(5, legal.LimitUnit.WORKING)
"""行政许可法 32(4): what is missing is told within five working days, once and completely."""

NOTICE_OF_GAPS = "BZ"
"""The type of the 一次性告知书, whose service keeps an application from counting as accepted."""

_UNITS = {LimitUnit.WORKING_DAYS: legal.LimitUnit.WORKING, LimitUnit.NATURAL_DAYS: legal.LimitUnit.NATURAL}
_UNANSWERED = {"registered", "supplement_required"}


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
    document: Document, *, is_licence: bool, today: date, calendar: WorkCalendar
) -> date | None:
    """Return the day a licence application counts as accepted because nobody answered in time, or None.

    By the facts known now (行政许可法 32(4)): a notice that arrives late but was served in time takes the
    deemed acceptance back; it is shown as 视为受理(待核) until a supervisor records it.
    """
    if not is_licence or document.get("state") not in _UNANSWERED:
        return None
    received_on = date.fromisoformat(str(document["received_on"]))
    last_day = answer_due(received_on, calendar).date
    if today <= last_day or _notice_served_by(document, last_day):
        return None
    return received_on


def is_licence(item: ServiceItem) -> bool:
    """Say whether 行政许可法 binds this item."""
    return item.type is ItemType.LICENCE


def _due(limit: Limit | None, start: date, calendar: WorkCalendar) -> Due | None:
    if limit is None:
        return None
    return calendar.due(legal.Limit(limit.length, _UNITS[limit.unit]), start)


def _notice_served_by(document: Document, last_day: date) -> bool:
    papers = document.get("papers")
    known = papers.values() if isinstance(papers, Mapping) else ()
    served = (
        str(paper.get("served_on"))
        for paper in known
        if isinstance(paper, Mapping) and paper.get("type") == NOTICE_OF_GAPS and paper.get("served_on")
    )
    return any(date.fromisoformat(day) <= last_day for day in served)
