"""A command id belongs to one command: under another it gives no result that was never reached."""

import pytest
from conflicts import stands
from counter import PENSION, STREET, accepted, at_window, intake, paper
from hall import SUPERVISOR

from app.bootstrap.opening import OpenHall
from app.services.cases.accept import accept_intake
from app.services.cases.receive import receive_case
from app.services.cases.withdraw import withdraw_case
from app.services.once import CommandReused
from app.services.papers.void_paper import void_paper


def test_the_id_of_an_acceptance_voids_no_paper_and_says_so(hall: OpenHall) -> None:
    done = accepted(hall, STREET, "pressed")

    with pytest.raises(CommandReused):
        void_paper(hall.office, at_window(clerk=SUPERVISOR), "pressed", done.papers[0].id, "打错了")

    assert not paper(hall, done.papers[0].id).is_void


def test_the_id_of_a_receipt_accepts_nothing(hall: OpenHall) -> None:
    taken_in = intake(hall.office, STREET)
    receive_case(hall.office, at_window(), "pressed", taken_in)

    with pytest.raises(CommandReused):
        accept_intake(hall.office, at_window(), "pressed", taken_in)


def test_what_an_older_program_remembered_is_still_told_again(hall: OpenHall) -> None:
    done = accepted(hall, STREET, "new")
    with hall.office.storage.writing() as unit:
        unit.commands.remember("old", {"case": done.case.id, "papers": [done.papers[0].id]})
        unit.commit()

    again = accept_intake(hall.office, at_window(), "old", intake(hall.office, STREET))

    assert (again.case.id, again.papers) == (done.case.id, done.papers)


def test_the_same_id_with_other_words_is_an_alarm_and_not_the_old_answer(hall: OpenHall) -> None:
    case = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET)).case
    withdraw_case(hall.office, at_window(), "pressed", case.id, case.base, "不办了")

    with pytest.raises(CommandReused) as alarm:
        withdraw_case(hall.office, at_window(), "pressed", case.id, case.base, "改天再办")

    assert alarm.value.code == "case.command_reused"
    assert stands(hall, case).facts["withdrawal_reason"] == "不办了"


def test_nor_with_another_case_or_other_answers(hall: OpenHall) -> None:
    first = receive_case(hall.office, at_window(), "one", intake(hall.office, STREET)).case
    second = receive_case(hall.office, at_window(), "two", intake(hall.office, PENSION)).case
    withdraw_case(hall.office, at_window(), "pressed", first.id, first.base, "不办了")

    with pytest.raises(CommandReused):
        withdraw_case(hall.office, at_window(), "pressed", second.id, second.base, "不办了")
    with pytest.raises(CommandReused):
        receive_case(hall.office, at_window(), "one", intake(hall.office, STREET, length_m="9.00"))

    assert stands(hall, second).state is second.state


def test_the_same_press_after_the_case_was_read_again_is_the_same_press(hall: OpenHall) -> None:
    """What was seen is nothing that was asked: the first press itself changed it."""
    case = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET)).case
    done = withdraw_case(hall.office, at_window(), "pressed", case.id, case.base, "不办了")

    again = withdraw_case(
        hall.office, at_window(), "pressed", case.id, stands(hall, case).base, reason="不办了"
    )

    assert again.case.base == done.case.base


def test_what_is_remembered_of_what_was_asked_is_too_short_to_be_guessed_back(hall: OpenHall) -> None:
    receive_case(hall.office, at_window(), "one", intake(hall.office, STREET))

    with hall.office.storage.reading() as unit:
        kept = unit.commands.result("one")

    assert isinstance(kept, dict)
    assert (set(kept), len(kept["asked"])) == ({"command", "asked", "result"}, 8)


def test_a_command_noted_before_this_was_noted_is_still_told_again(hall: OpenHall) -> None:
    done = accepted(hall, STREET, "new")
    kept = {"command": "accept_intake", "result": {"case": done.case.id, "papers": []}}
    with hall.office.storage.writing() as unit:
        unit.commands.remember("old", kept)
        unit.commit()

    again = accept_intake(hall.office, at_window(), "old", intake(hall.office, STREET))

    assert again.case.id == done.case.id
