"""History 19: a paper is issued and voided offline, and printed again by mistake from stock."""

import pytest
from ledger_world import World, paper_ids


def known_state(world, printed):
    """What the authority can tell about a paper: None means 以联网为准, it has not heard of it."""
    paper = world.state(printed.case).document.get("papers", {}).get(printed.paper)
    return None if paper is None else paper["state"]


@pytest.mark.parametrize("sent_before_the_mistake", range(4))
def test_the_number_stays_used_and_the_void_is_known_after_sync(sent_before_the_mistake):
    world = World()
    window = world.window(3)
    world.cut_off(window)
    case = window.opens()
    printed = window.accepts(case)
    assert known_state(world, printed) is None
    window.voids(printed)
    for delivered in window.database.unsent[:sent_before_the_mistake]:
        window.sends(delivered)
    # when the stored sheet comes out of the printer once more: same paper, same number
    world.pile.append(printed)
    assert window.sees(case).document["papers"][printed.paper]["state"] == "void"
    # and the next paper is another number
    following = window.accepts(window.opens())
    assert (printed.serial, following.serial) == (1, 2)
    # then after sync whoever checks either sheet is told 作废
    world.everyone_syncs()
    assert known_state(world, printed) == "void"
    assert world.state(case).document["papers"][printed.paper]["number"] == printed.number
    assert paper_ids(world) == {printed.paper, following.paper}
    world.must_be_lawful()
