"""What the law accepted (视为受理) is recorded from the case panel, by the main key."""

import pytest
from case_counter import CaseCounter
from hall import CLERK, SUPERVISOR
from PySide6.QtCore import Qt
from work_rig import WorkRig

from app.domain.case.state import CaseState
from app.domain.clerk import Clerk
from app.domain.print_job import PrintState
from app.domain.role import Role
from app.services.cases.look_at_paper import look_at_paper
from app.services.desk import NotAllowed
from app.services.papers.finish import finish_paper
from app.services.papers.print_paper import confirm_print
from ui.shortcuts import KEYS, Command

REVIEWER = Clerk(id="c-shen", name="沈示范", staff_number="0401", roles=frozenset({Role.REVIEWER}))
WORD = "记录视为受理"


@pytest.fixture
def counter_of(tmp_path, dressed_application, qtbot):
    """A street stall received eight days ago, in front of a clerk."""
    rig = WorkRig(tmp_path)

    def seated(clerk):
        made = CaseCounter(rig, qtbot, clerk)
        rig.bench.clock.advance(days=8)
        made.open()
        return made

    yield seated
    rig.settle(qtbot)
    rig.close()
    assert rig.bugs == []


def test_a_supervisor_records_it_with_f12_and_the_notice_is_printed(counter_of):
    counter = counter_of(SUPERVISOR)
    view = counter.view
    assert (view.state.text(), view.accept_button.text()) == ("视为受理（待核）", WORD)
    assert "F12" in view.remark.text()

    counter.press(Command.ACCEPT)

    after = counter.now().case
    assert (after.state, after.facts["deemed_from"]) == (CaseState.ACCEPTED, "2026-11-26")
    assert "已送到打印机" in view.strip.words
    assert view.state.text() == "已受理"
    assert WORD in view.history.text()
    assert "视为受理" not in view.remark.text()
    assert view.accept_button.text() == KEYS[Command.ACCEPT].word


def test_a_reviewer_who_is_nothing_else_finds_opens_and_records_it_and_prints_the_notice(counter_of, qtbot):
    counter = counter_of(REVIEWER)
    view = counter.view
    view.search.setText(counter.case.case_number)
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    counter.settle()
    assert (view.state.text(), view.accept_button.text()) == ("视为受理（待核）", WORD)

    counter.press(Command.ACCEPT)

    after = counter.now()
    assert (after.case.state, after.case.facts["deemed_from"]) == (CaseState.ACCEPTED, "2026-11-26")
    assert "已送到打印机" in view.strip.words
    (job,) = [stored.job for stored in after.jobs if stored.job.document_number == after.papers[-1].number]
    at, answered = counter.rig.at(REVIEWER), []
    at.store(
        lambda: confirm_print(at.office, at.desk, job.job_id, came_out=True), answered.append, answered.append
    )
    counter.settle()
    assert [one.state for one in answered] == [PrintState.CONFIRMED]


def test_a_reviewer_looks_at_the_own_notice_and_at_no_other_paper(counter_of):
    counter = counter_of(REVIEWER)
    counter.press(Command.ACCEPT)
    papers, office, desk = counter.now().papers, counter.rig.hall.office, counter.rig.at(REVIEWER).desk
    finish_paper(office, papers[0].id)

    assert look_at_paper(office, desk, papers[-1].id, is_asked=False).startswith(b"%PDF")

    with pytest.raises(NotAllowed):
        look_at_paper(office, desk, papers[0].id, is_asked=True)


def test_a_reviewer_sees_the_case_masked_and_is_refused_what_is_for_the_window(counter_of):
    counter = counter_of(REVIEWER)

    counter.press(Command.REVEAL)

    assert "您的岗位没有做这一步的权限" in counter.view.strip.words
    assert counter.revealed() == []
    counter.view.reason.setText("不办了")
    counter.press(Command.WITHDRAW)
    assert counter.now().case.state is CaseState.REGISTERED


def test_nothing_of_it_is_wider_than_a_small_screen_has_in_sight(counter_of, qtbot):
    counter = counter_of(SUPERVISOR)
    counter.frame.layout().setEnabled(False)

    counter.panel.work.resize(576, 400)

    page = counter.view.case_page
    qtbot.waitUntil(lambda: page.minimumSizeHint().width() <= page.parentWidget().width(), timeout=5_000)


def test_a_window_clerk_is_told_who_records_it_and_nothing_is_accepted(counter_of):
    counter = counter_of(CLERK)

    counter.press(Command.ACCEPT)

    assert "大厅负责人" in counter.view.strip.words
    assert counter.now().case.state is CaseState.REGISTERED


def test_a_page_of_its_own_keeps_its_word_and_the_case_has_its_again(counter_of):
    counter = counter_of(SUPERVISOR)

    counter.press(Command.CORRECT)
    assert counter.view.accept_button.text() == "保存"
    counter.press(Command.STEP_OUT)

    assert counter.view.accept_button.text() == WORD


def test_no_notice_is_begun_that_the_law_leaves_no_room_for(counter_of):
    counter = counter_of(SUPERVISOR)
    answers = (Command.SUPPLEMENT_NOTICE, Command.REFUSE)
    assert counter.may(*answers, Command.WITHDRAW) == [False, False, True]

    counter.press(Command.ACCEPT)

    assert counter.may(*answers, Command.WITHDRAW) == [False, False, True]
