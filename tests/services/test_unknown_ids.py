"""What no case, paper or catalogue of this hall has is said in words, never as a bug."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import word_files
from counter import PENSION, STREET, accepted, at_window, intake
from custom_shelves import with_custom
from hall import SUPERVISOR, Bench, new_bench
from whole_store import everything

from app.bootstrap.opening import OpenHall
from app.domain.errors import PersonFacing
from app.domain.ledger.ledger_kinds import Keep
from app.domain.ledger.operation import Base
from app.domain.paper import PaperError
from app.domain.words import Words
from app.services.cases import look_up
from app.services.cases.accept import accept_case, accept_intake
from app.services.cases.conflicts import settle_conflict
from app.services.cases.correct import answer_case, give_back, receive_materials
from app.services.cases.external_checks import QUESTIONS
from app.services.cases.intake import HandedIn
from app.services.cases.merge import merge_cases
from app.services.cases.move_paper import move_paper
from app.services.cases.receive import receive_case
from app.services.cases.supplement import Completion, supplements_complete
from app.services.cases.withdraw import withdraw_case
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.finish import finish_paper
from app.services.papers.print_paper import confirm_print, print_paper
from app.services.papers.reissue import reissue_paper
from app.services.papers.void_paper import void_paper

GONE, BASE = "019ac0de-0000-7000-8000-000000000000", Base(1, None)
Act = Callable[[Office, Desk], Any]

NO_CASE: dict[str, Act] = {
    "accept": lambda office, desk: accept_case(office, desk, "x", GONE, BASE),
    "give back": lambda office, desk: give_back(office, desk, "x", GONE, "m1"),
    "move a paper": lambda office, desk: move_paper(office, desk, "x", GONE, "m1", "2"),
    "take papers": lambda office, desk: receive_materials(office, desk, "x", GONE, ()),
    "merge": lambda office, desk: merge_cases(office, desk, "x", GONE, BASE, GONE),
    "complete": lambda office, desk: supplements_complete(office, desk, "x", GONE, BASE, Completion()),
    "withdraw": lambda office, desk: withdraw_case(office, desk, "x", GONE, BASE, "改主意"),
    "open": lambda office, desk: look_up.open_case_file(office, desk, GONE),
    "reveal": lambda office, desk: look_up.reveal(office, desk, GONE, ["name"]),
    "settle": lambda office, desk: settle_conflict(office, desk, "x", GONE, GONE, Keep.MINE),
}
NO_PAPER: dict[str, Act] = {
    "print": lambda office, desk: print_paper(office, desk, GONE, "HP"),
    "confirm": lambda office, desk: confirm_print(office, desk, GONE, came_out=True),
    "void": lambda office, desk: void_paper(office, desk, "x", GONE, "印错"),
    "finish": lambda office, desk: finish_paper(office, GONE),
    "issue again": lambda office, desk: reissue_paper(office, desk, "x", GONE, reason="印错"),
}


@pytest.fixture
def hall(tmp_path: Any) -> Any:
    bench: Bench = new_bench(tmp_path / "关田镇")
    with bench.open("03") as hall:
        yield hall


def must_be_said(hall: OpenHall, act: Act) -> str:
    """Carry out an act that is refused in words and changes nothing; return the code."""
    accepted(hall, PENSION)
    before = everything(hall)

    with pytest.raises(PersonFacing) as refused:
        act(hall.office, at_window(clerk=SUPERVISOR))

    assert Words(word_files.templates()).of(refused.value).say
    assert everything(hall) == before
    return refused.value.code


@pytest.mark.parametrize("act", NO_CASE.values(), ids=NO_CASE)
def test_a_case_this_hall_never_opened(hall: OpenHall, act: Act) -> None:
    assert must_be_said(hall, act) in {"case.unknown", "case.conflict_settled"}


@pytest.mark.parametrize("act", NO_PAPER.values(), ids=NO_PAPER)
def test_a_paper_this_hall_never_issued(hall: OpenHall, act: Act) -> None:
    assert must_be_said(hall, act) == "case.paper_unknown"


def test_a_material_the_case_never_had_is_not_given_back(hall: OpenHall) -> None:
    case = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET)).case
    assert must_be_said(hall, lambda office, desk: give_back(office, desk, "x", case.id, "m99")) == (
        "case.no_such_material"
    )


def test_a_material_the_case_never_had_is_nowhere(hall: OpenHall) -> None:
    case = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET)).case
    assert must_be_said(hall, lambda office, desk: move_paper(office, desk, "x", case.id, "m99", "2")) == (
        "case.no_such_material"
    )


def test_a_paper_goes_to_no_spot_the_list_has_not(hall: OpenHall) -> None:
    case = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET)).case
    row = case.materials[0].row
    assert must_be_said(hall, lambda office, desk: move_paper(office, desk, "x", case.id, row, "77")) == (
        "case.spot_unknown"
    )


def test_a_paper_the_item_does_not_ask_for_is_not_taken_in(hall: OpenHall) -> None:
    strange = (HandedIn(key="passport_of_the_cat", form="原件"),)
    whole = replace(intake(hall.office, STREET), materials=strange)
    case = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET)).case

    ways: list[Act] = [
        lambda office, desk: receive_case(office, desk, "x", whole),
        lambda office, desk: receive_materials(office, desk, "x", case.id, strange),
        lambda office, desk: answer_case(office, desk, "x", case, case.answers, brought=strange),
    ]
    for place, way in enumerate(ways):
        before = everything(hall)
        with pytest.raises(PersonFacing, match="material_unknown"):
            way(hall.office, at_window())
        assert everything(hall) == before, place


def test_a_kind_of_paper_the_countys_own_data_lack_takes_no_number(hall: OpenHall) -> None:
    before, works = everything(hall), hall.office.papers
    fewer = {code: one for code, one in works.types.items() if code != "SJ"}
    office = with_custom(hall.office, paper_types=fewer)

    with pytest.raises(PaperError, match="type_missing"):
        receive_case(office, at_window(), "x", intake(hall.office, STREET))

    assert everything(hall) == before


def test_a_question_the_program_cannot_answer_is_said_at_acceptance(
    hall: OpenHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An item of the county's own may ask what only a newer program knows."""
    monkeypatch.delitem(QUESTIONS, "active_registration")
    application, before = intake(hall.office, PENSION), everything(hall)

    with pytest.raises(PersonFacing, match="external_unknown"):
        accept_intake(hall.office, at_window(), "x", application)

    assert everything(hall) == before
