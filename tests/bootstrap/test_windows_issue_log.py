"""What any window printed is missed after a restore, whichever window is opened first."""

import shutil
from pathlib import Path

from counter import FOLDER, at_window
from hall import Bench

from app.bootstrap.opening import OpenHall
from app.bootstrap.seat import NO_WINDOW
from app.domain.restore import Sign
from app.domain.ticket import Ticket
from app.services.lost_numbers import lost_numbers
from app.services.papers.print_slip import print_slip
from app.services.queue.desk import queue_desk
from app.services.queue.issue import Wish, issue_ticket
from db.backup import copy_into


def slip(hall: OpenHall, letter: str) -> Ticket:
    """Take a number and print its slip."""
    queue = queue_desk(hall.office, at_window())
    ticket = issue_ticket(queue, hall.office.ids.operation_id(), [Wish(letter, "社保")])
    print_slip(hall.office, at_window(), ticket, FOLDER)
    return ticket


def test_an_older_file_is_found_out_by_the_papers_of_all_windows(bench: Bench, tmp_path: Path) -> None:
    copy = tmp_path / "stick" / "hall.db"
    with bench.open(NO_WINDOW) as hall:
        hall.seat.take("03")
        copy_into(hall.database.engine, copy)
        slip(hall, "B")
        hall.seat.take("05")
        slip(hall, "C")
    for left_over in bench.home.folder.glob("hall.db-*"):
        left_over.unlink()
    shutil.copyfile(copy, bench.home.database)

    with bench.open(NO_WINDOW) as hall:
        hall.seat.take("04")
        assert Sign.NUMBERS_AHEAD in hall.signs
        missed = str(lost_numbers(hall.office))
        assert "B001" in missed
        assert "C001" in missed
        assert [slip(hall, "B").label, slip(hall, "C").label] == ["B002", "C002"]
    files = sorted(file.name for file in bench.home.issue_log.glob("window-*"))
    assert files == ["window-03.jsonl", "window-04.jsonl", "window-05.jsonl"]
