"""The sheet of paper that a row of a case's materials stands for."""

from app.domain.case.case import Case, HeldMaterial
from app.domain.case.whereabouts import answers_for
from app.services.cases.intake import IntakeRefused
from app.services.desk import Desk


def sheet_in(case: Case, row: str, desk: Desk) -> HeldMaterial:
    """Return the paper in `row` for which the place of `desk` answers.

    IntakeRefused where there is none: it was never handed in, it lies in the case that lent it, a check stood
    in for it (免), or it is the applicant's or another place's by now.
    """
    paper = next((one for one in case.materials if one.row == row), None)
    if paper is None:
        raise IntakeRefused("case.no_such_material", number=case.case_number)
    if paper.reused_from:
        raise IntakeRefused("case.material_reused", name=paper.name, number=paper.reused_from)
    if paper.waived_by:
        raise IntakeRefused("case.material_no_sheet", name=paper.name, check=paper.waived_by)
    if answers_for(paper.where) != desk.place:
        raise IntakeRefused("case.material_not_here", name=paper.name)
    return paper
