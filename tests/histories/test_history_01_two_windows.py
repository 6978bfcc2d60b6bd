"""History 1: two windows of one hall work on one case, with the county out of reach."""

import pytest
from ledger_world import World, interleavings

from app.authority.held import conflicts
from app.domain.ledger.fold import Outcome
from app.domain.ledger.ledger_kinds import Keep


def two_windows_with_one_case():
    world = World()
    three, five = world.window(3), world.window(5)
    case = three.opens()
    three.writes(case, phone="13800000000", address="沙溪村一组")
    world.cut_off(three, five)
    return world, three, five, case


def arrival_orders():
    """Every order in which the edits of both windows can reach the host."""
    return range(len(list(interleavings([print, print], [print, print, print]))))


@pytest.mark.parametrize("order", arrival_orders())
def test_different_fields_and_a_paper_meet_without_conflict_the_same_field_does_not(order):
    world, three, five, case = two_windows_with_one_case()
    # given each window works on what it saw
    three.writes(case, phone="13800000001")
    three.writes(case, phone="13800000003")
    five.writes(case, address="沙溪村二组")
    five.takes_in(case, "m1", "户口簿")
    five.writes(case, phone="13800000005")
    # when the operations arrive in any order
    mine, theirs = three.database.unsent, five.database.unsent
    steps = list(
        interleavings(
            [lambda one=one: three.sends(one) for one in mine],
            [lambda one=one: five.sends(one) for one in theirs],
        )
    )[order]
    for step in steps:
        step()
    world.everyone_syncs()
    # then there is one order, the paper is kept and the address stands
    document = world.state(case).document
    assert document["answers"]["address"] == "沙溪村二组"
    assert document["materials"]["m1"]["name"] == "户口簿"
    # and the loser of the phone number is a conflict that shows both values
    phones = {"13800000001", "13800000003", "13800000005"}
    shown = conflicts(world.kinds, world.store, case)
    assert shown
    assert {one.reason for one in shown} == {"field_changed"}
    [difference] = shown[-1].differences
    assert difference.path == ("answers", "phone")
    assert {difference.mine, difference.theirs} <= phones
    assert shown[-1].mine.user != shown[-1].theirs.user
    world.must_be_lawful()


@pytest.mark.parametrize("keep", list(Keep))
def test_a_person_settles_the_conflict(keep):
    world, three, five, case = two_windows_with_one_case()
    three.writes(case, phone="13800000003")
    of_five = five.writes(case, phone="13800000005")
    building_on_it = five.writes(case, phone="13800000055")
    three.reconnects()
    five.reconnects()
    assert world.outcome(of_five) is Outcome.CONFLICT
    assert world.outcome(building_on_it) is Outcome.WAITING
    # when the custodian settles it
    five.settles(case, of_five, keep)
    # then the lane goes on: what was built on the kept side applies, on the dropped side a person is asked
    answers = world.state(case).document["answers"]
    kept = keep is Keep.MINE
    assert world.outcome(of_five) is (Outcome.CONFIRMED if kept else Outcome.DROPPED)
    assert world.outcome(building_on_it) is (Outcome.CONFIRMED if kept else Outcome.CONFLICT)
    assert answers["phone"] == ("13800000055" if kept else "13800000003")
    assert world.state(case).document["settled"][0]["by"] == "clerk 5"
    world.everyone_syncs()
    world.must_be_lawful()


def test_only_the_custodian_settles():
    world, three, five, case = two_windows_with_one_case()
    three.writes(case, phone="13800000003")
    of_five = five.writes(case, phone="13800000005")
    world.everyone_syncs()
    village = world.window(9, place="沙溪村")
    village.reconnects()
    refused = village.settles(case, of_five, Keep.MINE)
    assert world.store.entry(refused).reason == "no_custody"
    assert world.outcome(of_five) is Outcome.CONFLICT
    [shown, _settlement] = conflicts(world.kinds, world.store, case)
    assert shown.decided_by == "关田镇"
    assert shown.code == "ledger.field_changed"


def test_the_county_sees_the_same_after_reconnection():
    world, three, five, case = two_windows_with_one_case()
    county = world.window(1, place="崇义县")
    county.is_cut_off = True
    three.writes(case, phone="13800000003")
    five.writes(case, phone="13800000005")
    three.reconnects()
    five.reconnects()
    assert county.sees(case).version == 0
    county.reconnects()
    assert county.sees(case) == world.state(case)
