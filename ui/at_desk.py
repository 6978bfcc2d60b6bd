"""What every panel of the work works with: the office, who sits where, the lanes and the words."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from app.domain.clerk import Clerk
from app.services.desk import Desk
from app.services.office import Office
from ui.changes import ChangeBoard, Changes
from ui.tasks import Lane, Task, Tasks
from ui.words import Wording

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class AtDesk:
    """One clerk at work. `initials` gives the pinyin letters of a word, `spelling` its syllables with blanks.

    `printer` names the printer chosen; it asks the spooler, so it is called in a lane. `scan_folder` names
    the folder a scanner writes into, empty for none; `keep_scan_folder` remembers another one. `vouch`
    returns the clerk of a 工号 by the pass phrase typed for it, or raises StorageError; it takes its time.
    """

    office: Office
    desk: Desk
    tasks: Tasks
    wording: Wording
    board: ChangeBoard
    initials: Callable[[str], str]
    spelling: Callable[[str], str]
    printer: Callable[[], str]
    vouch: Callable[[str, str], Clerk]
    scan_folder: Callable[[], str] = lambda: ""
    keep_scan_folder: Callable[[str], None] = lambda _folder: None

    def store(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> Task[T]:
        """Run `work` where the file is read and written."""
        return self.tasks.submit(Lane.STORAGE, work, done, failed)

    def outside(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> Task[T]:
        """Run `work` where printers and papers are waited for."""
        return self.tasks.submit(Lane.IO, work, done, failed)

    def tell(self, changes: Changes) -> None:
        """Tell the other panels what changed."""
        self.board.announce(changes)
