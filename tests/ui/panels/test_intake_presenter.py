"""The intake under a clerk's keys: where each key leads, what is said, and that nothing typed is lost."""

import threading
from dataclasses import replace

import pytest
from counter import PENSION, STREET
from intake_counter import Counter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from ticket_parts import a_ticket
from work_rig import PERSON, PHRASE, RETURNING, WorkRig

from app.domain.storage import StorageError
from app.domain.ticket import ServiceResult, TicketItem
from app.services.cases import drafts
from app.services.cases.intake import Intake
from app.services.cases.look_up import open_case_file
from app.services.cases.receive import receive_case
from ui.panels.intake.stand_in import fill_intake, fill_refusal
from ui.shortcuts import Command


@pytest.fixture
def counter(tmp_path, dressed_application, qtbot):
    rig = WorkRig(tmp_path)
    made = Counter(rig, qtbot)
    yield made
    made.panel.left()
    made.settle()
    rig.close()
    assert rig.bugs == []


def test_the_way_begins_at_the_finder_with_the_keys_in_its_field(counter):
    assert counter.step() == "事项"
    assert counter.view.page is counter.view.finder
    assert counter.view.finder.entry.hasFocus()


def test_before_an_item_is_chosen_only_an_enquiry_can_be_ended(counter):
    decided = (Command.ACCEPT, Command.REFUSE, Command.RECEIVE, Command.SUPPLEMENT_NOTICE, Command.KEEP_DRAFT)

    assert counter.may(*decided) == [False] * len(decided)
    assert counter.may(Command.ENQUIRY, Command.STEP_OUT) == [True, True]


def test_a_chosen_item_opens_its_form_at_the_first_field_to_fill(counter):
    counter.begin()

    assert counter.step() == "申请人"
    assert counter.view.form.focused_path() == "cert_no", "the kind of certificate has a default"
    assert counter.may(Command.ACCEPT, Command.RECEIVE, Command.REFUSE) == [True] * 3


def test_typing_and_enter_choose_an_item_without_the_mouse(counter):
    counter.qtbot.keyClicks(counter.view.finder.entry, "b09")
    counter.key(Qt.Key.Key_Return)

    assert counter.sitting.item.id == "B09"


def test_the_arrows_of_the_finder_s_field_choose_in_the_list(counter):
    rows = counter.view.finder.list.rows
    counter.key(Qt.Key.Key_Down)
    counter.key(Qt.Key.Key_Return)

    assert counter.sitting.item.id == rows[1].lead


def test_pages_are_turned_by_keys_and_after_the_last_come_the_papers(counter):
    counter.begin()
    pages = counter.view.form.page_count
    for _ in range(pages - 1):
        counter.key(Qt.Key.Key_PageDown)
    on_last = counter.step()
    counter.key(Qt.Key.Key_PageDown)

    assert pages > 1
    assert on_last == "表单"
    assert counter.step() == "材料"
    assert QApplication.focusWidget() is counter.panel.side.materials


def test_page_up_leads_back_from_the_papers_to_the_last_field(counter):
    counter.begin()
    counter.view.form.ended.emit()
    counter.key(Qt.Key.Key_PageUp)

    assert counter.view.form.page == counter.view.form.page_count - 1
    assert counter.view.form.focused_path()


def test_f8_leads_through_the_form_and_then_to_the_missing_papers(counter):
    counter.begin()
    counter.fill(PENSION, missing={"id_card"})

    counter.press(Command.NEXT_PROBLEM)

    assert counter.said == "还缺居民身份证，收到后按空格。"
    assert counter.panel.side.materials.current_id == "material:id_card"
    assert counter.step() == "材料"


def test_f8_with_nothing_left_says_which_key_ends_it(counter):
    counter.fill()

    counter.press(Command.NEXT_PROBLEM)

    assert "F12" in counter.said
    assert counter.step() == "受理"


def test_f8_goes_on_from_the_field_with_the_focus(counter):
    counter.begin()
    visited = []
    for _ in range(4):
        counter.press(Command.NEXT_PROBLEM)
        visited.append(counter.view.form.focused_path())

    # Sex and birth come from the number: nobody can type them.
    assert visited == ["name", "hukou_addr", "hukou_region", "live_addr"]


def test_a_paper_taken_in_leads_to_the_next_one_that_is_missing(counter):
    counter.fill(PENSION, missing={need.material.key for need in _needed(counter)})
    first, second = counter.sitting.missing()[:2]
    counter.panel.side.focus_material(f"material:{first.material.key}")

    counter.key(Qt.Key.Key_Space)

    assert counter.panel.side.materials.current_id == f"material:{second.material.key}"


def test_the_last_paper_says_that_all_is_there(counter):
    counter.fill(PENSION, missing={"id_card"})
    counter.panel.side.focus_material("material:id_card")

    counter.key(Qt.Key.Key_Space)

    assert counter.said == "都齐了，按 F12 受理并打印。"
    assert counter.step() == "受理"


def _needed(counter):
    counter.begin()
    return counter.sitting.missing()


@pytest.mark.parametrize(
    ("key", "title", "result"),
    [
        (PENSION, "已受理并当场办结", ServiceResult.DONE),
        (STREET, "已受理", ServiceResult.CASE),
    ],
)
def test_f12_on_a_complete_application_ends_it_and_tells_the_queue(counter, key, title, result):
    counter.fill(key)

    counter.press(Command.ACCEPT)

    (ended, case_id) = counter.ended[0]
    assert ended is result
    assert case_id
    assert counter.view.page is counter.view.end
    assert counter.view.end._title.text() == f"✓ {title}"
    assert counter.sitting is None


def test_the_end_shows_the_numbers_an_applicant_takes_home(counter):
    counter.fill(STREET)
    counter.press(Command.ACCEPT)

    shown = dict(counter.view.end.facts)

    assert list(shown) == ["申请人", "文号", "办件编号", "查询码", "承诺办结"]
    assert "*" in shown["申请人"]
    assert "〔2026〕" in shown["文号"]


def test_what_was_closed_at_once_has_no_day_left_to_wait_for(counter):
    counter.fill()
    counter.press(Command.ACCEPT)

    assert "承诺办结" not in dict(counter.view.end.facts)


def test_after_a_notice_f12_is_about_acceptance_again(counter):
    counter.fill(PENSION, missing={"id_card"})
    counter.press(Command.SUPPLEMENT_NOTICE)
    counter.press(Command.ACCEPT)

    assert counter.view.page is counter.view.end
    assert counter.view.accept_button.text() == "受理并打印"


def test_an_accepted_application_leaves_no_draft(counter):
    counter.fill()
    counter.presenter.keep_burst()
    counter.settle()
    begun = len(counter.drafts())
    counter.press(Command.ACCEPT)

    assert begun == 1
    assert counter.drafts() == ()


def test_received_only_is_not_accepted(counter):
    counter.fill(STREET)

    counter.press(Command.RECEIVE)

    assert counter.ended[0][0] is ServiceResult.CASE
    assert "已收件" in counter.view.end._title.text()


def test_a_refusal_by_two_people_ends_the_visit_as_refused(counter):
    counter.fill(STREET)
    counter.press(Command.REFUSE)
    fill_refusal(
        counter.panel,
        {
            "code": counter.view.refusal.reasons.rows[0].id,
            "reason": "依法不需要许可",
            "article": "《行政许可法》第三十二条",
            "second": "0313",
            "phrase": PHRASE,
        },
    )

    counter.press(Command.ACCEPT)

    assert counter.ended[0][0] is ServiceResult.REFUSED
    assert counter.view.end._title.text() == "不予受理", "no tick on a refusal"


@pytest.mark.parametrize(("phrase", "said"), [("", "还没有口令"), ("不是这个", "口令不对")])
def test_a_staff_number_alone_does_not_vouch_for_a_refusal(counter, phrase, said):
    counter.fill(STREET)
    counter.press(Command.REFUSE)
    page = counter.view.refusal
    page.reason.setText("依法不需要许可")
    page.article.setText("《行政许可法》第三十二条")
    page.vouch_as("0313", phrase)

    counter.press(Command.ACCEPT)

    assert counter.ended == []
    assert said in counter.said
    assert page.take_phrase() == "", "it does not stay for another press"


def test_a_stranger_cannot_be_the_second_person(counter):
    counter.fill(STREET)
    counter.press(Command.REFUSE)
    counter.view.refusal.reason.setText("依法不需要许可")
    counter.view.refusal.article.setText("《行政许可法》第三十二条")
    counter.view.refusal.vouch_as("9999", PHRASE)

    counter.press(Command.ACCEPT)

    assert counter.ended == []
    assert counter.view.page is counter.view.refusal
    assert "没有这个工号：9999" in counter.said


@pytest.mark.parametrize("command", [Command.SUPPLEMENT_NOTICE, Command.REFUSE])
def test_esc_leads_from_a_notice_back_to_the_form_and_loses_nothing(counter, command):
    counter.begin()
    counter.sitting.form.answer("name", "王小明")
    counter.press(command)
    word = counter.view.accept_button.text()
    counter.press(Command.STEP_OUT)

    assert word == "出具并打印"
    assert counter.view.page is counter.view.form
    assert counter.view.accept_button.text() == "受理并打印"
    assert counter.sitting.form.sheet.value("name") == "王小明"


def test_esc_from_the_form_keeps_the_draft_and_goes_back_to_the_finder(counter):
    counter.begin()
    counter.sitting.form.answer("name", "王小明")

    counter.press(Command.STEP_OUT)

    assert counter.view.page is counter.view.finder
    assert "已暂存" in counter.said
    assert len(counter.drafts()) == 1


def put_aside(counter, *names):
    for name in names:
        counter.begin()
        counter.sitting.form.answer("name", name)
        counter.press(Command.KEEP_DRAFT)


def test_a_single_draft_is_gone_on_with_by_one_key(counter):
    put_aside(counter, "王小明")

    counter.press(Command.CONTINUE_DRAFT)

    assert counter.sitting.form.sheet.value("name") == "王小明"


def test_of_several_drafts_the_clerk_chooses_one(counter):
    put_aside(counter, "王小明", "张三")

    counter.press(Command.CONTINUE_DRAFT)
    asked = (counter.sitting, counter.said)
    counter.key(Qt.Key.Key_Down)
    counter.key(Qt.Key.Key_Return)

    assert asked == (None, "用上下键选一份未填完的收件，按回车继续。")
    assert counter.sitting.form.sheet.value("name") == "王小明"


def test_the_key_pressed_twice_goes_on_with_the_newest_of_several(counter):
    put_aside(counter, "王小明", "张三")

    counter.press(Command.CONTINUE_DRAFT)
    counter.press(Command.CONTINUE_DRAFT)

    assert counter.sitting.form.sheet.value("name") == "张三"


def test_drafts_stand_above_the_items_and_enter_still_begins_the_first_item(counter):
    put_aside(counter, "王小明", "张三")
    rows = counter.view.finder.list.rows

    assert [row.lead for row in rows[:2]] == ["未完成", "未完成"]
    assert "王*明" in rows[1].words
    assert counter.view.finder.list.current_id == rows[2].id


def test_a_form_nobody_touched_leaves_no_draft(counter):
    counter.begin()

    counter.press(Command.KEEP_DRAFT)

    assert counter.said == "还没有填写，没有留下草稿。"
    assert counter.drafts() == ()
    assert counter.may(Command.CONTINUE_DRAFT) == [False]


def called(number, item=""):
    return a_ticket(number, series="A", items=(TicketItem(row="i0", letter="A", name="社保", item=item),))


def test_whoever_is_passed_before_a_key_was_pressed_leaves_no_draft(counter):
    counter.panel.attend(called(1, item="A01"))
    counter.settle()
    begun = counter.sitting

    counter.panel.attend(None)
    counter.settle()

    assert begun is not None
    assert counter.sitting is None
    with counter.rig.hall.office.storage.reading() as unit:
        assert unit.drafts.list_open(counter.rig.at().desk.clerk.id) == ()


def test_whoever_leaves_a_form_half_filled_takes_nothing_with_them(counter):
    counter.panel.attend(called(1, item="A01"))
    counter.settle()
    counter.sitting.form.answer("name", "王小明")

    counter.panel.attend(None)
    counter.settle()

    assert counter.sitting.form.sheet.value("name") == "王小明"
    assert counter.said.startswith("A001 已离开窗口")


def test_nobody_is_asked_once_the_person_is_gone(counter):
    counter.panel.attend(called(1))
    counter.settle()
    asked = counter.view.finder.hint

    counter.panel.attend(None)

    assert (asked, counter.view.finder.hint) == ("A001 要办什么事项？", "要办什么事项？")


def test_the_end_stays_in_sight_when_the_visit_is_over(counter):
    counter.panel.attend(called(1))
    counter.settle()
    counter.fill()
    counter.press(Command.ACCEPT)

    counter.panel.attend(None)
    counter.settle()

    assert counter.view.page is counter.view.end


def test_a_case_is_of_the_visit_its_draft_was_begun_in(counter):
    counter.panel.attend(called(1))
    counter.settle()
    counter.fill()
    counter.panel.attend(None)

    counter.press(Command.ACCEPT)

    case = open_case_file(counter.rig.hall.office, counter.rig.at().desk, counter.ended[0][1]).case
    assert case.facts["visit"] == "t1"


def test_after_a_crash_the_clerk_is_offered_back_the_form_of_the_person_still_there(counter, qtbot):
    ticket = called(1, item="A01")
    counter.panel.attend(ticket)
    counter.settle()
    counter.sitting.form.answer("name", "王小明")
    counter.presenter.keep_burst()
    counter.settle()

    again = Counter(counter.rig, qtbot)
    again.panel.attend(ticket)
    again.settle()
    offered = (again.sitting, again.said)
    again.key(Qt.Key.Key_Return)

    assert offered[0] is None
    assert offered[1].startswith("A001 上次没填完王*明的")
    assert again.sitting.form.sheet.value("name") == "王小明"
    assert len(again.drafts()) == 1


def test_the_drafts_that_wait_are_told_on_coming_in(counter):
    put_aside(counter, "王小明")
    counter.view.strip.clear()

    counter.panel.entered()
    counter.settle()

    assert counter.said.startswith("有 1 份未填完的收件")
    assert counter.may(Command.CONTINUE_DRAFT) == [True]


def test_without_a_draft_there_is_nothing_to_go_on_with(counter):
    assert counter.may(Command.CONTINUE_DRAFT) == [False]


def test_leaving_the_panel_keeps_what_was_typed_at_once(counter):
    counter.begin()
    counter.sitting.form.answer("name", "王小明")
    draft = counter.sitting.opened.draft.id

    counter.panel.left()
    counter.settle()

    again = drafts.reopen(counter.rig.hall.office, counter.rig.at().desk, draft)
    assert again.answers["name"] == "王小明"


def test_typing_alone_is_kept_after_a_moment(counter):
    counter.begin()
    counter.sitting.form.answer("name", "王小明")
    draft, office, desk = counter.sitting.opened.draft.id, counter.rig.hall.office, counter.rig.at().desk

    counter.qtbot.waitUntil(lambda: drafts.reopen(office, desk, draft).answers.get("name") == "王小明")


def test_an_enquiry_ends_without_case_or_draft(counter):
    counter.begin()
    counter.sitting.form.answer("name", "王小明")

    counter.press(Command.ENQUIRY)

    assert counter.ended == [(ServiceResult.ENQUIRY, "")]
    assert counter.drafts() == ()
    assert counter.view.page is counter.view.finder


@pytest.fixture
def known(counter):
    """The person was here before, about another item."""
    office, desk = counter.rig.hall.office, counter.rig.at().desk
    return receive_case(office, desk, "before", Intake(item_id="B09", item_version=1, answers=PERSON)).case


def test_somebody_known_is_offered_and_brought_by_one_key(counter, known):
    counter.begin()
    before = counter.may(Command.BRING_ANSWERS)
    counter.sitting.form.answer("cert_no", RETURNING)
    counter.settle()
    offered = counter.may(Command.BRING_ANSWERS)
    counter.press(Command.BRING_ANSWERS)

    assert (before, offered) == ([False], [True])
    assert counter.sitting.form.sheet.value("mobile") == PERSON["mobile"]
    assert known.case_number in counter.said
    assert counter.may(Command.BRING_ANSWERS) == [False]


def test_what_the_clerk_typed_is_not_overwritten_by_what_is_known(counter, known):
    counter.begin()
    counter.sitting.form.answer("mobile", "13900000000")
    counter.sitting.form.answer("cert_no", RETURNING)
    counter.settle()

    counter.press(Command.BRING_ANSWERS)

    assert counter.sitting.form.sheet.value("mobile") == "13900000000"


def test_a_double_is_told_in_the_side_column_and_opened_by_a_key(counter, known):
    counter.begin("B09")
    counter.sitting.form.answer("cert_no", RETURNING)
    counter.settle()
    told = counter.panel.side._known.text()
    counter.press(Command.OPEN_TWIN)

    assert told.startswith("疑似重复")
    assert known.case_number in told
    assert counter.wanted == [known.id]
    assert counter.sitting is not None


def test_a_stranger_is_said_to_be_new(counter):
    counter.begin()
    counter.sitting.form.answer("cert_no", RETURNING)
    counter.settle()

    assert counter.panel.side._known.text() == "没有查到此人以前的申请。"


def test_another_number_takes_the_offer_back(counter, known):
    counter.begin()
    counter.sitting.form.answer("cert_no", RETURNING)
    counter.settle()

    counter.sitting.form.answer("cert_no", "360782198812310022")
    counter.settle()

    assert counter.may(Command.BRING_ANSWERS) == [False]


def test_a_click_on_a_problem_goes_to_its_field(counter):
    counter.begin()
    path = counter.sitting.form.problems()[-1].path

    counter.panel.side.problem_picked.emit(path)

    assert counter.view.form.focused_path().startswith(path)


def test_the_head_names_item_and_page(counter):
    counter.begin()

    assert counter.view._title.words() == counter.sitting.item.name
    assert counter.view._page.text().startswith(f"第 1/{counter.view.form.page_count} 页")


def test_a_second_f12_while_the_first_is_under_way_issues_one_paper(counter):
    counter.fill()
    counter.panel.acts.run(Command.ACCEPT)
    counter.panel.acts.run(Command.ACCEPT)
    counter.settle()

    assert len(counter.ended) == 1


def test_a_full_table_is_told_in_the_strip(counter):
    counter.begin()
    form = counter.sitting.form
    form.answer("retro_years", "2")
    for _ in range(form.sheet.form.tables["years"].max_rows + 1):
        form.add_row("years")

    assert form.sheet.form.tables["years"].label in counter.said


def test_the_stand_in_of_the_demo_day_refuses_an_item_that_is_not_there(counter):
    with pytest.raises(LookupError):
        fill_intake(counter.panel, "Z99", {}, counter.settle)


def test_the_stand_in_leaves_out_the_papers_it_is_told_to(counter):
    counter.fill(PENSION, missing={"id_card"})

    assert [need.material.key for need in counter.sitting.missing()] == ["id_card"]
    assert not counter.sitting.is_acceptable()


def test_the_stand_in_goes_on_with_the_item_that_is_already_open(counter):
    counter.begin()
    sitting = counter.sitting

    counter.fill()

    assert counter.sitting is sitting
    assert sitting.is_acceptable()


class FullDisk:
    """A storage that refuses to write while it is full."""

    def __init__(self, inner):
        self._inner = inner
        self.is_full = False

    def reading(self):
        return self._inner.reading()

    def writing(self):
        if self.is_full:
            raise StorageError("storage.disk_full")
        return self._inner.writing()


@pytest.fixture
def full_disk(tmp_path, dressed_application, qtbot):
    rig = WorkRig(tmp_path)
    disk = FullDisk(rig.hall.office.storage)
    rig.hall = replace(rig.hall, office=replace(rig.hall.office, storage=disk))
    made = Counter(rig, qtbot)
    made.begin()
    disk.is_full = True
    yield made, disk
    disk.is_full = False
    made.panel.left()
    made.settle()
    rig.close()


def kept_name(counter):
    return [entry.applicant for entry in counter.drafts()]


def test_what_a_full_disk_refused_is_kept_as_soon_as_it_takes_it(full_disk, qtbot):
    counter, disk = full_disk
    counter.sitting.form.answer("name", "王小明")
    counter.presenter.keep_burst()
    counter.settle()
    refused = counter.view.strip.words
    disk.is_full = False

    qtbot.waitUntil(lambda: kept_name(counter) == ["王小明"], timeout=10_000)
    assert refused


def test_a_form_put_aside_on_a_full_disk_comes_back_with_all_that_was_typed(full_disk):
    counter, _disk = full_disk
    counter.sitting.form.answer("name", "王小明")
    counter.presenter.put_aside()
    counter.settle()

    assert counter.view.page is not counter.view.finder
    assert "磁盘" in counter.said
    assert counter.sitting.form.sheet.value("name") == "王小明"


class HeldLane:
    """The lane of the file, busy until it is let go: what is issued now is issued then."""

    def __init__(self, counter):
        self._gate = threading.Event()
        at = counter.rig.at()
        at.store(lambda: self._gate.wait(20), lambda _done: None, counter.rig.bugs.append)

    def let_go(self, counter):
        self._gate.set()
        counter.settle()
        counter.settle()


def test_no_key_takes_an_application_off_the_counter_while_its_paper_is_issued(counter):
    counter.fill()
    lane = HeldLane(counter)
    counter.panel.acts.run(Command.ACCEPT)
    sitting = counter.sitting

    for command in (Command.STEP_OUT, Command.KEEP_DRAFT, Command.ENQUIRY):
        counter.panel.acts.run(command)
    assert counter.sitting is sitting
    assert counter.said == "正在保存，请稍候…"

    lane.let_go(counter)
    assert counter.view.page is counter.view.end
    assert len(counter.ended) == 1


def test_whoever_is_called_meanwhile_is_turned_to_once_the_paper_is_out(counter):
    counter.panel.attend(called(1))
    counter.fill()
    lane = HeldLane(counter)
    counter.panel.acts.run(Command.ACCEPT)

    counter.panel.attend(called(2, item="B09"))
    assert counter.sitting.item.id == "A01", "the first application is still being issued"

    lane.let_go(counter)
    assert [result for result, _case in counter.ended] == [ServiceResult.DONE]
    assert counter.sitting.item.id == "B09"
    assert counter.sitting.is_untouched
