"""What happens to a case between receipt and decision: changes, withdrawal, conflicts, doubles."""

from datetime import datetime

import pytest
from counter import ELDER_CARD, PENSION, STREET, at_window, checked, intake
from fakes import HALL_ZONE
from hall import Bench

from app.bootstrap.opening import OpenHall
from app.domain.case.case import Case
from app.domain.case.state import CaseState
from app.domain.ledger.ledger_kinds import Keep
from app.services.business_day import ClockInDoubt
from app.services.case_turn import CaseConflict, CaseTurn
from app.services.cases.accept import accept_case
from app.services.cases.conflicts import settle_conflict
from app.services.cases.correct import answer_case, give_back, receive_materials
from app.services.cases.intake import HandedIn, IntakeRefused
from app.services.cases.known_answers import known_person
from app.services.cases.look_up import open_case_file
from app.services.cases.merge import merge_cases
from app.services.cases.receive import receive_case
from app.services.cases.withdraw import withdraw_case


def received(hall: OpenHall, key: str = STREET, command: str = "receive") -> Case:
    return receive_case(hall.office, at_window(), command, intake(hall.office, key)).case


def answered(hall: OpenHall, seen: Case, window: str, **changed: str) -> Case:
    answers = {**seen.answers, **changed}
    return answer_case(hall.office, at_window(window), f"answer {window}", seen, answers).case


def test_an_application_is_withdrawn_with_its_reason(hall: OpenHall) -> None:
    case = received(hall)

    done = withdraw_case(hall.office, at_window(), "withdraw", case.id, case.base, " 改到城区经营 ")

    assert done.case.state is CaseState.WITHDRAWN
    assert done.case.facts["withdrawal_reason"] == "改到城区经营"
    assert done.papers == ()
    assert checked(hall).findings == ()


def test_a_withdrawal_needs_a_reason(hall: OpenHall) -> None:
    case = received(hall)

    with pytest.raises(IntakeRefused) as stopped:
        withdraw_case(hall.office, at_window(), "withdraw", case.id, case.base, "  ")

    assert stopped.value.code == "case.withdrawal_needs_reason"


def test_what_was_decided_meanwhile_is_not_withdrawn_unseen(hall: OpenHall) -> None:
    case = received(hall)
    accept_case(hall.office, at_window("04"), "accept", case.id, case.base)

    with pytest.raises(CaseConflict):
        withdraw_case(hall.office, at_window(), "withdraw", case.id, case.base, "不办了")


def test_two_windows_that_change_different_fields_do_not_disturb_each_other(hall: OpenHall) -> None:
    case = received(hall)

    answered(hall, case, "03", length_m="4.00")
    after = answered(hall, case, "04", mobile="13900000000")

    assert (after.answers["length_m"], after.answers["mobile"]) == ("4.00", "13900000000")
    assert after.conflicts == ()


@pytest.mark.parametrize(("keep", "stays"), [(Keep.MINE, "5.00"), (Keep.THEIRS, "4.00")])
def test_one_field_changed_by_two_is_kept_twice_until_a_person_settles_it(
    hall: OpenHall, keep: Keep, stays: str
) -> None:
    case = received(hall)
    answered(hall, case, "03", length_m="4.00")
    held = answered(hall, case, "04", length_m="5.00")
    conflict = open_case_file(hall.office, at_window(), case.id).conflicts[0]
    both = {one.path: (one.mine, one.theirs) for one in conflict.differences}

    done = settle_conflict(hall.office, at_window(), "settle", case.id, conflict.op_id, keep)

    assert held.answers["length_m"] == "4.00"
    assert both["answers", "length_m"] == ("5.00", "4.00")
    assert done.case.answers["length_m"] == stays
    assert open_case_file(hall.office, at_window(), case.id).conflicts == ()
    assert checked(hall).findings == ()


def test_a_conflict_is_settled_once(hall: OpenHall) -> None:
    case = received(hall)
    answered(hall, case, "03", length_m="4.00")
    answered(hall, case, "04", length_m="5.00")
    op_id = open_case_file(hall.office, at_window(), case.id).conflicts[0].op_id
    settle_conflict(hall.office, at_window(), "settle", case.id, op_id, Keep.MINE)

    with pytest.raises(IntakeRefused) as stopped:
        settle_conflict(hall.office, at_window("04"), "settle again", case.id, op_id, Keep.THEIRS)

    assert stopped.value.code == "case.conflict_settled"


def test_saving_what_did_not_change_records_nothing(hall: OpenHall) -> None:
    case = received(hall)

    after = answered(hall, case, "03")

    assert after.base == case.base


def test_the_answers_of_an_ended_case_stay_as_they_are(hall: OpenHall) -> None:
    case = received(hall)
    ended = withdraw_case(hall.office, at_window(), "withdraw", case.id, case.base, "不办了").case

    with pytest.raises(IntakeRefused) as stopped:
        answered(hall, ended, "03", length_m="4.00")

    assert stopped.value.code == "case.is_over"


def test_papers_brought_later_join_the_others(hall: OpenHall) -> None:
    case = received(hall)
    again = HandedIn(key=case.materials[0].key, form=case.materials[0].form, copies=2)

    after = receive_materials(hall.office, at_window(), "bring", case.id, (again,)).case

    assert len(after.materials) == len(case.materials) + 1
    assert after.materials[-1].copies == 2
    assert len({paper.row for paper in after.materials}) == len(after.materials)


def test_an_original_is_given_back_once(hall: OpenHall) -> None:
    case = received(hall)
    row = case.materials[0].row

    after = give_back(hall.office, at_window(), "return", case.id, row).case
    with pytest.raises(IntakeRefused) as stopped:
        give_back(hall.office, at_window(), "return again", case.id, row)

    assert next(one.where for one in after.materials if one.row == row) == "applicant"
    assert stopped.value.code == "case.material_not_here"


def test_a_double_is_noticed_and_merged_by_a_person(hall: OpenHall) -> None:
    first, second = received(hall), received(hall, command="again")
    file = open_case_file(hall.office, at_window(), second.id)
    item = hall.office.catalog.version(first.item.id, first.item.version)
    waiting = known_person(hall.office, at_window(), item, first.applicant.id_number, {}).twins

    done = merge_cases(hall.office, at_window(), "merge", second.id, second.base, first.id)

    assert [row.id for row in file.twins] == [first.id]
    assert {row.id for row in waiting} == {first.id, second.id}
    assert done.case.state is CaseState.MERGED
    assert done.case.facts["merged_into"] == first.id
    assert open_case_file(hall.office, at_window(), first.id).twins == ()
    assert checked(hall).findings == ()


@pytest.mark.parametrize("other", [PENSION, ELDER_CARD])
def test_cases_of_different_items_are_never_merged(hall: OpenHall, other: str) -> None:
    case, stranger = received(hall), received(hall, other, "other")

    with pytest.raises(IntakeRefused) as stopped:
        merge_cases(hall.office, at_window(), "merge", case.id, case.base, stranger.id)

    assert stopped.value.code == "case.not_twins"


def test_a_licence_nobody_answered_in_time_shows_as_deemed_accepted(bench: Bench, hall: OpenHall) -> None:
    case = received(hall)
    bench.clock.advance(days=10)

    file = open_case_file(hall.office, at_window(), case.id)

    assert file.deemed_accepted_on == case.received_on


def test_every_paper_has_a_row_of_its_own_and_rows_of_old_cases_stay(hall: OpenHall) -> None:
    """Two devices cut off from each other used to count to the same row: one paper hid the other."""
    case = received(hall)
    brought = (HandedIn(key=case.materials[0].key, form=case.materials[0].form),)
    with hall.office.storage.writing() as unit:
        turn = CaseTurn(hall.office, at_window(), unit, hall.office.business_day.moment(unit))
        old = {"row": "m1", "what": "received", "paper": {"key": "old", "name": "旧材料", "form": "原"}}
        turn.record("material.received.v1", case.id, old)
        unit.commit()

    after = receive_materials(hall.office, at_window(), "later", case.id, brought).case

    rows = [material.row for material in after.materials]
    assert len(rows) == len(set(rows)) == len(case.materials) + 2
    assert [row for row in rows if len(row) < 10] == ["m1"]
    given = give_back(hall.office, at_window(), "back", case.id, "m1").case
    assert next(one for one in given.materials if one.row == "m1").where == "applicant"
    assert checked(hall).findings == ()


def test_what_was_done_is_told_again_though_the_clock_went_wrong_since(bench: Bench, hall: OpenHall) -> None:
    taken_in = intake(hall.office, STREET)
    first = receive_case(hall.office, at_window(), "receive it", taken_in)
    bench.clock.set(datetime(1985, 1, 1, tzinfo=HALL_ZONE))

    again = receive_case(hall.office, at_window(), "receive it", taken_in)

    assert (again.case.id, again.papers) == (first.case.id, first.papers)
    with pytest.raises(ClockInDoubt):
        receive_case(hall.office, at_window(), "another", taken_in)


def test_nothing_is_accepted_while_two_changes_wait_to_be_settled(hall: OpenHall) -> None:
    case = received(hall)
    answered(hall, case, "03", length_m="4.00")
    after = answered(hall, case, "04", length_m="5.00")
    assert after.conflicts

    with pytest.raises(IntakeRefused) as stopped:
        accept_case(hall.office, at_window(), "early", case.id, after.base)
    assert stopped.value.code == "case.conflict_open"

    settled = settle_conflict(hall.office, at_window(), "settle", case.id, after.conflicts[0], Keep.MINE).case
    assert (
        accept_case(hall.office, at_window(), "accept", case.id, settled.base).case.state
        is CaseState.ACCEPTED
    )
