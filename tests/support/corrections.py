"""Corrections of accepted cases, and an application whose proof of kinship a commitment replaces."""

from dataclasses import replace

from answer_sets import SETS, filled
from counter import at_window, needed_papers
from later_papers import now, without

from app.bootstrap.opening import OpenHall
from app.domain.case.case import Case
from app.domain.ledger.canonical import Json
from app.services.case_turn import CaseDone, carry_out
from app.services.cases.correct import answer_case
from app.services.cases.excuses import Excuses
from app.services.cases.intake import Intake

KIN = "kin_proof"


def corrected(hall: OpenHall, case: Case, command: str = "correct", **changed: Json) -> Case:
    """The form is corrected at window 3; None takes an answer out."""
    seen = now(hall, case)
    answers = {key: value for key, value in {**seen.answers, **changed}.items() if value is not None}
    return answer_case(hall.office, at_window(), command, seen, answers).case


def merged(hall: OpenHall, case: Case, **changed: Json) -> None:
    """Answers that two devices changed apart: what came together nobody judged."""
    seen = now(hall, case)
    written = {"changes": changed, "applicant": seen.applicant.to_json()}
    carry_out(
        hall.office,
        at_window(),
        "merged",
        lambda turn: CaseDone(turn.record("case.answered.v1", case.id, written, seen.base), ()),
    )


def relative(hall: OpenHall) -> Intake:
    """A subsidy with a limit whose proof of kinship a commitment replaces."""
    answered = next(one for one in SETS["B10"]["accepted"].values() if KIN in _needs(hall, one))
    answers = filled(hall.office.catalog, "B10", answered).answers()
    bare = Intake(item_id="B10", item_version=1, answers=answers)
    whole = replace(bare, materials=needed_papers(hall.office, bare))
    return replace(without(whole, KIN), excuses=Excuses(committed=(KIN,)))


def _needs(hall: OpenHall, answered: dict[str, Json]) -> set[str]:
    sheet = filled(hall.office.catalog, "B10", answered)
    return {need.material.key for need in sheet.materials() if need.needed}
