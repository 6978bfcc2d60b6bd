"""All kinds of certificates through the one table that dispatches them."""

from datetime import date

import pytest

from app.domain.identity import certificates, disability
from app.domain.identity.certificates import CertificateKind as Kind
from app.domain.identity.checksums import mod_11_2
from app.domain.identity.person import Holder, Sex

TODAY = date(2026, 7, 1)
PERMIT = Kind.HONG_KONG_MACAU_TAIWAN_RESIDENCE
FOREIGN = Kind.FOREIGN_PERMANENT_RESIDENCE

ACCEPTED = [
    (Kind.CITIZEN_ID, "360725195603120029"),
    (Kind.TEMPORARY_CITIZEN_ID, "360725195603120029"),
    (Kind.DRIVING_LICENCE, "360725195603120029"),
    (PERMIT, "810000199001010019"),
    (PERMIT, "82000019850505002X"),
    (PERMIT, "830000197909090033"),
    (FOREIGN, "911840198001010013"),
    (FOREIGN, "CAN310012345678"),
    (Kind.PASSPORT, "E12345678"),
    (Kind.PASSPORT, "G12345678"),
    (Kind.PASSPORT, "EA1234567"),
    (Kind.PASSPORT, "C01X00T47"),
    (Kind.PASSPORT, "AB123"),
    (Kind.HONG_KONG_MACAU_TRAVEL_PERMIT, "H12345678"),
    (Kind.HONG_KONG_MACAU_TRAVEL_PERMIT, "M1234567801"),
    (Kind.TAIWAN_TRAVEL_PERMIT, "12345678"),
    (Kind.TAIWAN_TRAVEL_PERMIT, "1234567801"),
    (Kind.BIRTH, "P360012345"),
    (Kind.EMPLOYMENT, "3607250012345678"),
    (Kind.DISABILITY, "36072519560312002942"),
    (Kind.DISABILITY, "36072519560312002942B1"),
    (Kind.SOLDIER, "南字第12345678号"),
    (Kind.HOUSEHOLD_BOOK, "0001234"),
]

REFUSED = [
    (Kind.CITIZEN_ID, "", "identity.id_empty"),
    (PERMIT, "360725195603120029", "identity.residence_prefix"),
    (PERMIT, "810000199001010018", "identity.check_digit_wrong"),
    (FOREIGN, "911840198001010014", "identity.check_digit_wrong"),
    (FOREIGN, "360725195603120029", "identity.foreign_card_first_digit"),
    (FOREIGN, "CAN31001234567", "identity.foreign_card_old_format"),
    (FOREIGN, "", "identity.id_empty"),
    (Kind.PASSPORT, "E123", "identity.passport_format"),
    (Kind.PASSPORT, "E1234/678", "identity.passport_format"),
    (Kind.HONG_KONG_MACAU_TRAVEL_PERMIT, "T12345678", "identity.travel_permit_format"),
    (Kind.TAIWAN_TRAVEL_PERMIT, "123456789", "identity.taiwan_permit_format"),
    (Kind.BIRTH, "3600123456", "identity.birth_certificate_format"),
    (Kind.DISABILITY, "36072519560312002982", "identity.disability_format"),
    (Kind.DISABILITY, "36072519560312002945", "identity.disability_format"),
    (Kind.DISABILITY, "36072519560312002842", "identity.check_digit_wrong"),
    (Kind.DISABILITY, "", "identity.certificate_empty"),
    (Kind.OTHER, " ", "identity.certificate_empty"),
    (Kind.OFFICER, "军" * 31, "identity.certificate_long"),
]


@pytest.mark.parametrize(("kind", "number"), ACCEPTED)
def test_a_right_number_is_accepted_without_remark(kind, number):
    checked = certificates.check(kind, number, TODAY)
    assert checked.value == number
    assert checked.findings == ()


@pytest.mark.parametrize(("kind", "number", "code"), REFUSED)
def test_a_wrong_number_is_refused_with_its_own_sentence(kind, number, code):
    assert [finding.code for finding in certificates.check(kind, number, TODAY).errors] == [code]


def test_lower_case_and_spaces_are_normalised():
    assert certificates.check(Kind.PASSPORT, "ea 1234567", TODAY).value == "EA1234567"


@pytest.mark.parametrize("number", ["E1234567", "EA123456", "G123456789"])
def test_a_number_like_a_chinese_passport_but_not_one_only_warns(number):
    checked = certificates.check(Kind.PASSPORT, number, TODAY)
    assert checked.ok
    assert [finding.code for finding in checked.warnings] == ["identity.passport_not_chinese"]


def test_an_unusual_employment_number_only_warns():
    assert certificates.check(Kind.EMPLOYMENT, "360725001234567", TODAY).ok


def test_a_residence_permit_tells_birth_and_sex():
    holder = certificates.check(PERMIT, "82000019850505002X", TODAY).holder
    assert holder == Holder(date(1985, 5, 5), Sex.FEMALE)


def test_a_foreign_card_tells_the_birth_date_but_no_sex():
    holder = certificates.check(FOREIGN, "911840198001010013", TODAY).holder
    assert holder == Holder(date(1980, 1, 1), Sex.UNKNOWN)


def test_a_foreign_card_without_a_readable_date_is_still_accepted():
    number = "91184019809901001"
    checked = certificates.check(FOREIGN, number + mod_11_2(number), TODAY)
    assert checked.ok
    assert checked.holder is None


def test_a_disability_number_gives_its_parts():
    parts = disability.read("36072519560312002942B1")
    assert parts == disability.DisabilityNumber(
        citizen_id="360725195603120029", kind="4", level="2", reissue="B1"
    )


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_check_and_answers_to_anything(kind):
    assert certificates.check(kind, "?", TODAY).value == "?"
