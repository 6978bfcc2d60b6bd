"""One file of JSON lines for each window, synced to disk before a paper goes to its printer."""

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.adapters.issue_log.lines import (
    begun_epoch,
    epoch_line,
    paper_line,
    paper_of,
    whole_lines,
)
from app.disk.durable import sync_folder
from app.domain.storage import StorageError
from app.ports.issue_log import IssuedPaper

EPOCHS = "epochs.jsonl"
"""No file of a window: a release that does not know it passes it by."""


@dataclass(frozen=True, slots=True)
class FolderIssueLog:
    """The `IssueLog` and `EpochLog` ports over a folder; each window has a file of its own, so none waits.

    `window` tells the window this process holds at the moment: it is taken only after the log was read.
    """

    folder: Path
    window: Callable[[], str]

    def append(self, paper: IssuedPaper) -> None:
        """Write the entry and return only when it is safe against power loss."""
        self._write(f"window-{self.window()}.jsonl", paper_line(paper))

    def read(self) -> tuple[IssuedPaper, ...]:
        """Return every whole entry of every window, in the order of issue.

        Raises storage.issue_log_unreadable for a file that cannot be read, storage.issue_log_damaged with
        file and line for one that a power cut cannot have left so: a number in it may be on paper.
        """
        files = self.folder.glob("window-*.jsonl")
        papers = [paper for file in files for paper in whole_lines(file, paper_of)]
        return tuple(sorted(papers, key=lambda paper: (paper.epoch, paper.seq)))

    def begin_epoch(self, epoch: int) -> None:
        """Write that `epoch` is taken; safe against power loss before any number of it is given."""
        self._write(EPOCHS, epoch_line(epoch))

    def begun(self) -> int:
        """Return the highest epoch that was ever begun, 0 where no restore was written down."""
        files = self.folder.glob(EPOCHS)
        return max((epoch for file in files for epoch in whole_lines(file, begun_epoch)), default=0)

    def _write(self, name: str, line: bytes) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            _append_durably(self.folder / name, line)
        except OSError as error:
            raise StorageError("storage.issue_log_unwritable") from error


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
