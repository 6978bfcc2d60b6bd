"""The issue log of a hall's folder, with a witness outside it that is not put back with the folder."""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.adapters.issue_log.folder_issue_log import FolderIssueLog
from app.domain.storage import StorageError
from app.ports.issue_log import IssuedPaper

NAME_LENGTH = 32


@dataclass(frozen=True, slots=True)
class WitnessedIssueLog:
    """The `IssueLog` and `EpochLog` ports over both.

    What the witness says counts like a line in the folder. A witness that is missing, damaged or cannot be
    written is no witness: it never stops a print. `ever_begun` is the highest epoch that any copy of this
    hall used on this machine.
    """

    log: FolderIssueLog
    witness: FolderIssueLog
    ever_begun: int

    def append(self, paper: IssuedPaper) -> None:
        """Write the entry to both; safe against power loss in the folder before this returns."""
        self.log.append(paper)
        with suppress(StorageError):
            self.witness.append(paper)

    def read(self) -> tuple[IssuedPaper, ...]:
        """Return every entry of either, in the order of issue; StorageError if the folder's are damaged."""
        both = {*self.log.read(), *_papers(self.witness)}
        return tuple(sorted(both, key=lambda paper: (paper.epoch, paper.seq, paper.op_id)))

    def begin_epoch(self, epoch: int) -> None:
        """Write to both that `epoch` is taken."""
        self.log.begin_epoch(epoch)
        with suppress(StorageError):
            self.witness.begin_epoch(epoch)

    def begun(self) -> int:
        """Return the highest epoch begun in this folder, as either says."""
        return max(self.log.begun(), _begun(self.witness))


def witnessed(log: FolderIssueLog, state: Path, hall: str, device: str, place: str) -> WitnessedIssueLog:
    """Return `log` with its witness in the folder `state`, for a hall's device at one place.

    Each place has a witness of its own, so that a copy of a folder tells nothing against the original;
    their epochs are never used twice all the same.
    """
    folder = state / "issued" / _name(f"{hall}/{device}")
    copies = (FolderIssueLog(one, log.window) for one in folder.glob("*"))
    ever = max((_highest(one) for one in copies), default=0)
    return WitnessedIssueLog(log, FolderIssueLog(folder / _name(place), log.window), ever)


def _name(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:NAME_LENGTH]


def _highest(log: FolderIssueLog) -> int:
    return max(_begun(log), *(paper.epoch for paper in _papers(log)), 0)


def _papers(log: FolderIssueLog) -> tuple[IssuedPaper, ...]:
    try:
        return log.read()
    except StorageError:
        return ()


def _begun(log: FolderIssueLog) -> int:
    try:
        return log.begun()
    except StorageError:
        return 0
