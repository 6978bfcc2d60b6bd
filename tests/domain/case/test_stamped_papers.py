"""That a seal was pressed by hand is a fact of its paper: in any state of its case, and each time."""

import json
from pathlib import Path

import pytest
from case_story import CaseStory

from app.domain.case.case import case_of
from app.domain.case.kinds import CASE_KINDS
from app.domain.case.stamped import PAPER_STAMPED, STAMP_KINDS
from app.domain.ledger.fold import Outcome
from app.domain.ledger.kind import register
from app.domain.ledger.operation import Payload

KINDS = register(CASE_KINDS, STAMP_KINDS)
CASE = "c-1"
GOLDEN = Path(__file__).parents[2] / "golden" / "ledger" / "paper_stamped.json"
OPENING: Payload = {
    "item": {"id": "A01", "version": 1, "name": "城乡居民养老保险参保登记"},
    "case_number": "3607251050002611260001",
    "query_code": "7K2M9X4A2R",
    "visit": None,
}
ISSUED: Payload = {
    "paper": "p-1",
    "type": "SL",
    "title": "受理通知书",
    "number": "赣崇关受〔2026〕1号",
    "series": "赣崇关受〔2026〕",
    "serial": 1,
    "facts_hash": "f",
    "ground": None,
}
PRESSED: Payload = {"paper": "p-1", "seal": "行政审批专用章"}


class Story(CaseStory):
    """What happens to one case, a minute apart."""

    def __init__(self) -> None:
        super().__init__(KINDS, CASE, ("case.opened.v1", OPENING), ("paper.issued.v1", ISSUED))

    def presses(self) -> list[str]:
        paper = case_of(self.state).facts["papers"]["p-1"]
        return [one["at"][11:16] for one in paper.get("stamped", [])]


@pytest.fixture
def story() -> Story:
    return Story()


def test_a_paper_nobody_stamped_has_no_pressing(story: Story) -> None:
    assert story.presses() == []


def test_each_sheet_has_its_own_pressing(story: Story) -> None:
    for _sheet in range(2):
        assert story.tell(PAPER_STAMPED, PRESSED) is Outcome.CONFIRMED

    assert story.presses() == ["09:03", "09:04"]


@pytest.mark.parametrize("ending", ["case.withdrawn.v1", "paper.voided.v1"])
def test_what_happened_before_and_after_takes_nothing_from_it(story: Story, ending: str) -> None:
    story.tell(PAPER_STAMPED, PRESSED)
    story.tell(ending, {"paper": "p-1", "reason": "不办了"})
    assert story.tell(PAPER_STAMPED, PRESSED) is Outcome.CONFIRMED

    assert len(story.presses()) == 2
    is_void = case_of(story.state).papers[0].state == "void"
    assert is_void is (ending == "paper.voided.v1")


def test_the_fold_is_frozen(story: Story) -> None:
    """A released kind never changes its meaning: a fix is a new kind (DESIGN §4)."""
    story.tell(PAPER_STAMPED, PRESSED)

    kept = json.loads(GOLDEN.read_text(encoding="utf-8"))

    assert json.loads(json.dumps(story.state.document["papers"])) == kept
