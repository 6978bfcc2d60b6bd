"""Where each original is now: a clerk notes where it went, and what is away cannot be given back."""

from dataclasses import replace

import pytest
import word_files
from counter import STREET, at_window, checked, intake
from hall import Bench
from whole_store import everything

from app.bootstrap.opening import OpenHall
from app.domain.case.case import Case, HeldMaterial
from app.domain.case.state import CaseState
from app.domain.words import Words
from app.services.cases.accept import accept_case
from app.services.cases.correct import give_back
from app.services.cases.intake import HandedIn, IntakeRefused
from app.services.cases.look_up import open_case_file
from app.services.cases.move_paper import move_paper, offered_spots
from app.services.cases.receive import receive_case
from app.services.cases.withdraw import withdraw_case

WINDOW, CABINET, OFFICE, COUNTY = "1", "2", "3", "4"


@pytest.fixture
def case(hall: OpenHall) -> Case:
    return receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET)).case


def moved(hall: OpenHall, case: Case, spot: str, command: str = "") -> Case:
    row = case.materials[0].row
    return move_paper(hall.office, at_window(), command or f"to {spot}", case.id, row, spot).case


def first(case: Case) -> HeldMaterial:
    return case.materials[0]


def refused(hall: OpenHall, act) -> IntakeRefused:
    before = everything(hall)
    with pytest.raises(IntakeRefused) as stopped:
        act()
    assert everything(hall) == before
    return stopped.value


@pytest.mark.parametrize(
    ("spot", "name", "away"),
    [(CABINET, "档案柜", False), (OFFICE, "移送业务办", True), (COUNTY, "报送县级部门", True)],
)
def test_the_case_says_where_a_paper_is_and_since_when(hall, case, spot, name, away) -> None:
    after = moved(hall, case, spot)

    assert first(after).spot == name
    assert first(after).since.startswith("2026-11-26T09:")
    assert (first(after).where == hall.office.hall.id) is not away
    assert after.state is CaseState.REGISTERED
    assert checked(hall).findings == ()


def test_the_history_names_the_move_and_who_made_it(hall, case) -> None:
    step = moved(hall, case, COUNTY).history[-1]

    assert (step.what, step.about) == ("material_moved", f"{first(case).name} → 报送县级部门")
    assert (step.by, step.window) == (at_window().clerk.id, "03")


def test_the_same_command_twice_moves_once(hall, case) -> None:
    moved(hall, case, COUNTY, "once")
    after = moved(hall, case, COUNTY, "once")

    assert [step.what for step in after.history].count("material_moved") == 1


def test_a_paper_is_not_moved_to_where_it_lies(hall, case) -> None:
    moved(hall, case, CABINET)

    again = refused(hall, lambda: moved(hall, case, CABINET, "again"))

    assert again.code == "case.material_there"


def test_what_is_away_is_given_back_only_after_it_came_back(hall, case) -> None:
    moved(hall, case, COUNTY)
    row = first(case).row

    early = refused(hall, lambda: give_back(hall.office, at_window(), "early", case.id, row))
    assert early.code == "case.material_away"
    said = Words(word_files.templates()).of(early)
    assert f"“{first(case).name}”2026年11月26日起在“报送县级部门”" in said.say
    assert "Alt+M" in said.do

    moved(hall, case, WINDOW)
    assert first(give_back(hall.office, at_window(), "back", case.id, row).case).where == "applicant"


def test_what_lies_elsewhere_in_the_hall_is_given_back_at_once(hall, case) -> None:
    moved(hall, case, CABINET)

    done = give_back(hall.office, at_window(), "back", case.id, first(case).row)

    assert first(done.case).where == "applicant"


def test_what_was_given_back_is_not_moved(hall, case) -> None:
    give_back(hall.office, at_window(), "back", case.id, first(case).row)

    assert refused(hall, lambda: moved(hall, case, COUNTY)).code == "case.material_not_here"


def test_a_paper_on_its_way_still_counts_for_the_acceptance(hall, case) -> None:
    sent = moved(hall, case, OFFICE)

    done = accept_case(hall.office, at_window(), "accept", case.id, sent.base)

    assert done.case.state is CaseState.ACCEPTED


def test_an_ended_case_keeps_track_of_its_originals(hall, case) -> None:
    ended = withdraw_case(hall.office, at_window(), "end", case.id, case.base, "不办了").case

    assert first(moved(hall, ended, CABINET)).spot == "档案柜"


def test_a_check_that_stood_in_for_a_paper_is_no_paper(hall) -> None:
    whole = intake(hall.office, STREET)
    waived = HandedIn(key="identity", form="电", waived_by="读卡器核验")
    rest = tuple(one for one in whole.materials if one.key != "identity")
    application = replace(whole, materials=(waived, *rest))
    case = receive_case(hall.office, at_window(), "waived", application).case
    row = next(one.row for one in case.materials if one.waived_by)

    for act in (
        lambda: move_paper(hall.office, at_window(), "no", case.id, row, CABINET),
        lambda: give_back(hall.office, at_window(), "no", case.id, row),
    ):
        assert refused(hall, act).code == "case.material_no_sheet"


def test_the_spots_offered_are_those_of_the_list(hall: OpenHall) -> None:
    assert [one.name for one in offered_spots(hall.office)][:2] == ["在窗口", "档案柜"]


def test_what_is_moved_is_still_there_after_the_program_starts_again(bench: Bench) -> None:
    with bench.open("03") as hall:
        case = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET)).case
        moved(hall, case, COUNTY)
    with bench.open("03") as again:
        kept = open_case_file(again.office, at_window(), case.id).case
        assert first(kept).spot == "报送县级部门"
        assert checked(again).findings == ()
