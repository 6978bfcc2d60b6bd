"""What needs no permit is answered, never taken in: 行政许可法 32 第一款第一项 and its last paragraph."""

from collections.abc import Callable
from typing import Any

import pytest
import word_files
from answer_sets import SETS
from counter import at_window
from hall import SUPERVISOR

from app.bootstrap.opening import OpenHall
from app.domain.case.state import CaseState
from app.domain.paper_record import facts_from
from app.domain.words import Words
from app.services.case_turn import CaseDone
from app.services.cases.accept import accept_case, accept_intake
from app.services.cases.correct import answer_case
from app.services.cases.intake import Intake, IntakeRefused
from app.services.cases.receive import receive_case
from app.services.cases.refuse import NOT_NEEDED, Refusal, refuse_case, refuse_intake
from app.services.cases.supplement import Supplement, request_supplement, request_supplement_of_intake
from app.services.office import Office

FELLING = {**SETS["D05"]["accepted"]["small_amount_by_pledge"]["answers"], "applicant_kind": "个人"}
ABOUT_THE_HOUSE = {"felling_of": "零星林木"}
ARTICLE = "《中华人民共和国森林法》第五十六条第二款"
LINE = (Supplement(material="林权证", problem="缺失", requirement="请提供", basis="《森林法》第五十六条"),)
REFUSAL = Refusal(
    code=NOT_NEEDED,
    reason="采伐房前屋后个人所有的零星林木，不需要申请采伐许可证",
    article=f"{ARTICLE}、《行政许可法》第三十二条第一款第一项",
    second_clerk="",
)
Way = Callable[[Office, Intake], CaseDone]
WAYS: dict[str, Way] = {
    "accept": lambda office, taken: accept_intake(office, at_window(), "command", taken),
    "receive": lambda office, taken: receive_case(office, at_window(), "command", taken),
    "notice": lambda office, taken: request_supplement_of_intake(office, at_window(), "command", taken, LINE),
}


def felling(**changed: Any) -> Intake:
    return Intake(item_id="D05", item_version=1, answers={**FELLING, **changed})


def cases(hall: OpenHall) -> int:
    with hall.office.storage.reading() as unit:
        return len(unit.cases.recent(limit=9))


def numbers(hall: OpenHall) -> int:
    with hall.office.storage.reading() as unit:
        return len(unit.papers.all_numbers())


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "answers", [ABOUT_THE_HOUSE, {"felling_of": "竹子", "in_reserve": False}], ids=["trees", "bamboo"]
)
def test_it_is_not_taken_in_by_any_way_and_no_number_is_used(
    hall: OpenHall, way: str, answers: dict[str, Any]
) -> None:
    with pytest.raises(IntakeRefused) as stopped:
        WAYS[way](hall.office, felling(**answers))

    assert stopped.value.code == "case.no_permit_needed"
    said = Words(word_files.templates()).of(stopped.value)
    assert "《中华人民共和国森林法》第五十六条" in said.say
    assert "Ctrl+B" in said.do
    assert (cases(hall), numbers(hall)) == (0, 0)


def test_what_needs_a_permit_is_taken_in_as_ever(hall: OpenHall) -> None:
    done = receive_case(hall.office, at_window(), "receive", felling())

    assert done.case.state is CaseState.REGISTERED


def test_who_wants_it_in_writing_gets_the_refusal_with_seal_and_both_articles(hall: OpenHall) -> None:
    done = refuse_intake(
        hall.office, at_window(clerk=SUPERVISOR), "refuse", felling(**ABOUT_THE_HOUSE), REFUSAL
    )

    assert done.case.state is CaseState.REFUSED
    (paper,) = done.papers
    assert paper.type_code == "BS"
    with hall.office.storage.reading() as unit:
        facts = facts_from(unit.papers.facts(paper.id))
    assert facts.paper_type.needs_seal
    assert facts.case.reason == REFUSAL.reason
    assert facts.case.article == REFUSAL.article


def test_a_case_whose_answers_turn_out_to_need_none_can_only_be_refused(hall: OpenHall) -> None:
    # Given a case received before it was known whose trees they are
    office, desk = hall.office, at_window(clerk=SUPERVISOR)
    case = receive_case(office, desk, "receive", felling()).case
    case = answer_case(office, desk, "mend", case, {**case.answers, **ABOUT_THE_HOUSE}).case

    # When it is accepted, or papers are asked for, then both are stopped
    for act in (
        lambda: accept_case(office, desk, "accept", case.id, case.base),
        lambda: request_supplement(office, desk, "notice", case.id, case.base, LINE),
    ):
        with pytest.raises(IntakeRefused, match=r"case\.no_permit_needed"):
            act()

    # and the answer is the refusal
    done = refuse_case(office, desk, "refuse", case.id, case.base, REFUSAL)
    assert done.case.state is CaseState.REFUSED
