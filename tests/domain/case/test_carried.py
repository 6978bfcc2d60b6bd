"""A case knows which of its answers were carried over, from where, and which were changed since."""

import json
from datetime import date
from pathlib import Path

import pytest
from case_story import CaseStory

from app.domain.case.carried import CARRIED, CARRIED_KINDS, AnswerSource, carried_answers, carried_payload
from app.domain.case.case import case_of
from app.domain.case.kinds import CASE_KINDS
from app.domain.ledger.fold import Outcome
from app.domain.ledger.kind import Nature, register
from app.domain.ledger.operation import Payload

KINDS = register(CASE_KINDS, CARRIED_KINDS)
CASE = "c-2"
GOLDEN = Path(__file__).parents[2] / "golden" / "ledger" / "answers_carried.json"
OPENING: Payload = {
    "item": {"id": "A01", "version": 1, "name": "城乡居民基本养老保险参保登记"},
    "case_number": "3607251050002611260002",
    "query_code": "7K2M9X4A2R",
    "visit": None,
}
EARLIER = AnswerSource(
    case_id="c-1",
    case_number="3607251050002603010001",
    item_name="老年人优待证",
    received_on=date(2026, 3, 1),
)


class Story(CaseStory):
    """What happens to one case, a minute apart."""

    def __init__(self) -> None:
        super().__init__(KINDS, CASE, ("case.opened.v1", OPENING))

    def known(self):
        return carried_answers(case_of(self.state).facts)


@pytest.fixture
def story() -> Story:
    return Story()


def test_a_case_typed_from_the_start_knows_no_source(story):
    assert story.known() == {}


def test_sources_are_a_fact_that_nothing_stands_against(story):
    story.tell("case.withdrawn.v1", {"reason": "不办了"})

    assert story.tell(CARRIED, carried_payload({"mobile": EARLIER})) is Outcome.CONFIRMED
    assert CARRIED_KINDS[0].nature is Nature.FACT


def test_an_answer_that_was_changed_has_no_source_any_more_and_the_others_keep_theirs(story):
    story.tell(CARRIED, carried_payload({"mobile": EARLIER, "members": EARLIER}))

    story.tell(CARRIED, carried_payload({"mobile": None}))

    assert story.known() == {"members": EARLIER}


def test_the_fold_is_frozen(story):
    """A released kind never changes its meaning: a fix is a new kind (DESIGN §4)."""
    story.tell(CARRIED, carried_payload({"mobile": EARLIER, "name": EARLIER}))
    story.tell(CARRIED, carried_payload({"name": None}))

    kept = json.loads(GOLDEN.read_text(encoding="utf-8"))

    assert json.loads(json.dumps(story.state.document["carried"])) == kept["carried"]
