"""Asks in which way the applicant gets the result (取件方式), where it is not the usual one."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.case.delivery import usual_way
from app.services.cases.delivering import ways_of
from ui.at_desk import AtDesk
from ui.panels.intake.sitting import Sitting
from ui.panels.intake.view import STEPS, IntakeView
from ui.widgets.pick_step import Option, PickStep, Question

_MARGIN = 16


class Delivering(QObject):
    """One question in place of the form; a digit answers it, and the form is in front again."""

    chosen = Signal()

    def __init__(self, at: AtDesk, view: IntakeView) -> None:
        """Ask in `view`."""
        super().__init__(view)
        self._at, self._view = at, view
        self._sitting: Sitting | None = None
        self._ways: tuple[str, ...] = ()
        self.step = PickStep()
        self.page = QWidget()
        column = QVBoxLayout(self.page)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, 0)
        column.addWidget(self.step)
        view.add_page(self.page)
        self.step.answered.connect(self._on_answered)

    def ask(self, sitting: Sitting | None) -> None:
        """Offer the ways of the item on the counter, the one that counts now marked."""
        if sitting is None:
            return
        office, now = self._at.office, sitting.delivery or usual_way(sitting.item)
        self._sitting = sitting
        self._ways = ways_of(office.catalog, sitting.item, office.business_day.on_screen())
        options = tuple(
            Option(str(place), f"{way}（现在选的）" if way == now else way)
            for place, way in enumerate(self._ways, start=1)
        )
        self._view.show_page(self.page)
        self._view.show_place(STEPS[-1], sitting.item.name, "")
        self._view.strip.clear()
        self.step.ask(Question(title="结果怎样领取？", hint="按数字选，Esc 返回", options=options))

    def _on_answered(self, keys: tuple[str, ...]) -> None:
        if self._sitting is not None and self._view.page is self.page:
            way = self._ways[int(keys[0]) - 1]
            self._sitting.delivery = "" if way == usual_way(self._sitting.item) else way
            self.chosen.emit()
