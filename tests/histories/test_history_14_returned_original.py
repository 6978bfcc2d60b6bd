"""History 14: an original goes to the county and back to the villager; a stale "received" arrives late."""

import pytest
from ledger_world import COUNTY, TOWNSHIP, VILLAGE, World, paper_ids

from app.domain.ledger.fold import Outcome


def where(world, case):
    return world.state(case).document["materials"].get("m1", {}).get("where")


@pytest.mark.parametrize("arrives_after", range(4))
def test_where_the_original_is_now_is_right_at_every_step(arrives_after):
    world = World()
    village, township, county = (
        world.window(number, place) for number, place in ((9, VILLAGE), (3, TOWNSHIP), (1, COUNTY))
    )
    case = township.opens()
    world.cut_off(village)
    # given the village takes the 户口簿 in, and its word of it stays behind
    stale = village.takes_in(case, "m1")
    journey = [
        (lambda: township.takes_in(case, "m1"), TOWNSHIP),
        (lambda: township.moves(case, "m1", COUNTY), COUNTY),
        (lambda: county.gives_back(case, "m1"), "applicant"),
    ]
    # when the journey goes on and the village's word arrives somewhere in between
    expected = None
    for step in range(4):
        if step == arrives_after:
            village.reconnects()
            expected = expected or VILLAGE
            assert where(world, case) == expected
        if step < len(journey):
            world.clock.advance(minutes=30)
            act, expected = journey[step]
            act()
            county.pulls()
            assert where(world, case) == expected
    # then no paper is resurrected, and the village's word is kept as an event
    world.everyone_syncs()
    assert where(world, case) == "applicant"
    assert world.outcome(stale) is Outcome.CONFIRMED
    events = world.state(case).document["materials"]["m1"]["events"]
    assert sorted(event["what"] for event in events) == ["moved", "received", "received", "returned"]
    assert paper_ids(world) == set()
    world.must_be_lawful()
