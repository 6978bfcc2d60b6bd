"""Clerks come and go at one window all day; what the one who left had open is let go."""

import gc
import weakref

from ui.widgets.message_strip import MessageStrip


def test_the_page_of_a_clerk_who_left_is_gone(clerk):
    clerk.goes_to("收件")
    clerk.picks_item("A01")
    left = weakref.ref(clerk.place.page)
    session = clerk.place.composed.session

    session.lock()
    clerk.settle()
    session.lock_page.left.emit()
    clerk.waits_until(lambda: session._work is None, "the clerk still sits there")

    clerk.waits_until(lambda: gc.collect() >= 0 and left() is None, "something still holds the page")


def test_whoever_left_a_person_at_the_window_locks_nobody_out(clerk):
    # Given somebody at the window, and a clerk who went away for long
    clerk.takes_a_number_for("A")
    called = clerk.calls_next()
    clerk.place.is_left_alone()
    clerk.waits_to_see("已锁屏")

    # When a colleague wants to sign in at this computer
    clerk.press("Ctrl+Shift+L")
    clerk.waits_to_see(f"{called} 还没有办完", "再按一次 Ctrl+Shift+L")
    said = clerk.place.composed.session.lock_page.findChild(MessageStrip).label
    assert said.heightForWidth(said.width()) <= said.height(), "the sentence is cut"
    clerk.press("Ctrl+Shift+L")
    clerk.signs_in("0301")
    clerk.sits_at_in_place_of_another("01")

    # Then the colleague goes on with the same person
    clerk.waits_to_see(f"当前 {called}", "刘* 0301")
