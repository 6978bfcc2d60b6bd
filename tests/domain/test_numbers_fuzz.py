"""Numbers on papers under fire: what reads back, what is refused, and that no two runs meet."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.numbers import (
    TICKET_SERIES,
    CaseNumber,
    DocumentNumber,
    NotANumber,
    Series,
    Tag,
    case_series,
    parse_case_number,
    parse_document_number,
)

tags = st.none() | st.builds(Tag, st.integers(1, 300), st.integers(1, 300))
codes = st.text("赣崇关受不补", min_size=1, max_size=6)
series = st.builds(Series, codes, st.integers(1000, 9999), tags)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
AREA = "360725105000"


@given(series, series)
def test_two_runs_share_a_key_only_if_they_are_one(one: Series, other: Series) -> None:
    assert (one.key == other.key) is (one == other)
    assert not one.key.startswith(TICKET_SERIES)


@given(series, st.integers(1, 10**6), series, st.integers(1, 10**6))
def test_two_papers_share_their_number_only_if_they_are_one(
    one: Series, first: int, other: Series, second: int
) -> None:
    same = (one, first) == (other, second)

    assert (str(DocumentNumber(one, first)) == str(DocumentNumber(other, second))) is same


@given(days, tags, days, tags)
def test_the_case_numbers_of_two_days_or_devices_are_counted_apart(
    day: date, tag: Tag | None, other_day: date, other_tag: Tag | None
) -> None:
    same = (day, tag) == (other_day, other_tag)

    assert (case_series(AREA, day, tag) == case_series(AREA, other_day, other_tag)) is same


@given(days, st.integers(1, 9999), tags)
def test_a_case_number_begins_with_its_run(day: date, serial: int, tag: Tag | None) -> None:
    number = str(CaseNumber(area=AREA, day=day, serial=serial, tag=tag))

    assert number.startswith(case_series(AREA, day))
    assert parse_case_number(number.lower()) == CaseNumber(area=AREA, day=day, serial=serial, tag=tag)


@given(st.text("赣崇关受()（）〔〕[]3甲乙号2026012 ", max_size=18))
def test_what_reads_as_a_document_number_is_printed_as_it_was_read(text: str) -> None:
    try:
        number = parse_document_number(text)
    except NotANumber:
        return
    assert str(number) == text.strip().replace("（", "(").replace("）", ")")


@given(st.text("0123456789AJKXa ", max_size=26))
def test_what_reads_as_a_case_number_is_printed_as_it_was_read(text: str) -> None:
    try:
        number = parse_case_number(text)
    except NotANumber:
        return
    assert str(number) == text.strip().upper()


@pytest.mark.parametrize(
    ("epoch", "stems", "letters"),
    [
        (1, "甲", "A"),
        (2, "乙", "B"),
        (10, "癸", "J"),
        (11, "甲甲", "AA"),
        (20, "甲癸", "AJ"),
        (110, "癸癸", "JJ"),
    ],
)
def test_install_epochs_are_spelled_without_gaps(epoch: int, stems: str, letters: str) -> None:
    assert str(Tag(3, epoch)) == f"3{stems}"
    assert Tag(3, epoch).in_letters == f"3{letters}"


@pytest.mark.parametrize(
    "text",
    [
        "赣崇关受〔2026〕0号",
        "赣崇关受〔2026〕01号",
        "赣崇关受〔0026〕1号",
        "赣崇关受[2026]1号",
        "赣崇关受【2026】1号",
        "赣崇关受(2026)1号",
        "赣崇关受〔2026〕1",
        "〔2026〕1号",
        "赣崇关受(0甲)〔2026〕1号",
        "赣崇关受(3)〔2026〕1号",
        "赣崇关受(甲)〔2026〕1号",
        "赣崇关受(3甲〔2026〕1号",
        "赣崇关受〔2026〕1号号",
        "",
    ],
)
def test_what_is_no_document_number(text: str) -> None:
    with pytest.raises(NotANumber):
        parse_document_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "3607251050002602300001",  # 30 February
        "3607251050002613010001",  # month 13
        "3607251050002611260000",  # serials begin at 1
        "36072510500026112600010",
        "3607251050002611260001A",
        "36072510500026112600013",
        "36072510500026112600013K",
        "36072510500026112600010A",
        "",
    ],
)
def test_what_is_no_case_number(text: str) -> None:
    with pytest.raises(NotANumber):
        parse_case_number(text)
