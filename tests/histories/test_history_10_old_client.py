"""History 10: an old client gets a snapshot made by a newer fold, and records a paper."""

import pytest
from ledger_world import TOWNSHIP, World

from app.domain.ledger.fold import FOLD_VERSION, Outcome
from app.domain.ledger.snapshot import (
    LedgerError,
    Snapshot,
    require_writable,
    snapshot_for,
    view,
    without_fields,
)


def a_snapshot_from_the_future():
    world = World()
    window = world.window(3)
    case = window.opens()
    newer = Snapshot(world.state(case), "clerk", FOLD_VERSION + 1)
    world.cut_off(window)
    return world, window, case, newer


def test_it_is_shown_read_only_and_the_fact_is_recorded_and_confirmed():
    world, window, case, newer = a_snapshot_from_the_future()
    # edits and decisions are not offered
    for name in ("case.answered.v1", "case.accepted.v1"):
        with pytest.raises(LedgerError) as refused:
            require_writable(newer, world.kinds[name])
        assert refused.value.code == "ledger.needs_upgrade"
    # a paper that is handed over is recorded all the same
    require_writable(newer, world.kinds["material.received.v1"])
    paper_in = window.takes_in(case, "m1")
    shown = view(newer, window.database.unsent, world.kinds)
    assert (shown.needs_upgrade, shown.not_shown) == (True, 1)
    assert shown.state is newer.state, "an old fold does not guess at a new document"
    # and confirmed
    window.reconnects()
    assert world.outcome(paper_in) is Outcome.CONFIRMED
    assert world.state(case).document["materials"]["m1"]["where"] == TOWNSHIP
    world.must_be_lawful()


def test_a_snapshot_of_our_own_fold_is_live():
    world, window, case, _ = a_snapshot_from_the_future()
    window.takes_in(case, "m1")
    mine = snapshot_for(world.state(case), "clerk", without_fields())
    require_writable(mine, world.kinds["case.accepted.v1"])
    shown = view(mine, window.database.unsent, world.kinds)
    assert shown.state == window.sees(case)
    assert (shown.not_shown, shown.needs_upgrade) == (0, False)


def test_what_arrived_already_is_not_counted_as_missing():
    world, window, case, newer = a_snapshot_from_the_future()
    window.takes_in(case, "m1")
    [delivered] = window.database.unsent
    window.sends(delivered, answer_is_lost=True)
    after = Snapshot(world.state(case), "clerk", newer.fold_version)
    assert view(after, window.database.unsent, world.kinds).not_shown == 0


def test_a_role_sees_less_but_builds_on_the_same_version():
    world, _, case, _ = a_snapshot_from_the_future()
    full = world.state(case)
    narrow = snapshot_for(full, "board", without_fields("answers", "applicant"))
    assert "answers" not in narrow.state.document
    assert narrow.state.document["state"] == "registered"
    assert (narrow.version, narrow.state.base) == (full.version, full.base)
