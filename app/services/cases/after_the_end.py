"""Finds cases accepted though their item's version had ended: they are kept, and a supervisor decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from app.domain.case.case import Case, case_of
from app.domain.case.state import CaseState
from app.domain.item import ServiceItem
from app.domain.item_withdrawal import Withdrawal, needs_supervisor
from app.domain.ledger.operation import Subject
from app.ports.case_index import CaseRow
from app.ports.unit_of_work import UnitOfWork
from app.services.office import Office

REVIEW_DAYS = timedelta(days=60)
"""How long a closed case is listed: as long as its applicant may ask for a review (行政复议法 20)."""

_ACCEPTED = frozenset({CaseState.ACCEPTED, CaseState.FORWARDED, CaseState.RETURNED, CaseState.CLOSED})
_STATES = frozenset(state.value for state in _ACCEPTED)


@dataclass(frozen=True, slots=True)
class AcceptedLate:
    """An accepted case, and how the version it rests on had ended."""

    case: Case
    ended: Withdrawal


def accepted_after_the_end(office: Office, unit: UnitOfWork) -> Iterator[AcceptedLate]:
    """Yield what a window accepted before it learned of a withdrawal, until it is decided or long closed."""
    for item in office.catalog.items.values():
        ended = office.catalog.withdrawal(item)
        if ended is not None:
            for case in _received_late(office, unit, item, ended):
                yield AcceptedLate(case, ended)


def _received_late(office: Office, unit: UnitOfWork, item: ServiceItem, ended: Withdrawal) -> Iterator[Case]:
    for row in unit.cases.received_after(item.id, ended.last_day.isoformat()):
        if row.state in _STATES and _is_listed(office, row):
            case = case_of(office.recorder.live(unit, Subject("case", row.id)))
            is_of_version = case.item.version == item.version
            if is_of_version and needs_supervisor(ended, case.received_on, is_accepted=True):
                yield case


def _is_listed(office: Office, row: CaseRow) -> bool:
    is_recent = row.received_on >= (office.business_day.on_screen() - REVIEW_DAYS).isoformat()
    return row.state != CaseState.CLOSED.value or is_recent
