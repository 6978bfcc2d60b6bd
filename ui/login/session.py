"""The way of a clerk through the day: sign in, choose a window, work, lock, and come back."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Slot

from app.domain import masking
from app.domain.clerk import Clerk
from app.domain.errors import PersonFacing
from app.domain.storage import StorageError
from app.services.desk import Desk
from ui.login.clock_question import ClockQuestion
from ui.login.context import SessionContext
from ui.login.countdown import Countdown
from ui.login.findings_page import FindingsPage
from ui.login.idle import IdleWatch
from ui.login.lock_page import LockPage
from ui.login.occupant import Occupant
from ui.login.sign_in_page import SignInPage
from ui.login.use_cases import Findings, WorkingPage
from ui.login.window_page import WindowPage
from ui.main_window import MainWindow
from ui.tasks import Lane

_CHECKING = "正在核对口令……"
_WAIT = "storage.wait_before_next_try"
_BUSY = "queue.window_busy"


class Session(QObject):
    """Shows the pages in their order; the working page stays alive behind the lock."""

    def __init__(self, window: MainWindow, idle: IdleWatch, context: SessionContext) -> None:
        """Prepare the pages; `begin` shows the first."""
        super().__init__(window)
        self._window, self._idle, self._context = window, idle, context
        self.sign_in_page = SignInPage(context.hall.name, context.demo_phrase)
        self.window_page = WindowPage(context.hall)
        self.lock_page, self.findings_page = LockPage(), FindingsPage(context)
        self.clock = ClockQuestion(window, context, self)
        self._has_understood = False
        self._clerk: Clerk | None = None
        self._desk: Desk | None = None
        self._work: WorkingPage | None = None
        self._dropped: list[WorkingPage] = []
        self._leaves_ticket = False
        self._wait = Countdown(context.monotonic, self)
        self._wait.left.connect(self._on_second)
        self.sign_in_page.submitted.connect(self._on_sign_in)
        self.window_page.chosen.connect(self._on_window)
        self.window_page.signed_out.connect(self.begin)
        self.lock_page.submitted.connect(self._on_unlock)
        self.lock_page.left.connect(self._on_leave)
        self.findings_page.understood.connect(self._on_understood)
        idle.idle.connect(self.lock)
        context.tasks.busy_changed.connect(self._on_busy)

    @Slot()
    def begin(self) -> None:
        """Show the sign-in page."""
        self._clerk = None
        self.clock.answered_by(None)
        self._idle.stop()
        self.sign_in_page.name_hall(self._context.hall.name)
        self._window.show_page(self.sign_in_page)
        use, page = self._context.use, self.sign_in_page
        self._context.tasks.submit(
            Lane.STORAGE,
            use.clerks,
            lambda clerks: page.show_clerks(clerks, self._context.last_clerk()),
            self._on_failed,
        )

    @Slot()
    def lock(self) -> None:
        """Cover the work; nothing of it is closed or lost."""
        if self._desk is None or self._work is None or self._window.page is not self._work:
            return
        self._idle.stop()
        self._leaves_ticket = False
        desk = self._desk
        self.lock_page.name_clerk(shown_clerk(desk.clerk))
        self._window.show_page(self.lock_page)
        self._context.tasks.submit(
            Lane.STORAGE, lambda: self._context.use.locked(desk), lambda _kept: None, self._on_failed
        )

    @property
    def desk(self) -> Desk | None:
        """Who works where, once a window was taken."""
        return self._desk

    @Slot(str, str)
    def _on_sign_in(self, number: str, phrase: str) -> None:
        self._check(number, phrase, self._on_signed_in)

    @Slot(str)
    def _on_unlock(self, phrase: str) -> None:
        if self._desk is not None:
            self._check(self._desk.clerk.staff_number, phrase, self._on_unlocked)

    def _check(self, number: str, phrase: str, known: Callable[[Clerk], None]) -> None:
        """Check a pass phrase in the lane; how often it may be tried the key slots decide."""
        self._wait.stop()
        self._page.allow(is_open=False)
        self.sign_in_page.say_waiting(_CHECKING)
        use = self._context.use
        self._context.tasks.submit(
            Lane.IO,
            lambda: use.sign_in(number, phrase),
            lambda clerk: self._on_known(clerk, known),
            self._on_refused,
        )

    def _on_known(self, clerk: Clerk, known: Callable[[Clerk], None]) -> None:
        self._page.allow(is_open=True)
        self.sign_in_page.say(None)
        known(clerk)

    def _on_refused(self, error: Exception) -> None:
        """Say why; a wait is counted down before the eyes of whoever waits."""
        self._on_failed(error)
        if isinstance(error, StorageError) and error.code == _WAIT:
            self._page.allow(is_open=False)
            self._wait.start(int(str(error.facts["seconds"])))

    @Slot(int)
    def _on_second(self, seconds: int) -> None:
        if seconds:
            self._page.say(self._context.wording.say(_WAIT, seconds=seconds))
            return
        self._page.allow(is_open=True)
        self._page.say(None)

    def _on_signed_in(self, clerk: Clerk) -> None:
        self._clerk = clerk
        self._context.remember_clerk(clerk.staff_number)
        self.clock.answered_by(clerk)
        self.window_page.greet(clerk.name)
        use = self._context.use
        self._context.tasks.submit(Lane.STORAGE, use.findings, self._on_findings, self._on_failed)

    def _on_findings(self, findings: Findings) -> None:
        if not findings.codes or self._has_understood:
            self._choose_window()
            return
        said = [self._context.wording.say(code) for code in findings.codes]
        if self._clerk is not None:
            use = self._context.use.take_back(self._clerk)
            self.findings_page.show_findings(said, findings.lost, use)
            self._window.show_page(self.findings_page)

    @Slot()
    def _on_understood(self) -> None:
        self._has_understood = True
        self._choose_window()

    def _choose_window(self) -> None:
        self._window.show_page(self.window_page)
        use = self._context.use
        self._context.tasks.submit(Lane.STORAGE, use.occupants, self._on_occupants, self._on_failed)

    def _on_occupants(self, occupants: Mapping[str, Occupant]) -> None:
        own = self._clerk.id if self._clerk is not None else ""
        self.window_page.show_hall(self._context.hall)
        self.window_page.show_occupants(occupants, own)

    @Slot(str, bool)
    def _on_window(self, number: str, instead: bool) -> None:
        clerk, window = self._clerk, self._context.hall.window(number)
        if clerk is None or window is None:
            return
        use = self._context.use
        self._context.tasks.submit(
            Lane.STORAGE, lambda: use.take_window(clerk, window, instead), self._on_desk, self._on_failed
        )

    def _on_desk(self, desk: Desk) -> None:
        self._desk = desk
        self._work = self._context.use.open_work(desk)
        self._resume()

    @Slot()
    def _on_leave(self) -> None:
        """Give the window up for somebody else; with a ticket open there only if it is asked for twice."""
        desk, use = self._desk, self._context.use
        if desk is not None and self._leaves_ticket:
            self._on_left(None)
        elif desk is not None:
            self._context.tasks.submit(
                Lane.STORAGE, lambda: use.leave(desk), self._on_left, self._on_not_left
            )

    def _on_not_left(self, error: Exception) -> None:
        """Say how the ticket is left to whoever takes the window over: no key of the queue is heard here."""
        self._on_failed(error)
        if isinstance(error, PersonFacing) and error.code == _BUSY and self._page is self.lock_page:
            self._leaves_ticket = True
            self._page.say(self._context.wording.say("queue.locked_with_ticket", **error.facts))

    def _on_left(self, _outcome: object) -> None:
        if self._work is not None:
            self._work.leave()
            self._dropped.append(self._work)
        self._desk = self._work = None
        self.begin()

    @Slot(bool)
    def _on_busy(self, is_busy: bool) -> None:
        """Let go of a page that was left, once nothing that was asked for it is still under way."""
        if not is_busy:
            while self._dropped:
                self._window.drop_page(self._dropped.pop())

    def _on_unlocked(self, _clerk: Clerk) -> None:
        self._resume()

    def _resume(self) -> None:
        if self._work is not None:
            self._window.show_page(self._work)
            self._idle.start(self._context.idle_minutes())

    @property
    def _page(self) -> SignInPage | LockPage:
        return self.lock_page if self._window.page is self.lock_page else self.sign_in_page

    def _on_failed(self, error: Exception) -> None:
        message = self._context.wording.of(error)
        if self._window.page is self.window_page:
            self.window_page.say(message)
            return
        self._page.allow(is_open=True)
        self._page.say(message)


def shown_clerk(clerk: Clerk) -> str:
    """Return a clerk as the bar shows them: 王*英 0312."""
    return f"{masking.name(clerk.name)} {clerk.staff_number}"
