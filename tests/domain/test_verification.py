"""The stamp in a QR: packed, read back, and what a withdrawn certificate means."""

import contextlib
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.verification import (
    DEFAULT_QR_PREFIX,
    PaperStamp,
    Revocation,
    RevocationEffect,
    RevocationGround,
    TrustStore,
    VerificationError,
    facts_digest,
    pack,
    qr_text,
    read_qr,
)

SIGNATURE = bytes(range(64))
ALPHANUMERIC = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
stamps = st.builds(
    PaperStamp,
    key_id=st.binary(min_size=4, max_size=4),
    document_type=texts,
    number=texts,
    case_number=texts,
    issued_on=st.dates(date(2000, 1, 1), date(2179, 6, 6)),
    facts_digest=st.binary(min_size=16, max_size=16),
)


def stamp(**changed: object) -> PaperStamp:
    fields = {
        "key_id": b"\x01\x02\x03\x04",
        "document_type": "A1",
        "number": "赣崇关受(3甲)〔2026〕5号",
        "case_number": "360725202603020001",
        "issued_on": date(2026, 3, 2),
        "facts_digest": facts_digest(b"facts"),
    }
    return PaperStamp(**{**fields, **changed})


def code_of(text: str) -> str:
    with pytest.raises(VerificationError) as caught:
        read_qr(text)
    return caught.value.code


@settings(max_examples=150)
@given(stamps, st.binary(min_size=64, max_size=64))
def test_what_is_packed_reads_back_the_same(original, signature):
    read = read_qr(qr_text(pack(original), signature))
    assert (read.stamp, read.signed_bytes, read.signature) == (original, pack(original), signature)


def test_a_real_stamp_stays_in_the_alphanumeric_mode_of_a_version_ten_code():
    text = qr_text(pack(stamp()), SIGNATURE)
    assert text.startswith(DEFAULT_QR_PREFIX)
    assert set(text) <= ALPHANUMERIC
    # A version 10 code at level M holds 311 such characters.
    assert len(text) <= 311


def test_a_scanner_that_types_small_letters_and_a_line_end_is_understood():
    assert read_qr(qr_text(pack(stamp()), SIGNATURE).lower() + "\r\n").stamp == stamp()


@pytest.mark.parametrize(
    "text", ["", "https://example.org/", "6901234567892", "HTTPS://BMC.EXAMPLE/V/", "你好", "AAAAAAAA"]
)
def test_other_codes_are_foreign(text):
    assert code_of(text) == "verify.qr_foreign"


def test_a_stamp_of_a_later_version_asks_for_a_newer_program():
    assert code_of(qr_text(b"\x02" + pack(stamp())[1:], SIGNATURE)) == "verify.qr_newer"


@settings(max_examples=100)
@given(st.integers(1, 200))
def test_a_stamp_cut_short_never_reads_as_the_whole(cut):
    text = qr_text(pack(stamp()), SIGNATURE)
    with contextlib.suppress(VerificationError):
        read = read_qr(text[: len(text) - min(cut, len(text))])
        assert (read.signed_bytes, read.signature) != (pack(stamp()), SIGNATURE)


@pytest.mark.parametrize(
    "changed",
    [
        {"key_id": b"\x01"},
        {"facts_digest": b"short"},
        {"issued_on": date(1985, 1, 1)},
        {"issued_on": date(2180, 1, 1)},
        {"number": "号" * 128},
    ],
)
def test_what_does_not_fit_is_refused(changed):
    with pytest.raises(ValueError, match=r"length|room|long"):
        pack(stamp(**changed))


def test_a_signature_of_another_size_is_refused():
    with pytest.raises(ValueError, match="64"):
        qr_text(pack(stamp()), SIGNATURE[:63])


WITHDRAWN = datetime.fromisoformat("2026-03-02T12:00+08:00")


@pytest.mark.parametrize(
    ("ground", "day", "effect"),
    [
        (RevocationGround.REPLACED, date(2026, 3, 1), RevocationEffect.NONE),
        (RevocationGround.REPLACED, date(2026, 3, 2), RevocationEffect.DOUBTFUL),
        (RevocationGround.REPLACED, date(2026, 3, 3), RevocationEffect.REVOKED),
        (RevocationGround.COMPROMISED, date(2026, 3, 1), RevocationEffect.REVOKED),
    ],
)
def test_a_paper_of_which_only_the_day_is_known(ground, day, effect):
    assert Revocation(7, WITHDRAWN, ground).effect_on_day(day) is effect


def test_of_two_withdrawals_the_earlier_counts():
    early = Revocation(7, WITHDRAWN, RevocationGround.REPLACED)
    late = Revocation(7, WITHDRAWN + timedelta(days=1), RevocationGround.REPLACED)
    trust = TrustStore(roots=(), revocations=(late, early))
    assert trust.revocation_of(7) == early
    assert trust.revocation_of(8) is None
