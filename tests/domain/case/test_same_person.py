"""A case knows which others are of the same person, by their ids and never by a number."""

import json
from datetime import date
from pathlib import Path

import pytest
from case_story import CaseStory

from app.domain.case.case import case_of
from app.domain.case.kinds import CASE_KINDS
from app.domain.case.same_person import (
    SAME_PERSON,
    SAME_PERSON_KINDS,
    birth_in,
    may_be_one_person,
    other_cases,
)
from app.domain.ledger.fold import Outcome
from app.domain.ledger.kind import Nature, register
from app.domain.ledger.operation import Payload

KINDS = register(CASE_KINDS, SAME_PERSON_KINDS)
CASE = "c-2"
GOLDEN = Path(__file__).parents[2] / "golden" / "ledger" / "same_person.json"
OPENING: Payload = {
    "item": {"id": "A01", "version": 1, "name": "城乡居民基本养老保险参保登记"},
    "case_number": "3607251050002611260002",
    "query_code": "7K2M9X4A2R",
    "visit": None,
}


class Story(CaseStory):
    """What happens to one case, a minute apart."""

    def __init__(self) -> None:
        super().__init__(KINDS, CASE, ("case.opened.v1", OPENING))

    def case(self):
        return case_of(self.state)

    def answers(self, applicant, **changes):
        told = {"name": "王小明", **applicant}
        self.tell("case.answered.v1", {"changes": changes, "applicant": told})


@pytest.fixture
def story() -> Story:
    return Story()


def test_each_other_case_is_named_once(story):
    for other in ("c-1", "c-3", "c-1"):
        assert story.tell(SAME_PERSON, {"case": other}) is Outcome.CONFIRMED

    assert other_cases(story.case().facts) == ("c-1", "c-3")
    assert SAME_PERSON_KINDS[0].nature is Nature.FACT


def test_a_case_nobody_said_it_of_names_none(story):
    assert other_cases(story.case().facts) == ()


@pytest.mark.parametrize(
    ("number", "answers", "birth"),
    [
        ("360725199003070011", {}, date(1990, 3, 7)),
        ("360725900307001", {}, date(1990, 3, 7)),
        ("E12345678", {"birth": "1988-01-02"}, date(1988, 1, 2)),
        ("E12345678", {}, None),
        ("", {}, None),
    ],
)
def test_the_birth_date_is_told_by_the_answers_or_the_number(story, number, answers, birth):
    story.answers({"id_number": number}, **answers)

    assert birth_in(story.case()) == birth


def test_one_person_has_one_name_and_one_birth_date(story):
    story.answers({"id_number": "360725199003070011"})

    assert may_be_one_person(story.case(), "王小明", date(1990, 3, 7))
    assert not may_be_one_person(story.case(), "王晓明", date(1990, 3, 7))
    assert not may_be_one_person(story.case(), "王小明", date(1990, 3, 8))
    assert not may_be_one_person(story.case(), "王小明", None)


def test_an_organisation_is_no_person(story):
    story.answers({"id_number": "91360725MA35TEST0X", "is_organization": True}, birth="1990-03-07")

    assert not may_be_one_person(story.case(), "王小明", date(1990, 3, 7))


def test_the_fold_is_frozen(story):
    """A released kind never changes its meaning: a fix is a new kind (DESIGN §4)."""
    story.tell(SAME_PERSON, {"case": "c-1"})

    kept = json.loads(GOLDEN.read_text(encoding="utf-8"))

    assert json.loads(json.dumps(story.state.document["same_person"])) == kept["same_person"]
