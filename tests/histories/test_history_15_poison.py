"""History 15: one operation that every fold refuses sits among five hundred."""

import pytest
from ledger_world import World

from app.domain.ledger.fold import Outcome
from app.domain.ledger.operation import Subject

POISONS = [
    ("material.received.v1", {"no row": True}),
    ("material.received.v1", {"row": "m1", "what": "received", "paper": {}, "unasked": [[[]]]}),
    ("case.forwarded.v1", {}),
    ("case.answered.v1", {"changes": {"phone": {"deep": []}}, "applicant": 7}),
]


@pytest.mark.parametrize(("kind", "payload"), POISONS)
def test_no_payload_whatever_stops_a_chain(kind, payload):
    world = World()
    window = world.window(3)
    case = window.opens()
    window.accepts(case)
    window.acts(kind, case, payload)
    after = window.takes_in(case, "m2")
    assert world.outcome(after) is Outcome.CONFIRMED
    world.must_be_lawful()


@pytest.mark.parametrize("place", [0, 250, 499])
def test_the_others_are_confirmed_in_the_first_round(place):
    world = World()
    window = world.window(3)
    cases = [window.opens() for _ in range(50)]
    world.cut_off(window)
    for turn in range(500):
        case = cases[turn % 50]
        if turn == place:
            poison = window.acts("material.received.v1", case, {"no row": True})
        else:
            window.takes_in(case, f"m{turn}")
    window.reconnects()
    assert window.database.unsent == []
    verdicts = [entry.outcome for entry in world.store.log[50:]]
    assert verdicts.count(Outcome.CONFIRMED) == 499
    # and the one is in plain sight with its reason, its payload kept as it was made
    entry = world.store.entry(poison)
    assert (entry.outcome, entry.reason) == (Outcome.REJECTED, "malformed")
    assert entry.delivered.operation.payload == {"no row": True}
    world.must_be_lawful()


def test_a_wrong_subject_is_rejected_and_the_chain_goes_on():
    world = World()
    window = world.window(3)
    stray = window.acts("case.opened.v1", Subject("seal", "s1"), {"item": {}})
    case = window.opens()
    assert world.store.entry(stray).reason == "wrong_subject"
    assert world.state(case).version == 1
    world.must_be_lawful()


def test_a_kind_from_a_newer_program_waits_and_holds_only_its_own_lane():
    world = World()
    window = world.window(3)
    first, second = window.opens(), window.opens()
    unknown = window.acts("case.dreamt.v9", first, {})
    assert world.store.entry(unknown).reason == "unknown_kind"
    window.writes(second, phone="13800000000")
    assert world.state(second).version == 2
    assert world.state(first).held == (unknown,)
    world.must_be_lawful()
