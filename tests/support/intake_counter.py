"""The intake of one window as the frame shows it, worked by keys."""

from counter import ELDER_CARD, PENSION, STREET, applications
from PySide6.QtWidgets import QApplication, QLabel
from work_rig import side_by_side

from app.services.cases import drafts
from ui.panels.intake.panel import IntakePanel
from ui.panels.intake.stand_in import fill_intake

ITEMS = {PENSION: "A01", ELDER_CARD: "B09", STREET: "F01"}


class Counter:
    """The intake of one window as the frame shows it."""

    def __init__(self, rig, qtbot):
        self.rig, self.qtbot = rig, qtbot
        self.ended, self.wanted = [], []
        self.panel = IntakePanel(rig.at())
        self.presenter, self.view = self.panel.presenter, self.panel.presenter.view
        self.presenter.ended.connect(self._on_ended)
        self.presenter.case_wanted.connect(self.wanted.append)
        self.frame = side_by_side(self.panel.work, self.panel.side)
        qtbot.addWidget(self.frame, before_close_func=lambda _frame: self.panel.left())
        self.frame.show()
        self.frame.activateWindow()
        qtbot.waitUntil(self.frame.isActiveWindow)
        self.panel.entered()
        self.settle()

    def _on_ended(self, result, case):
        """A bound method: Qt holds a lambda, and with it this counter and its window, for ever."""
        self.ended.append((result, case))

    def settle(self):
        self.rig.settle(self.qtbot)
        self.rig.settle(self.qtbot)

    def begin(self, item_id="A01"):
        self.view.finder.picked.emit(f"item:{item_id}")
        self.settle()

    def fill(self, key=PENSION, **missing):
        fill_intake(self.panel, ITEMS[key], applications()[key]["answers"], self.settle, **missing)

    def press(self, command):
        self.panel.acts.run(command)
        self.settle()

    def key(self, key):
        self.qtbot.keyClick(QApplication.focusWidget(), key)
        self.settle()

    @property
    def sitting(self):
        return self.presenter.sitting

    @property
    def said(self):
        return self.view.strip.words

    def step(self):
        """The step of the way that is marked as the one we are at."""
        return next(
            label.text()
            for label in self.view.findChildren(QLabel)
            if label.accessibleDescription() == "现在在这一步"
        )

    def drafts(self):
        return drafts.list_open(self.rig.hall.office, self.rig.at().desk)

    def may(self, *commands):
        return [self.panel.acts.is_open(command) for command in commands]

    def line(self, key):
        """The line of a paper on the checklist."""
        return next(one for one in self.presenter.side.materials.rows if one.id == f"material:{key}")

    def on_list(self, *keys):
        """Press keys on the checklist, on the line pointed at."""
        for key in keys:
            self.qtbot.keyClick(self.presenter.side.materials, key)
            self.settle()
