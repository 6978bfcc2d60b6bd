"""What is asked of a sheet whose case is lost: short, in order, and back again."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hall import hall_data

from app.domain.case.case import Case, CaseApplicant, CaseItem
from app.domain.case.state import CaseState
from app.domain.ledger.operation import Base
from app.domain.verification import PaperStamp
from app.services.cases.excuses import Deferral
from app.services.take_back.money import MoneyAsked
from app.services.take_back.paper import SeenPaper
from app.services.take_back.proofs import giving
from app.services.take_back.reopen import MoneyRead
from ui.take_back.contents import AMOUNT, COMMITTED, NOT_THERE, PUT_OFF, WAY
from ui.take_back.reading import ID, ITEM, KIND, NAME, QUERY_CODE, Reading
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


def promising(code: str, item_id: str, case: Case | None = None) -> Reading:
    """A paper that promised something; of a lost case, or of one that is known."""
    catalog = hall_data().catalog
    stamp = replace(STAMP, document_type=code)
    items = giving(catalog, code, STAMP.issued_on) if case is None else (catalog.version(item_id, 1),)
    case_id = None if case is None else "c-1"
    return Reading("QR", SeenPaper(stamp=stamp, title="", case_id=case_id, items=items, case=case), str)


KNOWN = Case(
    id="c-1",
    base=Base(),
    state=CaseState.ACCEPTED,
    item=CaseItem(id="F01", version=1, name="占道"),
    case_number=STAMP.case_number,
    query_code="7K2M9X4A2R",
    received_on=STAMP.issued_on,
    received_at=datetime(2026, 11, 26, 9, tzinfo=UTC),
    window="03",
    applicant=CaseApplicant(name="刘桂香"),
    answers={},
)


def test_each_paper_that_may_come_later_is_asked_for_its_day_and_what_is_not_there_is_passed_over():
    reading = promising("RQ", "F01", KNOWN)
    keys = [one.key for one in reading.seen.put_off(reading.seen.items[0])]
    assert reading.step == f"{PUT_OFF}{keys[0]}"
    assert "补交到哪天" in reading.question.title

    for key in keys[:-1]:
        assert reading.step == f"{PUT_OFF}{key}"
        assert reading.answer(NOT_THERE) is False
    assert reading.answer("2026年12月3日") is True

    assert reading.result.promised.deferred == (Deferral(key=keys[-1], until=date(2026, 12, 3)),)
    assert (reading.result.item_id, reading.result.name) == ("", "")


def test_a_day_that_cannot_be_read_is_asked_for_again():
    reading = promising("RQ", "F01", KNOWN)
    asked = reading.step

    assert reading.answer("下周三") is False
    assert reading.step == asked


def test_of_a_lost_case_the_promise_is_asked_last():
    reading = promising("TJ", "F01")
    assert answered(reading, "F01", "1", "刘桂香", NOT_THERE, NOT_THERE)[-1] == ID

    assert reading.step.startswith(PUT_OFF)
    assert reading.back() is True
    assert reading.step == ID


def test_of_several_certificates_each_is_asked_and_the_only_one_never():
    several = promising("GC", "E02", KNOWN)
    keys = [one.key for one in several.seen.committed(several.seen.items[0])]
    for key in keys:
        assert several.step == f"{COMMITTED}{key}"
        several.answer("1" if key == keys[0] else "2")
    assert several.result.promised.committed == (keys[0],)

    items = hall_data().catalog.items.values()
    single = [one for one in items if sum(m.commitment is not None for m in one.materials) == 1]
    for item in single:
        alone = promising("GC", item.id, KNOWN)
        assert (alone.is_needed, len(alone.result.promised.committed)) == (False, 1)


def test_a_paper_that_promised_nothing_is_asked_nothing():
    assert not promising("SL", "F01", KNOWN).is_needed


def test_a_refusal_leads_back_to_the_first_question_of_its_kind():
    reading = promising("RQ", "F01")
    answered(reading, "F01", "1", "刘桂香", NOT_THERE, NOT_THERE)
    reading.ask_again(NAME)
    assert reading.step == NAME

    reading.ask_again(PUT_OFF)
    assert reading.step.startswith(PUT_OFF)


def test_the_money_of_a_receipt_is_read_off_it_by_numbers_and_one_sum():
    reading = promising("PJ", "H01", KNOWN)
    asked = MoneyAsked(("国网供电所", "自来水厂"), ("电费", "水费"), ("现金", "扫码"))
    reading = replace(reading, seen=replace(reading.seen, money={"H01": asked}), step="")

    assert reading.step == AMOUNT
    assert reading.answer("一百多") is False
    assert reading.step == AMOUNT
    for words in ("128.50", "1", "2"):
        assert reading.answer(words) is False
    assert reading.step == WAY
    assert [option.words for option in reading.question.options] == ["现金", "扫码"]
    assert reading.answer("1") is True

    assert reading.result.money == MoneyRead(fen=12850, biller="国网供电所", what="水费", way="现金")
