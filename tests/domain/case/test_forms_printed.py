"""A case knows what stood on the last sheet of each paper to be signed, and which signature is on it."""

import json
from pathlib import Path

import pytest
from case_story import CaseStory

from app.domain.case.case import case_of
from app.domain.case.forms_printed import (
    FORM_PRINT_KINDS,
    FORM_PRINTED,
    FormPrint,
    form_prints,
    print_payload,
)
from app.domain.case.kinds import CASE_KINDS
from app.domain.ledger.fold import Outcome
from app.domain.ledger.kind import Nature, register
from app.domain.ledger.operation import Payload

KINDS = register(CASE_KINDS, FORM_PRINT_KINDS)
CASE = "c-1"
GOLDEN = Path(__file__).parents[2] / "golden" / "ledger" / "forms_printed.json"
OPENING: Payload = {
    "item": {"id": "A01", "version": 1, "name": "城乡居民养老保险参保登记"},
    "case_number": "3607251050002611260001",
    "query_code": "7K2M9X4A2R",
    "visit": None,
}


class Story(CaseStory):
    """What happens to one case, a minute apart."""

    def __init__(self) -> None:
        super().__init__(KINDS, CASE, ("case.opened.v1", OPENING))

    def prints(self, digest: str, *, is_sure: bool = True) -> FormPrint:
        payload = print_payload("register_form", FormPrint(digest=digest, is_sure=is_sure))
        assert self.tell(FORM_PRINTED, payload) is Outcome.CONFIRMED
        return form_prints(case_of(self.state).facts)["register_form"]

    def takes_in(self, row: str, key: str = "register_form") -> None:
        paper: Payload = {"key": key, "name": "参保登记表", "form": "原", "copies": 1, "pages": 1, "note": ""}
        self.tell("material.received.v1", {"row": row, "what": "received", "paper": paper})


@pytest.fixture
def story() -> Story:
    return Story()


def test_a_case_of_which_nothing_was_printed_knows_no_print(story):
    assert form_prints(case_of(story.state).facts) == {}


def test_a_print_is_a_fact_that_nothing_stands_against(story):
    story.tell("case.withdrawn.v1", {"reason": "不办了"})

    assert story.prints("one").digest == "one"
    assert FORM_PRINT_KINDS[0].nature is Nature.FACT


def test_what_was_signed_before_another_sheet_was_printed_is_not_its_signature(story):
    story.prints("one")
    story.takes_in("row-1")
    story.takes_in("row-2", key="id_card")

    assert story.prints("two").earlier == {"row-1"}


def test_the_same_sheet_printed_again_keeps_its_signature(story):
    story.prints("one")
    story.takes_in("row-1")

    assert story.prints("one").earlier == frozenset()


def test_what_came_before_the_sheet_changed_stays_earlier_when_it_is_printed_again(story):
    story.takes_in("row-1")
    story.prints("two")
    story.takes_in("row-2")

    assert story.prints("two").earlier == {"row-1"}


@pytest.mark.parametrize(
    ("first", "then", "digest", "known"),
    [(True, False, "one", True), (False, True, "one", True), (True, False, "two", False)],
)
def test_a_sheet_is_out_for_certain_once_one_that_says_the_same_is(story, first, then, digest, known):
    story.prints("one", is_sure=first)

    assert story.prints(digest, is_sure=then).is_sure is known


def test_each_paper_has_its_own_print(story):
    story.prints("one")
    story.tell(FORM_PRINTED, print_payload("pledge", FormPrint(digest="other")))

    prints = form_prints(case_of(story.state).facts)

    assert {key: one.digest for key, one in prints.items()} == {"register_form": "one", "pledge": "other"}


def test_the_fold_is_frozen(story):
    """A released kind never changes its meaning: a fix is a new kind (DESIGN §4)."""
    story.takes_in("row-1")
    story.prints("one", is_sure=False)

    kept = json.loads(GOLDEN.read_text(encoding="utf-8"))

    assert json.loads(json.dumps(story.state.document["forms_printed"])) == kept["forms_printed"]
