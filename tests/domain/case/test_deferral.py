"""Papers that come later: when they came, which promises were broken, which days will do."""

from datetime import date
from typing import Any

import pytest

from app.domain.calendar import WorkCalendar
from app.domain.case.deferral import VERIFIED, broken_on, deferred_papers
from app.domain.case.deferral_days import deferral_days, is_barred
from app.domain.hall import DeferralTerms
from app.domain.item import Handling, Limit, LimitUnit

PROMISED = date(2026, 12, 3)


def document(*materials: dict[str, Any], until: str = "2026-12-03", **more: Any) -> dict[str, Any]:
    rows = {f"m{number}": paper for number, paper in enumerate(materials)}
    put_off = {"name": "设计", "until": until, "by": "applicant", "held_before": ["m0"]}
    return {"materials": rows, "deferred": {"design": put_off}, **more}


def handed(day: str, where: str = "360725105000", note: str = "留存", key: str = "design") -> dict[str, Any]:
    return {"key": key, "where": where, "note": note, "events": [{"at": f"{day}T09:00:00+08:00"}]}


BEFORE = handed("2026-11-26")


@pytest.mark.parametrize(
    ("came", "day"),
    [
        ((), None),
        ((handed("2026-12-01"),), date(2026, 12, 1)),
        ((handed("2026-12-01", where="applicant"),), None),
        ((handed("2026-12-01", where="applicant", note=VERIFIED),), date(2026, 12, 1)),
        ((handed("2026-12-01", key="other"),), None),
        ((handed("2026-12-02"), handed("2026-12-01")), date(2026, 12, 1)),
    ],
)
def test_a_paper_came_when_it_was_handed_in_after_the_promise_and_kept(
    came: tuple[dict[str, Any], ...], day: date | None
) -> None:
    (paper,) = deferred_papers(document(BEFORE, *came))

    assert paper.came_on == day


def test_a_case_that_put_nothing_off_awaits_nothing() -> None:
    assert deferred_papers({"materials": {}}) == ()
    assert broken_on({"materials": {}}, date(2027, 1, 1)) is None


@pytest.mark.parametrize(
    ("today", "more", "came", "broken"),
    [
        ("2026-12-03", {}, (), False),
        ("2026-12-04", {}, (), True),
        ("2026-12-04", {}, (handed("2026-12-04"),), False),
        ("2026-12-20", {"withdrawn_on": "2026-12-03"}, (), False),
        ("2026-12-20", {"withdrawn_on": "2026-12-04"}, (), True),
        ("2026-12-20", {"merged_on": "2026-12-01"}, (), False),
        ("2026-12-20", {"terminated_on": "2026-12-07"}, (), True),
        ("2026-12-20", {"terminated_on": "2026-12-07"}, (handed("2026-12-08"),), True),
    ],
)
def test_a_promise_is_broken_when_its_day_passed_while_the_case_still_waited(
    today: str, more: dict[str, Any], came: tuple[dict[str, Any], ...], broken: bool
) -> None:
    found = broken_on(document(BEFORE, *came, **more), date.fromisoformat(today))

    assert found == (PROMISED if broken else None)


def test_the_bar_runs_from_the_promised_day_and_a_hall_may_have_none() -> None:
    terms = DeferralTerms(barred=10)

    assert is_barred(terms, PROMISED, date(2026, 12, 13))
    assert not is_barred(terms, PROMISED, date(2026, 12, 14))
    assert not is_barred(terms, None, date(2026, 12, 4))
    assert not is_barred(DeferralTerms(barred=0), PROMISED, PROMISED)


class _Item:
    """What counts of an item here: how it is handled and its limits."""

    def __init__(self, handling: Handling, statutory: int | None) -> None:
        self.handling = handling
        self.promised_limit = None
        self.legal_limit = None if statutory is None else Limit(statutory, LimitUnit.WORKING_DAYS)


@pytest.mark.parametrize(
    ("handling", "statutory", "first", "last", "usual"),
    [
        (Handling.PROMISED, 20, 1, 17, 3),
        (Handling.PROMISED, None, 1, 17, 3),
        (Handling.PROMISED, 4, 1, 2, 2),
        (Handling.ON_THE_SPOT, 0, 1, 17, 3),
    ],
)
def test_a_paper_may_be_promised_within_the_terms_and_the_limit_of_the_law(
    handling: Handling, statutory: int | None, first: int, last: int, usual: int
) -> None:
    item: Any = _Item(handling, statutory)
    days = deferral_days(DeferralTerms(), item, date(2026, 11, 26), WorkCalendar({}))

    assert (days.first.day, days.last.day, days.usual.day) == (first, last, usual)
    assert days.holds(days.first)
    assert days.holds(days.last)


def test_where_the_law_leaves_no_time_no_day_will_do() -> None:
    item: Any = _Item(Handling.PROMISED, 2)
    days = deferral_days(DeferralTerms(), item, date(2026, 11, 26), WorkCalendar({}))

    assert not any(days.holds(date(2026, 12, day)) for day in range(1, 31))
