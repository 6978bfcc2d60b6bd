"""The three classes of kinds: what each must have seen, and what is held back."""

from dataclasses import replace

import pytest
from fakes import A_THURSDAY_MORNING

from app.domain.ledger.chain import Source
from app.domain.ledger.fold import Outcome, SubjectState, fold
from app.domain.ledger.kind import Kind, Nature, register
from app.domain.ledger.operation import (
    Actor,
    Base,
    Body,
    Moment,
    Operation,
    Subject,
    digest_payload,
)

NOTE = Subject("note", "n1")
HALL, OTHER = Source("pc-1", 1), Source("pc-2", 1)


def noted(document, payload, _occasion):
    return {**document, **payload}


KINDS = register(
    (
        Kind(name="opened", nature=Nature.FACT, subject="note", apply=noted, opens=True, shifts_ground=True),
        Kind(name="seen", nature=Nature.FACT, subject="note", apply=noted),
        Kind(name="written", nature=Nature.EDIT, subject="note", apply=noted, fields=frozenset),
        Kind(
            name="decided",
            nature=Nature.DECISION,
            subject="note",
            apply=noted,
            objection=lambda document, _payload: "closed" if document.get("closed") else None,
        ),
    )
)


def operation(op_id, kind, payload=None, *, base=None, place="here", subject=NOTE):
    payload, salt = payload or {}, b"salt"
    body = Body(
        op_id=op_id,
        kind=kind,
        subject=subject,
        base=base or Base(),
        actor=Actor("liao", "clerk", place, "3"),
        moment=Moment(A_THURSDAY_MORNING.date(), "clock", A_THURSDAY_MORNING),
        payload_digest=digest_payload(payload, salt),
    )
    return Operation(body, payload, salt)


def after(*operations, source=HALL):
    state = SubjectState(NOTE)
    for one in operations:
        state = fold(state, one, source, KINDS).state
    return state


OPENED = operation("o1", "opened", {"custody": "here"})


def verdict(state, one, source=HALL):
    folded = fold(state, one, source, KINDS)
    return folded.outcome, folded.reason


def test_a_fact_applies_whatever_its_author_had_seen():
    state = after(OPENED, operation("o2", "decided", {"closed": True}, base=Base(1, "o1")))
    assert verdict(state, operation("o3", "seen", place="elsewhere"), OTHER) == (Outcome.CONFIRMED, "")


def test_an_edit_must_have_seen_the_last_change_of_its_own_fields_only():
    state = after(OPENED, operation("o2", "written", {"phone": "1"}, base=Base(1, "o1")))
    on_the_opening = Base(1, "o1")
    other_field = operation("o3", "written", {"address": "x"}, base=on_the_opening)
    same_field = operation("o4", "written", {"phone": "2"}, base=on_the_opening)
    assert verdict(state, other_field, OTHER) == (Outcome.CONFIRMED, "")
    assert verdict(state, same_field, OTHER) == (Outcome.CONFLICT, "field_changed")


def test_a_decision_must_have_seen_the_last_edit_but_not_the_last_fact():
    on_the_opening = Base(1, "o1")
    decided = operation("o9", "decided", {"closed": True}, base=on_the_opening)
    fact_between = after(OPENED, operation("o2", "seen", base=on_the_opening))
    edit_between = after(OPENED, operation("o2", "written", {"phone": "1"}, base=on_the_opening))
    assert verdict(fact_between, decided, OTHER) == (Outcome.CONFIRMED, "")
    assert verdict(edit_between, decided, OTHER) == (Outcome.CONFLICT, "ground_changed")


@pytest.mark.parametrize("base", [Base(99, "nowhere"), Base(0, "nowhere"), Base(99, "o2"), Base(2, None)])
@pytest.mark.parametrize(("kind", "why"), [("written", "field_changed"), ("decided", "ground_changed")])
def test_what_builds_on_a_state_that_never_was_is_a_conflict(base, kind, why):
    state = after(OPENED, operation("o2", "written", {"phone": "1"}, base=Base(1, "o1")))
    assert verdict(state, operation("o3", kind, {"phone": "2"}, base=base), OTHER) == (Outcome.CONFLICT, why)


def test_ones_own_unconfirmed_operations_count_as_seen_whatever_ledger_they_came_in():
    """After a restore the same author goes on under a new install epoch."""
    state = after(OPENED, operation("o2", "written", {"phone": "1"}, base=Base(1, "o1")))
    follows = operation("o3", "written", {"phone": "2"}, base=Base(1, "o2"))
    assert verdict(state, follows, Source("pc-1", 2)) == (Outcome.CONFIRMED, "")


def test_the_same_device_is_no_proof_of_having_seen():
    """A clone writes under the same device without knowing what the other wrote."""
    state = after(
        OPENED,
        operation("o2", "written", {"phone": "1"}, base=Base(1, "o1")),
        operation("o3", "seen", base=Base(1, "o1")),
    )
    blind = operation("o4", "written", {"phone": "2"}, base=Base(1, "o3"))
    assert verdict(state, blind) == (Outcome.CONFLICT, "field_changed")


def test_a_crafted_circle_of_bases_ends():
    state = after(
        OPENED,
        operation("a", "written", {"x": 1}, base=Base(0, "b")),
        operation("b", "seen", base=Base(0, "a")),
        operation("z", "written", {"y": 1}, base=Base(3, "b")),
    )
    assert verdict(state, operation("c", "decided", base=Base(0, "b"))) == (
        Outcome.CONFLICT,
        "ground_changed",
    )


def test_a_decision_needs_custody_and_an_open_state():
    state = after(OPENED)
    elsewhere = operation("o2", "decided", base=state.base, place="elsewhere")
    assert verdict(state, elsewhere) == (Outcome.CONFLICT, "no_custody")
    closed = after(OPENED, operation("o2", "decided", {"closed": True}, base=state.base))
    assert verdict(closed, operation("o3", "decided", base=closed.base)) == (Outcome.CONFLICT, "closed")


def test_what_builds_on_a_conflict_waits_and_facts_go_on():
    state = after(OPENED, operation("o2", "written", {"phone": "1"}, base=Base(1, "o1")))
    held = fold(state, operation("o3", "written", {"phone": "2"}, base=Base(1, "o1")), OTHER, KINDS).state
    assert held.held == ("o3",)
    builds = operation("o4", "written", {"note": "x"}, base=Base(1, "o3"))
    assert verdict(held, builds, OTHER) == (Outcome.WAITING, "builds_on_held")
    assert verdict(held, operation("o5", "seen", base=Base(1, "o3")), OTHER) == (Outcome.CONFIRMED, "")


def test_a_subject_is_opened_first_and_once():
    assert verdict(SubjectState(NOTE), operation("o2", "seen")) == (Outcome.WAITING, "unknown_subject")
    assert verdict(after(OPENED), operation("o2", "opened")) == (Outcome.CONFLICT, "already_open")


@pytest.mark.parametrize("payload", [{"phone": "1"}, {}])
def test_an_erased_operation_still_takes_its_place(payload):
    state = after(OPENED)
    erased = operation("o2", "written", payload, base=state.base).erased()
    folded = fold(state, erased, HALL, KINDS)
    assert folded.outcome is Outcome.CONFIRMED
    assert folded.state.version == 2
    assert folded.state.document["erased"] is True


def test_two_kinds_do_not_share_a_name():
    with pytest.raises(ValueError, match="seen"):
        register((KINDS["seen"],), (replace(KINDS["seen"], opens=True),))
