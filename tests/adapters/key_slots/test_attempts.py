"""Wrong pass phrases cost time, whatever is done to the program or its clock."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.adapters.key_slots import FileKeySlots
from app.domain.storage import StorageError
from app.ports.key_slots import SlotOwner

GOOD, WRONG = "阳岭的云雾茶 2026", "猜一个口令 1234"


def fail(slots: FileKeySlots, times: int) -> None:
    """Be refused so often; the last free try tells of the wait it has begun."""
    for _ in range(times):
        with pytest.raises(StorageError, match=r"wrong_pass_phrase|wait_before_next_try"):
            slots.unlock("c-1", WRONG)


def test_each_free_try_tells_how_many_are_left_and_the_last_how_long_to_wait(
    slots: FileKeySlots, liao: SlotOwner
) -> None:
    slots.create(liao, GOOD)
    told = []
    for _ in range(5):
        with pytest.raises(StorageError) as caught:
            slots.unlock("c-1", WRONG)
        told.append(dict(caught.value.facts))
    assert told == [{"left": 4}, {"left": 3}, {"left": 2}, {"left": 1}, {"seconds": 30}]


def seconds_to_wait(slots: FileKeySlots, pass_phrase: str = GOOD) -> int:
    with pytest.raises(StorageError, match="wait_before_next_try") as caught:
        slots.unlock("c-1", pass_phrase)
    return int(str(caught.value.facts["seconds"]))


def test_after_five_wrong_tries_even_the_right_one_must_wait(
    slots: FileKeySlots, liao: SlotOwner, clock
) -> None:
    key = slots.create(liao, GOOD)
    fail(slots, 5)
    assert seconds_to_wait(slots) == 30
    clock.advance(29)
    assert seconds_to_wait(slots) == 1
    clock.advance(1)
    assert slots.unlock("c-1", GOOD) == key


def test_the_wait_doubles_up_to_an_hour(slots: FileKeySlots, liao: SlotOwner, clock) -> None:
    slots.create(liao, GOOD)
    fail(slots, 5)
    waits = []
    for _ in range(9):
        waits.append(seconds_to_wait(slots))
        clock.advance(waits[-1])
        fail(slots, 1)
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_a_right_pass_phrase_wipes_the_slate(slots: FileKeySlots, liao: SlotOwner) -> None:
    slots.create(liao, GOOD)
    fail(slots, 4)
    slots.unlock("c-1", GOOD)
    fail(slots, 4)
    slots.unlock("c-1", GOOD)


def test_one_clerks_mistakes_do_not_hold_up_another(
    slots: FileKeySlots, liao: SlotOwner, zhong: SlotOwner
) -> None:
    key = slots.create(liao, GOOD)
    slots.put_slot(key, zhong, GOOD)
    fail(slots, 5)
    assert slots.unlock("c-2", GOOD) == key


def test_restarting_the_program_gives_no_new_tries(
    start_program: Callable[[], FileKeySlots], liao: SlotOwner, clock
) -> None:
    start_program().create(liao, GOOD)
    for _ in range(5):
        fail(start_program(), 1)
    assert seconds_to_wait(start_program()) == 30
    clock.advance(31)
    start_program().unlock("c-1", GOOD)


def test_a_clock_set_forward_does_not_shorten_the_wait_of_a_running_program(
    slots: FileKeySlots, liao: SlotOwner, clock
) -> None:
    slots.create(liao, GOOD)
    fail(slots, 5)
    clock.wall += timedelta(days=1)
    assert seconds_to_wait(slots) == 30


def test_a_clock_set_forward_before_a_restart_does_not_shorten_the_wait_either(
    start_program: Callable[[], FileKeySlots], liao: SlotOwner, clock
) -> None:
    key = start_program().create(liao, GOOD)
    fail(start_program(), 5)
    clock.wall += timedelta(days=1)
    assert seconds_to_wait(start_program()) == 30
    clock.advance(12)
    assert seconds_to_wait(start_program()) == 18
    clock.advance(18)
    assert start_program().unlock("c-1", GOOD) == key


def test_a_restart_of_the_computer_begins_the_wait_again_and_then_it_ends(
    start_program: Callable[[], FileKeySlots], liao: SlotOwner, clock
) -> None:
    key = start_program().create(liao, GOOD)
    clock.advance(7000)
    fail(start_program(), 5)
    clock.advance(20)
    for _ in range(3):
        clock.restart_computer(off_for=86400)
        assert seconds_to_wait(start_program()) == 25, "it has run for five seconds"
    clock.advance(24)
    assert seconds_to_wait(start_program()) == 1
    clock.advance(1)
    assert start_program().unlock("c-1", GOOD) == key


def test_the_wait_goes_on_once_the_computer_has_run_longer_than_when_it_began(
    start_program: Callable[[], FileKeySlots], liao: SlotOwner, clock
) -> None:
    """Asked before and after its clock passes the old mark: the seconds left only ever fall."""
    start_program().create(liao, GOOD)
    for wait in (0, 0, 0, 0, 0, 30, 60, 120):
        clock.advance(wait)
        fail(start_program(), 1)
    clock.restart_computer()
    left = []
    for _ in range(5):
        left.append(seconds_to_wait(start_program()))
        clock.advance(40)
    assert left == [235, 195, 155, 115, 75]


def test_a_wait_that_an_older_program_noted_by_the_wall_clock_still_holds(
    start_program: Callable[[], FileKeySlots], liao: SlotOwner, clock
) -> None:
    slots = start_program()
    slots.create(liao, GOOD)
    clock.steady = 10.0
    (slots.path.parent / "attempts.json").write_text('{"c-1": [6, "2026-03-04T09:00:00+00:00"]}', "utf-8")
    assert seconds_to_wait(slots) == 50
    clock.advance(50)
    slots.unlock("c-1", GOOD)


@pytest.mark.parametrize(
    "content", ["[]", "7", '{"c-1": 5}', '{"c-1": [5]}', '{"c-1": ["x", 1]}', '{"c-1": [1, []]}', "{"]
)
def test_a_damaged_count_is_said_and_lets_nobody_in(
    slots: FileKeySlots, liao: SlotOwner, content: str
) -> None:
    slots.create(liao, GOOD)
    (slots.path.parent / "attempts.json").write_text(content, "utf-8")
    with pytest.raises(StorageError, match="keys_damaged"):
        slots.unlock("c-1", GOOD)


def test_a_count_taken_away_begins_with_one_wait_for_everybody(
    slots: FileKeySlots, liao: SlotOwner, zhong: SlotOwner, clock
) -> None:
    key = slots.create(liao, GOOD)
    slots.put_slot(key, zhong, GOOD)
    fail(slots, 4)
    (slots.path.parent / "attempts.json").unlink()

    assert seconds_to_wait(slots) == 30
    with pytest.raises(StorageError, match="wait_before_next_try"):
        slots.unlock("c-2", GOOD)
    clock.advance(29)
    assert seconds_to_wait(slots) == 1
    clock.advance(1)
    assert slots.unlock("c-1", GOOD) == key
    fail(slots, 4)
    assert slots.unlock("c-1", GOOD) == key, "whoever came in has all tries again"


@pytest.mark.parametrize(
    "kept", ["[-5, 1e999]", "[5, -1e300]", "[NaN, NaN]", "[5, NaN]", "[1e999, 0]", "[0.5, 0]", "[-1, 50]"]
)
def test_a_count_that_cannot_be_means_the_longest_wait_and_then_it_ends(
    slots: FileKeySlots, liao: SlotOwner, clock, kept: str
) -> None:
    key = slots.create(liao, GOOD)
    (slots.path.parent / "attempts.json").write_text(f'{{"c-1": {kept}}}', "utf-8")

    assert seconds_to_wait(slots) == 3600
    clock.advance(3600)
    assert slots.unlock("c-1", GOOD) == key


def test_a_pass_phrase_with_half_a_surrogate_pair_is_wrong_like_any_other(
    slots: FileKeySlots, liao: SlotOwner
) -> None:
    slots.create(liao, GOOD)
    with pytest.raises(StorageError, match="wrong_pass_phrase"):
        slots.unlock("c-1", "\ud800\udcff阳岭 2026")


def test_a_clock_set_back_begins_the_wait_anew_and_does_not_make_it_endless(
    start_program: Callable[[], FileKeySlots], liao: SlotOwner, clock
) -> None:
    key = start_program().create(liao, GOOD)
    fail(start_program(), 5)
    clock.wall -= timedelta(days=9000)
    restarted = start_program()
    assert seconds_to_wait(restarted) == 30
    clock.advance(30)
    assert restarted.unlock("c-1", GOOD) == key


def test_a_try_counts_before_it_is_made(slots: FileKeySlots, liao: SlotOwner) -> None:
    """Killing the program between a wrong pass phrase and its count must not give the try back."""
    slots.create(liao, GOOD)
    for left in (4, 3, 2, 1, 0):
        assert slots.gate.enter("c-1").tries_left == left
    assert seconds_to_wait(slots) == 30


def test_recovery_is_limited_as_well(slots: FileKeySlots, liao: SlotOwner) -> None:
    slots.set_recovery(slots.create(liao, GOOD), "第一位保管人 01", "第二位保管人 02")
    for _ in range(5):
        with pytest.raises(StorageError, match="wrong_recovery"):
            slots.recover(WRONG, WRONG)
    with pytest.raises(StorageError, match="wait_before_next_try"):
        slots.recover("第一位保管人 01", "第二位保管人 02")
