"""History 11: a licence application, and a notice that was served in time but arrives late."""

from datetime import date

import pytest
from ledger_world import World

from app.domain.calendar import WorkCalendar, YearDays
from app.domain.case.deadlines import deemed_accepted_on

CALENDAR = WorkCalendar({2026: YearDays()})
RECEIVED = date(2026, 11, 26)  # a Thursday; the fifth working day after it is 3 December
LAST_DAY, DAY_AFTER = date(2026, 12, 3), date(2026, 12, 4)


def an_application():
    world = World()
    window, other = world.window(3), world.window(5)
    case = window.opens(item="F01")
    world.cut_off(other)
    return world, window, other, case


def serves_a_notice(world, other, case, *, days_later):
    world.clock.advance(days=days_later)
    ground = other.decides("case.supplement_requested.v1", case, supplements=["租赁合同"])
    other.serves(other.issues(case, ground, code="赣崇关补", type_code="BZ"))


def deemed(world, case, today, *, is_licence=True):
    document = world.state(case).document
    return deemed_accepted_on(document, is_licence=is_licence, today=today, calendar=CALENDAR)


def test_a_notice_served_on_day_3_takes_the_deemed_acceptance_back_when_it_arrives_on_day_7():
    world, _, other, case = an_application()
    serves_a_notice(world, other, case, days_later=5)
    # by the facts known on the day after, nobody answered
    assert deemed(world, case, LAST_DAY) is None
    assert deemed(world, case, DAY_AFTER) == RECEIVED
    # the late arrival recomputes it
    world.everyone_syncs()
    assert deemed(world, case, DAY_AFTER) is None
    world.must_be_lawful()


def test_a_notice_served_too_late_does_not():
    world, _, other, case = an_application()
    serves_a_notice(world, other, case, days_later=8)
    world.everyone_syncs()
    assert deemed(world, case, DAY_AFTER) == RECEIVED


def test_never_served():
    world, _, _, case = an_application()
    assert deemed(world, case, DAY_AFTER) == RECEIVED


def test_not_a_licence_item():
    world, _, _, case = an_application()
    assert deemed(world, case, DAY_AFTER, is_licence=False) is None


@pytest.mark.parametrize("days", [1, 7, 30])
def test_no_timer_operation_exists(days):
    world, window, _, _case = an_application()
    before = len(world.store.log)
    world.clock.advance(days=days)
    window.syncs()
    assert len(world.store.log) == before


def test_a_supplement_followed_by_silence_counts_from_the_day_it_was_handed_in():
    world, window, _other, case = an_application()
    world.clock.advance(days=1)
    ground = window.decides("case.supplement_requested.v1", case, supplements=["租赁合同"])
    window.serves(window.issues(case, ground, code="赣崇关补", type_code="BZ"))
    world.clock.advance(days=5)
    window.decides("case.supplemented.v1", case)
    brought, fifth = date(2026, 12, 2), date(2026, 12, 9)
    # the old notice answers nothing any more
    assert deemed(world, case, fifth) is None
    assert deemed(world, case, date(2026, 12, 10)) == brought
    world.everyone_syncs()
    world.must_be_lawful()


def test_a_second_notice_that_arrives_late_takes_it_back_too():
    world, window, other, case = an_application()
    world.clock.advance(days=1)
    ground = window.decides("case.supplement_requested.v1", case, supplements=["租赁合同"])
    window.serves(window.issues(case, ground, code="赣崇关补", type_code="BZ"))
    world.clock.advance(days=5)
    window.decides("case.supplemented.v1", case)
    world.everyone_syncs()
    world.cut_off(other)
    serves_a_notice(world, other, case, days_later=2)
    assert deemed(world, case, date(2026, 12, 10)) == date(2026, 12, 2)
    world.everyone_syncs()
    assert deemed(world, case, date(2026, 12, 10)) is None
    world.must_be_lawful()
