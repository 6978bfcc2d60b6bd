"""A panel that was closed is gone, and the hall it worked on with it: clerks come and go for days."""

import gc
import weakref

import pytest
from counter import STREET, at_window, intake
from work_rig import WorkRig, side_by_side

from app.services.cases.receive import receive_case
from ui.panels.cases.panel import CasesPanel
from ui.panels.cash.panel import CashPanel
from ui.panels.intake.panel import IntakePanel
from ui.panels.papers.panel import PapersPanel
from ui.shortcuts import Command


def with_a_form(panel, rig, qtbot):
    panel.presenter.view.finder.picked.emit("item:A01")
    rig.settle(qtbot)
    panel.left()


def with_a_case(panel, rig, qtbot):
    office = rig.hall.office
    case = receive_case(office, at_window(), "receive", intake(office, STREET)).case
    panel.presenter.open_case(case.id)
    rig.settle(qtbot)
    panel.acts.run(Command.CORRECT)


def as_it_is(_panel, _rig, _qtbot):
    """Nothing has to be open."""


@pytest.mark.parametrize(
    ("make", "work"),
    [(IntakePanel, with_a_form), (CasesPanel, with_a_case), (PapersPanel, as_it_is), (CashPanel, as_it_is)],
)
def test_nothing_holds_a_panel_that_was_closed(make, work, tmp_path, dressed_application, qtbot):
    rig = WorkRig(tmp_path)
    panel = make(rig.at())
    frame = side_by_side(panel.work, panel.side)
    frame.show()
    panel.entered()
    rig.settle(qtbot)
    work(panel, rig, qtbot)
    rig.settle(qtbot)
    frame.close()
    rig.close()
    assert rig.bugs == []

    left = weakref.ref(panel), weakref.ref(rig)
    frame.deleteLater()
    del panel, frame, rig
    qtbot.waitUntil(lambda: _gone(left))


def _gone(left):
    gc.collect()
    return [one() for one in left] == [None] * len(left)
