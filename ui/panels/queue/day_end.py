"""Leads through the reviews of open tickets: earlier days' in the morning, all at day's end."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.domain.ticket import Ticket
from app.services.queue.day_end import Decision, OpenTickets
from ui.panels.queue.context import QueueContext
from ui.panels.queue.presenter import QueuePresenter
from ui.panels.queue.review import ReviewAsked, TicketReview
from ui.shortcuts import Acts, Command
from ui.tasks import Lane
from ui.widgets.key_button import ActButton
from ui.widgets.text import Rank, Tone, set_tone, text

Settle = Callable[[str, Sequence[Decision]], object]


class DayEnd:
    """Holds the notice of a morning with left-overs, and the page on which they are decided."""

    def __init__(self, context: QueueContext, presenter: QueuePresenter) -> None:
        """Show nothing before there is something to decide."""
        self._context, self._presenter = context, presenter
        self._settle: Settle = context.use.settle
        self._listeners: list[Callable[[bool], None]] = []
        self.acts = Acts(
            {
                Command.SETTLE_EARLIER: self.review_earlier,
                Command.CLOSE_DAY: self.review_all,
                Command.STEP_OUT: self.step_out,
            }
        )
        self.notice = _Notice(self.acts)
        self.page = TicketReview()
        self.page.decided.connect(self._on_decided)
        self.page.left.connect(self.step_out)
        self._open_acts()

    def listen(self, listener: Callable[[bool], None]) -> None:
        """Tell `listener` when the review begins (True) and when it ends."""
        self._listeners.append(listener)

    def refresh(self) -> None:
        """Look for what earlier days left."""
        self._look(self._on_found)

    def review_earlier(self) -> None:
        """Ask about each ticket that earlier days left."""
        self._look(self._ask_earlier)

    def review_all(self) -> None:
        """Ask about each open ticket before the day ends; in opening hours only a supervisor may."""
        context = self._context
        context.tasks.submit(Lane.STORAGE, context.use.day_end, self._ask_all, self._on_failed)

    def step_out(self) -> None:
        """Leave the review; nothing has been decided."""
        self._show(is_asking=False)

    @property
    def is_asking(self) -> bool:
        """Say whether the review stands."""
        return self.acts.is_open(Command.STEP_OUT)

    def _look(self, found: Callable[[OpenTickets], None]) -> None:
        context = self._context
        context.tasks.submit(Lane.STORAGE, context.use.leftovers, found, self._on_failed)

    def _on_found(self, found: OpenTickets) -> None:
        self.notice.show_left(found.earlier)
        self._open_acts()

    def _ask_earlier(self, found: OpenTickets) -> None:
        view = self._presenter.view
        if found.earlier and view is not None:
            self._settle = self._context.use.settle
            self._ask(ReviewAsked(title="前几天没收尾的号票", tickets=found.earlier, carry_to=view.day))

    def _ask_all(self, found: OpenTickets) -> None:
        view, tickets = self._presenter.view, (*found.earlier, *found.today)
        if not tickets:
            self._presenter.column.say("今天的号票都收尾了，没有要决定的。", Tone.DONE)
        elif view is not None:
            self._settle = self._context.use.close_day
            carry_to = self._context.next_day(view.day)
            until = found.open_until
            early = f"现在还在开放时间（到 {until:%H:%M}）。" if until is not None else ""
            self._ask(
                ReviewAsked(
                    title=f"{early}日终清点：没收尾的号票",
                    tickets=tickets,
                    carry_to=carry_to,
                    elsewhere=self._elsewhere(tickets),
                )
            )

    def _elsewhere(self, tickets: Sequence[Ticket]) -> Mapping[str, str]:
        """Return where the tickets are that this window does not serve, by ticket."""
        hall, here = self._context.hall, self._context.window
        found: dict[str, str] = {}
        for ticket in tickets:
            windows = [ticket.window or ticket.target] if ticket.window or ticket.target else []
            served = windows or [window.number for window in hall.windows_on(ticket.route)]
            if here not in served:
                found[ticket.id] = "、".join(served)
        return found

    def _ask(self, asked: ReviewAsked) -> None:
        self._show(is_asking=True)
        self.page.ask(asked)

    def _on_decided(self, decisions: Sequence[Decision]) -> None:
        context, settle = self._context, self._settle
        command_id = context.new_command_id()
        context.tasks.submit(
            Lane.STORAGE,
            lambda: (settle(command_id, decisions), context.use.leftovers())[1],
            lambda found: self._on_settled(found, len(decisions)),
            self._on_failed,
        )

    def _on_settled(self, found: OpenTickets, count: int) -> None:
        self._on_found(found)
        self._show(is_asking=False)
        self._presenter.column.say(f"{count} 张号票都有了着落。", Tone.DONE)
        self._presenter.refresh()

    def _on_failed(self, error: Exception) -> None:
        message = self._context.wording.of(error)
        if self.is_asking:
            self.page.strip.show_message(message)
        else:
            self._presenter.column.show_message(message)

    def _show(self, *, is_asking: bool) -> None:
        self._open_acts(is_asking=is_asking)
        for listener in self._listeners:
            listener(is_asking)

    def _open_acts(self, *, is_asking: bool = False) -> None:
        if is_asking:
            self.acts.open_only((Command.STEP_OUT,))
            return
        earlier = {Command.SETTLE_EARLIER} if self.notice.has_left else set()
        self.acts.open_only({Command.CLOSE_DAY} | earlier)


class _Notice(QFrame):
    """Hidden on a clean morning."""

    def __init__(self, acts: Acts) -> None:
        super().__init__()
        self.has_left = False
        self.setObjectName("strip")
        set_tone(self, Tone.SOON)
        self._words = text("", Rank.STRONG, wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(ActButton(acts, Command.SETTLE_EARLIER, word="逐张决定"))
        self.hide()

    def show_left(self, earlier: Sequence[Ticket]) -> None:
        self.has_left = bool(earlier)
        names = "、".join(ticket.label for ticket in earlier)
        self._words.setText(f"前几天还有 {len(earlier)} 张号票没有收尾，请先决定：{names}。")
        self.setVisible(self.has_left)
