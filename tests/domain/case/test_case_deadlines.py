"""Promised and statutory due dates, and the deemed acceptance of 行政许可法 32(4)."""

from datetime import date
from typing import Any

import pytest
from hall import hall_data

from app.domain.case.deadlines import answer_due, deemed_accepted_on, due_dates, is_licence

CALENDAR = hall_data().custom.current.calendar


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


# A story is a list of (what happened, day); a notice is served on the day it is decided
SECOND, EIGHTH, NINTH = "2026-11-30", "2026-12-08", "2026-12-09"


def told(*story: tuple[str, str], state: str = "registered") -> dict[str, Any]:
    """A licence application of Thursday 26 November with everything that happened to it, in order."""
    history: list[dict[str, str]] = [{"what": "received", "on": "2026-11-26", "op": "op-0"}]
    papers: dict[str, Any] = {}
    for number, (what, day) in enumerate(story, start=1):
        history.append({"what": what, "on": day, "op": f"op-{number}"})
        if what == "supplement_requested":
            papers[f"p-{number}"] = {"type": "BZ", "ground": f"op-{number}", "served_on": day}
    return {"state": state, "received_on": "2026-11-26", "papers": papers, "history": history}


ASKED, BROUGHT = "supplement_requested", "supplemented"


@pytest.mark.parametrize(
    ("story", "today", "deemed"),
    [
        pytest.param([(ASKED, SECOND), (BROUGHT, NINTH)], "2026-12-16", None, id="the fifth day after 补齐"),
        pytest.param([(ASKED, SECOND), (BROUGHT, NINTH)], "2026-12-17", NINTH, id="supplement, then silence"),
        pytest.param(
            [(ASKED, SECOND), (BROUGHT, NINTH), (ASKED, "2026-12-11")],
            "2026-12-31",
            None,
            id="asked once more in time",
        ),
        pytest.param(
            [(ASKED, SECOND), (BROUGHT, NINTH), (ASKED, "2026-12-17")],
            "2026-12-18",
            NINTH,
            id="asked once more too late",
        ),
        pytest.param(
            [(ASKED, EIGHTH), (BROUGHT, NINTH)], "2026-12-10", "2026-11-26", id="told too late, then 补齐"
        ),
        pytest.param(
            [(ASKED, SECOND), (BROUGHT, SECOND)], "2026-12-08", SECOND, id="told and brought on one day"
        ),
        pytest.param(
            [(ASKED, SECOND), (BROUGHT, "2026-12-02"), (ASKED, "2026-12-04"), (BROUGHT, NINTH)],
            "2026-12-17",
            NINTH,
            id="brought twice, then silence",
        ),
    ],
)
def test_the_period_to_answer_starts_anew_with_every_supplement(
    story: list[tuple[str, str]], today: str, deemed: str | None
) -> None:
    document = told(*story, state="supplement_required" if story[-1][0] == ASKED else "registered")

    found = deemed_accepted_on(document, is_licence=True, today=date.fromisoformat(today), calendar=CALENDAR)

    assert found == (date.fromisoformat(deemed) if deemed else None)


@pytest.mark.parametrize(("served", "deemed"), [("2026-12-11", None), ("2026-12-08", date(2026, 12, 9))])
def test_a_notice_whose_decision_was_overtaken_counts_by_the_day_it_was_served(
    served: str, deemed: date | None
) -> None:
    document = told((ASKED, SECOND), (BROUGHT, NINTH))
    document["papers"]["late"] = {"type": "BZ", "ground": "elsewhere", "served_on": served}

    found = deemed_accepted_on(document, is_licence=True, today=date(2026, 12, 24), calendar=CALENDAR)

    assert found == deemed


@pytest.mark.parametrize(("told_until", "deemed"), [("2026-12-01", date(2026, 11, 26)), ("2026-12-07", None)])
def test_the_first_wait_ends_on_the_day_the_applicant_was_told(told_until: str, deemed: date | None) -> None:
    found = deemed_accepted_on(
        told(),
        is_licence=True,
        today=date(2026, 12, 4),
        calendar=CALENDAR,
        told={date(2026, 11, 26): date.fromisoformat(told_until)},
    )

    assert found == deemed


def test_what_was_told_at_the_receipt_says_nothing_of_a_later_wait() -> None:
    document = told((ASKED, SECOND), (BROUGHT, NINTH))

    found = deemed_accepted_on(
        document,
        is_licence=True,
        today=date(2026, 12, 16),
        calendar=CALENDAR,
        told={date(2026, 11, 26): date(2026, 12, 3)},
    )

    assert found is None


@pytest.mark.parametrize(("last_day", "deemed"), [("2026-12-15", date(2026, 12, 9)), ("2026-12-18", None)])
def test_a_later_wait_ends_on_the_day_told_when_the_supplements_came(
    last_day: str, deemed: date | None
) -> None:
    found = deemed_accepted_on(
        told((ASKED, SECOND), (BROUGHT, NINTH)),
        is_licence=True,
        today=date(2026, 12, 16),
        calendar=CALENDAR,
        told={date(2026, 11, 26): date(2026, 12, 3), date(2026, 12, 9): date.fromisoformat(last_day)},
    )

    assert found == deemed
