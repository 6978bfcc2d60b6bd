"""Calling, calling again, passing, letting back in, sending elsewhere: by the keys on the buttons."""

import pytest


@pytest.fixture
def three_waiting(clerk):
    for _person in range(3):
        clerk.takes_a_number_for("A")
    return clerk


def test_numbers_are_called_in_order_and_called_again(three_waiting):
    first = three_waiting.calls_next()
    three_waiting.press("F3")
    three_waiting.waits_to_see(f"{first} 已重呼")

    assert first == "A001"
    assert three_waiting.sees("等候 2")


def test_a_priority_goes_first_and_the_column_says_why(clerk):
    clerk.takes_a_number_for("A")
    clerk.takes_a_number_for("A", ground="1")

    assert clerk.sees("刚取的号", "号票已送到打印机")
    clerk.press("Esc")
    assert clerk.sees("其中优先 1", "等候 2")
    assert clerk.calls_next() == "VA001"


def test_after_a_number_the_keys_are_in_the_list_whose_buttons_name_them(clerk):
    clerk.takes_a_number_for("A")
    clerk.press("Esc")
    clerk.takes_a_number_for("A")
    clerk.press("Esc")
    assert clerk.at == "等候"

    clerk.press("Enter")

    clerk.waits_until(lambda: clerk.sees("当前 A001") or "A001" in clerk.at, "Enter does nothing")


def test_where_every_key_is_explained_stands_on_the_screen(clerk):
    assert clerk.sees("F1 按键")


def test_who_did_not_come_is_passed_and_let_back_in(three_waiting):
    passed = three_waiting.calls_next()
    three_waiting.press("F4")
    three_waiting.waits_to_see(f"过号 1：{passed}")

    three_waiting.goes_to("叫号")
    three_waiting.tabs_to("过号")
    three_waiting.press("Down", "Enter")
    three_waiting.waits_to_see(f"{passed} 已恢复")

    assert three_waiting.sees("没有过号", "等候 3")


def test_a_number_goes_to_another_business_with_its_reason(three_waiting):
    sent = three_waiting.calls_next()
    three_waiting.press("F6")
    three_waiting.answers("C", "1")
    three_waiting.waits_to_see(f"{sent} 已转到 C")

    assert three_waiting.sees("当前 无", "等候 2")


def test_a_pause_takes_a_reason_and_the_same_key_ends_it(three_waiting):
    three_waiting.press("F7")
    three_waiting.answers("2")
    three_waiting.waits_to_see("临时离岗", "F7 恢复")
    three_waiting.press("F2")
    nobody = three_waiting.sees("当前 无")

    three_waiting.press("F7")
    three_waiting.waits_to_see("已恢复叫号")

    assert nobody
    assert three_waiting.calls_next() == "A001"


def test_escape_leaves_a_question_and_nothing_has_happened(three_waiting):
    called = three_waiting.calls_next()
    three_waiting.press("F6", "Esc")

    assert three_waiting.sees(f"当前 {called}", "办理中")


def test_the_key_card_shows_every_key_and_the_same_key_takes_it_away(clerk):
    clerk.press("F1")
    shown = clerk.screen
    clerk.press("F1")

    assert all(word in shown for word in ("叫下一位", "受理这件，打印受理通知书", "下一格"))
    assert clerk.sees("当前 无")


def test_cases_are_searched_from_everywhere_and_the_form_stays(clerk):
    clerk.takes_a_number_for("A")
    clerk.calls_next()
    clerk.picks_item("A01")
    clerk.fills({"姓名": "王小明"})
    for panel in ("收件", "台账", "文书"):
        clerk.goes_to(panel)
        clerk.press("Ctrl+F")
        assert clerk.at == "查找办件"
    clerk.goes_to("收件")

    assert clerk.sees("王小明")


def test_calling_while_somebody_sits_there_says_what_comes_first(clerk):
    clerk.takes_a_number_for("A")
    clerk.takes_a_number_for("A")
    called = clerk.calls_next()
    clerk.press("F2")

    clerk.waits_to_see(f"{called} 还在办理中。办完按 F5")
