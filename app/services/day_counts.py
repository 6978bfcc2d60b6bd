"""Counts today's work for the 台账: tickets by state, cases by state, papers and enquiries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.case.state import CaseState
from app.domain.ticket import TicketState
from app.ports.ticket_store import HallDay
from app.services.office import Office


@dataclass(frozen=True, slots=True)
class DayCount:
    """How often something happened today, in a clerk's words."""

    words: str
    number: int


def day_counts(office: Office) -> Sequence[DayCount]:
    """Return today's counts, read from the rows that are derived from the ledger; nothing is kept apart."""
    with office.storage.reading() as unit:
        day = unit.business_day.last()
        if day is None:
            return ()
        tickets = unit.tickets.of_day(HallDay(office.hall.id, day))
        cases = unit.cases.of_day(day.isoformat())
        papers = unit.papers.of_day(day)
    by_ticket = Counter(ticket.state for ticket in tickets)
    by_case = Counter(CaseState(row.state) for row in cases)
    return (
        DayCount("取号", len(tickets)),
        *(DayCount(f"号票·{state.label}", by_ticket[state]) for state in TicketState if by_ticket[state]),
        DayCount("收件", len(cases)),
        *(DayCount(f"办件·{state.label}", by_case[state]) for state in CaseState if by_case[state]),
        DayCount("出具文书", len(papers)),
        DayCount("作废文书", sum(paper.is_void for paper in papers)),
    )
