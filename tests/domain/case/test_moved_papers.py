"""Where a paper of the applicant is now: the newest event says it, and the history names every move."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from fakes import A_THURSDAY_MORNING
from hall import hall_data

from app.domain.case.case import HeldMaterial, case_of
from app.domain.case.kinds import CASE_KINDS
from app.domain.case.moved import MATERIAL_MOVED, MOVE_KINDS
from app.domain.case.whereabouts import (
    PLACES,
    Nearness,
    PlacesWrong,
    Spot,
    answers_for,
    is_away,
    spots_of,
)
from app.domain.form.lookups import LookupTable, edition_of
from app.domain.form.values import ValueType
from app.domain.ledger.chain import Source
from app.domain.ledger.fold import Outcome, SubjectState, fold
from app.domain.ledger.kind import register
from app.domain.ledger.operation import Actor, Body, Moment, Operation, Payload, Subject, digest_payload

KINDS = register(CASE_KINDS, MOVE_KINDS)
CASE, PLACE, TODAY = Subject("case", "c-1"), "360725105000", date(2026, 11, 26)
GOLDEN = Path(__file__).parents[2] / "golden" / "ledger" / "material_moved.json"
OPENING: Payload = {
    "item": {"id": "A01", "version": 1, "name": "城乡居民养老保险参保登记"},
    "case_number": "3607251050002611260001",
    "query_code": "7K2M9X4A2R",
    "visit": None,
}
RECEIVED: Payload = {"row": "m1", "what": "received", "paper": {"key": "book", "name": "户口簿"}}
RETURNED: Payload = {"row": "m1", "what": "returned", "to": "applicant"}


def moved(spot: str, to: str) -> Payload:
    return {"row": "m1", "what": "moved", "to": to, "spot": spot, "about": f"户口簿 → {spot}"}


TO_COUNTY, BACK = moved("报送县级部门", f"{PLACE}#4"), moved("在窗口", PLACE)


class Story:
    """What happens to one case; `minute` counts from nine o'clock."""

    def __init__(self) -> None:
        self.state = SubjectState(CASE)
        self.tell("case.opened.v1", OPENING, 1)
        self.tell("material.received.v1", RECEIVED, 2)

    def tell(self, kind: str, payload: Payload, minute: int) -> Outcome:
        at = A_THURSDAY_MORNING + timedelta(minutes=minute)
        body = Body(
            op_id=f"op-{self.state.version}",
            kind=kind,
            subject=CASE,
            base=self.state.base,
            actor=Actor("c-wang", "window", PLACE, "3"),
            moment=Moment(at.date(), "clock", at),
            payload_digest=digest_payload(payload, bytes(16)),
        )
        folded = fold(self.state, Operation(body, payload, bytes(16)), Source("pc-3", 2), KINDS)
        self.state = folded.state
        return folded.outcome

    def book(self) -> HeldMaterial:
        return case_of(self.state).materials[0]


@pytest.fixture
def story() -> Story:
    return Story()


def test_a_paper_nobody_moved_is_where_it_was_taken_in(story: Story) -> None:
    assert (story.book().where, story.book().spot) == (PLACE, "")


def test_it_is_where_it_went_since_it_went(story: Story) -> None:
    assert story.tell(MATERIAL_MOVED, TO_COUNTY, 5) is Outcome.CONFIRMED

    book = story.book()
    assert (book.name, book.where, book.spot) == ("户口簿", f"{PLACE}#4", "报送县级部门")
    assert book.since.startswith("2026-11-26T09:05")


def test_the_history_names_each_move(story: Story) -> None:
    story.tell(MATERIAL_MOVED, TO_COUNTY, 5)
    story.tell(MATERIAL_MOVED, BACK, 9)

    steps = [(one.what, one.about, one.by) for one in case_of(story.state).history[1:]]
    assert steps == [
        ("material_moved", "户口簿 → 报送县级部门", "c-wang"),
        ("material_moved", "户口簿 → 在窗口", "c-wang"),
    ]


def test_what_arrives_late_moves_nothing_but_stands_in_the_history(story: Story) -> None:
    story.tell(MATERIAL_MOVED, BACK, 9)
    story.tell(MATERIAL_MOVED, TO_COUNTY, 5)

    assert (story.book().where, story.book().spot) == (PLACE, "在窗口")
    assert len(case_of(story.state).history) == 3


def test_what_was_given_back_is_the_applicant_s_whatever_arrives_late(story: Story) -> None:
    story.tell("material.returned.v1", RETURNED, 9)
    story.tell(MATERIAL_MOVED, TO_COUNTY, 5)

    assert story.book().where == "applicant"


def test_a_move_of_a_paper_nobody_knows_yet_is_kept(story: Story) -> None:
    assert story.tell(MATERIAL_MOVED, {**TO_COUNTY, "row": "m9"}, 5) is Outcome.CONFIRMED

    assert {one.row: one.spot for one in case_of(story.state).materials} == {"m1": "", "m9": "报送县级部门"}


def test_the_fold_is_frozen(story: Story) -> None:
    """A released kind never changes its meaning: a fix is a new kind (DESIGN §4)."""
    story.tell(MATERIAL_MOVED, TO_COUNTY, 5)
    story.tell(MATERIAL_MOVED, BACK, 9)

    kept = json.loads(GOLDEN.read_text(encoding="utf-8"))

    found = {name: story.state.document[name] for name in ("materials", "history")}
    assert json.loads(json.dumps(found)) == kept


def spot(nearness: Nearness) -> Spot:
    return Spot(code="4", name="某处", nearness=nearness)


@pytest.mark.parametrize(
    ("nearness", "where", "away"),
    [
        (Nearness.WINDOW, PLACE, False),
        (Nearness.HALL, PLACE, False),
        (Nearness.AWAY, f"{PLACE}#4", True),
    ],
)
def test_whoever_sends_a_paper_out_still_answers_for_it(nearness: Nearness, where: str, away: bool) -> None:
    written = spot(nearness).written(PLACE)

    assert (written, answers_for(written), is_away(written)) == (where, PLACE, away)


def test_the_spots_of_the_hall_are_data_in_the_order_of_their_digits() -> None:
    spots = spots_of(hall_data().catalog.tables[PLACES], TODAY)

    assert [(one.code, one.name) for one in spots][:2] == [("1", "在窗口"), ("2", "档案柜")]
    assert [one.nearness for one in spots][:3] == [Nearness.WINDOW, Nearness.HALL, Nearness.AWAY]
    assert len(spots) <= 9


def listed(*nearness: str) -> LookupTable:
    rows = {str(at): {"label": f"第{at}处", "at": word} for at, word in enumerate(nearness)}
    columns = {"label": ValueType.TEXT, "at": ValueType.TEXT}
    editions = (edition_of(date.min, rows),)
    return LookupTable(name=PLACES, label="材料去向", key="code", columns=columns, editions=editions)


@pytest.mark.parametrize(
    "nearness", [("hall",), ("window", "window"), ("window", "far"), ("window", ""), ()], ids=str
)
def test_a_list_without_its_window_or_with_a_strange_word_is_refused(nearness: tuple[str, ...]) -> None:
    with pytest.raises(PlacesWrong) as wrong:
        spots_of(listed(*nearness), TODAY)

    assert wrong.value.code == "case.places_wrong"


def test_what_is_not_offered_any_more_is_not_among_them() -> None:
    table = listed("window", "hall")
    rows = {**table.edition(TODAY).rows, "9": {"label": "旧柜", "at": "hall", "offered": False}}
    table = LookupTable(
        name=PLACES, label="", key="code", columns=table.columns, editions=(edition_of(date.min, rows),)
    )

    assert [one.code for one in spots_of(table, TODAY)] == ["0", "1"]
