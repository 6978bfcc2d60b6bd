"""History 8: one enrolled PC is imaged to a second; both had printed; both go online."""

import pytest
from ledger_world import Standing, World, interleavings, paper_ids

from app.authority.receive import Refusal
from app.domain.doubled_numbers import doubled_numbers
from app.domain.ledger.chain import Source


def two_clones():
    """Both imaged while cut off and with work unsent; each then accepts two cases of its own."""
    world = World()
    first = world.window(3)
    world.cut_off(first)
    shared = first.opens()
    second = first.imaged()
    for clone in (first, second):
        for _ in range(2):
            clone.accepts(clone.opens())
    return world, first, second, shared


@pytest.mark.parametrize("order", range(20))
def test_found_at_first_contact_and_nothing_of_either_is_lost(order):
    world, first, second, shared = two_clones()
    ours, others = first.database.unsent[:4], second.database.unsent[:4]
    mine = [first.reconnects, *(lambda one=one: first.sends(one) for one in ours[:2])]
    theirs = [second.reconnects, *(lambda one=one: second.sends(one) for one in others[:2])]
    for step in list(interleavings(mine, theirs))[order]:
        step()
    world.everyone_syncs()
    # then one keeps its identity and the other goes on under a new one
    assert sorted(len(clone.forks_found) for clone in (first, second)) == [0, 1]
    assert {first.database.source, second.database.source} == {Source("pc-3", 1), Source("pc-3", 2)}
    # and the papers of both are kept, the doubled ones listed for correction slips
    assert paper_ids(world) == {printed.paper for printed in world.pile}
    doubled = doubled_numbers(world.store.states.values())
    assert sorted(doubled) == ["赣崇关受(3甲)〔2026〕1号", "赣崇关受(3甲)〔2026〕2号"]
    assert all(len(papers) == 2 for papers in doubled.values())
    assert world.state(shared).version == 1, "what both had unsent has one effect"
    world.must_be_lawful()


def test_after_the_first_contact_nothing_is_doubled_again():
    world, first, second, _ = two_clones()
    world.everyone_syncs()
    world.cut_off(first, second)
    printed = [clone.accepts(clone.opens()).number for clone in (first, second)]
    assert printed == ["赣崇关受(3甲)〔2026〕3号", "赣崇关受(3乙)〔2026〕1号"]
    world.everyone_syncs()
    world.must_be_lawful()


def test_the_fork_is_told_as_a_fork():
    world, first, second, _ = two_clones()
    first.reconnects()
    refused = second.pushes()
    assert refused is not None
    assert refused.refusal is Refusal.FORK
    assert refused.op_id not in world.arrived


def test_a_clone_on_other_hardware_knows_by_itself():
    world, _, second, _ = two_clones()
    second.hardware = "board of another pc"
    assert second.starts() is Standing.RESTORED
    second.accepts(second.opens())
    assert world.pile[-1].number == "赣崇关受(3乙)〔2026〕1号"
    world.everyone_syncs()
    world.must_be_lawful()
