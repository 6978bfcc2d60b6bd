"""A case lined up in another system's order, and the number that system gives."""

from datetime import date, datetime
from typing import Any

import pytest

from app.domain.case.case import Case, CaseApplicant, CaseItem
from app.domain.case.state import CaseState
from app.domain.form.model import Choice, FieldDef, Spot
from app.domain.form.values import Kind
from app.domain.ledger.operation import Base
from app.domain.transcription.carrying import Carried, carried_of
from app.domain.transcription.notation import Notation
from app.domain.transcription.order import KeyingOrder, SerialRefused, Step, read_serial

SPOT = Spot(file="试.toml")


def asked(key: str, kind: Kind = Kind.TEXT, **more: Any) -> FieldDef:
    return FieldDef(key=key, label=key, kind=kind, spot=SPOT, **more)


FIELDS = {
    "name": asked("name", Kind.NAME),
    "sex": asked("sex", Kind.CHOICE, choices=(Choice("1", "男"), Choice("2", "女"))),
    "amount": asked("amount", Kind.MONEY),
    "years/year": asked("year", Kind.INTEGER),
    "years/paid": asked("paid", Kind.MONEY),
}


def order(*steps: Step) -> KeyingOrder:
    return KeyingOrder(
        id="s",
        name="平台",
        items=frozenset({"A01"}),
        steps=steps,
        serial_label="流水号",
        serial_pattern=r"YB\d{4}",
        serial_help="YB 加 4 位数字",
    )


def case(**answers: Any) -> Case:
    return Case(
        id="c",
        base=Base(0, {}),
        state=CaseState.ACCEPTED,
        item=CaseItem(id="A01", version=1, name="参保登记"),
        case_number="3607251050002611260001",
        query_code="QK7M2X4A",
        received_on=date(2026, 11, 26),
        received_at=datetime.fromisoformat("2026-11-26T09:00+08:00"),
        window="03",
        applicant=CaseApplicant(),
        answers=answers,
    )


def lined_up(*steps: Step, **answers: Any) -> list[tuple[str, str]]:
    values = carried_of(
        order(*steps), case(**answers), FIELDS, lambda field: {one.code: one.label for one in field.choices}
    )
    return [(value.label, value.text) for value in values]


def test_the_order_is_the_other_systems_and_so_are_the_labels() -> None:
    told = lined_up(
        Step(label="性别", slot="sex"),
        Step(label="户主", slot="name"),
        name="张三",
        sex="1",
    )

    assert told == [("性别", "男"), ("户主", "张三")]


def test_a_blank_answer_stays_as_a_field_to_step_over() -> None:
    assert lined_up(Step(label="姓名", slot="name"), Step(label="金额", slot="amount"), amount=100) == [
        ("姓名", ""),
        ("金额", "1.00"),
    ]


def test_their_writing_takes_the_place_of_ours() -> None:
    step = Step(label="性别", slot="sex", theirs={"男": "M", "女": "F"})

    assert lined_up(step, sex="2") == [("性别", "F")]


def test_columns_of_a_table_are_walked_row_by_row() -> None:
    told = lined_up(
        Step(label="姓名", slot="name"),
        Step(label="年度", slot="years/year"),
        Step(label="金额", slot="years/paid"),
        Step(label="合计", slot="amount"),
        name="张三",
        amount=300,
        years=[{"row": "r1", "year": 2024, "paid": 100}, {"row": "r2", "year": 2025, "paid": 200}],
    )

    assert told == [
        ("姓名", "张三"),
        ("第 1 行 年度", "2024"),
        ("第 1 行 金额", "1.00"),
        ("第 2 行 年度", "2025"),
        ("第 2 行 金额", "2.00"),
        ("合计", "3.00"),
    ]


def test_an_empty_table_gives_no_fields() -> None:
    assert lined_up(Step(label="年度", slot="years/year")) == []


def test_facts_of_the_case_may_be_asked_for() -> None:
    told = lined_up(
        Step(label="外部业务号", slot="办件编号"),
        Step(label="查询码", slot="查询码"),
        Step(label="申请日期", slot="收件日期", notation=Notation.COMPACT),
    )

    assert told == [
        ("外部业务号", "3607251050002611260001"),
        ("查询码", "QK7M2X4A"),
        ("申请日期", "20261126"),
    ]


def test_each_value_tells_which_answer_it_shows() -> None:
    steps = order(Step(label="姓名", slot="name"), Step(label="业务号", slot="办件编号"))

    values = carried_of(steps, case(name="张三"), FIELDS, lambda _field: {})

    assert values[0] == Carried("姓名", "张三", "name")
    assert values[1].slot == ""


@pytest.mark.parametrize("typed", ["YB1234", " YB1234\r\n", "YB 12 34"])
def test_a_number_is_read_without_the_blanks_that_came_with_it(typed: str) -> None:
    assert read_serial(order(), typed) == "YB1234"


@pytest.mark.parametrize("typed", ["", "YB123", "YB12345", "yb1234", "张三", "YB１２３４"])
def test_what_is_no_number_of_that_system_is_refused_with_what_one_looks_like(typed: str) -> None:
    with pytest.raises(SerialRefused) as refused:
        read_serial(order(), typed)

    assert refused.value.facts["help"] == "YB 加 4 位数字"
