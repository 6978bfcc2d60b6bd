"""The real window over a real encrypted demo hall; only clock, identifiers and printer are stand-ins."""

import gc
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import hall
from fakes import FakeIds
from guarded import guarded
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.adapters.key_slots.attempts import AttemptGate
from app.adapters.key_slots.file_key_slots import FileKeySlots
from app.adapters.key_slots.sealing import Argon2Cost
from app.adapters.print_file.folder_printer import FolderPrinter
from app.adapters.random_ids import RandomIds
from app.bootstrap.demo_hall import demo_clerks
from app.bootstrap.founding import found_hall, owner_of
from app.bootstrap.hall_data import HallData
from app.bootstrap.places import HallHome, resources
from app.bootstrap.preferences_file import load_preferences
from app.bootstrap.reception import Reception
from app.bootstrap.sentences import load_words
from app.bootstrap.surroundings import Surroundings
from app.bootstrap.window import Composition, furnish
from app.domain.clerk import Clerk
from app.domain.words import Words
from app.ports.clock import Clock
from app.ports.printer import Printer
from app.ports.secrets import SecretsState
from app.services.office import Office
from db.clerks import ClerkRows
from db.engine import open_engine
from ui import theme
from ui.application import Running, WindowResources, speak_chinese
from ui.collecting import Collector
from ui.field_keys import FieldKeys
from ui.frame.work_page import WorkPage
from ui.main_window import MainWindow
from ui.tasks import Tasks
from ui.thread_guard import GuardedStorage, refuse_gui_thread

PHRASE = "guantian-2026"
CHEAP = Argon2Cost(memory_kib=8, iterations=1, lanes=1)
SCREEN = (1366, 728)
"""What a task bar leaves of 1366×768."""


class NoKeyring:
    """A computer without a safe place for secrets."""

    def state(self) -> SecretsState:
        return SecretsState.ABSENT

    def get(self, name: str) -> bytes | None:
        return None

    def put(self, name: str, value: bytes) -> None:
        raise AssertionError(name)


class GuardedReception(Reception):
    """Lets in as ever, in a lane only, to a hall whose office refuses the thread that draws."""

    bare: Office | None = None
    """The office as it was before it was guarded."""

    def sign_in(self, staff_number: str, pass_phrase: str) -> Clerk:
        refuse_gui_thread()
        clerk = super().sign_in(staff_number, pass_phrase)
        if self.hall is not None and not isinstance(self.hall.office.storage, GuardedStorage):
            self.bare = self.hall.office
            self.hall = replace(self.hall, office=guarded(self.bare))
        return clerk

    def vouched(self, staff_number: str, pass_phrase: str) -> Clerk:
        refuse_gui_thread()
        return super().vouched(staff_number, pass_phrase)


def key_slots(home: HallHome, clock: Clock) -> FileKeySlots:
    """Return key slots that open quickly; how often may be tried goes by `clock`."""
    gate = AttemptGate(home.attempts, clock)
    return FileKeySlots(path=home.keys, secrets=NoKeyring(), ids=RandomIds(), gate=gate, cost=CHEAP)


def found_demo_hall(folder: Path, clock: Clock) -> HallHome:
    """Found the demo hall with its clerks; `PHRASE` opens it for each of them."""
    home = HallHome(folder)
    slots, clerks = key_slots(home, clock), demo_clerks(resources())
    key = found_hall(
        home, hall.hall_data().hall, lambda at: key_slots(at, clock), clerks[0], PHRASE, clock, FakeIds(99)
    )
    engine = open_engine(home.database, key)
    with engine.begin() as connection:
        for clerk in clerks[1:]:
            slots.put_slot(key, owner_of(clerk), PHRASE)
            ClerkRows(connection).save(clerk)
    engine.dispose()
    return home


@cache
def words() -> Words:
    """The sentences of the program."""
    return load_words(resources() / "words")


def dress(application: QApplication) -> QApplication:
    """Give an application what the program's start gives it."""
    shown = WindowResources(resources())
    speak_chinese(application)
    theme.bundle_face(shown.fonts)
    theme.dress(application, theme.Look(), shown.style_template)
    return application


class WindowWatch(QObject):
    """Notes everything that opens beside the window, were it for the blink of an eye."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.opened: list[str] = []
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        is_shown = isinstance(event, QShowEvent) and isinstance(watched, QWidget) and watched.isWindow()
        if is_shown and not isinstance(watched, MainWindow):
            self.opened.append(f"{type(watched).__name__} {watched.objectName()}".strip())
        return False


@dataclass
class RealWindow:
    """One window program at the hall in `home`."""

    home: HallHome
    application: QApplication
    clock: Clock
    running: Running | None = None
    seed: int = 0
    printer: Printer | None = None
    data: HallData = field(default_factory=hall.hall_data)
    composed: Composition = field(init=False)
    watch: WindowWatch = field(init=False)
    collector: Collector = field(init=False)
    is_closed: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.watch = WindowWatch(self.application)
        self.collector = Collector(self.application)
        self.collector.start()
        around = Surroundings(
            clock=self.clock, ids=FakeIds(self.seed), printer=self.printer or FolderPrinter(self.home.printed)
        )
        reception = GuardedReception(
            home=self.home, data=self.data, slots=key_slots(self.home, self.clock), around=around
        )
        running = self.running or Running(self.application, Tasks(), FieldKeys(self.application))
        self.composed = furnish(words(), reception, running, load_preferences(self.home.preferences))
        self.composed.window.resize(*SCREEN)
        self.composed.window.show()
        self.composed.window.activateWindow()
        QTest.qWaitForWindowActive(self.composed.window)
        self.composed.session.begin()

    @property
    def page(self) -> WorkPage:
        """The working page, in front or behind the lock."""
        work = self.composed.session._work
        assert isinstance(work, WorkPage), "nobody sits at a window"
        return work

    @property
    def office(self) -> Office:
        """The office as it is outside the window: a test may read in any thread."""
        reception = self.composed.reception
        assert isinstance(reception, GuardedReception)
        assert reception.bare is not None, "nobody has signed in"
        return reception.bare

    def is_left_alone(self) -> None:
        """Let the minutes after which a window locks itself be over."""
        self.composed.session._idle.start(0)

    def close(self) -> None:
        """Close as the program does at its end, and take everything off the application that others share."""
        self.is_closed = True
        self.composed.window.close()
        self.composed.close()
        self.composed.session._idle.stop()
        if self.composed.session._work is not None:
            self.page.leave()
        idle = self.composed.session._idle
        for watcher in (idle, self.composed.running.field_keys, self.watch):
            watcher.deleteLater()
        self.composed.window.deleteLater()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        # While this thread is the only one: widgets of this window must not wait for the next one's lanes.
        gc.collect()
        self.collector.stop()
        gc.disable()  # Another window may still be open beside this one.
        self.collector.deleteLater()
