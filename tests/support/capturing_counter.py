"""The intake with a filled form on it, and the page of scans of its papers, by keys."""

from intake_counter import Counter
from PySide6.QtCore import Qt

from app.services.cases import drafts
from ui.counter.checklist import MATERIAL
from ui.shortcuts import Command


class CapturingCounter(Counter):
    """A clerk who captures what lies on the counter."""

    @property
    def scans(self):
        return self.presenter.scans

    @property
    def page(self):
        return self.presenter.scans.page

    @property
    def papers(self):
        """The papers of the checklist that a person brings, by key."""
        needs = self.sitting.needs()
        return [one.material for one in needs if one.needed and not one.material.printed_here]

    def line(self, at=0):
        wanted = f"{MATERIAL}{self.papers[at].key}"
        return next(row for row in self.presenter.side.materials.rows if row.id == wanted)

    def choose(self, at=0):
        self.presenter.side.focus_material(f"{MATERIAL}{self.papers[at].key}")

    def open_scans(self, at=0):
        self.choose(at)
        self.press(Command.SCANS)

    def strike(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.page.strip, key, modifier)
        self.settle()

    def files(self, *files):
        self.scans.sources._choose_files = lambda _over: [str(file) for file in files]
        self.strike(Qt.Key.Key_O)

    def keep(self, at, *files):
        """Capture files as the pages of a paper, and go back to the checklist."""
        self.open_scans(at)
        self.files(*files)
        for _ in files:
            self.strike(Qt.Key.Key_Return)
        self.press(Command.STEP_OUT)

    def shown(self):
        return [self.page.strip.item(at).text() for at in range(self.page.strip.count())]

    def kept(self, at=0):
        """The pages of a paper as the draft on disk has them."""
        opened = drafts.reopen(self.rig.hall.office, self.rig.at().desk, self.sitting.opened.draft.id)
        return opened.pages.get(self.papers[at].key, ())

    def on_disk(self):
        return [one for one in self.rig.hall.home.blobs.rglob("*") if one.is_file()]
