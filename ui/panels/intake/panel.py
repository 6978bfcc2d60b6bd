"""The intake as the frame sees it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from app.domain.ticket import Ticket
from ui.at_desk import AtDesk
from ui.panels.intake.presenter import IntakePresenter
from ui.shortcuts import Acts, Command

_TURNS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class IntakePanel(QObject):
    """收件 in the rail."""

    opens_with = Command.TO_INTAKE

    def __init__(self, at: AtDesk) -> None:
        """Work for the clerk at `at`."""
        super().__init__()
        self.presenter = IntakePresenter(at)
        self.work, self.side = self.presenter.view, self.presenter.side
        self.work.installEventFilter(self)

    @property
    def acts(self) -> Acts:
        """The keys of the intake."""
        return self.presenter.acts

    def attend(self, ticket: Ticket | None) -> None:
        """Turn to the person just called."""
        self.presenter.attend(ticket)

    def entered(self) -> None:
        """Put the focus where the next key belongs."""
        self.presenter.entered()

    def left(self) -> None:
        """Keep what was typed."""
        self.presenter.keep_burst()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Turn the form's pages: a field passes PgUp and PgDn on to here."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _TURNS:
            self.presenter.page(_TURNS[Qt.Key(event.key())])
            return True
        return False
