"""An excuse lapses while corrected answers need no paper, whatever arrives first, and comes back then."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fakes import A_THURSDAY_MORNING
from hypothesis import given
from hypothesis import strategies as st

from app.domain.case.commitments import COMMITMENT_KINDS, commitments_of
from app.domain.case.deferral import DEFERRAL_KINDS, broken_on, deferred_papers
from app.domain.case.excused import excused
from app.domain.case.kinds import CASE_KINDS
from app.domain.case.lapsed import LAPSE_KINDS, LAPSED, RESUMED, Ground, has_lapsed, resumed_until
from app.domain.ledger.canonical import Json
from app.domain.ledger.kind import Document, Nature, Occasion, register
from app.domain.ledger.operation import Actor

KINDS = register(CASE_KINDS, DEFERRAL_KINDS, COMMITMENT_KINDS, LAPSE_KINDS)
GOLDEN = Path(__file__).parents[2] / "golden" / "ledger" / "excuses_lapsed.json"
PROMISED, LATER = date(2026, 12, 3), date(2026, 12, 20)


def happened(document: Document, kind: str, op_id: str, payload: Mapping[str, Json]) -> Document:
    occasion = Occasion(
        op_id=op_id,
        at=A_THURSDAY_MORNING.isoformat(),
        business_date=A_THURSDAY_MORNING.date(),
        actor=Actor("c-wang", "window", "360725105000", "03"),
    )
    return KINDS[kind].apply(document, payload, occasion)


def accepted(**answers: Json) -> Document:
    """A case accepted without a design, put off, and without a proof, committed to."""
    document: Document = {"state": "accepted", "answers": answers, "materials": {}, "history": []}
    paper: Json = {"key": "design", "name": "设计", "until": PROMISED.isoformat()}
    document = happened(
        document,
        "case.papers_deferred.v1",
        "op-1",
        {"papers": [paper], "promised_by": "applicant", "held_before": []},
    )
    made: dict[str, Json] = {"material": "proof", "name": "证明", "text_digest": "d", "by_agent": False}
    return happened(document, "commitment.made.v1", "op-2", made)


def lapses(document: Document, ground: Ground, key: str, op_id: str = "op-3", **answers: Json) -> Document:
    paper: Json = {"key": key, "name": "设计", "while": answers}
    return happened(document, LAPSED[ground], op_id, {"papers": [paper]})


def resumes(document: Document, until: str, op_id: str = "op-4") -> Document:
    paper: Json = {"key": "design", "name": "设计", "until": until}
    return happened(document, RESUMED[Ground.DEFERRED], op_id, {"papers": [paper]})


def answered(document: Document, op_id: str = "op-9", **changes: Json) -> Document:
    return happened(document, "case.answered.v1", op_id, {"changes": changes})


def design(document: Document) -> Any:
    return deferred_papers(document)[0]


def test_a_paper_that_the_answers_need_no_more_is_not_awaited_and_broke_no_promise() -> None:
    document = lapses(accepted(elevated=False), Ground.DEFERRED, "design", elevated=False)

    assert design(document).has_lapsed
    assert not design(document).is_awaited
    assert not design(document).is_overdue(LATER)
    assert broken_on(document, LATER) is None
    assert broken_on({**document, "terminated_on": "2026-12-19"}, LATER) is None
    assert excused(document) == {"design", "proof"}


def test_answers_that_are_changed_back_need_it_as_before_and_changed_again_do_not() -> None:
    document = lapses(accepted(elevated=False), Ground.DEFERRED, "design", elevated=False)
    back = answered(document, elevated=True)

    assert design(back).is_awaited
    assert broken_on(back, LATER) == PROMISED
    assert not design(answered(back, "op-10", elevated=False)).is_awaited


def test_what_nobody_judged_needs_the_paper() -> None:
    document = lapses(accepted(elevated=False), Ground.DEFERRED, "design", elevated=False, area="20")

    assert design(document).is_awaited
    assert design(lapses(accepted(), Ground.DEFERRED, "design")).is_awaited


def test_an_answer_that_is_not_there_is_one_as_well() -> None:
    document = lapses(accepted(kind="设立"), Ground.DEFERRED, "design", kind="设立", changes=None)

    assert design(document).has_lapsed
    assert not design(answered(document, changes=["经营场所"])).has_lapsed


@pytest.mark.parametrize(("until", "counts"), [("2026-12-18", date(2026, 12, 18)), ("2026-12-01", PROMISED)])
def test_a_paper_needed_again_may_come_until_its_newer_day(until: str, counts: date) -> None:
    document = resumes(accepted(elevated=True), until)

    assert design(document).until == counts
    assert resumed_until(document, "design") == date.fromisoformat(until)
    assert resumed_until(accepted(), "design") is None
    assert broken_on(document, LATER) == counts


def test_a_commitment_lapses_by_itself_and_touches_no_paper_of_the_same_name() -> None:
    document = lapses(accepted(kin="10"), Ground.COMMITTED, "proof", kin="10")

    assert commitments_of(document)[0].has_lapsed
    assert not commitments_of(answered(document, kin="20"))[0].has_lapsed
    assert not has_lapsed(document, Ground.DEFERRED, "proof")
    assert design(document).is_awaited


def test_what_was_found_false_before_stays_false_and_waits_for_its_decision() -> None:
    said: dict[str, Json] = {"material": "proof", "finding": "false", "found": "问过"}
    document = happened(accepted(kin="10"), "commitment.checked.v1", "op-5", said)
    (made,) = commitments_of(lapses(document, Ground.COMMITTED, "proof", kin="10"))

    assert made.waits
    assert made.has_lapsed


def test_each_is_a_step_of_the_history_with_the_paper_it_is_about() -> None:
    document = resumes(
        lapses(accepted(elevated=False), Ground.DEFERRED, "design", elevated=False), "2026-12-18"
    )
    history: Any = document["history"]

    assert [(one["what"], one.get("about")) for one in history[1:]] == [
        ("deferral_lapsed", "设计"),
        ("deferral_resumed", "设计"),
    ]
    assert all(kind.nature is Nature.FACT for kind in LAPSE_KINDS)


STORIES = {
    "answer": lambda document: answered(document, "op-a", elevated=False),
    "area": lambda document: answered(document, "op-b", area="30"),
    "lapse": lambda document: lapses(document, Ground.DEFERRED, "design", "op-c", elevated=False, area="20"),
    "other": lambda document: lapses(document, Ground.DEFERRED, "design", "op-d", elevated=False, area="30"),
    "proof": lambda document: lapses(document, Ground.COMMITTED, "proof", "op-e", area="30"),
    "resume": lambda document: resumes(document, "2026-12-18", "op-f"),
    "sooner": lambda document: resumes(document, "2026-12-10", "op-g"),
}


@given(
    st.lists(st.sampled_from(sorted(STORIES)), unique=True).flatmap(
        lambda told: st.tuples(st.just(told), st.permutations(told))
    )
)
def test_which_device_is_heard_first_changes_nothing(told: tuple[list[str], list[str]]) -> None:
    ends = []
    for order in told:
        document = accepted(elevated=True, area="20")
        for story in order:
            document = STORIES[story](document)
        ends.append((design(document), commitments_of(document), broken_on(document, LATER)))

    assert ends[0] == ends[1]


def test_the_fold_is_frozen() -> None:
    """A released kind never changes its meaning: a fix is a new kind (DESIGN §4)."""
    document = lapses(accepted(elevated=False), Ground.DEFERRED, "design", elevated=False, area=None)
    document = lapses(document, Ground.COMMITTED, "proof", "op-5", kin="10")
    document = resumes(document, "2026-12-18")
    again: Json = {"key": "proof", "name": "证明"}
    document = happened(document, RESUMED[Ground.COMMITTED], "op-6", {"papers": [again]})
    kept = json.loads(GOLDEN.read_text("utf-8"))

    assert {name: json.loads(json.dumps(document[name])) for name in kept} == kept
    assert set(kept) == {"lapsed", "resumed", "history"}
