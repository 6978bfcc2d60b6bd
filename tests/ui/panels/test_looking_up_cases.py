"""Cases are looked up by keys; papers are followed, printed and printed again with a reason."""

import threading
from dataclasses import replace

import pytest
from counter import PENSION, STREET, accepted, at_window, intake, street_stall
from hall import SUPERVISOR
from PySide6.QtCore import Qt
from work_rig import WorkRig, side_by_side

from app.services.cases.receive import receive_case
from ui.changes import Changes
from ui.panels.cases.panel import CasesPanel
from ui.panels.papers.panel import PapersPanel
from ui.shortcuts import Command


class Counter:
    """Panels over a hall in which a street stall was received and a pension accepted."""

    def __init__(self, rig, qtbot):
        self.rig, self.qtbot, self.office = rig, qtbot, rig.hall.office
        self.frames = []
        self.street = self.received("street")
        self.pension = accepted(rig.hall, PENSION)

    def received(self, command, serial=1):
        handed = intake(self.office, STREET, **street_stall(serial))
        return receive_case(self.office, at_window(), command, handed).case

    def show(self, panel):
        frame = side_by_side(panel.work, panel.side)
        self.frames.append(frame)
        self.qtbot.addWidget(frame)
        frame.show()
        frame.activateWindow()
        self.qtbot.waitUntil(frame.isActiveWindow)
        panel.entered()
        self.settle()
        return panel

    def settle(self):
        self.rig.settle(self.qtbot)
        self.rig.settle(self.qtbot)


@pytest.fixture
def counter(tmp_path, dressed_application, qtbot):
    rig = WorkRig(tmp_path)
    made = Counter(rig, qtbot)
    yield made
    made.settle()
    rig.close()
    assert rig.bugs == []


@pytest.fixture
def cases(counter):
    return counter.show(CasesPanel(counter.rig.at()))


@pytest.fixture
def papers(counter):
    return counter.show(PapersPanel(counter.rig.at()))


def search(counter, panel, typed):
    view = panel.presenter.view
    view.search.setText(typed)
    counter.qtbot.keyClick(view.search, Qt.Key.Key_Return)
    counter.settle()
    return [row.id for row in view.list.rows]


def test_the_newest_cases_are_there_before_anything_is_typed(counter, cases):
    view = cases.presenter.view

    assert {row.id for row in view.list.rows} == {counter.street.id, counter.pension.case.id}
    assert view.count.text() == "最近 2 件"
    assert view.search.hasFocus()


def test_down_leads_from_the_search_into_what_was_found(counter, cases):
    view = cases.presenter.view
    counter.qtbot.keyClick(view.search, Qt.Key.Key_Down)
    counter.settle()

    assert view.list.hasFocus()
    assert view.list.current_id == view.list.rows[0].id


@pytest.mark.parametrize("by", ["case_number", "query_code", "paper", "id_prefix", "initials"])
def test_a_case_is_found_by_whatever_the_applicant_brings(counter, cases, by):
    case = counter.pension.case
    typed = {
        "case_number": case.case_number,
        "query_code": case.query_code,
        "paper": counter.pension.papers[0].number,
        "id_prefix": case.applicant.id_number[:8],
        "initials": counter.rig.at().initials(case.applicant.name)[:2],
    }[by]

    assert case.id in search(counter, cases, typed)


def test_the_first_found_is_shown_at_once_and_the_keys_are_in_the_list(counter, cases):
    search(counter, cases, counter.pension.case.case_number)
    view = cases.presenter.view

    assert view.list.hasFocus()
    assert counter.pension.case.case_number in view.numbers.words()
    assert view.count.text() == "找到 1 件"


def test_nothing_found_says_what_to_try(counter, cases):
    assert search(counter, cases, "查无此人") == []
    assert cases.presenter.view.count.text() == "没有找到。请换一种写法再查。"


def test_an_empty_search_shows_the_newest_again(counter, cases):
    search(counter, cases, "查无此人")

    assert len(search(counter, cases, "  ")) == 2


def test_the_arrows_show_one_case_after_the_other(counter, cases):
    view = cases.presenter.view
    view.list.setFocus()
    seen = []
    for _ in range(2):
        seen.append(view.numbers.words())
        counter.qtbot.keyClick(view.list, Qt.Key.Key_Down)
        counter.settle()

    assert view.numbers.words() != seen[0]


def test_a_case_taken_in_elsewhere_does_not_disturb_the_list_being_read(counter, cases):
    before = cases.presenter.view.list.rows
    other = counter.received("other", serial=2)

    counter.rig.board.announce(Changes(cases=frozenset({other.id})))
    counter.settle()

    assert cases.presenter.view.list.rows == before


def test_a_case_accepted_elsewhere_is_told_in_its_row(counter, cases):
    view = cases.presenter.view
    cases.presenter.open_case(counter.street.id)
    counter.settle()
    cases.acts.run(Command.ACCEPT)
    counter.settle()

    row = next(row for row in view.list.rows if row.id == counter.street.id)
    assert row.trail.startswith("已受理")
    assert view.state.text() == "已受理"


def test_an_accepted_case_shows_its_limit_and_a_closed_one_does_not(counter, cases):
    view = cases.presenter.view
    cases.presenter.open_case(counter.pension.case.id)
    counter.settle()
    closed = view.due.isVisible()
    cases.presenter.open_case(counter.street.id)
    counter.settle()
    cases.acts.run(Command.ACCEPT)
    counter.settle()

    assert counter.pension.case.state.is_over
    assert not closed
    assert view.due.isVisible()


def test_what_was_revealed_is_hidden_again_with_the_next_case(counter, cases):
    view = cases.presenter.view
    cases.presenter.open_case(counter.street.id)
    counter.settle()
    cases.acts.run(Command.REVEAL)
    counter.settle()
    number = counter.street.applicant.id_number
    revealed = "".join(row.words for row in view.answers.rows).replace(" ", "")
    cases.presenter.open_case(counter.pension.case.id)
    counter.settle()
    cases.presenter.open_case(counter.street.id)
    counter.settle()

    assert number in revealed
    assert number not in "".join(row.words for row in view.answers.rows).replace(" ", "")


def test_the_paper_a_first_press_points_at_is_printed_by_the_second(counter, cases):
    cases.presenter.open_case(counter.pension.case.id)
    counter.settle()

    cases.acts.run(Command.PRINT)
    cases.acts.run(Command.PRINT)
    counter.settle()

    assert counter.pension.papers[-1].number in cases.presenter.view.strip.words
    assert len(list(counter.rig.bench.home.printed.glob("*.pdf"))) == 1


@pytest.mark.parametrize("panel_class", [CasesPanel, PapersPanel])
def test_which_printer_is_chosen_is_never_asked_on_the_thread_that_draws(counter, panel_class):
    asked_by = set()

    def chosen():
        asked_by.add(threading.current_thread())
        return counter.rig.printer

    panel = counter.show(panel_class(replace(counter.rig.at(), printer=chosen)))
    if panel_class is CasesPanel:
        panel.presenter.open_case(counter.pension.case.id)
        counter.settle()
        panel.acts.run(Command.PRINT)
    panel.acts.run(Command.PRINT)
    counter.settle()

    assert asked_by
    assert threading.main_thread() not in asked_by


def test_a_printer_that_is_not_there_is_told_in_words(counter, cases):
    counter.rig.printer = "没有这台打印机"
    cases.presenter.open_case(counter.pension.case.id)
    counter.settle()

    cases.acts.run(Command.PRINT)
    cases.acts.run(Command.PRINT)
    counter.settle()

    assert cases.presenter.view.strip.words.endswith("。")
    assert "已送到" not in cases.presenter.view.strip.words


def test_a_supervisor_may_void_and_a_window_clerk_may_not(counter, cases):
    theirs = counter.show(CasesPanel(counter.rig.at(SUPERVISOR)))
    for panel in (cases, theirs):
        panel.presenter.open_case(counter.pension.case.id)
        counter.settle()

    assert not cases.acts.is_open(Command.VOID)
    assert theirs.acts.is_open(Command.VOID)


def test_voiding_without_a_reason_is_refused_and_the_paper_holds(counter):
    panel = counter.show(CasesPanel(counter.rig.at(SUPERVISOR)))
    panel.presenter.open_case(counter.pension.case.id)
    counter.settle()

    panel.acts.run(Command.VOID)
    panel.acts.run(Command.VOID)
    counter.settle()

    assert "要写明原因" in panel.presenter.view.strip.words
    assert [row.trail for row in panel.presenter.view.things.rows if row.lead == "文书"] == ["有效"] * len(
        counter.pension.papers
    )


def test_without_a_case_nothing_can_be_decided(counter, tmp_path_factory, dressed_application, qtbot):
    rig = WorkRig(tmp_path_factory.mktemp("empty"))
    panel = CasesPanel(rig.at())
    frame = side_by_side(panel.work, panel.side)
    qtbot.addWidget(frame)
    frame.show()
    panel.entered()
    rig.settle(qtbot)
    said, may_accept = panel.presenter.view.count.text(), panel.acts.is_open(Command.ACCEPT)
    rig.close()

    assert said == "还没有办件。收件后会列在这里。"
    assert not may_accept


def test_papers_stand_newest_first_and_the_first_is_chosen(counter, papers):
    numbers = [row.lead for row in papers.list.rows]

    assert counter.pension.papers[0].number in numbers
    assert papers.list.current_id == papers.list.rows[0].id
    assert papers.list.hasFocus()


def test_a_paper_is_shown_once_it_was_made_and_looking_makes_none(counter, papers):
    before = papers.preview.pixmap().isNull()
    papers.acts.run(Command.PRINT)
    counter.rig.settle(counter.qtbot, lambda: not papers.preview.pixmap().isNull())

    assert before


def test_a_paper_that_was_printed_says_so_in_its_row(counter, papers):
    before = papers.list.rows[0].trail
    papers.acts.run(Command.PRINT)
    counter.rig.settle(counter.qtbot, lambda: papers.list.rows[0].trail != before)

    assert before == "还没有打印"
    assert "Ctrl+Y" in papers.strip.words


def test_a_reprint_without_a_reason_leads_to_the_field_for_it(counter, papers):
    papers.acts.run(Command.PRINT)
    counter.settle()
    papers.acts.run(Command.PRINT)
    counter.settle()

    assert papers.reason.hasFocus()
    assert len(list(counter.rig.bench.home.printed.glob("*.pdf"))) == 1


def test_the_reason_of_one_reprint_is_not_left_for_the_next(counter, papers):
    papers.acts.run(Command.PRINT)
    counter.settle()
    papers.reason.setText("卡纸")
    papers.acts.run(Command.PRINT)
    counter.settle()

    assert papers.reason.text() == ""


def test_a_hidden_panel_reads_nothing_when_papers_change(counter, papers):
    papers.work.window().hide()
    before = papers.list.rows
    other = receive_case(
        counter.office, at_window(), "hidden", intake(counter.office, STREET, **street_stall(9))
    )

    counter.rig.board.announce(Changes(papers=frozenset({other.papers[0].id})))
    counter.settle()

    assert papers.list.rows == before


def test_esc_leads_back_to_the_list(counter, papers):
    papers.reason.setFocus()

    papers.acts.run(Command.STEP_OUT)

    assert papers.list.hasFocus()
