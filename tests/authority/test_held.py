"""What the authority holds back: released in order, settled by a person, erased; and numbers it gives out."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_world import KINDS, Window, World

from app.authority.held import conflicts, release_waiting
from app.authority.numbers import next_case_number, next_document_number, next_install_epoch
from app.domain.ledger.chain import Source
from app.domain.ledger.fold import Outcome
from app.domain.ledger.ledger_kinds import ERASED, SETTLED, Keep
from app.domain.ledger.log import rebuild
from app.domain.ledger.operation import Subject
from app.domain.numbers import MAX_CASES_A_DAY, NotANumber, Series, Tag


@pytest.fixture
def world() -> World:
    return World()


def two_edits_of_one_field(world: World) -> tuple[Window, Window, Subject, str]:
    """Windows 3 and 5 cut off with one case; both write the phone, 3 arrives first, 5 is in conflict."""
    three, five = world.window(3), world.window(5)
    case = three.opens()
    world.cut_off(three, five)
    three.writes(case, phone="3")
    lost = five.writes(case, phone="5")
    three.reconnects()
    five.reconnects()
    return three, five, case, lost


# Waiting


def test_a_kind_of_a_newer_program_waits_and_goes_through_after_the_upgrade(world: World) -> None:
    window = world.window(3)
    case = window.opens()
    early = window.acts("case.blessed.v1", case, {})
    assert (world.outcome(early), world.store.entry(early).reason) == (Outcome.WAITING, "unknown_kind")
    # when the authority's program learns the kind
    newer = KINDS | {"case.blessed.v1": replace(KINDS["case.withdrawn.v1"], name="case.blessed.v1")}
    release_waiting(newer, world.store, case)
    # then it is applied, and no longer shown as held
    assert world.outcome(early) is Outcome.CONFIRMED
    assert world.state(case).document["state"] == "withdrawn"
    assert world.state(case).held == ()


def test_releasing_again_changes_nothing(world: World) -> None:
    window = world.window(3)
    case = window.opens()
    window.acts("case.blessed.v1", case, {})
    before = list(world.store.log), world.state(case)

    release_waiting(world.kinds, world.store, case)

    assert (world.store.log, world.state(case)) == before


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_facts_that_came_before_their_case_are_all_there_once_it_comes(
    world: World, order: tuple[int, ...]
) -> None:
    # given a case opened at window 3, and three papers of it received at three other windows
    opener = world.window(3)
    opener.is_cut_off = True
    case = opener.opens()
    others = [world.window(number) for number in (4, 5, 6)]
    for other in others:
        other.is_cut_off = True
        other.takes_in(case, f"m{other.number}")
    # when they arrive in any order, and the case last
    for place in order:
        others[place].reconnects()
    assert world.state(case).version == 0
    assert len(world.state(case).held) == 3
    opener.reconnects()
    # then nothing waits any more
    assert world.state(case).document["materials"].keys() == {"m4", "m5", "m6"}
    world.everyone_syncs()
    world.must_be_lawful()


# Settling


@pytest.mark.parametrize("keep", Keep)
def test_settling_twice_has_one_effect(world: World, keep: Keep) -> None:
    three, _, case, lost = two_edits_of_one_field(world)
    three.settles(case, lost, keep)
    answers = world.state(case).document["answers"]

    three.settles(case, lost, Keep.THEIRS if keep is Keep.MINE else Keep.MINE)

    assert world.state(case).document["answers"] == answers
    assert world.state(case).document["settled"][0]["keep"] == keep.value
    assert conflicts(world.kinds, world.store, case) == ()


def test_a_settlement_that_was_held_itself_settles_once_it_is_chosen(world: World) -> None:
    # given a settlement made at a window that was cut off, while another window decided on the case
    three, five, case, lost = two_edits_of_one_field(world)
    world.cut_off(five)
    settlement = five.settles(case, lost, Keep.MINE)
    three.accepts(case)
    five.reconnects()
    assert world.outcome(settlement) is Outcome.CONFLICT
    # when a person keeps it
    three.settles(case, settlement, Keep.MINE)
    # then what it settled is settled
    assert world.outcome(lost) is Outcome.CONFIRMED
    assert world.state(case).document["answers"]["phone"] == "5"
    assert world.state(case).held == ()


def test_the_conflict_of_another_case_cannot_be_settled_from_here(world: World) -> None:
    three, _, case, lost = two_edits_of_one_field(world)
    other = three.opens()

    three.settles(other, lost, Keep.MINE)

    assert world.outcome(lost) is Outcome.CONFLICT
    assert world.state(case).document["answers"]["phone"] == "3"


@pytest.mark.parametrize("payload", [{}, {"op": "x"}, {"op": "x", "keep": "both"}])
def test_a_settlement_without_a_side_is_rejected_and_changes_nothing(world: World, payload) -> None:
    three, _, case, lost = two_edits_of_one_field(world)

    refused = three.acts(SETTLED, case, payload)

    assert world.outcome(refused) is Outcome.REJECTED
    assert world.outcome(lost) is Outcome.CONFLICT


def test_a_settlement_of_nothing_is_on_record_and_harmless(world: World) -> None:
    three, _, case, lost = two_edits_of_one_field(world)

    three.settles(case, "no such operation", Keep.MINE)

    assert world.outcome(lost) is Outcome.CONFLICT
    assert world.state(case).document["settled"][0]["op"] == "no such operation"


def test_a_dropped_operation_stays_in_the_log_with_its_reason(world: World) -> None:
    three, _, case, lost = two_edits_of_one_field(world)

    three.settles(case, lost, Keep.THEIRS)

    entry = world.store.entry(lost)
    assert (entry.outcome, entry.reason) == (Outcome.DROPPED, "field_changed")
    assert entry.delivered.operation.payload == {"changes": {"phone": "5"}}
    world.everyone_syncs()
    world.must_be_lawful()


# Erasing


@pytest.mark.parametrize("ops", ["not a list", None, 7, []])
def test_an_erasure_that_names_nothing_erases_nothing(world: World, ops: object) -> None:
    window = world.window(3)
    case = window.opens()
    window.names_applicant(case, "钟示例")

    window.acts(ERASED, case, {"ops": ops, "legal_ground": "个人信息保护法第四十七条"})

    assert world.state(case).document["answers"]["name"] == "钟示例"
    assert world.state(case).document["erasure"]["count"] == 0


def test_erasing_a_held_operation_leaves_it_held_and_empty(world: World) -> None:
    three, _, case, lost = two_edits_of_one_field(world)

    three.erases(case, lost)

    entry = world.store.entry(lost)
    assert entry.delivered.operation.is_erased
    assert entry.outcome is Outcome.CONFLICT
    assert lost in world.state(case).held
    assert rebuild(world.store.log, world.kinds)[case] == world.state(case)


def test_an_erased_operation_that_is_kept_after_all_writes_no_answer(world: World) -> None:
    three, _, case, lost = two_edits_of_one_field(world)
    three.erases(case, lost)

    three.settles(case, lost, Keep.MINE)

    document = world.state(case).document
    assert document["erased"] is True
    assert document["answers"] == {}
    assert rebuild(world.store.log, world.kinds)[case] == world.state(case)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(["write", "name", "take", "move", "accept", "erase"]), max_size=8))
def test_after_any_story_with_erasures_the_rows_are_the_fold_of_the_log(story: list[str]) -> None:
    world = World()
    window = world.window(3)
    case = window.opens()
    written: list[str] = []
    acts = {
        "write": lambda: written.append(window.writes(case, phone=str(len(written)))),
        "name": lambda: written.append(window.names_applicant(case, "钟示例")),
        "take": lambda: window.takes_in(case, "m1"),
        "move": lambda: window.moves(case, "m1", "县档案室"),
        "accept": lambda: window.accepts(case),
        "erase": lambda: window.erases(case, *written),
    }
    for act in story:
        acts[act]()

    assert rebuild(world.store.log, world.kinds)[case] == world.state(case)
    gone = {entry.op_id for entry in world.store.log if entry.delivered.operation.is_erased}
    last = max((place for place, act in enumerate(story) if act == "erase"), default=0)
    before = sum(act in {"write", "name"} for act in story[:last])
    assert gone == set(written[:before])
    world.must_be_lawful()


# Numbers

AREA, TODAY = "360725105000", date(2026, 11, 26)


def test_a_hall_s_ten_thousandth_case_of_a_day_is_refused_and_tomorrow_begins_anew(world: World) -> None:
    world.store.serials["360725105000261126"] = MAX_CASES_A_DAY - 1
    assert next_case_number(world.store, AREA, TODAY).serial == MAX_CASES_A_DAY

    with pytest.raises(NotANumber):
        next_case_number(world.store, AREA, TODAY)

    assert next_case_number(world.store, AREA, TODAY + timedelta(days=1)).serial == 1


runs = st.sampled_from(
    [
        Series("赣崇关受", 2026),
        Series("赣崇关受", 2027),
        Series("赣崇关补", 2026),
        Series("赣崇关受", 2026, Tag(3, 1)),
        Series("赣崇关受", 2026, Tag(3, 2)),
        Series("赣崇关受", 2026, Tag(31, 1)),
    ]
)


@given(st.lists(runs, max_size=30))
def test_every_run_counts_by_itself_without_gap_or_repeat(asked: list[Series]) -> None:
    store = World().store

    given_out = [next_document_number(store, series) for series in asked]

    assert len({str(number) for number in given_out}) == len(asked)
    for series in set(asked):
        serials = [number.serial for number in given_out if number.series == series]
        assert serials == list(range(1, len(serials) + 1))


@given(st.lists(st.integers(1, 9), min_size=1, max_size=10))
def test_no_install_epoch_is_given_out_twice_whatever_epoch_was_refused(refused: list[int]) -> None:
    store = World().store

    given_out = [next_install_epoch(store, Source("pc-3", epoch)) for epoch in refused]

    assert len(set(given_out)) == len(refused)
    assert all(source.epoch > epoch for source, epoch in zip(given_out, refused, strict=True))
