"""What was written stays, what is said still holds: the pages of papers, the strip, the side column."""

import pytest
from counter import PENSION
from intake_counter import Counter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from work_rig import WorkRig

from ui.shortcuts import Command
from ui.widgets.text import Tone


@pytest.fixture
def counter(tmp_path, dressed_application, qtbot):
    rig = WorkRig(tmp_path)
    made = Counter(rig, qtbot)
    yield made
    made.panel.left()
    made.settle()
    rig.close()
    assert rig.bugs == []


def typed(counter, field, words):
    field.setFocus()
    field.selectAll()
    counter.qtbot.keyClicks(QApplication.focusWidget(), words)


def test_a_refusal_stepped_out_of_is_found_again_as_it_was_written(counter):
    counter.begin()
    page = counter.view.refusal
    counter.press(Command.REFUSE)
    counter.qtbot.keyClicks(page.reasons, "2")
    for field, words in ((page.reason, "why"), (page.article, "art. 8"), (page.body, "county")):
        typed(counter, field, words)
    chosen = page.reasons.current_id

    counter.press(Command.STEP_OUT)
    counter.press(Command.REFUSE)

    assert (page.reason.text(), page.article.text(), page.body.text()) == ("why", "art. 8", "county")
    assert page.reasons.current_id == chosen


def test_a_refusal_of_somebody_else_begins_anew(counter):
    counter.begin()
    counter.sitting.form.answer("name", "王小明")
    counter.press(Command.REFUSE)
    typed(counter, counter.view.refusal.body, "county")
    counter.press(Command.STEP_OUT)
    counter.press(Command.KEEP_DRAFT)
    counter.begin()
    counter.press(Command.REFUSE)

    assert counter.view.refusal.body.text() == ""
    assert counter.view.refusal.reason.text() == counter.view.refusal.reasons.rows[0].words


def test_a_notice_stepped_out_of_is_found_again_as_it_was_written(counter):
    counter.begin()
    counter.press(Command.SUPPLEMENT_NOTICE)
    typed(counter, QApplication.focusWidget(), "passport")
    written = counter.view.notice.lines()

    counter.press(Command.STEP_OUT)
    counter.press(Command.SUPPLEMENT_NOTICE)

    assert written[0].material == "passport"
    assert counter.view.notice.lines() == written


def test_a_notice_nobody_touched_follows_the_form(counter):
    counter.begin()
    counter.press(Command.SUPPLEMENT_NOTICE)
    before = len(counter.view.notice.lines())
    counter.press(Command.STEP_OUT)
    counter.fill(PENSION)
    counter.press(Command.SUPPLEMENT_NOTICE)

    assert len(counter.view.notice.lines()) < before


def test_what_f8_says_is_a_hint_and_is_gone_once_the_field_is_mended(counter):
    counter.begin()
    counter.press(Command.NEXT_PROBLEM)
    path, tone, said = counter.view.form.focused_path(), counter.view.strip.property("tone"), counter.said

    counter.sitting.form.answer(path, "360725199003070011" if path == "cert_no" else "王小明")
    counter.settle()

    assert tone == Tone.PRESS.value
    assert (said != "", counter.said) == (True, "")


def test_what_f8_says_is_gone_on_another_page(counter):
    counter.begin()
    counter.press(Command.NEXT_PROBLEM)
    counter.presenter.page(1)

    assert counter.said == ""


def test_what_follows_from_the_id_number_is_not_counted_as_still_to_be_filled_in(counter):
    counter.begin()
    side = counter.panel.side
    rows = {row.words for row in side.problems.rows}
    blank = int(side._problem_count.text().removeprefix("还要填 "))

    assert {"证件号码", "姓名"} <= rows
    assert not {"性别", "出生日期"} & rows
    assert blank == len(side.problems.rows)


def test_the_problems_are_green_only_when_f12_would_work(counter):
    counter.fill(PENSION, missing={"id_card"})
    count = counter.panel.side._problem_count
    lacking = (count.text(), count.property("tone"))
    counter.panel.side.focus_material("material:id_card")
    counter.qtbot.keyClicks(counter.panel.side.materials, " ")

    assert lacking == ("缺 1 份", Tone.PLAIN.value)
    assert (count.text(), count.property("tone")) == ("0", Tone.DONE.value)


def test_enter_in_the_last_field_of_a_refusal_stays_and_puts_nothing_aside(counter):
    counter.begin()
    counter.sitting.form.answer("name", "王小明")
    counter.press(Command.REFUSE)
    for _ in range(12):
        counter.key(Qt.Key.Key_Return)

    assert counter.view.page is counter.view.refusal
    assert QApplication.focusWidget().accessibleName() == "核对人口令"
