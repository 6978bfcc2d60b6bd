"""The list of papers: the newest first, whatever their kind, and no more of them than are shown."""

from counter import PENSION, STREET, accepted, at_window, street_stall
from hall import Bench

from app.bootstrap.opening import OpenHall
from app.services.cases.look_up import list_papers


def issued_in_turn(hall: OpenHall) -> list[str]:
    """Papers of two kinds, one after the other; return their numbers."""
    done = (
        accepted(hall, STREET, "one", **street_stall(1)),
        accepted(hall, PENSION, "two"),
        accepted(hall, STREET, "three", **street_stall(3)),
    )
    return [paper.number for one in done for paper in one.papers]


def test_the_newest_paper_stands_first_though_another_kind_sorts_after_it(hall: OpenHall) -> None:
    numbers = issued_in_turn(hall)

    assert [file.paper.number for file in list_papers(hall.office, at_window())] == numbers[::-1]


def test_only_as_many_papers_as_asked_for_are_read(bench: Bench) -> None:
    with bench.open() as hall:
        numbers = issued_in_turn(hall)
        with hall.office.storage.reading() as unit:
            assert [one.number for one in unit.papers.recent(limit=2)] == numbers[:0:-1]
