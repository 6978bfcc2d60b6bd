"""The case panel as the frame sees it."""

from PySide6.QtWidgets import QWidget

from ui.at_desk import AtDesk
from ui.panels.cases.presenter import CasesPresenter
from ui.shortcuts import Acts, Command


class CasesPanel:
    """办件 in the rail."""

    opens_with = Command.TO_CASES
    side: QWidget | None = None

    def __init__(self, at: AtDesk) -> None:
        """Work for the clerk at `at`."""
        self.presenter = CasesPresenter(at)
        self.work = self.presenter.view

    @property
    def acts(self) -> Acts:
        """The keys of the panel."""
        return self.presenter.acts

    def entered(self) -> None:
        """Show the newest cases and wait for what is typed."""
        self.presenter.entered()

    def left(self) -> None:
        """Nothing revealed stays revealed."""
        self.presenter.focus_search()
