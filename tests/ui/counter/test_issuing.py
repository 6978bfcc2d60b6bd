"""A paper is issued once however often the key is pressed, and a printer never undoes it."""

import threading
from dataclasses import replace

import pytest
from counter import PENSION, FakePrinter, intake, with_printer
from work_rig import WorkRig

from app.domain.errors import PersonFacing
from app.services.cases.accept import accept_intake
from ui.counter.issuing import Heard, Issuing


class Told:
    """Everything the clerk is told, in order."""

    def __init__(self):
        self.issued, self.spooled, self.faults, self.refused, self.order = [], [], [], [], []

    def heard(self):
        return Heard(
            issued=self._note("issued", self.issued),
            spooled=self._note("spooled", self.spooled),
            printer_fault=self._note("fault", self.faults),
            refused=self._note("refused", self.refused),
        )

    def _note(self, word, into):
        def note(what):
            self.order.append(word)
            into.append(what)

        return note


class Counter:
    def __init__(self, rig, qtbot):
        self.rig, self.qtbot, self.told, self.printer = rig, qtbot, Told(), FakePrinter()
        self.at = replace(rig.at(), office=with_printer(rig.hall, self.printer))
        self.issuing = Issuing(self.at, self.told.heard())
        self.commands = []
        self.fault = None

    def accept(self, command):
        self.commands.append(command)
        if self.fault is not None:
            raise self.fault
        office = self.rig.hall.office
        return accept_intake(office, self.at.desk, command, self.application)

    def press(self, kind="accept"):
        self.issuing.issue(kind, self.accept)

    def settle(self):
        self.rig.settle(self.qtbot)
        self.rig.settle(self.qtbot)


@pytest.fixture
def counter(tmp_path, dressed_application, qtbot):
    rig = WorkRig(tmp_path)
    made = Counter(rig, qtbot)
    made.application = intake(rig.hall.office, PENSION)
    yield made
    made.settle()
    rig.close()
    assert rig.bugs == []


def test_a_case_is_told_as_issued_before_its_paper_is_on_its_way(counter):
    counter.press()
    counter.settle()

    assert counter.told.order[0] == "issued"
    assert set(counter.told.order[1:]) == {"spooled"}
    assert len(counter.printer.taken) == len(counter.told.issued[0].papers)


def test_a_second_press_while_the_first_is_under_way_does_nothing(counter):
    counter.press()
    is_working = counter.issuing.is_working
    counter.press()
    counter.settle()

    assert is_working
    assert len(counter.commands) == 1
    assert not counter.issuing.is_working


def test_a_press_after_an_error_is_the_same_command(counter):
    counter.fault = PersonFacing("window.unexpected")
    counter.press()
    counter.settle()
    counter.fault = None
    counter.press()
    counter.settle()

    assert len(counter.told.refused) == 1
    assert len(counter.told.issued) == 1
    assert counter.commands[0] == counter.commands[1]


def test_the_next_application_is_another_command(counter):
    counter.fault = PersonFacing("window.unexpected")
    counter.press()
    counter.settle()
    counter.issuing.begin()
    counter.press()
    counter.settle()

    assert counter.commands[0] != counter.commands[1]


def test_a_press_after_a_success_is_another_command(counter):
    for _ in range(2):
        counter.press()
        counter.settle()

    assert len(set(counter.commands)) == 2


def test_another_kind_of_decision_is_another_command(counter):
    counter.fault = PersonFacing("window.unexpected")
    for kind in ("accept", "refuse", "accept"):
        counter.press(kind)
        counter.settle()

    first, other, again = counter.commands
    assert first == again != other


def test_a_printer_fault_is_told_after_the_case_is_safe(counter):
    counter.printer.fault = "printing.spooler_silent"
    counter.press()
    counter.settle()

    assert counter.told.order[0] == "issued"
    assert counter.told.faults
    assert counter.told.spooled == []
    assert not counter.issuing.is_working


def test_the_other_panels_hear_of_the_case_its_papers_and_its_print_jobs(counter):
    cases, papers, jobs = set(), set(), set()
    counter.rig.board.cases_changed.connect(cases.update)
    counter.rig.board.papers_changed.connect(papers.update)
    counter.rig.board.print_jobs_changed.connect(jobs.update)

    counter.press()
    counter.settle()

    (done,) = counter.told.issued
    assert cases == {done.case.id}
    assert papers == {paper.id for paper in done.papers}
    assert jobs == {job.job_id for job in counter.told.spooled}


def test_which_printer_is_chosen_is_asked_where_waiting_harms_nobody(counter):
    asked_by = set()

    def chosen():
        asked_by.add(threading.current_thread())
        return "文件夹"

    counter.issuing = Issuing(replace(counter.at, printer=chosen), counter.told.heard())
    counter.press()
    counter.settle()

    assert asked_by
    assert threading.main_thread() not in asked_by
