"""What was printed is known after any accident to the database."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.adapters.issue_log import FolderIssueLog
from app.domain.storage import StorageError
from app.ports.issue_log import IssuedPaper


def paper(seq: int, epoch: int = 1) -> IssuedPaper:
    return IssuedPaper(
        series="赣崇关受〔2026〕",
        number=seq,
        body_hash=f"{seq:064x}",
        op_id=f"op-{seq}",
        epoch=epoch,
        seq=seq,
    )


def log_of(folder: Path, window: str = "3") -> FolderIssueLog:
    return FolderIssueLog(folder, lambda: window)


@pytest.fixture
def log(tmp_path: Path) -> FolderIssueLog:
    return log_of(tmp_path / "issued")


def test_a_log_nobody_wrote_is_empty(log: FolderIssueLog) -> None:
    assert log.read() == ()


def test_entries_come_back_after_a_restart(log: FolderIssueLog) -> None:
    log.append(paper(1))
    log.append(paper(2))
    assert log_of(log.folder).read() == (paper(1), paper(2))


def test_each_window_reads_what_the_others_issued(log: FolderIssueLog) -> None:
    other = log_of(log.folder, "5")
    log.append(paper(1))
    other.append(paper(2))
    log.append(paper(3))
    assert log.read() == other.read() == (paper(1), paper(2), paper(3))
    assert len(list(log.folder.iterdir())) == 2


@given(st.data())
def test_a_line_torn_anywhere_hides_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    log = log_of(tmp_path_factory.mktemp("log"))
    log.append(paper(1))
    file = log.folder / "window-3.jsonl"
    whole = file.stat().st_size
    log.append(paper(2))
    # Short of the closing brace and line break: what a power cut can leave of the last write.
    cut = data.draw(st.integers(whole, file.stat().st_size - 3))
    os.truncate(file, cut)
    assert log.read() == (paper(1),)
    log.append(paper(3))
    assert log.read() == (paper(1), paper(3))


def test_what_is_issued_goes_to_the_window_that_is_held_now(tmp_path: Path) -> None:
    held = ["00", "3", "5"]
    log = FolderIssueLog(tmp_path, lambda: held[0])
    for seq in (1, 2, 3):
        log.append(paper(seq))
        held.pop(0) if len(held) > 1 else None
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "window-00.jsonl",
        "window-3.jsonl",
        "window-5.jsonl",
    ]
    assert log.read() == (paper(1), paper(2), paper(3))


WRONG_LINES = {
    "a field too few": b'{"series": "s", "number": 1}',
    "a field of another program": b'{"series": "s", "number": 1, "colour": "red"}',
    "no object": b'{"series": "s"]}',
    "another text": "两行之间写了字".encode(),
    "half a character": b'{"series": "\xe8\xb5"}',
    "the end alone": b'"epoch": 1, "seq": 2}',
    "an entry whose end somebody cut off": b'{"series": "s", "num',
    **{
        f"{name} {value}": json.dumps({**asdict(paper(2)), name: value}).encode()
        for name, value in (
            ("epoch", "1"),
            ("epoch", 10**9),
            ("epoch", 10**30),
            ("epoch", -5),
            ("epoch", True),
            ("seq", None),
            ("number", 10**25),
            ("number", 1.5),
            ("series", "ticket/x"),
            ("body_hash", 7),
        )
    },
}


@pytest.mark.parametrize("wrong", WRONG_LINES.values(), ids=WRONG_LINES)
def test_a_wrong_line_is_named_with_file_and_line_and_left_alone(log: FolderIssueLog, wrong: bytes) -> None:
    log.append(paper(1))
    file = log.folder / "window-3.jsonl"
    with file.open("ab") as more:
        more.write(wrong + b"\n")
    log.append(paper(2))
    before = file.read_bytes()

    with pytest.raises(StorageError, match="issue_log_damaged") as told:
        log.read()

    assert told.value.facts == {"file": str(file), "line": 3}
    assert file.read_bytes() == before


@pytest.mark.parametrize("blanks", [b" ", b"\t", b"\r", b" \r"])
def test_blanks_that_an_editor_put_behind_a_line_hide_no_paper(log: FolderIssueLog, blanks: bytes) -> None:
    log.append(paper(1))
    log.append(paper(2))
    file = log.folder / "window-3.jsonl"
    file.write_bytes(file.read_bytes().replace(b"}\n", b"}" + blanks + b"\n"))
    assert log.read() == (paper(1), paper(2))


def test_an_epoch_that_was_begun_stays_begun_and_is_no_paper(log: FolderIssueLog) -> None:
    assert log.begun() == 0
    log.begin_epoch(3)
    log.begin_epoch(2)
    assert log_of(log.folder, "5").begun() == 3
    assert log.read() == ()


@pytest.mark.parametrize("wrong", [b'{"epoch": "2"}', b'{"epoch": 1e30}', b'{"epochs": 2}', b"2"])
def test_a_wrong_line_among_the_epochs_is_named(log: FolderIssueLog, wrong: bytes) -> None:
    log.begin_epoch(2)
    with (log.folder / "epochs.jsonl").open("ab") as more:
        more.write(wrong + b"\n")
    with pytest.raises(StorageError, match="issue_log_damaged") as told:
        log.begun()
    assert told.value.facts == {"file": str(log.folder / "epochs.jsonl"), "line": 3}


def test_a_file_that_cannot_be_read_is_named(log: FolderIssueLog) -> None:
    (log.folder / "window-9.jsonl").mkdir(parents=True)

    with pytest.raises(StorageError, match="issue_log_unreadable") as told:
        log.read()
    assert told.value.facts == {"file": str(log.folder / "window-9.jsonl")}


def test_zeros_where_the_disk_had_no_time_to_write_hide_nothing(log: FolderIssueLog) -> None:
    log.append(paper(1))
    with (log.folder / "window-3.jsonl").open("ab") as more:
        more.write(bytes(512))
    log.append(paper(2))
    assert log.read() == (paper(1), paper(2))


def test_a_line_that_cannot_be_written_stops_the_print(log: FolderIssueLog) -> None:
    log.folder.write_bytes(b"a file where the folder should be")
    with pytest.raises(StorageError, match="issue_log_unwritable"):
        log.append(paper(1))


def test_half_a_line_on_a_full_disk_stops_the_print(
    log: FolderIssueLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write
    monkeypatch.setattr("os.write", lambda handle, data: write(handle, data[:20]))
    with pytest.raises(StorageError, match="issue_log_unwritable"):
        log.append(paper(1))
    assert log.read() == ()


def test_file_and_folder_are_synced_before_append_returns(
    log: FolderIssueLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = []
    monkeypatch.setattr(
        "os.fsync", lambda handle: synced.append(Path(f"/proc/self/fd/{handle}").resolve().name)
    )
    log.append(paper(1))
    log.append(paper(2))
    assert synced == ["window-3.jsonl", "issued", "window-3.jsonl"]


WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from app.adapters.issue_log import FolderIssueLog
from app.ports.issue_log import IssuedPaper
log = FolderIssueLog(Path(sys.argv[2]), lambda: "3")
for seq in range(int(sys.argv[3]), 10**6):
    log.append(IssuedPaper(series="s", number=seq, body_hash="h", op_id="o", epoch=1, seq=seq))
    print(seq, flush=True)
"""


def test_kill_9_loses_no_entry_that_was_reported(log: FolderIssueLog) -> None:
    told = 0
    for round_ in range(4):
        command = [sys.executable, "-c", WRITER, str(Path.cwd()), str(log.folder), str(told + 1)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            for _ in range(3 + 5 * round_):
                told = int(process.stdout.readline())
            process.kill()
        found = log.read()
        assert {entry.seq for entry in found} >= set(range(1, told + 1))
        told = found[-1].seq
