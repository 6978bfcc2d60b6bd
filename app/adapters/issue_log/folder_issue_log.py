"""One file of JSON lines for each window, synced to disk before a paper goes to its printer."""

import errno
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from app.disk.durable import sync_folder
from app.domain.storage import StorageError
from app.ports.issue_log import IssuedPaper


@dataclass(frozen=True, slots=True)
class FolderIssueLog:
    """The `IssueLog` port over a folder; each window appends to its own file, so none waits for another.

    `window` tells the window this process holds at the moment: it is taken only after the log was read.
    """

    folder: Path
    window: Callable[[], str]

    def append(self, paper: IssuedPaper) -> None:
        """Write the entry and return only when it is safe against power loss."""
        # The line break comes first: it ends a line that a power cut tore, and reading skips empty lines.
        line = f"\n{json.dumps(asdict(paper), ensure_ascii=False)}\n".encode()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _append_durably(self.folder / f"window-{self.window()}.jsonl", line)
        except OSError as error:
            raise StorageError("storage.issue_log_unwritable") from error

    def read(self) -> tuple[IssuedPaper, ...]:
        """Return every whole entry of every window, in the order of issue.

        Raises storage.issue_log_unreadable for a file that cannot be read, storage.issue_log_damaged with
        file and line for one that a power cut cannot have left so: a number in it may be on paper.
        """
        papers = [paper for file in self.folder.glob("window-*.jsonl") for paper in _entries(file)]
        return tuple(sorted(papers, key=lambda paper: (paper.epoch, paper.seq)))

    def ahead_of(self, epoch: int, seq: int) -> tuple[IssuedPaper, ...]:
        """Return what was issued after place (`epoch`, `seq`); anything means the database was put back."""
        return tuple(paper for paper in self.read() if (paper.epoch, paper.seq) > (epoch, seq))


def _entries(file: Path) -> Iterator[IssuedPaper]:
    for number, line in enumerate(_lines(file), start=1):
        if line and not _is_torn(line):
            try:
                yield IssuedPaper(**json.loads(line))
            except (ValueError, TypeError) as error:
                raise StorageError("storage.issue_log_damaged", file=str(file), line=number) from error


def _lines(file: Path) -> list[bytes]:
    """Return the lines without the zeros that a power cut leaves where the disk had no time to write."""
    try:
        return [line.strip(b"\0") for line in file.read_bytes().split(b"\n")]
    except OSError as error:
        raise StorageError("storage.issue_log_unreadable", file=str(file)) from error


def _is_torn(line: bytes) -> bool:
    """Say whether only the beginning was written: the line was never reported, so its paper never printed."""
    return line.startswith(b"{") and not line.endswith(b"}")


def _append_durably(file: Path, data: bytes) -> None:
    is_new = not file.exists()
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if os.write(handle, data) != len(data):  # how a disk that is nearly full answers
            raise OSError(errno.ENOSPC, "only part of the line was written")
        os.fsync(handle)
    finally:
        os.close(handle)
    if is_new:
        sync_folder(file.parent)
