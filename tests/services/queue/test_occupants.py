"""Who sits where, as the sign-in page shows it: today's shifts of this hall, nothing older."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from counter import at_window
from hall import SECOND, SUPERVISOR, Bench, new_bench

from app.bootstrap.opening import OpenHall
from app.domain.clerk import Clerk
from app.domain.ticket import QueueError, ServiceResult
from app.domain.visit.shift_kinds import Shift
from app.services.queue.call_next import call_next
from app.services.queue.desk import QueueDesk, queue_desk
from app.services.queue.finish import finish
from app.services.queue.issue import Wish, issue_ticket
from app.services.queue.occupants import occupants
from app.services.queue.window import leave_window, pause, resume, take_window


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return new_bench(tmp_path / "关田镇")


@pytest.fixture
def hall(bench: Bench) -> Iterator[OpenHall]:
    with bench.open() as hall:
        yield hall


def seat(hall: OpenHall, window: str, clerk: Clerk | None = None) -> QueueDesk:
    return queue_desk(hall.office, at_window(window, **({"clerk": clerk} if clerk else {})))


def test_a_new_hall_has_nobody_anywhere(hall: OpenHall) -> None:
    assert occupants(hall.office) == {}


def test_everybody_is_shown_where_they_sat_down_last(hall: OpenHall) -> None:
    # Given two clerks at two windows
    take_window(seat(hall, "03"), "wang")
    take_window(seat(hall, "04", SECOND), "li")
    assert occupants(hall.office) == {"03": "c-wang", "04": "c-li"}

    # When one goes home and another takes the window of the one who stayed
    leave_window(seat(hall, "03"), "home")
    take_window(seat(hall, "04", SUPERVISOR), "instead", instead=True)

    assert occupants(hall.office) == {"04": "c-liu"}


def test_a_pause_gives_no_window_away(hall: OpenHall) -> None:
    take_window(seat(hall, "03"), "wang")
    pause(seat(hall, "03"), "pause", "送材料")

    assert occupants(hall.office) == {"03": "c-wang"}
    assert resume(seat(hall, "03"), "resume") == Shift("c-wang", "")


def test_nobody_sits_anywhere_on_the_next_morning(bench: Bench, hall: OpenHall) -> None:
    take_window(seat(hall, "03"), "wang")
    bench.clock.advance(days=1)
    take_window(seat(hall, "04", SECOND), "li")

    assert occupants(hall.office) == {"04": "c-li"}


def test_a_restart_forgets_no_seat(bench: Bench) -> None:
    with bench.open() as hall:
        take_window(seat(hall, "03"), "wang")
    with bench.open() as hall:
        assert occupants(hall.office) == {"03": "c-wang"}


@pytest.mark.parametrize("command", [take_window, leave_window, resume])
def test_a_window_the_hall_has_not_is_no_place_to_sit(hall: OpenHall, command: object) -> None:
    assert callable(command)
    with pytest.raises(QueueError) as refused:
        command(seat(hall, "99"), "press")

    assert refused.value.code == "queue.no_such_window"
    assert occupants(hall.office) == {}


def test_a_window_with_a_person_before_it_is_not_left(hall: OpenHall) -> None:
    take_window(seat(hall, "03"), "wang")
    issue_ticket(seat(hall, "03"), "take", [Wish("B", "社保")])
    ticket = call_next(seat(hall, "03"), "call")
    assert ticket is not None

    with pytest.raises(QueueError, match="window_busy"):
        leave_window(seat(hall, "03"), "home")
    assert occupants(hall.office) == {"03": "c-wang"}

    finish(seat(hall, "03"), "finish", ticket, ServiceResult.DONE)
    leave_window(seat(hall, "03"), "home")
    assert occupants(hall.office) == {}


def test_sitting_down_where_one_sits_already_is_no_change(hall: OpenHall) -> None:
    first = take_window(seat(hall, "03"), "first")

    assert take_window(seat(hall, "03"), "second") == first
    assert occupants(hall.office) == {"03": "c-wang"}
