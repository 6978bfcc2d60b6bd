"""Stamps, withdrawn certificates, seals and query codes at their limits."""

import base64
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.query_code import ALPHABET, LENGTH, check_character, is_query_code, normalise
from app.domain.seal import SealDesign, SealError, SealMode, read_seal
from app.domain.sealing import SealCabinet, UnitSeal
from app.domain.verification import (
    PaperStamp,
    Revocation,
    RevocationEffect,
    RevocationGround,
    TrustStore,
    VerificationError,
    facts_digest,
    key_id,
    pack,
    qr_text,
    read_qr,
)

SIGNATURE = bytes(range(64))
STAMP = PaperStamp(
    key_id=key_id(b"a public key"),
    document_type="SL",
    number="赣崇关受(3甲)〔2026〕5号",
    case_number="3607251050002611260001",
    issued_on=date(2026, 11, 26),
    facts_digest=facts_digest(b"facts"),
)
QR = qr_text(pack(STAMP), SIGNATURE)
base32 = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", max_size=200)


@given(st.text(max_size=60) | base32 | base32.map("HTTPS://BMC.EXAMPLE/V/".__add__))
def test_whatever_is_scanned_is_a_stamp_or_a_polite_refusal(text: str) -> None:
    code = None
    try:
        read_qr(text)
    except VerificationError as refused:
        code = refused.code

    assert code in {None, "verify.qr_foreign", "verify.qr_newer", "verify.qr_incomplete"}


@given(st.integers(0, len(pack(STAMP)) - 1), st.integers(1, 255))
def test_of_a_stamp_with_one_changed_byte_the_changed_bytes_are_what_a_signature_is_asked_of(
    place: int, by: int
) -> None:
    packed = bytearray(pack(STAMP))
    packed[place] ^= by

    signed = None
    try:
        signed = read_qr(qr_text(bytes(packed), SIGNATURE)).signed_bytes
    except VerificationError:
        assert place == 0 or place >= 23
    assert signed in {None, bytes(packed)}


@pytest.mark.parametrize("prefix", ["HTTPS://OTHER.EXAMPLE/V/", "/", "", "HTTP://10.0.0.1/A/B/C/"])
def test_a_county_may_move_its_address(prefix: str) -> None:
    assert read_qr(qr_text(pack(STAMP), SIGNATURE, prefix)).stamp == STAMP


@pytest.mark.parametrize("extra", [b"\x00", b"\x01a", b"\x05abcde"])
def test_a_stamp_with_a_text_too_many_is_incomplete(extra: bytes) -> None:
    with pytest.raises(VerificationError) as refused:
        read_qr(qr_text(pack(STAMP) + extra, SIGNATURE))

    assert refused.value.code == "verify.qr_incomplete"


def test_a_text_that_promises_more_than_there_is_is_incomplete() -> None:
    packed = pack(STAMP)
    cut = packed[: -len(STAMP.case_number)]

    with pytest.raises(VerificationError) as refused:
        read_qr(qr_text(cut, SIGNATURE))

    assert refused.value.code == "verify.qr_incomplete"


def test_the_code_holds_neither_name_nor_identity_number() -> None:
    raw = base64.b32decode(QR.rpartition("/")[2] + "=" * (-len(QR.rpartition("/")[2]) % 8))

    assert len(raw) == len(pack(STAMP)) + 64
    assert "受理" not in raw.decode("gb18030", errors="ignore")


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_digests_and_key_ids_have_their_length_and_tell_facts_apart(one: bytes, other: bytes) -> None:
    assert (len(facts_digest(one)), len(key_id(one))) == (16, 4)
    assert (facts_digest(one) == facts_digest(other)) is (one == other)


# Withdrawn certificates

NOON = datetime.fromisoformat("2026-03-02T12:00+08:00")
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("ground", "signed_at", "effect"),
    [
        (RevocationGround.REPLACED, NOON - MINUTE, RevocationEffect.NONE),
        (RevocationGround.REPLACED, NOON, RevocationEffect.REVOKED),
        (RevocationGround.REPLACED, NOON + MINUTE, RevocationEffect.REVOKED),
        (RevocationGround.COMPROMISED, NOON - timedelta(days=900), RevocationEffect.REVOKED),
        (RevocationGround.COMPROMISED, NOON + MINUTE, RevocationEffect.REVOKED),
    ],
)
def test_a_stolen_key_saves_no_paper_and_a_replaced_one_saves_the_older(
    ground: RevocationGround, signed_at: datetime, effect: RevocationEffect
) -> None:
    assert Revocation(7, NOON, ground).effect_on(signed_at) is effect


@given(st.permutations([NOON, NOON + MINUTE, NOON - MINUTE]))
def test_the_earliest_withdrawal_counts_in_whatever_order_they_are_listed(order: list[datetime]) -> None:
    listed = tuple(Revocation(7, at, RevocationGround.REPLACED) for at in order)
    found = TrustStore(roots=(), revocations=listed).revocation_of(7)

    assert found is not None
    assert found.revoked_at == NOON - MINUTE


# Seals

SEAL = {"name": "审批专用章", "diameter_mm": 42, "ring_text": "崇义县关田镇人民政府"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"diameter_mm": 30}, None),
        ({"diameter_mm": 45.0}, None),
        ({"diameter_mm": 29.9}, "papers.seal_size"),
        ({"diameter_mm": 45.1}, "papers.seal_size"),
        ({"ring_text": "章"}, None),
        ({"ring_text": "章" * 24}, None),
        ({"ring_text": "章" * 25}, "papers.seal_text"),
        ({"code_digits": ""}, None),
        ({"code_digits": "3607250000001"}, None),
        ({"code_digits": "360725000000"}, "papers.seal_code"),
        ({"code_digits": "٣" * 13}, "papers.seal_code"),
        ({"code_digits": "²" * 13}, "papers.seal_code"),
    ],
)
def test_what_a_seal_may_be(change: dict[str, object], code: str | None, words) -> None:
    refused, told = None, ""
    try:
        read_seal(SEAL | change)
    except SealError as error:
        refused, told = error.code, words.say(error.code, error.facts).say

    assert refused == code
    assert bool(told) is (code is not None)


@pytest.mark.parametrize("missing", SEAL)
def test_a_seal_without_what_it_needs_is_refused_by_the_name_of_it(missing: str) -> None:
    with pytest.raises(KeyError, match=missing):
        read_seal({name: value for name, value in SEAL.items() if name != missing})


@pytest.mark.parametrize("mode", SealMode)
@pytest.mark.parametrize("permission", ["", "崇府办字〔2026〕1号"])
@pytest.mark.parametrize("sample", [True, False])
def test_only_an_overprinted_real_seal_needs_a_written_permission(
    mode: SealMode, permission: str, sample: bool
) -> None:
    design = SealDesign(name="章", diameter_mm=42, ring_text="章", sample=sample)
    seal = UnitSeal(key="a", design=design, mode=mode, keeper="刘示例", permission=permission)

    refused = False
    try:
        assert seal.checked() is seal
    except SealError:
        refused = True

    assert refused is (mode is SealMode.OVERPRINT and not permission and not sample)


def test_a_cabinet_that_names_a_seal_it_lacks_says_so_at_once() -> None:
    with pytest.raises(KeyError, match="approval"):
        SealCabinet(seals={}, by_paper_type={"SL": "approval"}).for_paper("SL")


# Query codes

digits = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)


@given(digits)
def test_a_code_is_one_exactly_when_its_check_character_can_be_typed(number: str) -> None:
    check = check_character(number)

    assert is_query_code(number + check) is (check in ALPHABET)


@given(digits)
def test_however_it_is_grouped_or_cased_a_code_is_read_the_same(number: str) -> None:
    spoken = f" {number[:3]}-{number[3:6]} {number[6:]} ".lower().replace("0", "o").replace("1", "l")

    assert normalise(spoken) == number
    assert normalise(normalise(spoken)) == number
