"""A clerk who retired, or lost a post, is refused at the next key of a window that stayed open."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from counter import FOLDER, STREET, at_window, checked, intake, street_stall
from hall import CLERK, SUPERVISOR, Bench
from worked_hall import worked_bench

from app.bootstrap.opening import OpenHall
from app.bootstrap.places import HallHome
from app.domain.clerk import Clerk
from app.domain.role import Role
from app.services.cases import look_up
from app.services.cases.accept import accept_intake
from app.services.cases.drafts import start_draft
from app.services.cases.scans import show_pages
from app.services.desk import Desk, NotAllowed
from app.services.papers.print_paper import print_paper
from app.services.papers.void_paper import void_paper
from app.services.queue.call_next import call_next
from app.services.queue.desk import queue_desk
from app.services.queue.window import leave_window, take_window

Act = Callable[[OpenHall, Desk], object]


def a_case(hall: OpenHall) -> str:
    return look_up.recent_cases(hall.office, at_window(clerk=SUPERVISOR))[0].id


def a_paper(hall: OpenHall) -> str:
    with hall.office.storage.reading() as unit:
        return next(one.id for one in unit.papers.all_numbers() if not one.is_void)


ACTS: Mapping[str, Act] = {
    "accept": lambda hall, desk: accept_intake(
        hall.office, desk, "x", intake(hall.office, STREET, **street_stall(7))
    ),
    "call": lambda hall, desk: call_next(queue_desk(hall.office, desk), "x"),
    "sit down": lambda hall, desk: take_window(queue_desk(hall.office, desk), "x", instead=True),
    "search": lambda hall, desk: look_up.search_cases(hall.office, desk, "张"),
    "list": lambda hall, desk: look_up.recent_cases(hall.office, desk),
    "open": lambda hall, desk: look_up.open_case_file(hall.office, desk, a_case(hall)),
    "reveal": lambda hall, desk: look_up.reveal(hall.office, desk, a_case(hall), ["cert_no"]),
    "look at pages": lambda hall, desk: show_pages(hall.office, desk, a_case(hall), "1"),
    "begin a draft": lambda hall, desk: start_draft(hall.office, desk, "A01"),
    "print": lambda hall, desk: print_paper(hall.office, desk, a_paper(hall), FOLDER, reason="遗失"),
}


@pytest.fixture(scope="module")
def worked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return worked_bench(tmp_path_factory.mktemp("former") / "关田镇").home.folder


@pytest.fixture
def hall(worked_once: Path, tmp_path: Path) -> Iterator[OpenHall]:
    with Bench(HallHome(shutil.copytree(worked_once, tmp_path / "关田镇"))).open() as hall:
        yield hall


def now_is(hall: OpenHall, clerk: Clerk) -> None:
    """Another computer's keeper changes a clerk while the window stays open."""
    with hall.office.storage.writing() as unit:
        unit.clerks.save(clerk)
        unit.commit()


def traces(hall: OpenHall) -> tuple[int, int]:
    with hall.office.storage.reading() as unit:
        return unit.operations.head().seq, len(list(unit.audit.entries()))


@pytest.mark.parametrize("name", ACTS)
def test_a_retired_clerk_does_nothing_more(hall: OpenHall, name: str) -> None:
    now_is(hall, replace(CLERK, is_active=False))
    before = traces(hall)

    with pytest.raises(NotAllowed) as refused:
        ACTS[name](hall, at_window())

    assert refused.value.code == "clerk.retired_since"
    assert traces(hall) == before


@pytest.mark.parametrize("name", ACTS)
def test_a_clerk_who_lost_the_post_does_nothing_more_in_it(hall: OpenHall, name: str) -> None:
    now_is(hall, replace(CLERK, roles=frozenset({Role.AUDITOR})))
    before = traces(hall)

    with pytest.raises(NotAllowed) as refused:
        ACTS[name](hall, at_window())

    assert refused.value.code == "clerk.post_lost_since"
    assert traces(hall) == before


def test_a_supervisor_no_more_goes_on_as_what_is_left(hall: OpenHall) -> None:
    now_is(hall, replace(SUPERVISOR, roles=frozenset({Role.WINDOW})))
    desk = at_window(clerk=replace(SUPERVISOR, roles=frozenset({Role.WINDOW, Role.SUPERVISOR})))

    with pytest.raises(NotAllowed):
        void_paper(hall.office, desk, "x", a_paper(hall), "写错")
    assert look_up.search_cases(hall.office, desk, "张") is not None
    done = accept_intake(hall.office, desk, "y", intake(hall.office, STREET, **street_stall(8)))
    assert done.papers


def test_what_was_done_before_is_still_told(hall: OpenHall) -> None:
    done = ACTS["accept"](hall, at_window())
    now_is(hall, replace(CLERK, is_active=False))

    assert ACTS["accept"](hall, at_window()) == done


def test_a_retired_clerk_may_still_leave_the_window(hall: OpenHall) -> None:
    queue = queue_desk(hall.office, at_window("04"))
    take_window(queue, "sit", instead=True)
    now_is(hall, replace(CLERK, is_active=False))

    assert leave_window(queue, "leave").clerk == ""
    assert checked(hall).findings == ()
