"""Counts today's work for the 台账: tickets by state, cases by state, papers and enquiries."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.case.state import CaseState
from app.domain.ledger.kind import Document
from app.domain.ledger.operation import Subject
from app.domain.ticket import Ticket, TicketState
from app.domain.visit.enquiries import enquiries_on, topics_of
from app.domain.visit.shift_kinds import shift_subject
from app.ports.ticket_store import HallDay
from app.ports.unit_of_work import UnitOfWork
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
        asked = enquiries(office, unit, day, tickets)
    by_ticket = Counter(ticket.state for ticket in tickets)
    by_case = Counter(CaseState(row.state) for row in cases)
    return (
        DayCount("取号", len(tickets)),
        *(DayCount(f"号票·{state.label}", by_ticket[state]) for state in TicketState if by_ticket[state]),
        DayCount("咨询", asked),
        DayCount("收件", len(cases)),
        *(DayCount(f"办件·{state.label}", by_case[state]) for state in CaseState if by_case[state]),
        DayCount("出具文书", len(papers)),
        DayCount("作废文书", sum(paper.is_void for paper in papers)),
    )


def enquiries(office: Office, unit: UnitOfWork, day: date, tickets: Sequence[Ticket]) -> int:
    """Return how many came only to ask on a day: of its tickets, and without one at any of the windows.

    Both are read from the state: a ticket's row does not hold what was asked.
    """
    of_tickets = (_document(office, unit, Subject("visit", ticket.id)) for ticket in tickets)
    shifts = (shift_subject(office.hall.id, window.number, day) for window in office.hall.windows)
    walk_ins = (topics_of(_document(office, unit, shift)) for shift in shifts)
    return sum(enquiries_on(visit, day) for visit in of_tickets) + sum(len(topics) for topics in walk_ins)


def _document(office: Office, unit: UnitOfWork, subject: Subject) -> Document:
    return office.recorder.live(unit, subject).document
