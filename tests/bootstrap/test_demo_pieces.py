"""The pieces of the demo day: its clock, its seeded identifiers, what it writes down."""

import hashlib
import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hall import Bench
from worked_hall import work_a_morning

from app.bootstrap.demo import _unused
from app.bootstrap.demo.summary import write_summary
from app.bootstrap.demo.surroundings import DemoClock, seeded_ids
from app.bootstrap.demo_hall import demo_clerks
from app.bootstrap.places import resources
from app.domain.role import Action

DAY = date(2026, 11, 26)


def test_the_demo_opens_at_half_past_eight_and_moves_by_the_script_alone() -> None:
    clock = DemoClock(DAY)
    opened = clock.now()
    assert (opened.date(), opened.hour, opened.minute) == (DAY, 8, 30)
    assert opened.utcoffset() == timedelta(hours=8)

    clock.pass_minutes(45)
    clock.pass_minutes(0)

    assert clock.now() - opened == timedelta(minutes=45)
    assert clock.milliseconds() == int(clock.now().timestamp() * 1000)
    assert clock.monotonic() <= clock.monotonic()


@pytest.mark.parametrize("seed", [0, 7, 2026])
def test_a_seed_gives_the_same_day_again(seed: int) -> None:
    def made(of: int) -> list[object]:
        ids = seeded_ids(of, DemoClock(DAY))
        return [ids.operation_id(), ids.random_bytes(16), ids.query_code(), ids.operation_id()]

    assert made(seed) == made(seed)
    assert made(seed) != made(seed + 1)


def test_a_day_played_before_is_never_written_over(tmp_path: Path) -> None:
    out = tmp_path / "演示"
    places = []
    for _ in range(3):
        places.append(_unused(out))
        places[-1].mkdir()

    assert [place.name for place in places] == ["演示", "演示-2", "演示-3"]


def test_the_demo_has_somebody_for_every_post_it_shows() -> None:
    clerks = demo_clerks(resources())

    assert len({clerk.staff_number for clerk in clerks}) == len(clerks)
    assert len({clerk.id for clerk in clerks}) == len(clerks)
    for action in (Action.ISSUE_TICKET, Action.CALL, Action.ACCEPT, Action.VOID):
        assert any(clerk.may(action) for clerk in clerks), action


def test_the_summary_lists_every_paper_with_the_digest_of_its_file(bench: Bench, tmp_path: Path) -> None:
    with bench.open() as hall:
        # Given a morning's work
        work_a_morning(hall)

        # When it is written down
        left = write_summary(hall.office, tmp_path / "out", Counter({"take": 3, "apply": 4}))

    # Then every paper is a file, and day.json says what it is
    day = json.loads(left.summary.read_text("utf-8"))
    assert len(left.papers) == len(day["papers"]) == 5
    for paper in day["papers"]:
        written = tmp_path / "out" / paper["file"]
        assert paper["sha256"] == hashlib.sha256(written.read_bytes()).hexdigest()
        assert paper["number"] in written.name
    assert day["business_date"] == "2026-11-26"
    assert day["steps"] == {"apply": 4, "take": 3}
    assert day["tickets"] == {"等候": 2, "已办结": 1}
    assert sum(day["cases"].values()) == 5
    assert day["seal_uses"] == 3, "of the others one is not drawn yet, and one was not stamped"


def test_a_summary_of_an_empty_day_is_a_summary(bench: Bench, tmp_path: Path) -> None:
    with bench.open() as hall:
        left = write_summary(hall.office, tmp_path / "out", Counter())

    day = json.loads(left.summary.read_text("utf-8"))
    assert (left.papers, day["papers"], day["tickets"], day["cases"]) == ([], [], {}, {})
