"""Clerks come and go at one window all day; what the one who left had open is let go."""

import gc
import weakref


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
