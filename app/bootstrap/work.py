"""Builds the working page of one clerk at one window: queue, panels, printer, status."""

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app import __version__
from app.adapters.global_keys.x11 import X11Keys
from app.bootstrap.places import resources
from app.bootstrap.preferences_file import keep_preferences
from app.bootstrap.printers import default_printer
from app.domain.clerk import Clerk
from app.domain.print_job import PrintJob
from app.domain.role import Action
from app.domain.seal import SealMode
from app.domain.ticket import ServiceResult
from app.ports.global_keys import GlobalKeys
from app.services.cases.old_drafts import delete_old_draft
from app.services.day_counts import day_counts
from app.services.desk import Desk
from app.services.live_data import faults_of_files, look_at_files, read_files_again
from app.services.office import Office
from app.services.papers.finish import finish_left_over
from app.services.papers.print_paper import confirm_print, follow_jobs
from app.services.papers.print_slip import print_slip
from app.services.queue.desk import queue_desk
from app.services.queue.finish import end_item
from app.services.queue.view import QueueView
from app.services.release_pages import sweep_pages
from app.services.unsettled import unsettled
from ui.application import WindowResources, qt_version
from ui.at_desk import AtDesk
from ui.changes import ChangeBoard
from ui.form.region_finder import finder_of
from ui.form.regions import region_choices
from ui.frame.leading import End, Leading
from ui.frame.print_watch import PrintUseCases, PrintWatch
from ui.frame.status import HouseStatus, Place
from ui.frame.work_page import WorkFacts, WorkPage, WorkParts
from ui.login.session import shown_clerk
from ui.panel import Panel
from ui.panels.about.panel import AboutFacts, AboutPanel
from ui.panels.cases.panel import CasesPanel
from ui.panels.cash.panel import CashPanel
from ui.panels.intake.panel import IntakePanel
from ui.panels.ledger.cards import Count
from ui.panels.ledger.panel import LedgerPanel, LedgerUseCases
from ui.panels.papers.panel import PapersPanel
from ui.panels.queue.context import QueueContext
from ui.panels.queue.day_end import DayEnd
from ui.panels.queue.panel import QueuePanel
from ui.panels.queue.presenter import QueuePresenter
from ui.panels.queue.use_cases import queue_use_cases
from ui.panels.settings.panel import SettingsPanel
from ui.panels.settings.preferences import CatalogShown, Preferences, SettingsUseCases
from ui.shortcuts import Command
from ui.tasks import Lane, Tasks, Urgency
from ui.transcribing.presenter import Transcriber
from ui.widgets.text import Tone
from ui.words import Wording

if TYPE_CHECKING:
    from app.bootstrap.opening import OpenHall

_SEAL_WORDS = {
    SealMode.NONE: "不用印",
    SealMode.WET: "留空盖章：打印后盖实物印章",
    SealMode.OVERPRINT: "套印：印章随文书一起打印",
    SealMode.ELECTRONIC: "电子签章：接入政府电子印章的，印章在文件里；没有接入的，打印后盖实物印章",
}
_LICENCES = """便民窗按 Apache-2.0 许可发布，全文见随附的 LICENSE。
界面使用 Qt for Python（LGPL-3.0），以独立的共享库使用，未作修改。
字体 Noto Serif SC、Noto Sans SC：SIL Open Font License 1.1；花园明朝 B：花园字体许可。
其余程序库各按其许可使用，名单见随附的 NOTICE。"""


@dataclass(slots=True, kw_only=True)
class Workshop:
    """What every working page of this window shares; the choices change while it runs."""

    tasks: Tasks
    wording: Wording
    dress: Callable[[Preferences], None]
    input_modules: str
    preferences: Preferences
    vouch: Callable[[str, str], Clerk]
    change_phrase: Callable[[Clerk, str, str], None]
    global_keys: GlobalKeys = field(default_factory=X11Keys)
    lock: Callable[[], None] = lambda: None

    def build(self, hall: "OpenHall", desk: Desk) -> WorkPage:
        """Return the page of a clerk who sat down at a window."""
        at = self._at(hall, desk)
        self._make_ready(hall)
        context = self._queue_context(at)
        queue = QueuePresenter(context)
        intake, cases = IntakePanel(at), CasesPanel(at)
        self._follow(queue, intake)
        facts = WorkFacts(
            hall=hall.office.hall.name,
            window=_window_label(at),
            clerk=shown_clerk(desk.clerk),
            icons=WindowResources(resources()).icons,
            is_folded=self.preferences.queue_folded,
        )

        def show_case(case_id: str) -> None:
            page.go_to(Command.TO_CASES)
            cases.presenter.open_case(case_id)

        parts = WorkParts(
            panels=self._panels(hall, at, context, queue, (intake, cases), show_case),
            queue=queue,
            prints=self._print_watch(at),
            tasks=self.tasks,
            status=partial(_status, at),
            lock=self.lock,
            keep_folded=partial(self._keep_folded, hall),
            report=self.wording.report,
        )
        page = WorkPage(facts, parts)
        leading = Leading(page, show_case, self._ending(at, queue))
        intake.presenter.ended.connect(leading.to_queue)
        intake.presenter.case_wanted.connect(leading.to_case)
        intake.presenter.attending.connect(leading.to_intake)
        intake.presenter.aimed.connect(leading.aim_queue)
        transcriber = Transcriber(at, self.global_keys, page)
        cases.presenter.transcription_wanted.connect(transcriber.begin)
        return page

    def _make_ready(self, hall: "OpenHall") -> None:
        """A number used before a crash gets its paper now; what a stop left of captured pages goes last."""
        work = partial(_make_ready, hall.office, hall.names.initials)
        self.tasks.submit(Lane.IO, work, _nothing, self.wording.report, urgency=Urgency.PRINT)
        swept = partial(sweep_pages, hall.office)
        self.tasks.submit(Lane.IO, swept, _nothing, self.wording.report, urgency=Urgency.BACKUP)

    def _at(self, hall: "OpenHall", desk: Desk) -> AtDesk:
        office = hall.office
        return AtDesk(
            office=office,
            desk=desk,
            tasks=self.tasks,
            wording=self.wording,
            board=ChangeBoard(),
            initials=hall.names.initials,
            spelling=hall.names.spelling,
            printer=lambda: default_printer(office.printer, self.preferences.printer),
            vouch=self.vouch,
            scan_folder=lambda: self.preferences.scan_folder,
            keep_scan_folder=partial(self._keep_scan_folder, hall),
        )

    def _queue_context(self, at: AtDesk) -> QueueContext:
        return QueueContext(
            use=queue_use_cases(
                queue_desk(at.office, at.desk),
                lambda ticket: print_slip(at.office, at.desk, ticket, at.printer()),
            ),
            halls=lambda: at.office.hall,
            window=at.desk.window,
            new_command_id=at.office.ids.operation_id,
            tasks=self.tasks,
            wording=self.wording,
            board=at.board,
            next_day=lambda day: at.office.calendar.add_working_days(day, 1).date,
        )

    def _panels(
        self,
        hall: "OpenHall",
        at: AtDesk,
        context: QueueContext,
        queue: QueuePresenter,
        counter: tuple[IntakePanel, CasesPanel],
        show_case: Callable[[str], None],
    ) -> Sequence[Panel]:
        return (
            QueuePanel(queue, DayEnd(context, queue)),
            *counter,
            PapersPanel(at),
            LedgerPanel(_ledger_use(at, show_case), self.tasks, self.wording, at.board),
            SettingsPanel(self.preferences, self._settings(hall, at), self.tasks, self.wording),
            AboutPanel(_about(hall)),
            CashPanel(at),
        )

    def _follow(self, queue: QueuePresenter, intake: IntakePanel) -> None:
        """Whoever is called sits down at the intake."""

        def attend(view: QueueView) -> None:
            intake.attend(view.serving)

        queue.listen(attend)

    def _ending(self, at: AtDesk, queue: QueuePresenter) -> End:
        """Return what ends in the queue whatever the intake ended."""

        def end(result: ServiceResult, case_id: str, visit_id: str) -> None:
            if not visit_id:
                return
            command = at.office.ids.operation_id()
            self.tasks.submit(
                Lane.STORAGE,
                lambda: end_item(queue_desk(at.office, at.desk), command, visit_id, result, case=case_id),
                lambda _ticket: queue.refresh(),
                tell,
            )

        def tell(error: Exception) -> None:
            """The case is kept; that its ticket is still open is said beside the queue."""
            queue.refresh()
            queue.column.show_message(self.wording.of(error))

        return end

    def _print_watch(self, at: AtDesk) -> PrintWatch:
        def confirm(job_id: str, came_out: bool) -> PrintJob:  # noqa: FBT001 - as the watch calls it
            return confirm_print(at.office, at.desk, job_id, came_out=came_out)

        use = PrintUseCases(partial(_open_jobs, at), confirm)
        return PrintWatch(use, self.tasks, at.board, self.wording.report)

    def _settings(self, hall: "OpenHall", at: AtDesk) -> SettingsUseCases:
        return SettingsUseCases(
            printers=at.office.printer.available,
            keep=partial(self._keep, hall),
            apply=self.dress,
            catalog=partial(_catalog_shown, at),
            reload_catalog=partial(_reloaded, at),
            input_modules=self.input_modules,
            change_phrase=partial(self.change_phrase, at.desk.clerk),
        )

    def remember_clerk(self, file: Path, staff_number: str) -> None:
        """Keep who signed in last, for the next sign-in at this machine."""
        self.preferences = replace(self.preferences, last_clerk=staff_number)
        kept = partial(keep_preferences, file, self.preferences)
        self.tasks.submit(Lane.STORAGE, kept, _nothing, self.wording.report)

    def _keep(self, hall: "OpenHall", chosen: Preferences) -> None:
        # Fold, folder and clerk come from elsewhere: what the settings page was opened with may be old.
        self.preferences = replace(
            chosen,
            queue_folded=self.preferences.queue_folded,
            scan_folder=self.preferences.scan_folder,
            last_clerk=self.preferences.last_clerk,
        )
        keep_preferences(hall.home.preferences, self.preferences)

    def _keep_folded(self, hall: "OpenHall", is_folded: bool) -> None:  # noqa: FBT001 - as the page calls it
        self.preferences = replace(self.preferences, queue_folded=is_folded)
        kept = partial(keep_preferences, hall.home.preferences, self.preferences)
        self.tasks.submit(Lane.STORAGE, kept, _nothing, self.wording.report)

    def _keep_scan_folder(self, hall: "OpenHall", folder: str) -> None:
        self.preferences = replace(self.preferences, scan_folder=folder)
        kept = partial(keep_preferences, hall.home.preferences, self.preferences)
        self.tasks.submit(Lane.STORAGE, kept, _nothing, self.wording.report)


def _make_ready(office: Office, initials: Callable[[str], str]) -> None:
    """Load fonts and regions: neither acceptance nor typing waits. Finish what a stop left unfinished."""
    office.papers.renderer.undrawable("永")
    finish_left_over(office)
    known = region_choices(office.catalog.tables, office.business_day.on_screen(), office.hall.area_code)
    finder_of(known, initials).make_ready()


def _nothing(_result: object) -> None:
    """Nobody waits for what is kept or made up for in the background."""


def _window_label(at: AtDesk) -> str:
    window = at.office.hall.window(at.desk.window)
    return window.label if window is not None else at.desk.window


def _catalog_shown(at: AtDesk) -> CatalogShown:
    modes = {seal.mode: _SEAL_WORDS[seal.mode] for seal in at.office.papers.cabinet.seals.values()}
    return CatalogShown(len(at.office.catalog.items), faults_of_files(at.office), "；".join(modes.values()))


def _reloaded(at: AtDesk) -> CatalogShown:
    read_files_again(at.office)
    return _catalog_shown(at)


def _status(at: AtDesk) -> HouseStatus:
    look_at_files(at.office)
    with at.office.storage.reading() as unit:
        unsent = len(unit.operations.pending())
    waits = len(unsettled(at.office))
    place = Place(at.office.hall.name, _window_label(at))
    faults = [fault for info in at.office.printer.available() for fault in info.faults if info.is_default]
    if not faults:
        return HouseStatus(place=place, unsent=unsent, unsettled=waits)
    said = at.wording.words.say(faults[0].code, {})
    return HouseStatus(
        place=place, unsent=unsent, unsettled=waits, printer=said.title, printer_tone=Tone.SOON
    )


def _open_jobs(at: AtDesk) -> Sequence[PrintJob]:
    follow_jobs(at.office)
    with at.office.storage.reading() as unit:
        papers = [stored.job for stored in unit.print_jobs.still_open()]
    return [*papers, *at.office.form_jobs.open()]


def _ledger_use(at: AtDesk, show_case: Callable[[str], None]) -> LedgerUseCases:
    def counts() -> Sequence[Count]:
        return [Count(count.words, count.number) for count in day_counts(at.office)]

    may_clear = at.desk.clerk.may(Action.CLEAR_DRAFTS)
    delete = partial(delete_old_draft, at.office, at.desk) if may_clear else None
    return LedgerUseCases(counts, partial(unsettled, at.office), show_case, delete)


def _about(hall: "OpenHall") -> AboutFacts:
    size = hall.home.database.stat().st_size / 1024**2
    return AboutFacts(
        version=__version__,
        support=(
            ("操作系统", platform.platform()),
            ("Qt", qt_version()),
            ("Python", platform.python_version()),
            ("数据文件", f"{size:.1f} MB"),
            ("事项", f"{len(hall.office.catalog.items)} 个版本"),
        ),
        licences=_LICENCES,
    )
