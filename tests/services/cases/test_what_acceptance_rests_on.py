"""What a case was accepted on stays: answers, applicant, papers; and nothing odd counts as a paper."""

from dataclasses import replace
from typing import Any

import pytest
from counter import STREET, accepted, at_window, checked, intake, street_stall
from hall import SUPERVISOR

from app.bootstrap.opening import OpenHall
from app.domain.case.case import Case
from app.domain.case.state import CaseState
from app.services.cases.accept import accept_case, accept_intake
from app.services.cases.correct import answer_case, give_back
from app.services.cases.intake import IntakeRefused
from app.services.cases.look_up import open_case_file
from app.services.cases.merge import merge_cases
from app.services.cases.receive import receive_case
from app.services.papers.void_paper import void_paper

OTHER_NUMBER = "360725199003070011"


def received(hall: OpenHall, command: str = "receive", **changed: Any) -> Case:
    return receive_case(hall.office, at_window(), command, intake(hall.office, STREET, **changed)).case


def now(hall: OpenHall, case: Case) -> Case:
    return open_case_file(hall.office, at_window(), case.id).case


def refused_to_answer(hall: OpenHall, case: Case, answers: dict[str, Any]) -> str:
    """Write answers into a case, see it refused and nothing changed; return the code."""
    with pytest.raises(IntakeRefused) as stopped:
        answer_case(hall.office, at_window(), "answer", case, answers)
    assert now(hall, case).answers == case.answers
    return stopped.value.code


def test_an_accepted_case_is_not_emptied(hall: OpenHall) -> None:
    case = accepted(hall, STREET).case

    who = {path: case.answers[path] for path in ("applicant_kind", "name", "cert_type", "cert_no")}
    assert refused_to_answer(hall, case, who) == "case.accepted_must_stay"


def test_an_accepted_case_is_still_corrected_after_its_papers_went_back(hall: OpenHall) -> None:
    case = accepted(hall, STREET).case
    for number, one in enumerate(case.materials):
        give_back(hall.office, at_window(), f"back {number}", case.id, one.row)
    seen = now(hall, case)

    done = answer_case(hall.office, at_window(), "answer", seen, {**seen.answers, "mobile": "13900000000"})

    assert done.case.answers["mobile"] == "13900000000"
    assert checked(hall).findings == ()


@pytest.mark.parametrize(
    "changed", [{"name": "赵六"}, {"cert_no": OTHER_NUMBER}, {"name": "赵六", "cert_no": OTHER_NUMBER}]
)
def test_the_papers_of_an_accepted_case_hold_its_applicant(hall: OpenHall, changed: dict[str, str]) -> None:
    case = accepted(hall, STREET).case

    assert refused_to_answer(hall, case, {**case.answers, **changed}) == "case.applicant_on_paper"


def test_an_accepted_name_is_mended_once_its_paper_is_void(hall: OpenHall) -> None:
    case = accepted(hall, STREET).case
    void_paper(hall.office, at_window(clerk=SUPERVISOR), "void", case.papers[0].id, "姓名写错")
    seen = now(hall, case)

    done = answer_case(hall.office, at_window(), "after", seen, {**seen.answers, "name": "赵六"})

    assert done.case.applicant.name == "赵六"


def test_a_received_case_is_mended_but_never_given_to_somebody_else(hall: OpenHall) -> None:
    case = received(hall)
    other = {**case.answers, "name": "赵六", "cert_no": OTHER_NUMBER}
    assert refused_to_answer(hall, case, other) == "case.applicant_on_paper"

    done = answer_case(hall.office, at_window(), "mend", case, {**case.answers, "name": "赵六"})

    assert done.case.applicant.name == "赵六"


def test_a_number_that_was_not_known_yet_is_filled_in(hall: OpenHall) -> None:
    whole = intake(hall.office, STREET)
    case = received(hall, cert_no=None)

    done = answer_case(hall.office, at_window(), "answer", case, dict(whole.answers))

    assert done.case.applicant.id_number == whole.answers["cert_no"]


def test_an_accepted_case_goes_into_none_that_stands_less_far(hall: OpenHall) -> None:
    far, near = accepted(hall, STREET).case, received(hall, "again", **street_stall(9))

    with pytest.raises(IntakeRefused) as stopped:
        merge_cases(hall.office, at_window(), "merge", far.id, far.base, near.id)
    done = merge_cases(hall.office, at_window(), "the other way", near.id, near.base, far.id)

    assert stopped.value.code == "case.merge_other_way"
    assert now(hall, far).state is CaseState.ACCEPTED
    assert done.case.state is CaseState.MERGED


def test_papers_that_went_back_to_the_applicant_do_not_count(hall: OpenHall) -> None:
    case = received(hall)
    for number, one in enumerate(case.materials):
        give_back(hall.office, at_window(), f"back {number}", case.id, one.row)
    seen = now(hall, case)

    with pytest.raises(IntakeRefused) as stopped:
        accept_case(hall.office, at_window(), "accept", seen.id, seen.base)

    assert stopped.value.code == "case.materials_missing"


def test_originals_compared_and_returned_when_they_came_do_count(hall: OpenHall) -> None:
    whole = intake(hall.office, STREET)
    shown = replace(whole, materials=tuple(replace(one, returned=True) for one in whole.materials))
    case = receive_case(hall.office, at_window(), "receive", shown).case

    done = accept_case(hall.office, at_window(), "accept", case.id, case.base)

    assert done.case.state is CaseState.ACCEPTED


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        ({"form": "胡写"}, "case.material_form"),
        ({"copies": 0}, "case.material_pieces"),
        ({"copies": -5}, "case.material_pieces"),
        ({"pages": 0}, "case.material_pieces"),
        ({"waived_by": "我说了算"}, "case.material_not_waived"),
    ],
)
def test_a_paper_is_taken_only_as_its_item_wants_it(hall: OpenHall, odd: dict[str, Any], code: str) -> None:
    whole = intake(hall.office, STREET)
    first, *rest = whole.materials

    with pytest.raises(IntakeRefused) as stopped:
        accept_intake(
            hall.office, at_window(), "accept", replace(whole, materials=(replace(first, **odd), *rest))
        )

    assert stopped.value.code == code
