"""What is asked of a sheet whose case is lost: short, in order, and back again."""

from datetime import date

import pytest
from hall import hall_data

from app.domain.verification import PaperStamp
from app.services.take_back.paper import SeenPaper
from app.services.take_back.proofs import giving
from ui.take_back.reading import ID, ITEM, KIND, NAME, NOT_THERE, QUERY_CODE, Reading
from ui.widgets.pick_step import matching

STAMP = PaperStamp(
    key_id=bytes(4),
    document_type="SL",
    number="赣崇关受〔2026〕2号",
    case_number="3607251050002611260001",
    issued_on=date(2026, 11, 26),
    facts_digest=bytes(16),
)


@pytest.fixture
def reading() -> Reading:
    items = giving(hall_data().catalog, "SL", STAMP.issued_on)
    seen = SeenPaper(stamp=STAMP, title="受理通知书", case_id=None, items=items)
    return Reading("QR", seen, lambda words: "lszy" if words.startswith("临时占用") else "")


def answered(reading: Reading, *answers: str) -> list[str]:
    """Give the answers in turn; return the steps they were given to."""
    steps = []
    for words in answers:
        steps.append(reading.step)
        reading.answer(words)
    return steps


def test_items_that_never_give_out_such_a_paper_are_not_offered(reading: Reading):
    offered = {option.key for option in reading.question.options}
    assert "F01" in offered
    assert "A01" not in offered, "an 即办件 is closed on the spot and has no notice of acceptance"


@pytest.mark.parametrize("typed", ["F01", "占道", "LSZY", "LS"])
def test_an_item_is_found_by_number_name_or_initials(reading: Reading, typed: str):
    assert "F01" in {option.key for option in matching(reading.question.options, typed)}


@pytest.mark.parametrize(
    ("item", "steps"),
    [("A02", [ITEM, NAME, QUERY_CODE, ID]), ("F01", [ITEM, KIND, NAME, QUERY_CODE, ID])],
    ids=["persons only", "persons and organisations"],
)
def test_who_applies_is_asked_only_where_both_may(reading: Reading, item: str, steps: list[str]):
    given = {ITEM: item, KIND: "2", NAME: "关田镇供销合作社", QUERY_CODE: NOT_THERE, ID: NOT_THERE}
    asked = []
    while True:
        asked.append(reading.step)
        if reading.answer(given[reading.step]):
            break
    assert asked == steps
    assert reading.result.is_organization is (item == "F01")
    assert (reading.result.query_code, reading.result.id_number) == ("", "")


def test_the_last_answer_ends_it_and_nothing_is_lost(reading: Reading):
    assert answered(reading, "F01", "1", "刘桂香", "7K2M9X4A2R") == [ITEM, KIND, NAME, QUERY_CODE]
    assert "身份证号" in reading.question.title
    assert reading.answer("360725199003070011") is True
    found = reading.result
    assert (found.item_id, found.name, found.is_organization) == ("F01", "刘桂香", False)
    assert (found.query_code, found.id_number) == ("7K2M9X4A2R", "360725199003070011")


def test_an_organisation_is_asked_for_its_own_number(reading: Reading):
    answered(reading, "F01", "2", "关田镇供销合作社", NOT_THERE)
    assert "统一社会信用代码" in reading.question.title


def test_one_steps_back_to_the_first_question_and_out(reading: Reading):
    answered(reading, "F01", "1")
    assert (reading.back(), reading.step) == (True, KIND)
    assert (reading.back(), reading.step) == (True, ITEM)
    assert reading.back() is False


def test_every_question_names_the_paper_and_after_the_item_that_too(reading: Reading):
    titles = []
    for words in ("F01", "1", "刘桂香", NOT_THERE, NOT_THERE):
        titles.append(reading.question.title)
        reading.answer(words)
    assert all("《受理通知书》赣崇关受〔2026〕2号" in title for title in titles)
    assert all("临时占道经营" in title for title in titles[1:])
