"""What a case remembers of the commitments it rests on, and what a check and a decision make of them."""

from collections.abc import Mapping
from datetime import datetime

import pytest
from fakes import A_THURSDAY_MORNING

from app.domain.case.commitments import COMMITMENT_KINDS, Finding, commitments_of, was_ever_false
from app.domain.case.excused import excused
from app.domain.case.kinds import CASE_KINDS
from app.domain.case.state import CaseState
from app.domain.ledger.canonical import Json
from app.domain.ledger.kind import Document, Occasion, register
from app.domain.ledger.operation import Actor

KINDS = register(CASE_KINDS, COMMITMENT_KINDS)
MADE: Mapping[str, Json] = {
    "material": "proof",
    "name": "亲属关系证明",
    "text_digest": "d",
    "by_agent": False,
}


def happened(document: Document, kind: str, day: int = 26, **payload: Json) -> Document:
    at: datetime = A_THURSDAY_MORNING.replace(day=day)
    occasion = Occasion(
        op_id=f"op-{kind}-{day}",
        at=at.isoformat(),
        business_date=at.date(),
        actor=Actor("c-wang", "window", "360725105000", "03"),
    )
    return KINDS[kind].apply(document, payload, occasion)


def committed() -> Document:
    return happened({"state": "closed", "history": []}, "commitment.made.v1", **MADE)


def checked(document: Document, finding: str, day: int = 27) -> Document:
    said: dict[str, Json] = {"material": "proof", "finding": finding, "found": "问过村委会"}
    return happened(document, "commitment.checked.v1", day, **said)


def test_a_commitment_just_made_was_not_checked_and_excuses_its_paper() -> None:
    (made,) = commitments_of(committed())

    assert (made.key, made.name, made.made_on) == ("proof", "亲属关系证明", A_THURSDAY_MORNING.date())
    assert (made.finding, made.waits, was_ever_false(committed())) == (None, False, False)
    assert excused(committed()) == {"proof"}


def test_a_true_one_waits_for_nothing() -> None:
    (made,) = commitments_of(checked(committed(), "true"))

    assert (made.finding, made.found, made.waits) == (Finding.TRUE, "问过村委会", False)


def test_a_false_one_waits_for_a_decision_and_bars_its_maker() -> None:
    document = checked(committed(), "false")

    assert commitments_of(document)[0].waits
    assert was_ever_false(document)


def test_what_was_let_stand_waits_no_more_and_bars_all_the_same() -> None:
    document = happened(
        checked(committed(), "false"), "commitment.let_stand.v1", material="proof", reason="不影响"
    )

    assert not commitments_of(document)[0].waits
    assert was_ever_false(document)


def test_a_newer_check_opens_the_question_anew() -> None:
    let_stand = happened(
        checked(committed(), "false"), "commitment.let_stand.v1", material="proof", reason="不影响"
    )

    assert commitments_of(checked(let_stand, "false", day=28))[0].waits
    cleared = checked(let_stand, "true", day=28)
    assert (commitments_of(cleared)[0].waits, was_ever_false(cleared)) == (False, False)


def test_a_commitment_made_again_does_not_wipe_what_a_check_found() -> None:
    again = happened(checked(committed(), "false"), "commitment.made.v1", 28, **MADE)

    assert commitments_of(again)[0].waits
    assert was_ever_false(again)


def test_a_revoked_case_says_why_when_and_by_which_decision() -> None:
    document = happened(
        checked(committed(), "false"),
        "case.revoked.v1",
        28,
        material="proof",
        reason="承诺不实",
        decision="赣崇关撤〔2026〕1号",
    )

    assert (document["state"], document["revocation_reason"]) == (CaseState.REVOKED.value, "承诺不实")
    assert (document["revoked_on"], document["revocation_paper"]) == ("2026-11-28", "赣崇关撤〔2026〕1号")
    assert not commitments_of(document)[0].waits


@pytest.mark.parametrize("kind", ["commitment.checked.v1", "commitment.let_stand.v1"])
def test_a_commitment_nobody_made_is_not_made_up(kind: str) -> None:
    said: dict[str, Json] = {"material": "other", "finding": "false", "found": "x", "reason": "x"}

    assert commitments_of(happened(committed(), kind, 27, **said)) == commitments_of(committed())


def test_each_step_stands_in_the_history_with_its_paper() -> None:
    document = checked(committed(), "false")

    steps = document["history"]
    assert isinstance(steps, list)
    assert [(step["what"], step["material"]) for step in steps] == [
        ("committed", "proof"),
        ("commitment_false", "proof"),
    ]


def test_both_grounds_excuse_a_paper() -> None:
    assert excused({"deferred": {"design": {}}, "committed": {"proof": {}}}) == {"design", "proof"}
