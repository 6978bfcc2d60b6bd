"""Finds the cases in which a paper of a type was issued, even one voided since: what it promised stands."""

from collections.abc import Iterator

from app.domain.case.case import Case, case_of
from app.domain.case.state import CaseState
from app.domain.ledger.operation import Subject
from app.ports.unit_of_work import UnitOfWork
from app.services.office import Office


def cases_with_paper(
    office: Office, unit: UnitOfWork, type_code: str, *, still_open: bool = False
) -> Iterator[Case]:
    """Yield each case once, in the order of its first such paper, by the index of their numbers.

    With `still_open` those that are over are left out, by their rows: their states are not even read.
    """
    if type_code not in office.papers.types:
        return
    code = f"{office.hall.document_prefix}{office.papers.types[type_code].number_word}"
    papers = (one for one in unit.papers.under_code(code) if one.type_code == type_code)
    for case_id in dict.fromkeys(one.case_id for one in papers):
        row = unit.cases.row(case_id)
        if row is None or (still_open and CaseState(row.state).is_over):
            continue
        yield case_of(office.recorder.live(unit, Subject("case", case_id)))
