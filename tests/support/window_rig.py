"""The real window over a hall in memory; `PYTHONPATH=.:tests/support python -m window_rig` shows it."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import word_files
from PySide6.QtWidgets import QApplication
from queue_fakes import QueueWorld
from shiboken6 import isValid

from app.domain.clerk import Clerk
from app.domain.hall import Window
from app.domain.print_job import PrintingError, PrintJob
from app.domain.role import Role
from app.domain.storage import StorageError
from app.domain.ticket import Ticket
from app.domain.words import Words
from app.ports.printer import PrinterInfo
from app.services.confirm_day import confirm_day
from app.services.desk import Desk
from app.services.lost_numbers import LostNumbers
from app.services.matters import Unsettled
from app.services.queue.issue import Wish, issue_ticket
from app.services.queue.window import leave_window, take_window
from ui import theme
from ui.application import WindowResources
from ui.changes import ChangeBoard
from ui.field_keys import FieldKeys
from ui.frame.print_watch import PrintUseCases, PrintWatch
from ui.frame.status import HouseStatus
from ui.frame.work_page import WorkFacts, WorkPage, WorkParts
from ui.login.context import SessionContext
from ui.login.idle import IdleWatch
from ui.login.occupant import Occupant
from ui.login.session import Session, shown_clerk
from ui.login.use_cases import Findings, SessionUseCases
from ui.main_window import MainWindow
from ui.panels.about.panel import AboutFacts, AboutPanel
from ui.panels.ledger.cards import Count
from ui.panels.ledger.panel import LedgerPanel, LedgerUseCases
from ui.panels.queue.context import QueueContext
from ui.panels.queue.day_end import DayEnd
from ui.panels.queue.panel import QueuePanel
from ui.panels.queue.presenter import QueuePresenter
from ui.panels.queue.use_cases import queue_use_cases
from ui.panels.settings.panel import SettingsPanel
from ui.panels.settings.preferences import CatalogShown, Preferences, SettingsUseCases
from ui.take_back.use_cases import TakeBackUseCases
from ui.tasks import Tasks
from ui.thread_guard import GuardedStorage
from ui.words import Wording

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = WindowResources(ROOT / "resources")
WANG = Clerk(id="wang", name="王秀英", staff_number="0312", roles=frozenset({Role.WINDOW}))
LIU = Clerk(id="liu", name="刘敏", staff_number="0301", roles=frozenset({Role.SUPERVISOR}))
ZHONG = Clerk(id="zhong", name="钟明亮", staff_number="0313", roles=frozenset({Role.WINDOW}))
PHRASE = "晨雾 漫过 关田"


@dataclass
class Door:
    """Key slots that know 王秀英, and say what the next tries come to if a test wants it."""

    refusals: list[StorageError] = field(default_factory=list)

    def sign_in(self, number: str, phrase: str) -> Clerk:
        if self.refusals:
            raise self.refusals.pop(0)
        if (number, phrase) != (WANG.staff_number, PHRASE):
            raise StorageError("storage.wrong_pass_phrase", left=4)
        return WANG


@dataclass
class Printing:
    """A printer that does what the test says."""

    jobs: dict[str, PrintJob] = field(default_factory=dict)
    slips: list[str] = field(default_factory=list)
    fault: PrintingError | None = None

    def print_slip(self, ticket: Ticket) -> None:
        if self.fault is not None:
            raise self.fault
        self.slips.append(ticket.label)

    def open_jobs(self) -> Sequence[PrintJob]:
        return [job for job in self.jobs.values() if job.is_open]

    def confirm(self, job_id: str, came_out: bool) -> PrintJob:
        job = self.jobs[job_id]
        self.jobs[job_id] = job.confirmed() if came_out else job.failed()
        return self.jobs[job_id]


class WindowRig:
    """Everything bootstrap would put together, with stand-ins where the outside begins."""

    def __init__(self, application: QApplication, *, demo_phrase: str | None = None) -> None:
        self.application = application
        self.demo_phrase = demo_phrase
        self.door = Door()
        self.locked: list[Desk] = []
        self.world = QueueWorld()
        self.world.storage = GuardedStorage(self.world.storage)
        self.tasks = Tasks()
        self.board = ChangeBoard()
        self.bugs: list[Exception] = []
        self.wording = Wording(Words(word_files.templates()), self.bugs.append)
        self.field_keys = FieldKeys(application)
        self.window = MainWindow(self.field_keys)
        self.printing = Printing()
        self.status = HouseStatus(has_county=True, unsent=3, unsent_minutes=120, unsettled=1)
        self.kept: list[Preferences] = []
        self.counts: list[Count] = []
        self.unsettled: list[Unsettled] = []
        self.opened: list[str] = []
        self.findings = Findings()
        self.take_back = a_hall_that_lost_nothing()
        self.is_folded = False
        self.last_clerk = ""
        self.folds: list[bool] = []
        self.idle = IdleWatch(application)
        self.session = Session(self.window, self.idle, self._session_context())
        self.work: WorkPage | None = None
        self.queue: QueuePresenter | None = None
        self.settings: SettingsPanel | None = None

    def close(self) -> None:
        self.idle.stop()
        if self.work is not None and isValid(self.work):
            self.work.leave()
        self.tasks.close()
        self.window.close()
        # Filters on the application would otherwise see every event of every later test.
        for watcher in (self.idle, self.field_keys):
            watcher.deleteLater()
        session = self.session
        pages = (session.sign_in_page, session.window_page, session.lock_page, session.findings_page)
        for page in (*pages, session.clock.page):
            page.deleteLater()

    def issue(self, letter: str = "B", *, ground: str = "", holder: str = "") -> None:
        """Give a number as reception does; in a lane of its own as far as the guard can tell."""
        storage = self.world.storage
        self.world.storage = storage.inner
        business = self.world.hall.letter(letter)
        wish = Wish(letter, business.name if business else letter)
        issue_ticket(self.world.at(""), self.world.press(), [wish], ground=ground, holder=holder)
        self.world.storage = storage

    def _session_context(self) -> SessionContext:
        use = SessionUseCases(
            clerks=lambda: (WANG, ZHONG),
            sign_in=self.door.sign_in,
            occupants=self._occupants,
            take_window=self._take_window,
            leave=self._leave,
            locked=self.locked.append,
            open_work=self.open_work,
            findings=lambda: self.findings,
            confirm_day=self._confirm_day,
            take_back=lambda _clerk: self.take_back,
        )
        return SessionContext(
            use=use,
            halls=lambda: self.world.hall,
            tasks=self.tasks,
            wording=self.wording,
            monotonic=self.world.clock.monotonic,
            idle_minutes=lambda: 5,
            last_clerk=lambda: self.last_clerk,
            remember_clerk=self._remember_clerk,
            demo_phrase=self.demo_phrase,
        )

    def _remember_clerk(self, staff_number: str) -> None:
        self.last_clerk = staff_number

    def _occupants(self) -> Mapping[str, Occupant]:
        return {"01": Occupant(ZHONG.id, "钟*亮"), "06": Occupant(LIU.id, "刘*")}

    def _take_window(self, clerk: Clerk, window: Window, instead: bool) -> Desk:
        take_window(self.world.at(window.number, user=clerk.id), self.world.press(), instead=instead)
        return Desk(clerk=clerk, place=self.world.hall.id, window=window.number)

    def _confirm_day(self, clerk: Clerk, day: date, approval: tuple[str, str] | None) -> None:
        """As the hall does it, with 刘敏 as the supervisor."""
        supervisor = LIU if approval == (LIU.staff_number, PHRASE) else None
        if approval is not None and supervisor is None:
            raise StorageError("storage.wrong_pass_phrase", left=4)
        desk = self.world.at("", user=clerk.id)
        office = SimpleNamespace(storage=desk.storage, business_day=desk.business_day, clock=self.world.clock)
        confirm_day(office, day, by=clerk, supervisor=supervisor)

    def _leave(self, desk: Desk) -> None:
        leave_window(self.world.at(desk.window, user=desk.clerk.id), self.world.press())

    def open_work(self, desk: Desk) -> WorkPage:
        context = self._queue_context(desk)
        self.queue = QueuePresenter(context)
        use = PrintUseCases(self.printing.open_jobs, self.printing.confirm)
        prints = PrintWatch(use, self.tasks, self.board, self.bugs.append)
        window = self.world.hall.window(desk.window)
        facts = WorkFacts(
            hall=self.world.hall.name,
            window=window.label if window else "",
            clerk=shown_clerk(desk.clerk),
            icons=RESOURCES.icons,
            is_folded=self.is_folded,
        )
        parts = WorkParts(
            panels=self._panels(context),
            queue=self.queue,
            prints=prints,
            tasks=self.tasks,
            status=lambda: self.status,
            lock=self.session.lock,
            keep_folded=self.folds.append,
            report=self.bugs.append,
        )
        self.work = WorkPage(facts, parts)
        return self.work

    def _queue_context(self, desk: Desk) -> QueueContext:
        return QueueContext(
            use=queue_use_cases(self.world.at(desk.window, user=desk.clerk.id), self.printing.print_slip),
            halls=lambda: self.world.hall,
            window=desk.window,
            new_command_id=self.world.press,
            tasks=self.tasks,
            wording=self.wording,
            board=self.board,
            next_day=lambda day: day + timedelta(days=1),
        )

    def _panels(self, context: QueueContext) -> list[Any]:
        assert self.queue is not None
        self.settings = SettingsPanel(Preferences(), self._settings_use(), self.tasks, self.wording)
        return [
            QueuePanel(self.queue, DayEnd(context, self.queue)),
            LedgerPanel(
                LedgerUseCases(lambda: self.counts, lambda: self.unsettled, self.opened.append),
                self.tasks,
                self.wording,
                self.board,
            ),
            self.settings,
            AboutPanel(ABOUT),
        ]

    def _settings_use(self) -> SettingsUseCases:
        return SettingsUseCases(
            printers=lambda: (PrinterInfo(name="laser", description="窗口激光打印机", is_default=True),),
            keep=self.kept.append,
            apply=lambda chosen: theme.dress(self.application, chosen.look, RESOURCES.style_template),
            catalog=lambda: CatalogShown(57, seal_mode="套印：印章随文书一起打印"),
            reload_catalog=lambda: CatalogShown(57, seal_mode="套印：印章随文书一起打印"),
            input_modules="fcitx;ibus",
            change_phrase=lambda _old, _new: None,
        )


def a_hall_that_lost_nothing() -> TakeBackUseCases:
    """Nothing is scanned where nothing is lost; a test that scans brings a real hall."""
    return TakeBackUseCases(
        look=lambda _scanned: pytest.fail("nothing is lost"),
        take=lambda _command, _scanned, _read: pytest.fail("nothing is lost"),
        lost=LostNumbers,
        new_command_id=lambda: "",
        initials=str.lower,
    )


ABOUT = AboutFacts(
    version="0.1.0",
    support=(("操作系统", "Debian GNU/Linux 12"), ("Qt", "6.9.3"), ("数据文件", "42 MB，检查正常")),
    licences="本程序按 Apache-2.0 许可发布。\n字体 Noto Sans SC、Noto Serif SC：SIL Open Font License 1.1。",
)


def dressed(application: QApplication, look: theme.Look | None = None) -> None:
    """Give the application the bundled face and the look."""
    theme.bundle_face(RESOURCES.fonts)
    theme.dress(application, look or theme.Look(), RESOURCES.style_template)


def fill(rig: WindowRig) -> None:
    """Put a morning's crowd before the window."""
    for holder in ("张*", "欧阳*木", "李*国"):
        rig.issue("B", holder=holder)
    rig.issue("B", ground=rig.world.hall.grounds[0].code)
    for letter in "BBCABB":
        rig.issue(letter)
    rig.world.clock.advance(minutes=6)


def main() -> None:
    """Show the window and let somebody use it."""
    application = QApplication(sys.argv)
    dressed(application)
    rig = WindowRig(application)
    fill(rig)
    rig.window.show()
    rig.session.begin()
    application.aboutToQuit.connect(rig.tasks.close)
    application.exec()


if __name__ == "__main__":
    main()
