"""What a client is sent of a subject and may do with it, and which answers of an authority it believes."""

from dataclasses import replace

import pytest
from ledger_memory import FakeSigner
from ledger_world import TOWNSHIP, World

from app.domain.ledger.chain import Envelope, Source
from app.domain.ledger.fold import FOLD_VERSION, Outcome
from app.domain.ledger.kind import Nature
from app.domain.ledger.log import Receipt, state_from_json, state_to_json
from app.domain.ledger.receipt_check import Doubt, Trust, doubt
from app.domain.ledger.snapshot import (
    LedgerError,
    Snapshot,
    require_writable,
    snapshot_for,
    view,
    without_fields,
)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def window(world: World):
    return world.window(3)


@pytest.fixture
def case(window):
    case = window.opens()
    window.writes(case, name="钟示例", mobile="13800000000")
    return case


def whole(world, case) -> Snapshot:
    return snapshot_for(world.state(case), "supervisor", without_fields())


def test_a_role_sees_only_what_its_projection_leaves(world, case) -> None:
    seen = snapshot_for(world.state(case), "guide", without_fields("answers", "applicant"))

    assert "answers" not in seen.state.document
    assert seen.state.document["state"] == "registered"
    assert (seen.role, seen.version) == ("guide", world.state(case).version)


def test_making_a_snapshot_takes_nothing_from_the_state(world, case) -> None:
    snapshot_for(world.state(case), "guide", without_fields("answers"))

    assert world.state(case).document["answers"]["name"] == "钟示例"


def test_own_operations_are_shown_on_top_of_what_was_sent(world, window, case) -> None:
    sent = whole(world, case)
    window.is_cut_off = True
    window.writes(case, mobile="13800000003")

    shown = view(sent, window.database.unsent, world.kinds)

    assert shown.state.document["answers"]["mobile"] == "13800000003"
    assert (shown.not_shown, shown.needs_upgrade, shown.state.pending) == (0, False, 1)


def test_what_the_snapshot_contains_already_is_not_laid_on_twice(world, window, case) -> None:
    own = list(window.database.own.values())

    shown = view(whole(world, case), own, world.kinds)

    assert shown.state == world.state(case)


def test_on_a_newer_fold_nothing_is_guessed_but_what_waits_is_counted(world, window, case) -> None:
    newer = replace(whole(world, case), fold_version=FOLD_VERSION + 1)
    window.is_cut_off = True
    window.writes(case, mobile="13800000003")
    window.takes_in(case, "m1")

    shown = view(newer, window.database.unsent, world.kinds)

    assert shown.needs_upgrade
    assert shown.state == world.state(case)
    assert shown.not_shown == 2


@pytest.mark.parametrize(
    ("fold_version", "nature", "writable"),
    [
        (FOLD_VERSION, Nature.FACT, True),
        (FOLD_VERSION, Nature.EDIT, True),
        (FOLD_VERSION, Nature.DECISION, True),
        (FOLD_VERSION + 1, Nature.FACT, True),
        (FOLD_VERSION + 1, Nature.EDIT, False),
        (FOLD_VERSION + 1, Nature.DECISION, False),
    ],
)
def test_an_old_program_may_record_what_happened_and_nothing_else(
    world, case, words, fold_version, nature, writable
) -> None:
    kind = next(kind for kind in world.kinds.values() if kind.nature is nature)
    snapshot = replace(whole(world, case), fold_version=fold_version)

    try:
        require_writable(snapshot, kind)
    except LedgerError as refused:
        told = words.say(refused.code, refused.facts)
    else:
        told = None

    assert (told is None) is writable
    assert told is None or told.title


def test_a_state_comes_back_from_json_as_it_went(world, window, case) -> None:
    # given a state with everything a state can hold: a trail, touched fields, a ground and a conflict
    five = world.window(5)
    world.cut_off(window, five)
    window.accepts(case)
    window.writes(case, mobile="13800000003")
    five.writes(case, mobile="13800000005")
    world.everyone_syncs()
    state = world.state(case)
    assert state.held

    assert state_from_json(state_to_json(state)) == state


# Receipts

SIGNER, ENVELOPE = FakeSigner(), Envelope(Source("pc-3", 1), 1, "link", "body hash")
TRUST = Trust(TOWNSHIP, 2, SIGNER.verifies)


def receipt(signer: FakeSigner = SIGNER, **changes: object) -> Receipt:
    """A receipt, changed before it was signed."""
    fair = Receipt(
        op_id="op 1",
        body_hash="body hash",
        authority=TOWNSHIP,
        authority_epoch=2,
        position=7,
        outcome=Outcome.CONFIRMED,
    )
    changed = replace(fair, **changes)  # type: ignore[arg-type]
    return replace(changed, signature=signer.sign(changed.signed_bytes()))


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (receipt(), None),
        (receipt(authority_epoch=3), None),
        (receipt(outcome=Outcome.CONFLICT, reason="ground_changed"), None),
        (receipt(op_id="op 2"), Doubt.OTHER_OPERATION),
        (receipt(body_hash="another"), Doubt.OTHER_OPERATION),
        (receipt(authority="沙溪镇"), Doubt.OTHER_AUTHORITY),
        (receipt(FakeSigner(b"a portal page")), Doubt.BAD_SIGNATURE),
        (receipt(authority_epoch=1), Doubt.FENCED_AUTHORITY),
    ],
)
def test_only_a_signed_answer_to_what_was_sent_is_a_receipt(answer: Receipt, why: Doubt | None) -> None:
    assert doubt(answer, "op 1", ENVELOPE, TRUST) is why


@pytest.mark.parametrize(
    "spoilt",
    [
        {"position": 8},
        {"outcome": Outcome.CONFLICT},
        {"reason": "ground_changed"},
        {"authority_epoch": 3},
        {"signature": b""},
    ],
)
def test_nothing_can_be_changed_in_a_receipt_after_it_was_signed(spoilt: dict[str, object]) -> None:
    changed = replace(receipt(), **spoilt)  # type: ignore[arg-type]

    assert doubt(changed, "op 1", ENVELOPE, TRUST) is Doubt.BAD_SIGNATURE
