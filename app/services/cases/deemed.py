"""Finds the cases that count as accepted because nobody answered in time (视为受理, 行政许可法 32(4))."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from app.domain.case.case import Case, case_of
from app.domain.case.deadlines import deemed_accepted_on, is_licence
from app.domain.case.deemed import recorded_deemed
from app.domain.case.state import CaseState
from app.domain.errors import PersonFacing
from app.domain.item import ServiceItem
from app.domain.ledger.operation import Subject
from app.domain.paper_record import facts_from
from app.domain.paper_wording import paper_date
from app.ports.case_index import CaseRow
from app.ports.paper_store import TAKEN_BACK
from app.ports.unit_of_work import UnitOfWork
from app.services.case_turn import CaseTurn
from app.services.office import Office
from app.services.use_case import use_case

RECEIPT = "SJ"
"""The type of the 收件凭证, which names the last day to answer."""
_UNANSWERED = frozenset({CaseState.REGISTERED.value, CaseState.SUPPLEMENT_REQUIRED.value})


class DeemedRefused(PersonFacing):
    """A step that does not fit what the law says of a case that nobody answered, or that was answered."""


@use_case
def deemed_among(office: Office, rows: Sequence[CaseRow]) -> Mapping[str, date]:
    """Return which of these cases count as accepted, by case id, and the day from which each does.

    Derived from what is known now; a notice that was served in time and arrives late takes it back.
    """
    waiting = [row for row in rows if row.state in _UNANSWERED]
    if not waiting:
        return {}
    with office.storage.writing() as unit:
        today = office.business_day.moment(unit).business_date
        unit.commit()
    with office.storage.reading() as unit:
        found = {row.id: _since(office, unit, row, today) for row in waiting}
    return {case_id: since for case_id, since in found.items() if since is not None}


def deemed_waiting(office: Office, unit: UnitOfWork) -> Iterator[tuple[Case, date]]:
    """Yield each case that counts as accepted and was not recorded as such, and since when, oldest first."""
    today = office.business_day.on_screen()
    licences = {item.id for item in office.catalog.items.values() if is_licence(item)}
    for row in unit.cases.unanswered(today.isoformat()):
        if row.item_id in licences and (since := _since(office, unit, row, today)) is not None:
            yield case_of(office.recorder.live(unit, Subject("case", row.id))), since


def deemed_since(office: Office, unit: UnitOfWork, case: Case, item: ServiceItem, today: date) -> date | None:
    """Return the day from which a case counts as accepted because nobody answered in time, or None.

    By the last day that its 收件凭证 name, so that what the papers say stays true; by the calendar of now
    where none was printed.
    """
    if not is_licence(item) or case.state.value not in _UNANSWERED:
        return None
    return deemed_accepted_on(
        case.facts,
        is_licence=True,
        today=today,
        calendar=office.calendar,
        told=_told(unit, case),
    )


def refuse_deemed(turn: CaseTurn, case: Case, item: ServiceItem) -> None:
    """Refuse to accept as of today what counts as accepted since earlier, recorded or not: DeemedRefused."""
    if recorded_deemed(case.facts) is not None:
        raise DeemedRefused("case.deemed_already", number=case.case_number)
    since = deemed_since(turn.office, turn.unit, case, item, turn.moment.business_date)
    if since is not None:
        raise DeemedRefused("case.deemed_first", number=case.case_number, since=paper_date(since))


def _since(office: Office, unit: UnitOfWork, row: CaseRow, today: date) -> date | None:
    case = case_of(office.recorder.live(unit, Subject("case", row.id)))
    return deemed_since(office, unit, case, office.catalog.version(case.item.id, case.item.version), today)


def _told(unit: UnitOfWork, case: Case) -> Mapping[date, date]:
    """Return, by the day papers were handed in, the last day to answer as it is printed on their 收件凭证.

    The newest that was made here, where one was made anew.
    """
    made = (
        facts_from(unit.papers.facts(paper.id)).case
        for paper in unit.papers.of_case(case.id)
        if paper.type_code == RECEIPT and paper.state != TAKEN_BACK
    )
    return {one.received_on: one.acceptance_due for one in made if one.received_on and one.acceptance_due}
