"""A paper hides nothing: each look at one is a reveal, logged, and nobody's own work takes another key."""

from dataclasses import replace

import pytest
from counter import STREET, accepted, at_window
from hall import CLERK, SUPERVISOR, Bench

from app.bootstrap.opening import OpenHall
from app.domain.access import AccessEntry, AccessKind
from app.domain.clerk import Clerk
from app.domain.role import Role
from app.services.cases.look_at_paper import PaperCovered, look_at_paper
from app.services.cases.look_up import LookUpRefused
from app.services.desk import Desk, NotAllowed
from app.services.papers.finish import NoBytes, finish_paper

COLLEAGUE = Clerk(id="c-he", name="何示范", staff_number="0313", roles=frozenset({Role.WINDOW}))


def looks(hall: OpenHall) -> list[AccessEntry]:
    with hall.office.storage.reading() as unit:
        entries = [one.entry for one in unit.audit.entries()]
    return [entry for entry in entries if entry.kind is AccessKind.REVEAL]


@pytest.fixture
def paper(hall: OpenHall) -> str:
    return accepted(hall, STREET).papers[0].id


@pytest.fixture
def pdf(hall: OpenHall, paper: str) -> bytes:
    return finish_paper(hall.office, paper)


def somewhere_else(clerk: Clerk) -> Desk:
    return replace(at_window(clerk=clerk), window="09")


def test_the_paper_just_issued_is_there_at_once_and_each_opening_is_one_line(
    hall: OpenHall, paper: str, pdf: bytes
) -> None:
    assert look_at_paper(hall.office, at_window(), paper, is_asked=False) == pdf
    assert look_at_paper(hall.office, at_window(), paper, is_asked=False) == pdf

    first, second = looks(hall)
    assert (first.clerk_id, first.reason, first.window) == (CLERK.id, "查看文书", at_window().window)
    assert first.case_id == second.case_id is not None


def test_a_colleague_at_another_window_sees_nothing_and_nothing_is_logged(
    hall: OpenHall, paper: str, pdf: bytes
) -> None:
    with pytest.raises(PaperCovered):
        look_at_paper(hall.office, somewhere_else(COLLEAGUE), paper, is_asked=False)
    with pytest.raises(LookUpRefused):
        look_at_paper(hall.office, somewhere_else(COLLEAGUE), paper, is_asked=True)

    assert looks(hall) == []


def test_the_colleague_who_took_the_window_over_today_sees_it(hall: OpenHall, paper: str, pdf: bytes) -> None:
    assert look_at_paper(hall.office, at_window(clerk=COLLEAGUE), paper, is_asked=False) == pdf


def test_a_supervisor_asks_for_a_paper_of_others_and_that_is_logged(
    hall: OpenHall, paper: str, pdf: bytes
) -> None:
    desk = somewhere_else(SUPERVISOR)
    with pytest.raises(PaperCovered):
        look_at_paper(hall.office, desk, paper, is_asked=False)
    assert looks(hall) == []

    assert look_at_paper(hall.office, desk, paper, is_asked=True) == pdf

    assert [entry.clerk_id for entry in looks(hall)] == [SUPERVISOR.id]


def test_a_paper_of_another_day_is_asked_for_even_by_whoever_issued_it(
    bench: Bench, hall: OpenHall, paper: str, pdf: bytes
) -> None:
    bench.clock.advance(days=1)
    with pytest.raises(PaperCovered):
        look_at_paper(hall.office, at_window(), paper, is_asked=False)

    assert look_at_paper(hall.office, at_window(), paper, is_asked=True) == pdf


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.GUIDE, Role.ADMINISTRATOR, Role.AUDITOR])
def test_a_post_that_reveals_nothing_sees_no_paper(
    hall: OpenHall, paper: str, pdf: bytes, role: Role
) -> None:
    clerk = replace(COLLEAGUE, roles=frozenset({role}))

    with pytest.raises((NotAllowed, PaperCovered)):
        look_at_paper(hall.office, at_window(clerk=clerk), paper, is_asked=False)
    with pytest.raises(NotAllowed):
        look_at_paper(hall.office, at_window(clerk=clerk), paper, is_asked=True)
    assert looks(hall) == []


def test_why_a_paper_is_covered_names_no_key_that_would_be_refused(
    hall: OpenHall, paper: str, pdf: bytes
) -> None:
    reviewer = replace(COLLEAGUE, roles=frozenset({Role.REVIEWER}))
    desks = (at_window(clerk=reviewer), somewhere_else(COLLEAGUE), somewhere_else(SUPERVISOR))
    codes = []
    for desk in desks:
        with pytest.raises(PaperCovered) as covered:
            look_at_paper(hall.office, desk, paper, is_asked=False)
        codes.append(covered.value.code)

    assert codes == ["panels.paper_not_for_post", "panels.paper_of_others", "panels.paper_covered"]


def test_a_look_at_what_was_not_made_makes_and_logs_nothing(hall: OpenHall, paper: str) -> None:
    with pytest.raises(NoBytes):
        look_at_paper(hall.office, at_window(), paper, is_asked=True)

    assert looks(hall) == []
