"""The review at the start of a day: what yesterday left open is carried over or closed by a person."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from app.domain.ticket import CloseReason, Ticket, TicketState
from app.services.queue.day_end import Decision, OpenTickets
from app.services.queue.view import QueueView
from ui.panels.queue.presenter import QueueContext, QueuePresenter
from ui.tasks import Lane
from ui.widgets.key_button import ButtonRank, PressButton
from ui.widgets.text import Rank, Tone, set_tone, text


class LeftoverReview(QFrame):
    """Hidden on a clean morning. Nothing is decided before somebody presses."""

    def __init__(self, context: QueueContext, presenter: QueuePresenter) -> None:
        """Lay out the question."""
        super().__init__()
        self._context, self._presenter = context, presenter
        self._found: Sequence[Ticket] = ()
        self._today: date | None = None
        self.setObjectName("strip")
        set_tone(self, Tone.SOON)
        self._title = text("", Rank.STRONG, wraps=True)
        self._names = text("", wraps=True)
        self._close = PressButton("逐张按情形关闭", self.close_all, ButtonRank.PLAIN)
        self._carry = PressButton("顺延到今天", self.carry_all, ButtonRank.PLAIN)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._close)
        buttons.addWidget(self._carry)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._names)
        column.addLayout(buttons)
        self.hide()
        presenter.listen(self._on_view)

    def refresh(self) -> None:
        """Look for what earlier days left."""
        context = self._context
        context.tasks.submit(Lane.STORAGE, context.use.leftovers, self._on_found, self._on_failed)

    def close_all(self) -> None:
        """Close each by how it stands: at a window it was forgotten, otherwise it was not served."""
        self._settle([Decision(ticket, _fate(ticket)) for ticket in self._found])

    def carry_all(self) -> None:
        """Let each wait today."""
        if self._today is not None:
            self._settle([Decision(ticket, self._today) for ticket in self._found])

    def _settle(self, decisions: Sequence[Decision]) -> None:
        context = self._context
        command_id = context.new_command_id()
        context.tasks.submit(
            Lane.STORAGE,
            lambda: (context.use.settle(command_id, decisions), context.use.leftovers())[1],
            self._on_settled,
            self._on_failed,
        )

    def _on_settled(self, found: OpenTickets) -> None:
        self._on_found(found)
        self._presenter.refresh()

    def _on_found(self, found: OpenTickets) -> None:
        self._found = found.earlier
        names = "、".join(f"{ticket.label}（{ticket.state.label}）" for ticket in found.earlier)
        self._title.setText(f"前几天还有 {len(found.earlier)} 张号票没有收尾，请先决定。")
        self._names.setText(names)
        self.setVisible(bool(found.earlier))

    def _on_failed(self, error: Exception) -> None:
        self._presenter.column.show_message(self._context.wording.of(error))

    def _on_view(self, view: QueueView) -> None:
        self._today = view.day


def _fate(ticket: Ticket) -> CloseReason:
    is_forgotten = ticket.state is TicketState.SERVING
    return CloseReason.FORGOTTEN_FINISH if is_forgotten else CloseReason.NOT_SERVED
