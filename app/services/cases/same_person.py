"""Finds everything of a person, under whatever number, and keeps that two numbers are one person's.

Never by itself: old and new spelling of one number (15 and 18 digits) are one number, everything else is a
clerk's word, given for a case with the same name and birth date, and logged.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from app.domain.access import AccessEntry, AccessKind
from app.domain.case.case import Case, case_of
from app.domain.case.same_person import SAME_PERSON, birth_in, may_be_one_person, other_cases
from app.domain.case.state import CaseState
from app.domain.ledger.operation import Subject
from app.domain.role import Action
from app.ports.case_index import CaseRow
from app.ports.unit_of_work import UnitOfWork
from app.services.case_turn import CaseTurn
from app.services.cases.intake import IntakeRefused
from app.services.desk import Desk
from app.services.office import Office
from app.services.use_case import use_case

NOBODY: frozenset[str] = frozenset()


def rows_of_person(
    office: Office, unit: UnitOfWork, id_number: str, also: Iterable[str] = NOBODY
) -> tuple[CaseRow, ...]:
    """Return every case of a person, the newest first: under this number and those known to be theirs.

    `also` are cases a clerk confirmed to be of this person before there is a case that says so.
    """
    numbers, seen = {id_number} if id_number else set[str](), set[str]()
    rows: dict[str, CaseRow] = {}
    links, todo = list(also), list(numbers)
    while links or todo:
        for number in todo:
            found = {row.id: row for row in unit.cases.of_applicant(number)}
            links += [one for one in found if one not in rows]
            rows |= found
        fresh = [case for one in links if one not in seen and (case := _case(office, unit, one))]
        seen.update(links)
        links = [one for case in fresh for one in other_cases(case.facts) if one not in seen]
        todo = [number for case in fresh if (number := case.applicant.id_number) and number not in numbers]
        numbers.update(todo)
    return tuple(sorted(rows.values(), key=lambda row: (row.received_on, row.case_number), reverse=True))


def cases_of_person(turn: CaseTurn, id_number: str) -> Iterator[Case]:
    """Yield every case of a person as it stands in this turn, the newest first."""
    for row in rows_of_person(turn.office, turn.unit, id_number, turn.same_as):
        yield turn.case(row.id)


def suspects(
    office: Office, unit: UnitOfWork, name: str, birth: date | None, known: Iterable[CaseRow]
) -> tuple[CaseRow, ...]:
    """Return cases of somebody with this name and birth date that are not `known` to be of this person."""
    if not name or birth is None:
        return ()
    ours = {row.id for row in known}
    rows = (row for row in unit.cases.of_name(name) if row.id not in ours)
    return tuple(row for row in rows if _is_suspect(_case(office, unit, row.id), name, birth))


@use_case
def log_same_person(office: Office, desk: Desk, case_id: str, *, is_same: bool) -> None:
    """Keep that this clerk took the applicant of a case for the one at the window, or does so no more."""
    desk = desk.acting(Action.DRAFT)
    with office.storage.writing() as unit:
        unit.audit.record(
            AccessEntry(
                kind=AccessKind.REVEAL,
                clerk_id=desk.clerk.id,
                at=office.clock.now(),
                window=desk.window,
                case_id=case_id,
                fields=("name", "birth"),
                reason="确认同一人" if is_same else "取消确认同一人",
            )
        )
        unit.commit()


def record_same_person(turn: CaseTurn, case: Case, others: Iterable[str]) -> None:
    """Note in both cases that they are of one person, as the clerk confirmed at the window.

    IntakeRefused where name or birth date are not the same any more: whoever was confirmed is another one.
    """
    for other in sorted(others):
        known = turn.case(other)
        if not may_be_one_person(known, case.applicant.name, birth_in(case)):
            raise IntakeRefused("case.not_same_person", number=known.case_number)
        turn.record(SAME_PERSON, case.id, {"case": known.id})
        turn.record(SAME_PERSON, known.id, {"case": case.id})


def _is_suspect(case: Case | None, name: str, birth: date) -> bool:
    if case is None or case.state is CaseState.MERGED:
        return False
    return may_be_one_person(case, name, birth)


def _case(office: Office, unit: UnitOfWork, case_id: str) -> Case | None:
    """Return a case as it stands; None for one this database does not have, or whose data was erased."""
    state = office.recorder.live(unit, Subject("case", case_id))
    case = case_of(state) if "state" in state.document else None
    return None if case is None or case.is_erased else case
