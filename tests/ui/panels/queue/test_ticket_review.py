"""The review of open tickets: a key for each, nothing decided before Enter, nothing left out."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from ticket_parts import DAY, a_ticket

from app.domain.ticket import CloseReason, TicketState
from ui.panels.queue.review import CARRY, CLOSE, SAME, ReviewAsked, TicketReview
from ui.widgets.text import Tone

TOMORROW = date(2026, 11, 27)


TICKETS = (a_ticket(1), a_ticket(2, state=TicketState.PASSED), a_ticket(3, state=TicketState.SERVING))


class Review:
    def __init__(self, qtbot):
        self.qtbot, self.page, self.decided, self.left = qtbot, TicketReview(), [], []
        self.page.decided.connect(self.decided.append)
        self.page.left.connect(lambda: self.left.append(True))
        qtbot.addWidget(self.page)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)
        self.page.ask(ReviewAsked(title="日终清点", tickets=TICKETS, carry_to=TOMORROW))

    def press(self, keys):
        self.qtbot.keyClicks(self.page.rows, keys)

    def fates(self):
        return [row.trail for row in self.page.rows.rows]

    def enter(self):
        self.qtbot.keyClick(self.page.rows, Qt.Key.Key_Return)


@pytest.fixture
def review(dressed_application, qtbot):
    return Review(qtbot)


def test_at_first_nothing_is_decided_and_the_keys_are_in_the_list(review):
    assert review.fates() == ["未决定"] * 3
    assert review.page.rows.hasFocus()
    assert review.page.rows.current_id == "t1"


def test_each_key_decides_the_chosen_ticket_and_goes_on(review):
    review.press("123")

    assert review.fates() == ["顺延到11月27日（周五）", "当日未办", "弃号离开"]


@pytest.mark.parametrize(("key", "reason"), CLOSE.items())
def test_each_reason_has_its_key(review, key, reason):
    review.press(key)

    assert review.fates()[0] == reason.label


def test_one_key_decides_all_the_rest_like_the_last(review):
    review.press("2" + SAME)

    assert review.fates() == ["当日未办"] * 3


def test_the_same_as_before_means_nothing_before_the_first_decision(review):
    review.press(SAME)

    assert review.fates() == ["未决定"] * 3


def test_what_was_decided_stays_when_the_rest_is_decided_alike(review):
    review.press("3" + CARRY + SAME)

    assert review.fates() == ["弃号离开", "顺延到11月27日（周五）", "顺延到11月27日（周五）"]


def test_a_decision_can_be_changed_before_enter(review):
    review.press("2")
    review.page.rows.choose("t1")
    review.press("4")

    assert review.fates()[0] == CloseReason.FORGOTTEN_FINISH.label


def test_the_same_as_before_means_what_was_pressed_just_now_even_on_an_earlier_ticket(review):
    review.press("23")
    review.page.rows.choose("t1")
    review.press("4" + SAME)

    assert review.fates() == ["忘记点完成", "弃号离开", "忘记点完成"]


def test_enter_with_an_undecided_ticket_says_how_many_and_goes_to_it(review):
    review.press("2")
    review.page.rows.choose("t1")
    review.enter()

    assert review.decided == []
    assert review.page.strip.words == "还有 2 张没有决定，请逐张按数字键。"
    assert review.page.rows.current_id == "t2"


def test_enter_hands_a_decision_over_for_every_ticket_in_order(review):
    review.press("1" + "2" + "5")
    review.enter()

    (decisions,) = review.decided
    assert [one.seen for one in decisions] == list(TICKETS)
    assert [one.fate for one in decisions] == [
        TOMORROW,
        CloseReason.NOT_SERVED,
        CloseReason.ISSUED_BY_MISTAKE,
    ]


def test_a_ticket_says_where_it_stands(review):
    assert [row.words.endswith(f"（{ticket.state.label}）") for row, ticket in _rows(review)] == [True] * 3
    assert {row.tone for row, _ in _rows(review)} == {Tone.PRESS}


def _rows(review):
    return list(zip(review.page.rows.rows, TICKETS, strict=True))


def test_every_key_stands_on_the_page(review):
    shown = " ".join(label.text() for label in review.page.findChildren(QLabel))

    assert "1 顺延到11月27日（周五）" in shown
    assert all(f"{key} {reason.label}" in shown for key, reason in CLOSE.items())


def test_stepping_out_decides_nothing(review):
    review.press("2")
    (button,) = [one for one in review.page.findChildren(QPushButton) if "Esc" in one.accessibleName()]

    button.click()

    assert review.left == [True]
    assert review.decided == []


def test_another_review_begins_undecided(review):
    review.press("2" + SAME)

    review.page.ask(ReviewAsked(title="前几天", tickets=TICKETS[:2], carry_to=DAY))

    assert review.fates() == ["未决定"] * 2
