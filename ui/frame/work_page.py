"""The working page: top bar, rail, queue column, one panel's work area and its side column."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.print_job import PrintJob, PrintState
from app.services.queue.view import QueueView
from ui import theme
from ui.frame.columns import Column, Columns
from ui.frame.print_watch import PrintWatch
from ui.frame.rail import Rail
from ui.frame.status import HouseStatus
from ui.frame.top_bar import TopBar
from ui.icons import Icons
from ui.panel import HeardElsewhere, Panel, SideWidget
from ui.panels.queue.presenter import QueuePresenter
from ui.shortcuts import Acts, Command
from ui.tasks import Lane, Tasks, Urgency

LOOK_AGAIN_MS = 3000
"""Other windows call from the same line: the list is read again this often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFacts:
    """What the frame is told once: the places are words, `clerk` is masked (王* 0312).

    A village laptop without a queue keeps its column folded; a key unfolds it.
    """

    hall: str
    window: str
    clerk: str
    icons: Icons
    is_folded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkParts:
    """What the frame holds together.

    `status` is read in the storage lane, `lock` runs on the GUI thread; `keep_folded` is told when the
    queue column was folded or unfolded by its key. `report` gets what went wrong in a look nobody asked for.
    """

    panels: Sequence[Panel]
    queue: QueuePresenter
    prints: PrintWatch
    tasks: Tasks
    status: Callable[[], HouseStatus]
    lock: Callable[[], None]
    keep_folded: Callable[[bool], None]
    report: Callable[[Exception], None]


class WorkPage(QWidget):
    """The frame of UI.md. It shows panels and routes keys; it knows none of them by name."""

    def __init__(self, facts: WorkFacts, parts: WorkParts) -> None:
        """Put the parts in their places."""
        super().__init__()
        self._parts = parts
        self._panels = {panel.opens_with: panel for panel in parts.panels}
        self._front = parts.panels[0]
        self._acts = Acts(
            {
                **self._goings(),
                Command.SEARCH: self.search,
                Command.LOCK: parts.lock,
                Command.FOLD_QUEUE: self.fold,
                Command.FOLD_SIDE: self.fold_side,
            },
            self,
        )
        self._bar = TopBar(facts.hall, facts.window, facts.clerk, self._acts, parts.prints.acts)
        self._rail = Rail(list(self._panels), facts.icons)
        self._work, self._side = QStackedWidget(), QStackedWidget()
        self._columns = Columns(
            self._rail,
            {Column.QUEUE: parts.queue.column, Column.WORK: self._work, Column.SIDE: self._side},
        )
        self._is_side_folded = False
        self._arrange()
        self._columns.want(Column.QUEUE, is_wanted=not facts.is_folded)
        self._rail.asked.connect(self.go_to)
        self._columns.unfolding.connect(self._on_unfolding)
        parts.queue.column.wants_eyes.connect(self._unfold)
        parts.queue.listen(self._on_queue)
        parts.prints.listen(self._on_print)
        self._status = HouseStatus()
        self._told_of: tuple[str, PrintState] | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_AGAIN_MS)
        self._clock.timeout.connect(self.look_again)

    @property
    def body(self) -> QWidget:
        """The page itself."""
        return self

    @property
    def front(self) -> Panel:
        """The panel in front."""
        return self._front

    @property
    def queue(self) -> QueuePresenter:
        """Who keeps the queue of this window."""
        return self._parts.queue

    @property
    def prints(self) -> PrintWatch:
        """Who follows the print jobs of this window."""
        return self._parts.prints

    def panel(self, command: Command) -> Panel:
        """Return the panel that a TO_… command opens."""
        return self._panels[command]

    def listeners(self) -> Iterable[Acts]:
        """Return who answers a key: the question or panel in front, the queue, the printer, the frame."""
        queue, panel = self._parts.queue.listeners(), self._front.acts
        inner = (*queue, panel) if self._parts.queue.column.covers_line else (panel, *queue)
        return (*inner, self._parts.prints.acts, self._acts)

    def entered(self) -> None:
        """Read how things stand, keep reading, and put the focus into the panel.

        What was said before the page was covered is old by now.
        """
        self._parts.queue.column.say("")
        self.look_again()
        self._clock.start()
        self._rail.mark(self._front.opens_with)
        self._front.entered()

    def leave(self) -> None:
        """Stop reading: the page will not be shown again."""
        self._clock.stop()

    def hideEvent(self, event: QHideEvent) -> None:
        """Locked, covered or closed: keep what was typed now, since no later burst may come."""
        self._front.left()
        super().hideEvent(event)

    @Slot(object)
    def go_to(self, command: Command) -> None:
        """Bring a panel to the front; what was typed in the other stays there."""
        self.show_panel(command)
        self._front.entered()

    def show_panel(self, command: Command) -> None:
        """Bring a panel to the front that itself decides where the next key belongs."""
        panel = self._panels[command]
        if panel is not self._front:
            self._front.left()
        self._front = panel
        self._show_front()

    def _goings(self) -> dict[Command, Callable[[], None]]:
        """Return what brings a panel to the front: its own key, and those it is to hear from anywhere."""
        goings: dict[Command, Callable[[], None]] = {
            command: partial(self._do_there, panel, command)
            for panel in self._panels.values()
            if isinstance(panel, HeardElsewhere)
            for command in panel.from_anywhere
        }
        return goings | {command: partial(self.go_to, command) for command in self._panels}

    def _do_there(self, panel: Panel, command: Command) -> None:
        """Bring a panel to the front for a key that only it answers."""
        self.go_to(panel.opens_with)
        panel.acts.run(command)

    def search(self) -> None:
        """Search the cases from wherever one is; what is begun in the panel in front stays there."""
        if Command.TO_CASES in self._panels:
            self.go_to(Command.TO_CASES)

    @Slot()
    def fold(self) -> None:
        """Fold the queue column away, or show it again; it stays so on this machine."""
        is_folded = self._columns.is_shown(Column.QUEUE)
        self._columns.want(Column.QUEUE, is_wanted=not is_folded, is_asked=True)
        self._parts.keep_folded(is_folded)

    @Slot()
    def fold_side(self) -> None:
        """Fold the side column away, or show it, if need be in the place of others."""
        if self._front.side is not None:
            self._is_side_folded = self._columns.is_shown(Column.SIDE)
            self._columns.want(Column.SIDE, is_wanted=not self._is_side_folded, is_asked=True)

    @Slot()
    def look_again(self) -> None:
        """Read queue, printer and house again."""
        if not self.isVisible():
            return
        self._parts.queue.refresh()
        self._parts.prints.refresh()
        self._read_status()

    def _show_front(self) -> None:
        panel = self._front
        self._work.setCurrentWidget(panel.work)
        if panel.side is not None:
            self._side.setCurrentWidget(panel.side)
        self._columns.have(Column.SIDE, is_there=panel.side is not None)
        self._columns.want(Column.SIDE, is_wanted=panel.side is not None and not self._is_side_folded)
        self._rail.mark(panel.opens_with)

    @Slot()
    def _unfold(self) -> None:
        """Show the column because it asks or says something; what the clerk chose stays kept."""
        self._columns.want(Column.QUEUE, is_wanted=True, is_asked=True)

    @Slot(object)
    def _on_unfolding(self, column: Column) -> None:
        self.fold() if column is Column.QUEUE else self.fold_side()

    @Slot()
    def _show_side(self) -> None:
        """Show the side column while the keys are in it; what the clerk chose stays chosen."""
        if not self._columns.is_shown(Column.SIDE):
            self._columns.want(Column.SIDE, is_wanted=True, is_asked=True)

    @Slot()
    def _show_work(self) -> None:
        """Show the work again where the side column stood in its place."""
        if not self._columns.is_shown(Column.WORK):
            self._columns.want(Column.SIDE, is_wanted=not self._is_side_folded)

    def _arrange(self) -> None:
        for panel in self._panels.values():
            self._work.addWidget(panel.work)
            if panel.side is not None:
                self._side.addWidget(panel.side)
            if isinstance(panel.side, SideWidget):
                panel.side.wants_eyes.connect(self._show_side)
                panel.side.gives_way.connect(self._show_work)
        self._side.setObjectName("sideColumn")
        self._side.setFixedWidth(theme.SIDE_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(self._columns, 1)
        # Only now: a widget that is shown before it has a place opens a window of its own.
        self._show_front()

    def _on_queue(self, view: QueueView) -> None:
        self._bar.show_ticket(view.serving)

    def _read_status(self) -> None:
        self._parts.tasks.submit(
            Lane.STORAGE, self._parts.status, self._on_status, self._parts.report, urgency=Urgency.SYNC
        )

    def _on_print(self, job: PrintJob | None) -> None:
        """Show how the printing stands; what is answered waits for nobody any more, which the bar counts."""
        stands = (job.job_id, job.state) if job is not None else None
        if stands != self._told_of:
            self._told_of = stands
            self._read_status()
        if job is not None:
            self._bar.printer.show_job(job)
        else:
            self._bar.printer.show_condition(self._status.printer, self._status.printer_tone)

    def _on_status(self, status: HouseStatus) -> None:
        self._status = status
        self._bar.show_status(status)
        self._on_print(self._parts.prints.job)
