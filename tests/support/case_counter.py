"""The case panel over a real hall, worked by keys: one received street stall lies in it."""

from counter import STREET, at_window, intake
from PySide6.QtCore import Qt
from work_rig import side_by_side

from app.domain.access import AccessKind
from app.services.cases.look_up import open_case_file
from app.services.cases.receive import receive_case
from ui.panels.cases.panel import CasesPanel


class CaseCounter:
    """The case panel over a hall with one received street stall in it."""

    def __init__(self, rig, qtbot, clerk=None, *, at=None):
        self.rig, self.qtbot = rig, qtbot
        self.office = rig.hall.office
        self.case = self.received("receive")
        self.panel = CasesPanel(at or rig.at(clerk))
        self.view = self.panel.presenter.view
        self.frame = side_by_side(self.panel.work, self.panel.side)
        qtbot.addWidget(self.frame)
        self.frame.show()
        self.panel.entered()
        self.settle()

    def received(self, command):
        return receive_case(self.office, at_window(), command, intake(self.office, STREET)).case

    def settle(self):
        self.rig.settle(self.qtbot)
        self.rig.settle(self.qtbot)

    def open(self):
        self.panel.presenter.open_case(self.case.id)
        self.settle()

    def press(self, command):
        self.panel.acts.run(command)
        self.settle()

    def now(self):
        return open_case_file(self.office, at_window(), self.case.id)

    def revealed(self):
        with self.office.storage.reading() as unit:
            entries = [one.entry for one in unit.audit.entries()]
        return [entry.fields for entry in entries if entry.kind is AccessKind.REVEAL]

    def may(self, *commands):
        return [self.panel.acts.is_open(command) for command in commands]


def bring(counter, key):
    materials = counter.view.correction.materials
    materials.choose(f"material:{key}")
    counter.qtbot.keyClick(materials, Qt.Key.Key_Space)
