"""What is decided falls on the case it was decided of, whatever comes in front while it is under way."""

import threading
from dataclasses import replace

import pytest
from case_counter import CaseCounter
from counter import STREET, at_window, intake, street_stall
from hall import SUPERVISOR
from work_rig import PHRASE

from app.domain.case.state import CaseState
from app.services.cases.look_up import open_case_file
from app.services.cases.receive import receive_case
from ui.shortcuts import Command


class SlowPhrase:
    """The check of a pass phrase, as slow as a key derivation on an old machine: it waits to be let go."""

    def __init__(self, real):
        self._real, self.gate, self.asked = real, threading.Event(), 0

    def __call__(self, number, phrase):
        self.asked += 1
        assert self.gate.wait(20)
        return self._real(number, phrase)


class Two:
    """A case in front, another one received after it, and a refusal of the first about to be vouched for."""

    def __init__(self, rig, qtbot):
        at = rig.at()
        self.phrase = SlowPhrase(at.vouch)
        self.counter = CaseCounter(rig, qtbot, at=replace(at, vouch=self.phrase))
        self.counter.open()
        self.first = self.counter.case
        office = self.counter.office
        other = intake(office, STREET, **street_stall(2))
        self.second = receive_case(office, at_window(), "other", other).case
        self.counter.settle()
        self.handling = self.counter.panel.presenter.handling

    def refuse_first(self):
        self.counter.press(Command.REFUSE)
        page = self.counter.view.refusal
        page.reason.setText("重复申请")
        page.article.setText("第三十一条")
        self.confirm()

    def confirm(self):
        self.counter.view.refusal.vouch_as(SUPERVISOR.staff_number, PHRASE)
        self.counter.panel.acts.run(Command.ACCEPT)

    def go_on(self):
        self.phrase.gate.set()
        self.counter.settle()
        self.counter.settle()

    def state(self, case):
        return open_case_file(self.counter.office, at_window(), case.id).case.state

    def point_to_second(self):
        self.counter.panel.presenter.open_case(self.second.id)
        self.counter.qtbot.waitUntil(lambda: self.handling.file.case.id == self.second.id)


@pytest.fixture
def two(work_rig, qtbot):
    made = Two(work_rig, qtbot)
    yield made
    made.go_on()


def test_a_refusal_falls_on_the_case_it_was_written_for(two):
    two.refuse_first()
    two.counter.panel.acts.run(Command.STEP_OUT)
    two.point_to_second()
    two.go_on()

    assert two.state(two.first) is CaseState.REFUSED
    assert two.state(two.second) is two.second.state


def test_what_is_in_front_meanwhile_stays_there(two):
    two.refuse_first()
    two.counter.panel.acts.run(Command.STEP_OUT)
    two.point_to_second()
    two.counter.panel.acts.run(Command.SUPPLEMENT_NOTICE)
    two.go_on()

    assert two.counter.view.page is two.counter.view.notice
    assert two.handling.file.case.id == two.second.id
    assert "不受" in two.counter.view.strip.words


def test_a_second_press_while_the_phrase_is_checked_asks_for_nothing(two):
    two.refuse_first()
    two.counter.panel.acts.run(Command.ACCEPT)
    two.go_on()

    assert two.phrase.asked == 1
    assert "口令" not in two.counter.view.strip.words
    assert two.state(two.first) is CaseState.REFUSED


def test_a_case_read_late_does_not_slip_under_the_page_of_another(two):
    two.counter.panel.presenter._on_pointed(two.second.id)
    two.counter.panel.acts.run(Command.REFUSE)
    two.counter.settle()
    assert two.counter.view.page is two.counter.view.refusal
    assert two.handling.file.case.id == two.first.id

    two.counter.press(Command.STEP_OUT)
    two.counter.settle()
    assert two.handling.file.case.id == two.second.id
