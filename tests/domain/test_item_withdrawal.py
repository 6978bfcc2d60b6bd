"""What becomes of drafts and of cases accepted offline when an item's version is withdrawn."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.item_withdrawal import (
    Advice,
    Reason,
    Withdrawal,
    advise,
    carry_over,
    has_ended,
    needs_supervisor,
)

LAST_DAY = date(2026, 11, 30)
BEFORE, AFTER = LAST_DAY - timedelta(days=1), LAST_DAY + timedelta(days=1)


def withdrawn(reason: Reason) -> Withdrawal:
    return Withdrawal(version="A01/1", reason=reason, last_day=LAST_DAY)


@pytest.mark.parametrize(("received_on", "ended"), [(BEFORE, False), (LAST_DAY, False), (AFTER, True)])
def test_the_last_day_still_counts(received_on: date, ended: bool) -> None:
    assert has_ended(withdrawn(Reason.ABOLISHED), received_on) is ended


def test_a_version_nobody_withdrew_never_ends() -> None:
    assert not has_ended(None, date.max)
    assert advise(None, date.max) is Advice.GO_ON


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("received_on", [BEFORE, LAST_DAY])
def test_a_draft_received_in_time_goes_on_whatever_the_reason(reason: Reason, received_on: date) -> None:
    assert advise(withdrawn(reason), received_on) is Advice.GO_ON


@pytest.mark.parametrize(
    ("reason", "advice"),
    [
        (Reason.REVISED, Advice.CARRY_OVER),
        (Reason.TAKEN_BACK, Advice.NAME_THE_AUTHORITY),
        (Reason.ABOLISHED, Advice.STOP),
    ],
)
def test_a_draft_received_too_late_is_told_by_the_reason(reason: Reason, advice: Advice) -> None:
    assert advise(withdrawn(reason), AFTER) is advice


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize(
    ("received_on", "is_accepted", "asked"),
    [(AFTER, True, True), (AFTER, False, False), (LAST_DAY, True, False), (BEFORE, True, False)],
)
def test_only_an_acceptance_under_an_ended_version_goes_to_a_supervisor(
    reason: Reason, received_on: date, is_accepted: bool, asked: bool
) -> None:
    assert needs_supervisor(withdrawn(reason), received_on, is_accepted=is_accepted) is asked


def test_carrying_over_sorts_answers_and_names_new_questions_in_form_order() -> None:
    carried = carry_over({"name": "钟示例", "fax": "0797-0000000"}, ("wechat", "name", "mobile"))

    assert carried.answers == {"name": "钟示例"}
    assert carried.left_behind == {"fax": "0797-0000000"}
    assert carried.new_questions == ("wechat", "mobile")


keys = st.text("abcde", min_size=1, max_size=2)


@given(st.dictionaries(keys, st.integers()), st.lists(keys, unique=True).map(tuple))
def test_carrying_over_loses_no_answer_and_asks_nothing_twice(
    answers: dict[str, int], new_fields: tuple[str, ...]
) -> None:
    carried = carry_over(answers, new_fields)

    assert {**carried.answers, **carried.left_behind} == answers
    assert not carried.answers.keys() & carried.left_behind.keys()
    assert carried.answers.keys() | set(carried.new_questions) == set(new_fields)
