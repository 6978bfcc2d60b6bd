"""Drafts that lay for long are put before a supervisor, and go by that hand alone."""

from dataclasses import replace
from datetime import date

import pytest
import word_files
from counter import at_window
from custom_shelves import with_custom
from hall import CLERK, SECOND, SUPERVISOR, Bench

from app.bootstrap.opening import OpenHall
from app.domain.access import AccessKind
from app.domain.clerk import Clerk
from app.domain.role import Role
from app.domain.words import Words
from app.services.cases import drafts
from app.services.cases.old_drafts import DraftKept, delete_old_draft
from app.services.confirm_day import confirm_day
from app.services.desk import NotAllowed
from app.services.matters import Matter, Unsettled
from app.services.office import Office
from app.services.unsettled import unsettled

AT_TOP = at_window(clerk=SUPERVISOR)
NAME = "欧阳明月"


@pytest.fixture
def draft(hall: OpenHall) -> str:
    """Begun on 26 November by a window clerk, with a name in it."""
    opened = drafts.start_draft(hall.office, at_window(), "A01")
    assert opened is not None
    drafts.journal(hall.office, opened.draft.id, {"name": NAME})
    return opened.draft.id


def later(hall: OpenHall, bench: Bench, days: int) -> None:
    bench.clock.advance(days=days)
    confirm_day(hall.office, bench.clock.now().date(), by=CLERK, supervisor=SUPERVISOR)


def offered(office: Office) -> list[Unsettled]:
    return [one for one in unsettled(office) if one.matter is Matter.DRAFT]


def is_there(hall: OpenHall, draft: str) -> bool:
    with hall.office.storage.reading() as unit:
        return unit.drafts.load(draft) is not None


def test_a_draft_is_offered_the_day_after_it_lay_as_long_as_the_hall_lets_it(
    hall: OpenHall, bench: Bench, draft: str
) -> None:
    later(hall, bench, 30)
    assert offered(hall.office) == []

    later(hall, bench, 1)

    (one,) = offered(hall.office)
    said = Words(word_files.templates()).say(one.code, one.facts).sentence()
    assert one.id == draft
    assert "王小兰 在 2026年11月26日 暂存" in said
    assert "已经放了 31 天" in said
    assert NAME not in said, "a list is masked"
    assert is_there(hall, draft), "nothing goes by itself"


def test_a_supervisor_deletes_it_and_that_is_logged_without_what_was_in_it(
    hall: OpenHall, bench: Bench, draft: str
) -> None:
    later(hall, bench, 31)

    delete_old_draft(hall.office, AT_TOP, draft)
    delete_old_draft(hall.office, AT_TOP, draft)

    assert not is_there(hall, draft)
    assert offered(hall.office) == []
    with hall.office.storage.reading() as unit:
        entries = [one.entry for one in unit.audit.entries()]
    (entry,) = [one for one in entries if one.kind is AccessKind.DRAFT_DELETED]
    assert (entry.clerk_id, entry.fields) == (SUPERVISOR.id, ("A01", CLERK.id, "2026-11-26"))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR])
def test_nobody_else_deletes_a_colleagues_draft(hall: OpenHall, bench: Bench, draft: str, role: Role) -> None:
    later(hall, bench, 31)
    clerk = Clerk(id="c-ma", name="马示范", staff_number="0399", roles=frozenset({role}))

    with pytest.raises(NotAllowed):
        delete_old_draft(hall.office, at_window(clerk=clerk), draft)
    assert is_there(hall, draft)


def test_a_draft_that_may_still_be_worked_on_is_no_supervisors(hall: OpenHall, draft: str) -> None:
    with pytest.raises(DraftKept) as told:
        delete_old_draft(hall.office, AT_TOP, draft)

    assert told.value.facts["days"] == 30
    assert is_there(hall, draft)


def test_one_into_which_nothing_was_put_is_no_matter(hall: OpenHall, bench: Bench) -> None:
    drafts.start_draft(hall.office, at_window(clerk=SECOND), "A01")
    later(hall, bench, 31)

    assert offered(hall.office) == []


@pytest.mark.parametrize(("days", "count"), [(0, 0), (7, 1)])
def test_how_long_is_the_halls_to_say_and_none_asks_about_nothing(
    hall: OpenHall, bench: Bench, draft: str, days: int, count: int
) -> None:
    office = with_custom(hall.office, hall=replace(hall.office.hall, draft_days=days))
    later(hall, bench, 8)

    assert len(offered(office)) == count


def test_the_demo_hall_says_thirty_days(hall: OpenHall) -> None:
    assert hall.office.hall.draft_days == 30
    with hall.office.storage.reading() as unit:
        assert unit.drafts.begun_before(date(2026, 11, 26)) == ()
