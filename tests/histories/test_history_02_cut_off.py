"""History 2: a window loses the host in the middle of its day and goes on by itself."""

import itertools

import pytest
from ledger_world import World, interleavings

from app.domain.ledger.fold import Outcome
from app.domain.numbers import parse_document_number


def orders():
    return range(len(list(interleavings([print] * 3, [print] * 2))))


@pytest.mark.parametrize("order", orders())
def test_a_cut_off_window_numbers_from_its_own_series(order):
    world = World()
    seven, other = world.window(7), world.window(2)
    cases = [seven.opens() for _ in range(3)]
    others = [other.opens() for _ in range(2)]
    world.cut_off(seven)
    # when both accept, in any order
    accept_here = [lambda case=case: seven.accepts(case) for case in cases]
    accept_there = [lambda case=case: other.accepts(case) for case in others]
    for step in list(interleavings(accept_here, accept_there))[order]:
        step()
    world.everyone_syncs()
    # then nothing is doubled and every printed number stands
    numbers = [parse_document_number(printed.number) for printed in world.pile]
    assert len(set(numbers)) == 5
    own = sorted(str(number) for number in numbers if number.series.tag)
    assert own == [f"赣崇关受(7甲)〔2026〕{serial}号" for serial in (1, 2, 3)]
    assert sorted(n.serial for n in numbers if not n.series.tag) == [1, 2]
    for printed in world.pile:
        assert world.state(printed.case).document["papers"][printed.paper]["number"] == printed.number
        assert world.state(printed.case).document["state"] == "accepted"
    world.must_be_lawful()


@pytest.mark.parametrize("lost", list(itertools.product([False, True], repeat=3)))
def test_lost_answers_on_reconnection_change_nothing(lost):
    """Whichever acknowledgements the network swallows, everything is sent again and has one effect."""
    world = World()
    seven = world.window(7)
    world.cut_off(seven)
    case = seven.opens()
    seven.accepts(case)
    for delivered, is_lost in zip(seven.database.unsent, lost, strict=True):
        seven.sends(delivered, answer_is_lost=is_lost)
    assert len(seven.database.unsent) == sum(lost)
    world.everyone_syncs()
    assert seven.database.unsent == []
    assert seven.forks_found == []
    assert {entry.outcome for entry in world.store.log} == {Outcome.CONFIRMED}
    assert len(world.store.log) == 3
    world.must_be_lawful()


def test_what_a_window_sees_while_cut_off_is_what_stands_later():
    world = World()
    seven = world.window(7)
    case = seven.opens()
    world.cut_off(seven)
    seven.writes(case, phone="13800000000")
    seven.accepts(case)
    seen = seven.sees(case)
    seven.reconnects()
    assert seven.sees(case).document == seen.document
    assert seven.sees(case).trail == seen.trail
