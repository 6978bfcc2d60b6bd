"""Somebody who was called to the wrong window is sent on by one key, and nothing is taken in meanwhile."""

from dataclasses import replace

import pytest
from catalog_shelves import shelf_with
from claimed_items import served_at
from clerk import Clerk
from hall import hall_data

from app.domain.clerk import Clerk as Person
from app.domain.role import Role
from app.services.desk import Desk
from app.services.queue.desk import queue_desk
from app.services.queue.view import queue_view
from app.services.queue.window import take_window

COLLEAGUE = Person(id="c-zhong", name="钟明亮", staff_number="0399", roles=frozenset({Role.WINDOW}))


@pytest.fixture
def clerk(opens) -> Clerk:
    """王小兰 at window 01 of a hall that claimed A01 for window 07."""
    data = replace(hall_data(), shelf=shelf_with(served_at(hall_data().catalog, A01=("07",))))
    one = opens(data=data)
    one.signs_in("0312")
    one.sits_at("01")
    return one


def colleague_sits_at(clerk: Clerk, window: str):
    office = clerk.place.office
    with office.storage.writing() as unit:
        unit.clerks.save(COLLEAGUE)
        unit.commit()
    desk = queue_desk(office, Desk(clerk=COLLEAGUE, place=office.hall.id, window=window))
    take_window(desk, office.ids.operation_id())
    return desk


def test_one_key_sends_them_to_the_window_that_serves_what_they_came_for(clerk):
    # Given a colleague at window 07, and somebody called to window 01
    there = colleague_sits_at(clerk, "07")
    clerk.takes_a_number_for("A")
    clerk.calls_next()
    clerk.goes_to("收件")
    clerk.waits_to_see("要办什么事项")

    # When the clerk finds what they want, it says where that is done, and asks before it is taken in here
    clerk.types("A01")
    clerk.waits_to_see("在 07 号窗口办理")
    clerk.press("Enter")
    clerk.waits_to_see("按 F6 把 A001 转过去", "那边今天没有人办")
    clerk.press("Enter")
    clerk.waits_to_see("按 F6 把 A001 转过去")

    # then one key sends them on, and the next person can be called
    clerk.press("F6")
    clerk.waits_to_see("A001 已转到 07 号窗口", "当前 无", "要办什么事项")
    assert [one.ticket.label for one in queue_view(there).line] == ["A001"]


def test_where_nobody_sits_there_the_reason_is_one_digit_away(clerk):
    clerk.takes_a_number_for("A")
    clerk.calls_next()
    clerk.goes_to("收件")
    clerk.types("A01")
    clerk.press("Enter")
    clerk.waits_to_see("按 F6 把 A001 转过去")

    clerk.press("F6")
    clerk.waits_to_see("07 号窗口今天还没有人上班")
    clerk.press("1")
    clerk.waits_to_see("姓名", "身份证")
