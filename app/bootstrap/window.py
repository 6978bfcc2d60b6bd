"""Puts the window together and runs it."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from app.adapters.random_ids import RandomIds
from app.adapters.system_clock import SystemClock
from app.bootstrap.crash_report import CrashReports
from app.bootstrap.hall_data import load_hall_data
from app.bootstrap.places import HallHome, resources, state_folder
from app.bootstrap.preferences_file import load_preferences
from app.bootstrap.printers import printers_of
from app.bootstrap.reception import Reception
from app.bootstrap.side_folder import finish_founding
from app.bootstrap.surroundings import Surroundings
from app.bootstrap.terminal import Exit, Terminal
from app.bootstrap.unlocking import key_slots_of
from app.bootstrap.work import Workshop
from app.domain.words import Words
from app.services.desk import Desk
from ui import theme
from ui.application import INPUT_MODULES, Running, WindowResources, start
from ui.login.context import SessionContext
from ui.login.idle import IdleWatch
from ui.login.session import Session
from ui.login.use_cases import SessionUseCases, WorkingPage
from ui.main_window import MainWindow
from ui.panels.settings.preferences import Preferences
from ui.tasks import Lane
from ui.words import Wording

WARMED = (
    "app.bootstrap.opening",
    "app.adapters.seal_p12.pdf_signature",
    "pypinyin",
    "reportlab.pdfgen.canvas",
)
"""Slow to load and needed soon: storage, signing, names, drawing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """A window ready to be shown, and the parts that a demo or a test drives."""

    running: Running
    window: MainWindow
    session: Session
    reception: Reception
    workshop: Workshop

    def close(self) -> None:
        """Let the lanes finish, then give the hall back."""
        self.running.tasks.close()
        self.reception.close()


def open_window(terminal: Terminal, home: HallHome) -> Exit:
    """Show the window of the hall in `home` until it is closed; an empty folder becomes the demo hall."""
    around = Surroundings(
        clock=SystemClock(), ids=RandomIds(), printer=printers_of(home), state=state_folder()
    )
    composed = compose(terminal.words, prepare(home, around), sys.argv)
    composed.window.showMaximized()
    composed.session.begin()
    composed.running.tasks.submit(Lane.IO, warm_up, _nothing, composed.workshop.wording.report)
    code = composed.running.application.exec()
    composed.close()
    return Exit.IN_ORDER if code == 0 else Exit.NOT_DONE


def warm_up() -> None:
    """Load what the first sign-in and the first paper need, while the clerk types the pass phrase."""
    for module in WARMED:
        import_module(module)


def prepare(home: HallHome, around: Surroundings) -> Reception:
    """Return the way into the hall in `home`, founding the demo hall where there is none."""
    finish_founding(home)
    data = load_hall_data(resources(), home.data, home.kept)
    if not home.exists:
        # Only the very first start founds anything; no other should pay for loading it.
        from app.bootstrap.demo_hall import found_demo_hall

        found_demo_hall(home, data.hall, around.clock, around.ids)
    return Reception(home=home, data=data, slots=key_slots_of(home), around=around)


def compose(words: Words, reception: Reception, arguments: list[str]) -> Composition:
    """Build application and window around the way into a hall."""
    chosen = load_preferences(reception.home.preferences)
    return furnish(words, reception, start(arguments, WindowResources(resources()), chosen.look), chosen)


def furnish(words: Words, reception: Reception, running: Running, chosen: Preferences) -> Composition:
    """Build the window in an application that runs already."""
    style = WindowResources(resources()).style_template
    reports = CrashReports(reception.home.reports, reception.around.clock)
    wording = Wording(words, lambda error: _reported(reports, error))
    window = MainWindow(running.field_keys)
    idle = IdleWatch(running.application)

    def dress(look: Preferences) -> None:
        theme.dress(running.application, look.look, style)

    workshop = Workshop(
        tasks=running.tasks,
        wording=wording,
        dress=dress,
        input_modules=INPUT_MODULES,
        preferences=chosen,
        vouch=reception.vouched,
        change_phrase=reception.change_pass_phrase,
    )
    session = Session(window, idle, _session_context(reception, workshop, running, wording))
    workshop.lock = session.lock
    return Composition(
        running=running, window=window, session=session, reception=reception, workshop=workshop
    )


def _session_context(
    reception: Reception, workshop: Workshop, running: Running, wording: Wording
) -> SessionContext:
    return SessionContext(
        use=SessionUseCases(
            clerks=reception.clerks,
            sign_in=reception.sign_in,
            occupants=reception.occupants,
            take_window=lambda clerk, window, instead: reception.take_window(clerk, window, instead=instead),
            leave=reception.leave,
            locked=reception.locked,
            open_work=_work_of(reception, workshop),
            findings=reception.findings,
            confirm_day=reception.confirm_day,
            take_back=reception.take_back,
        ),
        halls=lambda: reception.data.hall,
        tasks=running.tasks,
        wording=wording,
        monotonic=reception.around.clock.monotonic,
        idle_minutes=lambda: workshop.preferences.idle_minutes,
        last_clerk=lambda: workshop.preferences.last_clerk,
        remember_clerk=lambda number: workshop.remember_clerk(reception.home.preferences, number),
        demo_phrase=reception.home.demo_pass_phrase,
    )


def _work_of(reception: Reception, workshop: Workshop) -> Callable[[Desk], WorkingPage]:
    def open_work(desk: Desk) -> WorkingPage:
        hall = reception.hall
        assert hall is not None
        return workshop.build(hall, desk)

    return open_work


def _reported(reports: CrashReports, error: Exception) -> None:
    reports.keep(error, "window")


def _nothing(_result: None) -> None:
    """Nobody waits for a warm start."""
