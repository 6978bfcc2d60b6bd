"""History 12: a person's data is erased from a closed case in the middle of the chain."""

import pytest
from ledger_world import World, interleavings

from app.domain.case.case import case_of
from app.domain.ledger.canonical import encode
from app.domain.ledger.fold import Outcome
from app.domain.ledger.log import rebuild, state_to_json

NAME, PHONE = "廖观凤", "13800000000"


def a_closed_case():
    world = World()
    window = world.window(3)
    before = window.opens()
    case = window.opens()
    personal = [window.names_applicant(case, NAME), window.writes(case, phone=PHONE)]
    printed = window.accepts(case)
    window.decides("case.closed.v1", case, result="办结")
    after = window.opens()
    return world, window, case, personal, printed, (before, after)


def everything_stored(world):
    states = [state_to_json(state) for state in world.store.states.values()]
    payloads = [entry.delivered.operation.payload for entry in world.store.log]
    return encode([states, payloads]).decode()


def test_the_data_is_gone_and_the_chain_still_verifies():
    world, window, case, personal, printed, others = a_closed_case()
    assert NAME in everything_stored(world)
    links = [entry.delivered.envelope for entry in world.store.log]
    untouched = [world.state(other) for other in others]
    # when
    window.erases(case, *personal)
    # then search finds nothing anywhere
    assert NAME not in everything_stored(world)
    assert PHONE not in everything_stored(world)
    assert all(world.store.entry(op_id).delivered.operation.salt is None for op_id in personal)
    # the chain is the same, link by link, and verifies
    assert [entry.delivered.envelope for entry in world.store.log][: len(links)] == links
    world.must_be_lawful()
    # the fold shows 已删除, and all that is not personal stands
    erased = case_of(world.state(case))
    assert erased.is_erased
    assert erased.state.value == "closed"
    assert erased.facts["erasure"]["count"] == 2
    assert erased.facts["papers"][printed.paper]["hash"] == f"sha256 of {printed.paper}"
    assert [world.state(other) for other in others] == untouched


def test_rebuilding_after_an_erasure_decides_nothing_anew():
    """A conflict lost to an operation that is now erased stays lost: outcomes are read from the log."""
    world = World()
    three, five = world.window(3), world.window(5)
    case = three.opens()
    world.cut_off(three, five)
    winner = three.writes(case, phone=PHONE)
    loser = five.writes(case, phone="13800000001")
    three.reconnects()
    five.reconnects()
    three.erases(case, winner)
    assert world.outcome(loser) is Outcome.CONFLICT
    assert rebuild(world.store.log, world.kinds)[case] == world.state(case)
    world.everyone_syncs()
    world.must_be_lawful()


@pytest.mark.parametrize("order", range(6))
def test_a_late_edit_of_another_window_still_meets_the_erased_one(order):
    world, window, case, personal, _, _ = a_closed_case()
    other = world.window(5)
    world.cut_off(other)
    other.writes(case, note="补录")
    other.takes_in(case, "m9")
    late = [lambda one=one: other.sends(one) for one in other.database.unsent]
    erase = [lambda: window.erases(case, personal[0]), lambda: window.erases(case, personal[1])]
    for step in list(interleavings(late, erase))[order]:
        step()
    world.everyone_syncs()
    assert NAME not in everything_stored(world)
    assert "m9" in world.state(case).document["materials"]
    world.must_be_lawful()


def test_sending_an_erased_operation_again_does_not_bring_it_back():
    world, window, case, personal, _, _ = a_closed_case()
    [original] = [one for one in world.made if one.operation.body.op_id == personal[0]]
    window.erases(case, *personal)
    world.delivers(original)
    assert NAME not in everything_stored(world)


def test_only_operations_of_the_same_subject_are_erased():
    world, window, case, _, _, (other, _) = a_closed_case()
    kept = window.writes(other, phone=PHONE)
    window.erases(case, kept, "no such operation")
    assert world.state(other).document["answers"] == {"phone": PHONE}
    world.must_be_lawful()
