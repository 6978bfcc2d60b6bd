"""UI.md's three measures: hands stay on the keyboard, one glance answers, nothing jumps."""

from collections.abc import Mapping

import pytest
from applicants import ZHANG
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLabel, QWidget
from real_window import PHRASE

from app.services.desk import Desk
from app.services.queue.desk import queue_desk
from app.services.queue.issue import Wish, issue_ticket
from ui.form.table_grid import TableGrid
from ui.thread_guard import WorkOnGuiThread

MOST_KEYS = 12


@pytest.fixture
def pension_window(opens):
    """王小兰 at 03, 社保, where 张𬭎喆 was once before about something else."""
    clerk = opens()
    clerk.signs_in("0312")
    clerk.sits_at("03")
    clerk.goes_to("收件")
    clerk.picks_item("B09")
    clerk.fills(ZHANG)
    clerk.prints_with("Ctrl+J")
    clerk.press("Ctrl+Y")
    clerk.takes_a_number_for("B")
    return clerk


def test_a_returning_applicants_a01_takes_twelve_keys_no_mouse_and_no_dialog(pension_window):
    """Data is what is typed about this person; every other key counts, ticks and the last answer too.

    The form is printed and signed on the way: taking it in answers the signature it asks for.
    """
    clerk = pension_window
    clerk.keys_pressed = 0

    clerk.press("F2", "Enter")
    assert clerk.at == "证件号码"
    clerk.types("360782198812310022")
    clerk.waits_to_see("可带入")
    clerk.press("Ctrl+D")
    clerk.types("500")
    clerk.press("F8")
    clerk.types("2")
    clerk.press("F8")
    clerk.types("钟示范")
    clerk.press("Ctrl+P", "Space", "Space", "Space")
    paper = clerk.prints_with("F12")
    clerk.press("Ctrl+Y")

    assert clerk.keys_pressed <= MOST_KEYS
    assert clerk.sees("已受理并当场办结")
    assert paper.is_genuine()
    assert clerk.place.watch.opened == []


def test_one_glance_answers_who_what_when_and_whether_it_printed(pension_window):
    clerk = pension_window
    clerk.press("F2", "Enter")
    clerk.types("360782198812310022")
    clerk.press("Enter")
    clerk.types("张𬭎喆")
    clerk.press("Enter")

    who, missing, due = ("当前 B001", "张𬭎喆"), ("0/3", "□ 居民身份证 可免"), ("期限", "当场办结")
    assert clerk.sees(*who, *missing, *due)
    assert clerk.sees("正常"), "the printer"
    assert clerk.sees("单机运行", "待处理 0"), "what is stuck"
    assert clerk.sees("还要填", "□ 手机号码"), "what is still to be filled in"


def test_the_next_key_can_be_read_on_the_screen(pension_window):
    assert pension_window.sees("F2") or "F2" in button_keys(pension_window.place.composed.window)
    assert "F12" in button_keys(pension_window.place.composed.window)


def button_keys(window: QWidget) -> str:
    return " ".join(widget.accessibleName() for widget in window.findChildren(QWidget) if widget.isVisible())


Places = Mapping[QWidget, tuple[QRect, str]]


def places(window: QWidget) -> Places:
    """Where everything visible stands, and what it says."""
    return {
        widget: (QRect(widget.mapTo(window, QPoint()), widget.size()), words(widget))
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
    }


def words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel) else ""


def jumped(before: Places, after: Places) -> list[str]:
    """Return what moved, came or went; only a label whose words changed may be another width."""
    found = [f"{name(one)} came or went" for one in before.keys() ^ after.keys()]
    for widget in before.keys() & after.keys():
        (was, said), (now, says) = before[widget], after[widget]
        if was.topLeft() != now.topLeft() or (was.size() != now.size() and said == says):
            found.append(f"{name(widget)} {said!r} went from {was} to {now}")
    return found


def name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()} {words(widget)}"


@pytest.fixture
def at_the_form(clerk):
    clerk.goes_to("收件")
    clerk.picks_item("A01")
    return clerk


def test_nothing_jumps_when_an_error_appears_and_goes(at_the_form):
    window = at_the_form.place.composed.window
    calm = places(window)
    at_the_form.types("360782198812310023")
    at_the_form.waits_to_see("第 18 位应为 2")
    wrong = places(window)
    at_the_form.press("Backspace")
    at_the_form.types("2")
    right = places(window)

    assert jumped(calm, wrong) == []
    assert jumped(wrong, right) == []


def test_nothing_jumps_when_a_message_and_a_problem_come_up(at_the_form):
    window = at_the_form.place.composed.window
    at_the_form.press("F8")
    before = places(window)
    at_the_form.press("F8")

    assert jumped(before, places(window)) == []


def test_what_stands_above_and_the_focus_stay_when_a_table_appears(at_the_form):
    """A table needs room: what stands below it gives way, the rest of the page and the keys do not.

    Where the page has no room for it, it stands on the next one.
    """
    window = at_the_form.place.composed.window
    at_the_form.walks_to("补缴年限")
    focus = at_the_form.focus
    lowest = focus.mapTo(window, focus.rect().bottomLeft()).y()
    before = {one: at for one, at in places(window).items() if at[0].bottom() <= lowest}
    tables = len(window.findChildren(TableGrid))
    hidden = [grid for grid in window.findChildren(TableGrid) if not grid.isVisible()]

    at_the_form.types("2")

    assert at_the_form.focus is focus
    after = places(window)
    assert len(before) > 20
    assert jumped(before, {one: after[one] for one in before if one in after}) == []
    if not any(grid.isVisible() for grid in hidden):
        at_the_form.press("PgDown")
    assert [grid for grid in hidden if grid.isVisible()], f"one of {tables} tables appeared"


def test_nothing_jumps_when_somebody_takes_a_number_meanwhile(at_the_form):
    window, office = at_the_form.place.composed.window, at_the_form.place.office
    before = places(window)
    desk = at_the_form.place.composed.session.desk
    assert desk is not None
    elsewhere = Desk(clerk=desk.clerk, place=desk.place, window="02")
    for _person in range(3):
        issue_ticket(queue_desk(office, elsewhere), office.ids.operation_id(), [Wish("A", "综合")])
    at_the_form.place.page.look_again()
    at_the_form.waits_to_see("等候 3")

    assert jumped(before, places(window)) == []


def test_a_use_case_on_the_thread_that_draws_would_fail_these_tests(clerk):
    reception = clerk.place.composed.reception
    assert reception.hall is not None
    office = reception.hall.office
    papers = office.papers
    slow = (
        office.storage.reading,
        office.printer.available,
        lambda: papers.renderer.undrawable("永"),
        lambda: papers.signer.sign_payload(b"x"),
        papers.issue_log.read,
        lambda: reception.sign_in("0312", PHRASE),
        lambda: reception.vouched("0312", PHRASE),
    )

    for act in slow:
        with pytest.raises(WorkOnGuiThread):
            act()
