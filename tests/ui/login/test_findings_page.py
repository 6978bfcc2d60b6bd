"""A hall that was put back: told once after sign-in, in words, and its papers scanned back by keys alone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from counter import FOLDER, at_window
from hall import desk, new_bench
from lost_papers import issued, put_back_by_hand, qr_of
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QPushButton, QWidget
from window_rig import PHRASE, WANG, WindowRig
from work_rig import type_chinese

from app.adapters.pinyin_names import PinyinNames
from app.bootstrap.opening import OpenHall
from app.domain.restore import Sign
from app.services.lost_numbers import LostNumbers, lost_numbers
from app.services.papers.print_paper import print_paper
from db.backup import copy_into
from ui.login.findings_page import FindingsPage
from ui.login.use_cases import Findings
from ui.take_back.use_cases import take_back_use_cases
from ui.thread_guard import GuardedStorage

Settled = Callable[[WindowRig], None]
_PARTS = (QLabel, QLineEdit, QListView, QPushButton)
LOST = LostNumbers(papers=("赣崇关受〔2026〕2号",), tickets=("2026-11-25 号票 B012",))


def sign_in(rig: WindowRig, settled: Settled) -> FindingsPage:
    rig.session.begin()
    settled(rig)
    rig.session.sign_in_page.submitted.emit(WANG.staff_number, PHRASE)
    settled(rig)
    return rig.session.findings_page


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def scan(rig: WindowRig, settled: Settled, code: str) -> None:
    """A reader types into whatever has the focus, faster than a hand, and ends with Enter."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, code)
    QTest.keyClick(focus, Qt.Key.Key_Return)
    settled(rig)


def answer(rig: WindowRig, settled: Settled, words: str) -> None:
    """Type into the question; Chinese comes from an input method."""
    focus = QApplication.focusWidget()
    assert focus is not None
    if words.isascii():
        QTest.keyClicks(focus, words)
    else:
        type_chinese(focus, words)
    QTest.keyClick(focus, Qt.Key.Key_Return)
    settled(rig)


class PutBack:
    """A real hall that printed three papers, two of one case, before the older file was put over it."""

    def __init__(self, folder: Path) -> None:
        self.bench = new_bench(folder / "hall")
        copy, self.codes = folder / "stick.db", []
        with self.bench.open() as hall:
            copy_into(hall.database.engine, copy)
            for kind, stall in (("SL", 1), ("BJ", 2), ("SJ", 3)):
                paper = issued(hall, kind, kind, stall).papers[0]
                self.codes.append(qr_of(hall, paper))
                print_paper(hall.office, at_window(), paper.id, FOLDER)
        put_back_by_hand(self.bench, copy)
        self.hall: OpenHall = self.bench.open()


@pytest.fixture
def put_back(tmp_path: Path, rig: WindowRig) -> Iterator[PutBack]:
    made = PutBack(tmp_path)
    office = replace(made.hall.office, storage=GuardedStorage(made.hall.office.storage))
    rig.take_back = take_back_use_cases(office, desk(""), PinyinNames().initials)
    rig.findings = Findings((Sign.NUMBERS_AHEAD.code,), lost_numbers(made.hall.office))
    rig.window.activateWindow()
    yield made
    made.hall.close()


@pytest.mark.parametrize("sign", Sign)
def test_every_sign_is_told_with_what_it_means(rig: WindowRig, settled: Settled, sign: Sign):
    rig.findings = Findings((sign.code,), LOST)
    page = sign_in(rig, settled)
    assert rig.window.page is page
    assert any("分号段" in words for words in page.words)
    assert [row.words for row in page.box.list.rows] == [*LOST.papers, *LOST.tickets]


def test_a_paper_waits_for_the_scanner_and_a_ticket_needs_nothing(rig: WindowRig, settled: Settled):
    rig.findings = Findings((Sign.NUMBERS_AHEAD.code,), LOST)
    page = sign_in(rig, settled)
    assert [row.trail for row in page.box.list.rows] == ["待补登", "号票不用补登，号不会再发"]
    assert QApplication.focusWidget() is page.box.field
    assert page.button.text() == "以后在“文书”里补登"


def test_esc_goes_on_and_it_is_told_once(rig: WindowRig, settled: Settled):
    rig.findings = Findings((Sign.NUMBERS_AHEAD.code,), LOST)
    sign_in(rig, settled)
    press(Qt.Key.Key_Escape)
    settled(rig)
    assert rig.window.page is rig.session.window_page
    rig.session.window_page.signed_out.emit()
    sign_in(rig, settled)
    assert rig.window.page is rig.session.window_page


def test_the_second_enter_of_a_scanner_does_not_leave_the_page(rig: WindowRig, settled: Settled):
    rig.findings = Findings((Sign.NUMBERS_AHEAD.code,), LOST)
    page = sign_in(rig, settled)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    settled(rig)
    assert rig.window.page is page


@pytest.mark.parametrize("lost", [LostNumbers(), LostNumbers(tickets=LOST.tickets)])
def test_where_no_paper_is_lost_enter_goes_on(rig: WindowRig, settled: Settled, lost: LostNumbers):
    rig.findings = Findings((Sign.OTHER_HARDWARE.code,), lost)
    page = sign_in(rig, settled)
    assert page.box.isVisible() is bool(lost.tickets)
    assert page.button.text() == "知道了"
    press(Qt.Key.Key_Return)
    settled(rig)
    assert rig.window.page is rig.session.window_page


@pytest.mark.parametrize(("width", "height"), [(911, 485), (683, 360)], ids=["150 %", "200 %"])
def test_on_a_low_screen_it_is_told_first_and_scanned_next(
    rig: WindowRig, settled: Settled, width: int, height: int
):
    rig.findings = Findings((Sign.NUMBERS_AHEAD.code, Sign.BY_PERSON.code), LOST)
    rig.window.resize(width, height)
    page = sign_in(rig, settled)
    assert not page.box.isVisible()
    _nothing_overlaps(page)

    press(Qt.Key.Key_Return)
    settled(rig)
    assert rig.window.page is page
    assert QApplication.focusWidget() is page.box.field
    _nothing_overlaps(page)

    press(Qt.Key.Key_Escape)
    settled(rig)
    assert rig.window.page is rig.session.window_page


def test_where_there_is_room_everything_stands_on_one_page(rig: WindowRig, settled: Settled):
    rig.findings = Findings((Sign.OTHER_FOLDER.code, Sign.NUMBERS_AHEAD.code), LOST)
    page = sign_in(rig, settled)
    assert page.box.isVisible()
    _nothing_overlaps(page)


def test_everything_that_can_be_found_at_once_is_told_before_the_scan_box_comes(
    rig: WindowRig, settled: Settled
):
    rig.findings = Findings((*(sign.code for sign in Sign), "ledger.issue_log_lagged"), LOST)
    page = sign_in(rig, settled)
    assert not page.box.isVisible()
    _nothing_overlaps(page)

    press(Qt.Key.Key_Return)
    settled(rig)
    assert page.box.isVisible()
    _nothing_overlaps(page)


def _nothing_overlaps(page: FindingsPage) -> None:
    """Every part lies inside the page and above the next."""
    parts = [one for one in page.findChildren(QWidget) if one.isVisible() and isinstance(one, _PARTS)]
    boxes = [QRect(one.mapTo(page, one.rect().topLeft()), one.size()) for one in parts]
    assert all(page.rect().contains(box) for box in boxes)
    crossed = [
        (first, second)
        for place, first in enumerate(boxes)
        for second in boxes[place + 1 :]
        if first.intersects(second)
    ]
    assert crossed == []
    wrapped = [one for one in parts if isinstance(one, QLabel) and one.wordWrap()]
    assert all(one.height() >= one.heightForWidth(one.width()) for one in wrapped)


def test_an_ordinary_day_goes_straight_to_the_windows(rig: WindowRig, settled: Settled):
    sign_in(rig, settled)
    assert rig.window.page is rig.session.window_page


def test_every_lost_paper_is_scanned_back_without_a_mouse(
    rig: WindowRig, settled: Settled, put_back: PutBack
):
    page = sign_in(rig, settled)
    acceptance, closing, receipt = put_back.codes
    assert page.box.heading.startswith("还有 3 份")

    scan(rig, settled, acceptance.lower())
    assert page.box.is_asking
    assert page.button.text() == "退回一步"
    answer(rig, settled, "临时占道")
    assert "个人还是单位" in _title(page)
    answer(rig, settled, "")
    answer(rig, settled, "1")
    answer(rig, settled, "刘桂香")
    answer(rig, settled, "")
    answer(rig, settled, "")
    assert page.box.strip.words == ("赣崇关受〔2026〕1号 补登好了，办件现在是“已受理”。还有 2 份，请接着扫。")

    scan(rig, settled, closing)
    answer(rig, settled, "A01")
    answer(rig, settled, "陈示范")
    answer(rig, settled, "")
    answer(rig, settled, "")
    assert "“办结”。还有 1 份" in page.box.strip.words

    scan(rig, settled, receipt)
    answer(rig, settled, "F01")
    answer(rig, settled, "2")
    answer(rig, settled, "关田镇供销合作社")
    answer(rig, settled, "")
    answer(rig, settled, "")
    assert page.box.strip.words.endswith("“已收件”。打印过的文书都补登回来了。")
    assert page.box.list.rows == ()
    assert page.button.text() == "知道了"
    with put_back.hall.office.storage.reading() as unit:
        assert sorted(row.applicant for row in unit.cases.recent(limit=9)) == [
            "关田镇供销合作社",
            "刘桂香",
            "陈示范",
        ]
    assert rig.bugs == []

    press(Qt.Key.Key_Escape)
    settled(rig)
    assert rig.window.page is rig.session.window_page


def _title(page: FindingsPage) -> str:
    return page.box.questions.question.title


def test_esc_steps_back_through_the_questions_and_takes_nothing(
    rig: WindowRig, settled: Settled, put_back: PutBack
):
    page = sign_in(rig, settled)
    scan(rig, settled, put_back.codes[1])
    answer(rig, settled, "A01")
    assert "的申请人是" in _title(page)
    press(Qt.Key.Key_Escape)
    assert "什么事项" in _title(page)
    press(Qt.Key.Key_Escape)
    assert not page.box.is_asking
    assert page.box.strip.words == "这一份没有补登。"
    assert QApplication.focusWidget() is page.box.field
    assert lost_numbers(put_back.hall.office) == rig.findings.lost


def test_another_paper_scanned_into_a_question_is_no_answer(
    rig: WindowRig, settled: Settled, put_back: PutBack
):
    page = sign_in(rig, settled)
    scan(rig, settled, put_back.codes[1])
    for before in ("什么事项", "的申请人是"):
        assert before in _title(page)
        scan(rig, settled, put_back.codes[0])
        assert before in _title(page)
        assert page.box.strip.words == "先答完上一份，再扫下一份。"
        answer(rig, settled, "A01" if before == "什么事项" else "陈示范")
    assert "查询码" in _title(page)


def test_an_answer_that_cannot_be_right_is_asked_again(rig: WindowRig, settled: Settled, put_back: PutBack):
    page = sign_in(rig, settled)
    scan(rig, settled, put_back.codes[1])
    answer(rig, settled, "A01")
    answer(rig, settled, "陈示范")
    answer(rig, settled, "ABCDEFGHJK")
    answer(rig, settled, "")
    assert "查询码是" in _title(page)
    assert page.box.strip.words.startswith("填的查询码不对")
    answer(rig, settled, "")
    answer(rig, settled, "123")
    assert "身份证号是" in _title(page)
    answer(rig, settled, "")
    assert "补登好了" in page.box.strip.words


@pytest.mark.parametrize(
    ("code", "said"),
    [("HTTPS://WX.QQ.COM/ABCDEF", "不是本系统文书上的二维码"), ("SHORT", "不是本系统文书上的二维码")],
)
def test_what_is_no_code_of_ours_is_said_and_the_next_can_be_scanned(
    rig: WindowRig, settled: Settled, put_back: PutBack, code: str, said: str
):
    page = sign_in(rig, settled)
    scan(rig, settled, code)
    assert said in page.box.strip.words
    assert QApplication.focusWidget() is page.box.field
    assert page.box.field.text() == ""


def test_a_code_scanned_twice_is_said_to_be_known(rig: WindowRig, settled: Settled, put_back: PutBack):
    page = sign_in(rig, settled)
    for _ in range(2):
        scan(rig, settled, put_back.codes[1])
        for words in ("A01", "陈示范", "", ""):
            if page.box.is_asking:
                answer(rig, settled, words)
    assert page.box.strip.words == "赣崇关结〔2026〕1号 已经在数据里，没有再记一次。请接着扫下一份。"
