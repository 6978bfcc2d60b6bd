"""History 5: an item's version is withdrawn; drafts exist, and one acceptance was made offline later."""

from datetime import date

import pytest
from ledger_world import World

from app.domain.case.case import case_of
from app.domain.item_withdrawal import (
    Advice,
    Reason,
    Withdrawal,
    advise,
    carry_over,
    needs_supervisor,
)
from app.domain.ledger.fold import Outcome

LAST_DAY = date(2026, 11, 25)
DAY_AFTER = date(2026, 11, 26)


def withdrawn(reason):
    return Withdrawal(
        version="2", reason=reason, last_day=LAST_DAY, successor="3", competent_authority="崇义县民政局"
    )


@pytest.mark.parametrize(
    ("reason", "advice"),
    [
        (Reason.REVISED, Advice.CARRY_OVER),
        (Reason.TAKEN_BACK, Advice.NAME_THE_AUTHORITY),
        (Reason.ABOLISHED, Advice.STOP),
    ],
)
def test_three_drafts_are_told_what_to_do_by_the_receipt_date(reason, advice):
    assert [advise(withdrawn(reason), day) for day in (LAST_DAY, DAY_AFTER)] == [Advice.GO_ON, advice]
    assert advise(None, DAY_AFTER) is Advice.GO_ON


def test_a_revised_item_carries_answers_and_shows_the_differences():
    carried = carry_over({"name": "刘观凤", "old_grade": "二档"}, ("name", "new_grade"))
    assert carried.answers == {"name": "刘观凤"}
    assert carried.left_behind == {"old_grade": "二档"}
    assert carried.new_questions == ("new_grade",)


@pytest.mark.parametrize("reason", list(Reason))
def test_an_acceptance_made_offline_the_day_after_is_kept_and_goes_to_a_supervisor(reason):
    world = World()
    window = world.window(3)
    world.cut_off(window)
    # given it is the day after, and the window has not heard
    case = window.opens()
    printed = window.accepts(case)
    window.reconnects()
    # then the acceptance and its paper are kept
    accepted = case_of(world.state(case))
    assert {entry.outcome for entry in world.store.log} == {Outcome.CONFIRMED}
    assert [paper.number for paper in accepted.papers] == [printed.number]
    # and a supervisor is asked
    assert needs_supervisor(withdrawn(reason), accepted.received_on, is_accepted=True)
    assert not needs_supervisor(withdrawn(reason), LAST_DAY, is_accepted=True)
    assert not needs_supervisor(None, accepted.received_on, is_accepted=True)
    world.must_be_lawful()
