"""Promised and statutory due dates, and the deemed acceptance of 行政许可法 32(4)."""

from datetime import date
from typing import Any

import pytest
from hall import hall_data

from app.domain.case.deadlines import answer_due, deemed_accepted_on, due_dates, is_licence

CALENDAR = hall_data().calendar


def item(key: str):
    return hall_data().catalog.version(key, 1)


# domain research 6.6: the start day is not counted
@pytest.mark.parametrize(
    ("received", "answer"),
    [
        ("2026-09-24", "2026-10-09"),
        ("2026-09-30", "2026-10-13"),
        ("2026-02-13", "2026-02-27"),
        ("2026-04-30", "2026-05-11"),
    ],
)
def test_five_working_days_to_tell_what_is_missing(received: str, answer: str) -> None:
    due = answer_due(date.fromisoformat(received), CALENDAR)

    assert (due.date, due.provisional) == (date.fromisoformat(answer), False)


def test_twenty_working_days_by_law_and_five_by_promise() -> None:
    due = due_dates(item("F01"), date(2026, 2, 13), CALENDAR)

    assert due.promised is not None
    assert due.statutory is not None
    assert (due.promised.date, due.statutory.date) == (date(2026, 2, 27), date(2026, 3, 19))
    assert not due.is_provisional


def test_an_item_without_a_limit_in_law_has_no_such_date() -> None:
    due = due_dates(item("B09"), date(2026, 11, 26), CALENDAR)

    assert due.statutory is None
    assert due.promised is not None
    assert due.promised.date == date(2026, 11, 26)


def test_one_date_in_a_year_nobody_published_makes_the_whole_provisional() -> None:
    due = due_dates(item("F01"), date(2026, 12, 18), CALENDAR)

    assert due.promised is not None
    assert not due.promised.provisional
    assert due.is_provisional


def test_only_licences_count_as_accepted() -> None:
    assert is_licence(item("F01"))
    assert not is_licence(item("A01"))
    assert not is_licence(item("B09"))


def document(state: str = "registered", **papers: Any) -> dict[str, Any]:
    return {"state": state, "received_on": "2026-11-26", "papers": papers}


NOTICE = {"type": "BZ", "served_on": "2026-12-03"}


@pytest.mark.parametrize(
    ("known", "today", "deemed"),
    [
        (document(), "2026-12-03", False),
        (document(), "2026-12-04", True),
        (document("supplement_required"), "2026-12-04", True),
        (document("accepted"), "2026-12-04", False),
        (document("withdrawn"), "2026-12-04", False),
        (document(notice=NOTICE), "2026-12-24", False),
        (document(notice={**NOTICE, "served_on": "2026-12-04"}), "2026-12-24", True),
        (document(notice={**NOTICE, "served_on": None}), "2026-12-24", True),
        (document(receipt={**NOTICE, "type": "SJ"}), "2026-12-24", True),
    ],
)
def test_deemed_acceptance_follows_what_is_known(known: dict[str, Any], today: str, deemed: bool) -> None:
    found = deemed_accepted_on(known, is_licence=True, today=date.fromisoformat(today), calendar=CALENDAR)

    assert found == (date(2026, 11, 26) if deemed else None)
