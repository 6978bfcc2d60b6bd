"""History 18: the village proxy and the township window enter the same villager for the same item."""

from collections import defaultdict

import pytest
from ledger_world import TOWNSHIP, VILLAGE, World, interleavings

from app.domain.ledger.fold import Outcome

PERSON = "廖观凤"


def suspected_doubles(world):
    """疑似重复, as the case index finds it: one person, one item, both still open."""
    groups = defaultdict(list)
    for subject, state in world.store.states.items():
        document = state.document
        if document["state"] != "merged":
            groups[document["applicant"]["name"], document["item"]["id"]].append(subject)
    return [sorted(cases) for cases in groups.values() if len(cases) > 1]


@pytest.mark.parametrize("order", range(20))
def test_both_are_kept_and_a_person_merges(order):
    world = World()
    village, township = world.window(9, VILLAGE), world.window(3, TOWNSHIP)
    world.cut_off(village, township)
    of_village, of_township = village.opens(item="A01"), township.opens(item="A01")
    for window, case in ((village, of_village), (township, of_township)):
        window.names_applicant(case, PERSON)
        window.takes_in(case, "m1")
    queues = [
        [lambda one=one, window=window: window.sends(one) for one in window.database.unsent]
        for window in (village, township)
    ]
    for step in list(interleavings(*queues))[order]:
        step()
    world.everyone_syncs()
    # then both are kept and shown as 疑似重复
    assert suspected_doubles(world) == [sorted([of_village, of_township])]
    # when a person merges the village's into the township's
    printed = township.accepts(of_township)
    village.pulls()
    village.decides("case.merged.v1", of_village, into=of_township.id)
    # then the loser points to the winner, and its papers with it
    loser = world.state(of_village).document
    assert (loser["state"], loser["merged_into"]) == ("merged", of_township.id)
    assert "m1" in loser["materials"]
    assert suspected_doubles(world) == []
    assert printed.paper in world.state(of_township).document["papers"]
    world.everyone_syncs()
    world.must_be_lawful()


def test_a_paper_already_handed_out_for_the_loser_stays_and_leads_to_the_winner():
    world = World()
    village, township = world.window(9, TOWNSHIP), world.window(3, TOWNSHIP)
    loser, winner = village.opens(), township.opens()
    printed = village.accepts(loser)
    merged = village.decides("case.merged.v1", loser, into=winner.id)
    assert world.outcome(merged) is Outcome.CONFIRMED
    document = world.state(loser).document
    assert document["papers"][printed.paper]["state"] == "issued"
    assert document["merged_into"] == winner.id
