"""A hall put back in the middle of a morning hands nobody a number that somebody holds already."""

import shutil
from pathlib import Path

import pytest
from counter import FOLDER, at_window, checked
from hall import KEY, Bench

from app.bootstrap.opening import OpenHall
from app.domain.restore import Sign
from app.domain.ticket import Ticket
from app.services.lost_numbers import lost_numbers
from app.services.papers.print_slip import print_slip
from app.services.queue.call_next import call_next
from app.services.queue.desk import queue_desk
from app.services.queue.issue import Wish, issue_ticket
from db.backup import copy_into
from db.restore import restore_database


def take(hall: OpenHall, letter: str = "B", *, slip: bool = True) -> Ticket:
    desk = queue_desk(hall.office, at_window())
    ticket = issue_ticket(desk, hall.office.ids.operation_id(), [Wish(letter, "社保")])
    if slip:
        print_slip(hall.office, at_window(), ticket, FOLDER)
    return ticket


@pytest.fixture
def copy(bench: Bench, tmp_path: Path) -> Path:
    """A backup after two slips; afterwards three more of B and one of C were handed out."""
    copy = tmp_path / "stick" / "hall.db"
    with bench.open() as hall:
        take(hall), take(hall)
        copy_into(hall.database.engine, copy)
        take(hall), take(hall), take(hall), take(hall, "C")
    return copy


def put_back(bench: Bench, copy: Path, *, by_hand: bool) -> None:
    if not by_hand:
        restore_database(copy, bench.home.database, KEY, bench.clock.now())
        return
    for left_over in bench.home.folder.glob("hall.db-*"):
        left_over.unlink()
    shutil.copyfile(copy, bench.home.database)


@pytest.mark.parametrize("by_hand", [True, False], ids=["copied over the file", "restored by the program"])
def test_the_line_goes_on_after_the_last_slip_that_came_out(bench: Bench, copy: Path, by_hand: bool) -> None:
    put_back(bench, copy, by_hand=by_hand)

    with bench.open() as hall:
        assert Sign.NUMBERS_AHEAD in hall.signs
        assert [take(hall).label, take(hall, "C").label, take(hall, "D").label] == ["B006", "C002", "D001"]
        assert checked(hall).findings == ()


def test_the_program_names_the_slips_it_no_longer_knows(bench: Bench, copy: Path) -> None:
    put_back(bench, copy, by_hand=True)

    with bench.open() as hall:
        lost = lost_numbers(hall.office)
        assert lost.papers == ()
        assert lost.tickets == (
            "2026-11-26 号票 B003",
            "2026-11-26 号票 B004",
            "2026-11-26 号票 B005",
            "2026-11-26 号票 C001",
        )


def test_those_who_were_in_line_at_the_backup_are_called_first(bench: Bench, copy: Path) -> None:
    put_back(bench, copy, by_hand=True)

    with bench.open() as hall:
        take(hall)
        called = call_next(queue_desk(hall.office, at_window()), "call")

    assert called is not None
    assert called.label == "B001"


def test_the_next_day_begins_at_one_again(bench: Bench, copy: Path) -> None:
    put_back(bench, copy, by_hand=True)
    bench.clock.advance(days=1)

    with bench.open() as hall:
        assert take(hall).label == "B001"


def test_a_hall_put_back_twice_in_a_morning_repeats_nothing(bench: Bench, copy: Path) -> None:
    seen = set()
    for _ in range(3):
        put_back(bench, copy, by_hand=True)
        with bench.open() as hall:
            seen |= {take(hall).label, take(hall).label}

    assert seen == {f"B{number:03d}" for number in range(6, 12)}


def test_a_number_without_a_slip_may_be_given_again_for_nobody_holds_it(bench: Bench, copy: Path) -> None:
    """The printer was off: the number was only called out, and the restored hall cannot know."""
    with bench.open() as hall:
        assert take(hall, "D", slip=False).label == "D001"
    put_back(bench, copy, by_hand=True)

    with bench.open() as hall:
        assert take(hall, "D").label == "D001"
