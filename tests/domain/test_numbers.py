"""文号 by GB/T 9704-2012, device sub-series, and 办件编号."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.numbers import (
    CaseNumber,
    DocumentNumber,
    NotANumber,
    Series,
    Tag,
    case_series,
    parse_case_number,
    parse_document_number,
)

AREA = "360725105000"
tags = st.none() | st.builds(Tag, st.integers(1, 99), st.integers(1, 200))
codes = st.sampled_from(["赣崇关受", "赣崇关不受", "赣崇关补"])


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (DocumentNumber(Series("赣崇关受", 2026), 12), "赣崇关受〔2026〕12号"),
        (DocumentNumber(Series("赣崇关受", 2026, Tag(3, 1)), 5), "赣崇关受(3甲)〔2026〕5号"),
        (DocumentNumber(Series("赣崇关补", 2027, Tag(17, 11)), 1), "赣崇关补(17甲甲)〔2027〕1号"),
    ],
)
def test_a_document_number_is_printed_as_the_standard_says(number, printed):
    assert str(number) == printed


@given(codes, st.integers(2000, 2099), tags, st.integers(1, 99_999))
@settings(max_examples=80)
def test_every_document_number_reads_back(code, year, tag, serial):
    number = DocumentNumber(Series(code, year, tag), serial)
    assert parse_document_number(str(number)) == number


@pytest.mark.parametrize(
    "text",
    [
        "赣崇关受〔2026〕012号",
        "赣崇关受[2026]12号",
        "赣崇关受【2026】12号",
        "赣崇关受〔26〕12号",
        "赣崇关受〔2026〕第12号",
        "赣崇关受〔2026〕0号",
        "〔2026〕12号",
        "赣崇关受(甲)〔2026〕12号",
        "赣崇关受〔2026〕12",
    ],
)
def test_what_the_standard_forbids_is_no_number(text):
    with pytest.raises(NotANumber):
        parse_document_number(text)


def test_a_typist_may_use_full_width_brackets():
    typed = " 赣崇关受\uff083甲\uff09〔2026〕5号 "
    assert parse_document_number(typed).series.tag == Tag(3, 1)


@given(st.integers(1, 50), st.integers(1, 50), st.integers(1, 50), st.integers(1, 50))
@settings(max_examples=80)
def test_no_two_installs_share_a_tag(device, epoch, other_device, other_epoch):
    tag, other = Tag(device, epoch), Tag(other_device, other_epoch)
    same = (device, epoch) == (other_device, other_epoch)
    assert (str(tag) == str(other)) is same
    assert (tag.in_letters == other.in_letters) is same
    assert (
        case_series(AREA, date(2026, 11, 26), tag) == case_series(AREA, date(2026, 11, 26), other)
    ) is same


def test_there_is_no_install_before_the_first():
    with pytest.raises(NotANumber):
        str(Tag(3, 0))


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, 9999), tags)
@settings(max_examples=80)
def test_every_case_number_reads_back(day, serial, tag):
    number = CaseNumber(area=AREA, day=day, serial=serial, tag=tag)
    assert parse_case_number(str(number).lower()) == number


def test_a_case_number_is_printed_in_digits_and_letters():
    day = date(2026, 11, 26)
    assert str(CaseNumber(area=AREA, day=day, serial=5)) == "3607251050002611260005"
    assert str(CaseNumber(area=AREA, day=day, serial=5, tag=Tag(3, 2))) == "36072510500026112600053B"


@pytest.mark.parametrize(
    "text", ["", "36072510500026112600", "3607251050002613260005", "36072510500026112600053"]
)
def test_what_is_no_case_number(text):
    with pytest.raises(NotANumber):
        parse_case_number(text)


@pytest.mark.parametrize(("area", "serial"), [("36072510", 1), (AREA, 0), (AREA, 10_000)])
def test_a_case_number_that_would_not_read_back_is_not_made(area, serial):
    with pytest.raises(NotANumber):
        CaseNumber(area=area, day=date(2026, 11, 26), serial=serial)
