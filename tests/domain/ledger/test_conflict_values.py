"""A conflict as a person sees it: where the two sides differ, leaf by leaf, and who stands behind each."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_world import World

from app.authority.held import conflicts
from app.domain.ledger.conflict import Difference, differences

leaves = st.none() | st.integers(0, 3) | st.text("ab", max_size=2)
documents: st.SearchStrategy[Any] = st.dictionaries(
    st.sampled_from("abc"),
    st.recursive(
        leaves, lambda inner: st.dictionaries(st.sampled_from("xyz"), inner, max_size=3), max_leaves=6
    ),
    max_size=3,
)


def at(document: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        document = document.get(name) if isinstance(document, dict) else None
    return document


@pytest.mark.parametrize(
    ("mine", "theirs", "shown"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, [Difference(("a",), 1, 2)]),
        ({"a": 1}, {}, [Difference(("a",), 1, None)]),
        ({}, {"a": 1}, [Difference(("a",), None, 1)]),
        ({"a": {"x": 1, "y": 2}}, {"a": {"x": 1, "y": 3}}, [Difference(("a", "y"), 2, 3)]),
        ({"a": {"x": 1}}, {"a": 5}, [Difference(("a",), {"x": 1}, 5)]),
        ({"b": 1, "a": 1}, {"a": 2, "b": 2}, [Difference(("a",), 1, 2), Difference(("b",), 1, 2)]),
        # a history that only grew differs in nothing a person has to choose between
        ({"history": [1, 2, 3]}, {"history": [1, 2]}, []),
        ({"history": [1, 2]}, {"history": [1, 3]}, [Difference(("history",), [1, 2], [1, 3])]),
        ({"history": [1]}, {"history": [1, 2]}, [Difference(("history",), [1], [1, 2])]),
        # but an answer that is a list is an answer
        ({"a": {"list": [1, 2]}}, {"a": {"list": [1]}}, [Difference(("a", "list"), [1, 2], [1])]),
    ],
)
def test_differences_are_shown_leaf_by_leaf(mine: Any, theirs: Any, shown: list[Difference]) -> None:
    assert list(differences(mine, theirs)) == shown


@given(documents)
def test_a_document_does_not_differ_from_itself(document: Any) -> None:
    assert list(differences(document, document)) == []


@given(documents, documents)
def test_the_other_side_sees_the_same_places_the_other_way_round(one: Any, other: Any) -> None:
    mirrored = [Difference(found.path, found.theirs, found.mine) for found in differences(other, one)]

    assert list(differences(one, other)) == mirrored


@given(documents, documents)
def test_each_difference_holds_what_stands_at_its_path(one: Any, other: Any) -> None:
    for found in differences(one, other):
        assert (found.mine, found.theirs) == (at(one, found.path), at(other, found.path))
        assert found.mine != found.theirs


def test_a_lost_decision_names_the_operation_that_moved_its_ground() -> None:
    # given window 5 accepts a case that window 3 has refused meanwhile
    world = World()
    three, five = world.window(3), world.window(5)
    case = three.opens()
    world.cut_off(three, five)
    refusal = three.decides("case.refused.v1", case, refusal={"code": "R1"})
    acceptance = five.decides("case.accepted.v1", case, due_on="2026-12-24")
    world.everyone_syncs()
    # when the custodian looks at it
    (shown,) = conflicts(world.kinds, world.store, case)
    # then both sides stand there by name, with what each wanted
    assert (shown.op_id, shown.their_op, shown.code) == (acceptance, refusal, "ledger.ground_changed")
    assert (shown.mine.user, shown.theirs and shown.theirs.user) == ("clerk 5", "clerk 3")
    assert Difference(("state",), "accepted", "refused") in shown.differences
    assert shown.decided_by == "关田镇"


def test_an_edit_of_an_untouched_field_is_no_conflict_whatever_else_changed() -> None:
    world = World()
    three, five = world.window(3), world.window(5)
    case = three.opens()
    world.cut_off(three, five)
    three.writes(case, mobile="13800000003")
    five.writes(case, address="沙溪村二组")
    world.everyone_syncs()

    assert conflicts(world.kinds, world.store, case) == ()
