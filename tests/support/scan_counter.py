"""The case panel with one received street stall open, and the page of its first paper's scans."""

from counter import STREET, at_window, intake
from drawn_pages import encoded, sheet
from PySide6.QtCore import Qt
from work_rig import side_by_side

from app.domain.access import AccessKind
from app.domain.attachment import Source
from app.services.cases.look_up import open_case_file
from app.services.cases.receive import receive_case
from app.services.cases.scans import keep_pages, prepare_pages
from ui.panels.cases import model
from ui.panels.cases.panel import CasesPanel
from ui.shortcuts import Command


class ScanCounter:
    """A clerk at work on the pages of one paper, by keys."""

    def __init__(self, rig, qtbot, clerk=None):
        self.rig, self.qtbot = rig, qtbot
        office = rig.hall.office
        self.case = receive_case(office, at_window(), "receive", intake(office, STREET)).case
        self.panel = CasesPanel(rig.at(clerk))
        self.view, self.scans = self.panel.presenter.view, self.panel.presenter.scans
        self.page = self.scans.page
        self.frame = side_by_side(self.panel.work, self.panel.side)
        qtbot.addWidget(self.frame)
        self.frame.show()
        self.panel.presenter.open_case(self.case.id)
        self.settle()

    def settle(self):
        self.rig.settle(self.qtbot)
        self.rig.settle(self.qtbot)

    def open(self):
        self.view.things.choose(f"{model.MATERIAL}{self.case.materials[0].row}")
        self.press(Command.SCANS)

    def press(self, command):
        self.panel.acts.run(command)
        self.settle()

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.page.strip, key, modifier)
        self.settle()

    def files(self, *files):
        self.scans.sources._choose_files = lambda _over: [str(file) for file in files]
        self.key(Qt.Key.Key_O)

    def shown(self):
        return [self.page.strip.item(at).text() for at in range(self.page.strip.count())]

    def scanned(self):
        file = open_case_file(self.rig.hall.office, at_window(), self.case.id)
        return file.case.materials[0].scans

    def looked(self):
        with self.rig.hall.office.storage.reading() as unit:
            return [one.entry for one in unit.audit.entries() if one.entry.kind is AccessKind.REVEAL]

    def kept(self, count):
        """`count` pages that somebody kept before."""
        office = self.rig.hall.office
        (page,) = prepare_pages(office, encoded(sheet()))
        row = self.case.materials[0].row
        keep_pages(office, at_window(), "before", self.case.id, row, [page] * count, Source.CAMERA)
