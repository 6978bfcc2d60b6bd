"""History 3: the county returns a case while the township, offline, takes in a paper and decides itself."""

import pytest
from ledger_world import COUNTY, TOWNSHIP, World, interleavings, without_ground

from app.authority.held import conflicts
from app.domain.ledger.fold import Outcome
from app.domain.ledger.ledger_kinds import Keep


def a_case_at_the_county():
    world = World()
    township, county = world.window(3), world.window(1, place=COUNTY)
    case = township.opens()
    township.accepts(case)
    township.decides("case.forwarded.v1", case, to=COUNTY)
    world.cut_off(township, county)
    return world, township, county, case


def the_story():
    world, township, county, case = a_case_at_the_county()
    paper_in = township.takes_in(case, "m7", "补充证明")
    decision = township.decides("case.closed.v1", case, result="办结")
    printed = township.issues(case, decision, code="赣崇关结")
    returned = county.decides("case.returned.v1", case, to=TOWNSHIP, return_reason="材料不全")
    return world, township, county, case, paper_in, decision, printed, returned


@pytest.mark.parametrize("order", range(4))
def test_paper_and_return_stand_and_the_stale_decision_is_a_conflict(order):
    world, township, county, case, paper_in, decision, printed, returned = the_story()
    sent = [lambda one=one: township.sends(one) for one in township.database.unsent]
    back = [lambda one=one: county.sends(one) for one in county.database.unsent]
    for step in list(interleavings(sent, back))[order]:
        step()
    world.everyone_syncs()
    state = world.state(case)
    assert world.outcome(paper_in) is Outcome.CONFIRMED
    assert world.outcome(returned) is Outcome.CONFIRMED
    assert state.document["materials"]["m7"]["where"] == TOWNSHIP
    assert (state.document["state"], state.document["custody"]) == ("returned", TOWNSHIP)
    assert world.outcome(decision) is Outcome.CONFLICT
    # and the paper that lost its ground is marked, not erased
    assert state.document["papers"][printed.paper]["state"] == "issued"
    assert without_ground(state) == (printed.paper,)
    world.must_be_lawful()


def test_both_sides_of_the_decision_are_shown():
    world, _, _, case, _, decision, _, returned = the_story()
    world.everyone_syncs()
    [shown] = conflicts(world.kinds, world.store, case)
    assert (shown.op_id, shown.their_op, shown.decided_by) == (decision, returned, TOWNSHIP)
    sides = {difference.path: (difference.mine, difference.theirs) for difference in shown.differences}
    assert sides["state",] == ("closed", "returned")


@pytest.mark.parametrize(("keep", "marked"), [(Keep.MINE, False), (Keep.THEIRS, True)])
def test_the_mark_follows_the_settlement(keep, marked):
    world, township, _, case, _, decision, printed, _ = the_story()
    world.everyone_syncs()
    township.settles(case, decision, keep)
    assert (printed.paper in without_ground(world.state(case))) is marked
    # and a supervisor who voids the paper ends the matter
    township.voids(printed)
    assert without_ground(world.state(case)) == ()
    world.everyone_syncs()
    world.must_be_lawful()
