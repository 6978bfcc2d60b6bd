"""Several windows on one computer share the key file and the counts: none undoes what another wrote."""

import multiprocessing
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.adapters.key_slots import FileKeySlots
from app.adapters.key_slots.file_lock import alone_with
from app.adapters.key_slots.json_file import read_json
from app.domain.login_attempts import FREE_TRIES
from app.ports.key_slots import SlotOwner

FORK = multiprocessing.get_context("fork")
PROCESSES = 4
EACH = 12
PATIENCE_S = 60
GOOD = "阳岭的云雾茶 2026"


def all_at_once(act: Callable[[int], None], processes: int = PROCESSES) -> None:
    """Run `act` in several processes that begin at the same moment; each must end well."""
    start = FORK.Barrier(processes)

    def run(number: int) -> None:
        start.wait(PATIENCE_S)
        act(number)

    started = [FORK.Process(target=run, args=(number,)) for number in range(processes)]
    for process in started:
        process.start()
    for process in started:
        process.join(PATIENCE_S)
    assert [process.exitcode for process in started] == [0] * processes


def test_no_slot_is_lost_when_clerks_are_let_in_from_several_windows(
    start_program: Callable[[], FileKeySlots], slots: FileKeySlots, liao: SlotOwner
) -> None:
    key = slots.create(liao, GOOD)

    def let_in(number: int) -> None:
        mine = start_program()
        for place in range(EACH):
            mine.put_slot(
                key, SlotOwner(f"c-{number}-{place}", f"窗口{number}{place}", f"{number}9{place}"), GOOD
            )

    all_at_once(let_in)

    assert len(slots.slots()) == 1 + PROCESSES * EACH


def test_no_wrong_try_is_lost_when_several_clerks_mistype_at_once(
    start_program: Callable[[], FileKeySlots], slots: FileKeySlots
) -> None:
    def mistype(number: int) -> None:
        gate = start_program().gate
        for place in range(EACH):
            gate.enter(f"c-{number}-{place}")

    slots.gate.begin()
    all_at_once(mistype)

    counts = read_json(slots.path.with_name("attempts.json"))
    assert len(counts) == PROCESSES * EACH
    assert {count for count, _at in counts.values()} == {1}


def test_several_windows_give_one_clerk_no_more_tries_than_one(
    start_program: Callable[[], FileKeySlots], slots: FileKeySlots
) -> None:
    slots.gate.begin()
    all_at_once(lambda _number: _entered(start_program()), FREE_TRIES)

    ((count, _at),) = read_json(slots.path.with_name("attempts.json")).values()
    assert count == FREE_TRIES


def _entered(slots: FileKeySlots) -> None:
    slots.gate.enter("c-1")


def test_a_process_that_dies_while_it_changes_the_file_keeps_nobody_out(
    slots: FileKeySlots, liao: SlotOwner, tmp_path: Path
) -> None:
    def die(_number: int) -> None:
        with alone_with(slots.path):
            (tmp_path / "keys.json.abc.unfinished").write_text("{", "utf-8")
            os._exit(0)

    all_at_once(die, 1)

    slots.create(liao, GOOD)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["attempts.json", "keys.json", "locks"]


def test_content_and_name_are_on_disk_before_a_change_is_told(
    slots: FileKeySlots, liao: SlotOwner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    synced: list[str] = []
    monkeypatch.setattr(
        "os.fsync", lambda handle: synced.append(Path(f"/proc/self/fd/{handle}").resolve().name)
    )

    slots.create(liao, GOOD)

    content, folder = synced[-2:]
    assert content.startswith("keys.json.")
    assert content.endswith(".unfinished")
    assert folder == tmp_path.name


def test_a_write_that_fails_leaves_no_piece_behind(
    slots: FileKeySlots, liao: SlotOwner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    key = slots.create(liao, GOOD)

    def full(_handle: int) -> None:
        raise OSError(28, "no room")

    with monkeypatch.context() as disk:
        disk.setattr("os.fsync", full)
        with pytest.raises(Exception, match="read_only_folder"):
            slots.put_slot(key, SlotOwner("c-9", "钟石生", "0109"), GOOD)

    assert [slot.owner for slot in slots.slots()] == [liao]
    assert not list(tmp_path.glob("*.unfinished"))
