"""A window's day: who sits there, pauses, moving to another window."""

import pytest
from queue_fakes import QueueWorld

from app.domain.ticket import QueueError, ServiceResult
from app.services.queue.call_next import call_next
from app.services.queue.finish import finish
from app.services.queue.view import queue_view
from app.services.queue.window import leave_window, pause, resume, take_window


def test_a_taken_window_shows_its_clerk(world: QueueWorld) -> None:
    take_window(world.at("03", user="wang"), world.press())

    assert queue_view(world.at("03")).shift.clerk == "wang"


def test_a_window_in_use_is_taken_over_only_on_purpose(world: QueueWorld) -> None:
    take_window(world.at("03", user="wang"), world.press())

    with pytest.raises(QueueError) as refused:
        take_window(world.at("03", user="li"), world.press())
    taken = take_window(world.at("03", user="li"), world.press(), instead=True)

    assert refused.value.facts == {"window": "03", "clerk": "wang"}
    assert taken.clerk == "li"


def test_a_window_is_not_left_while_a_ticket_is_open(world: QueueWorld) -> None:
    world.issue()
    take_window(world.at("03"), world.press())
    ticket = call_next(world.at("03"), world.press())
    assert ticket is not None

    with pytest.raises(QueueError) as refused:
        leave_window(world.at("03"), world.press())
    finish(world.at("03"), world.press(), ticket, ServiceResult.DONE)

    assert refused.value.code == "queue.window_busy"
    assert leave_window(world.at("03"), world.press()).clerk == ""


def test_a_pause_needs_a_reason_and_ends_with_resume(world: QueueWorld) -> None:
    world.issue()
    with pytest.raises(QueueError):
        pause(world.at("03"), world.press(), "")
    pause(world.at("03"), world.press(), "送材料")
    assert queue_view(world.at("03")).shift.is_paused

    resume(world.at("03"), world.press())

    assert call_next(world.at("03"), world.press()) is not None


def test_yesterdays_pause_does_not_last(world: QueueWorld) -> None:
    pause(world.at("03"), world.press(), "提前下班")
    world.clock.advance(days=1)
    world.issue()

    assert call_next(world.at("03"), world.press()) is not None


def test_pausing_twice_by_one_press_is_one_pause(world: QueueWorld) -> None:
    first = pause(world.at("03"), "press", "午休")
    resume(world.at("03"), world.press())

    assert pause(world.at("03"), "press", "午休") == first
    assert not queue_view(world.at("03")).shift.is_paused
