"""Lays one application at a time on the counter, and keeps what is typed into it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.services.cases import drafts
from app.services.cases.carry_draft import CarriedDraft, carry_draft_over
from app.services.cases.drafts import OpenDraft
from ui.at_desk import AtDesk
from ui.panels.intake.sitting import Sitting

BURST_MS = 300
"""Typing is journalled this often: a power cut loses no more (DESIGN §6)."""
RETRY_MS = 3000
"""A disk that refused a burst is tried again this often; until then the form is all there is."""


class Opening(QObject):
    """Opens, keeps and puts away; `sitting` is what lies on the counter, None while nothing does."""

    opened = Signal(object)
    """The Sitting that was just opened."""
    carried = Signal(object)
    """The CarriedDraft that was just opened under its new version."""
    not_taken = Signal()
    """The item takes no applications today."""
    failed = Signal(object)

    def __init__(self, at: AtDesk) -> None:
        """Work for the clerk at `at`."""
        super().__init__()
        self._at = at
        self.sitting: Sitting | None = None
        self._burst = QTimer(self)
        self._burst.setSingleShot(True)
        self._burst.timeout.connect(self.keep)

    def begin(self, item_id: str, visit_id: str | None) -> None:
        """Open a new form for whoever is at the window."""
        office, desk = self._at.office, self._at.desk
        self._store(lambda: drafts.start_draft(office, desk, item_id, visit_id), self._on_opened)

    def go_on_with(self, draft_id: str) -> None:
        """Open a draft as it was left."""
        office, desk = self._at.office, self._at.desk
        self._store(lambda: drafts.reopen(office, desk, draft_id), self._on_opened)

    def carry_over(self) -> None:
        """Take what lies on the counter over to the new version of its item."""
        office, desk, sitting = self._at.office, self._at.desk, self.sitting
        if sitting is not None:
            self.keep()
            draft = sitting.opened.draft.id
            self._store(lambda: carry_draft_over(office, desk, draft), self._on_carried)

    def note_change(self) -> None:
        """Keep what was typed a moment from now."""
        if not self._burst.isActive():
            self._burst.start(BURST_MS)

    def hold(self) -> None:
        """Keep nothing while a paper is being issued."""
        self._burst.stop()

    @Slot()
    def keep(self) -> None:
        """Make what was typed since the last burst durable."""
        self._burst.stop()
        sitting = self.sitting
        burst = sitting.unkept() if sitting is not None else None
        if sitting is not None and burst is not None and burst.changes:
            self._at.store(
                partial(drafts.journal, self._at.office, sitting.opened.draft.id, burst.changes),
                lambda _done: sitting.kept(burst),
                lambda error: self._on_unkept(sitting, error),
            )

    def put_aside(self) -> bool:
        """Clear the counter and say whether a draft is left: a form nobody touched leaves none."""
        sitting = self.sitting
        if sitting is None:
            return False
        if sitting.is_untouched:
            self.give_up()
            return False
        self.keep()
        self.sitting = None
        return True

    def give_up(self) -> None:
        """Clear the counter and forget what was typed."""
        self._burst.stop()
        if self.sitting is not None:
            at, draft = self._at, self.sitting.opened.draft
            self._store(partial(drafts.discard, at.office, at.desk, draft.id))
        self.sitting = None

    def settle(self) -> None:
        """Clear the counter after a paper was issued: the draft became a case."""
        self._burst.stop()
        self.sitting = None

    def _on_unkept(self, sitting: Sitting, error: Exception) -> None:
        """Try again by and by; a form that was put aside meanwhile comes back, for nothing else has it."""
        if self.sitting is None:
            self.sitting = sitting
            self.opened.emit(sitting)
        if self.sitting is sitting:
            self._burst.start(RETRY_MS)
        self.failed.emit(error)

    def _on_opened(self, opened: OpenDraft | None) -> None:
        if opened is None:
            self.not_taken.emit()
            return
        self.sitting = Sitting(self._at.office, opened, self._at.wording.words)
        self.opened.emit(self.sitting)

    def _on_carried(self, carried: CarriedDraft | None) -> None:
        self._on_opened(carried.opened if carried is not None else None)
        if carried is not None:
            self.carried.emit(carried)

    def _store(self, work: Callable[[], object], done: Callable[..., None] = lambda _done: None) -> None:
        self._at.store(work, done, self.failed.emit)
