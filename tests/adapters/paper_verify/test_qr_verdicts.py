"""Verdicts on QR texts, from the printed code to the answer."""

import base64
import re
import tomllib
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
import segno
import zxingcpp
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.adapters.paper_verify.verifier import OfflineVerifier
from app.adapters.seal_p12.authority import make_authority
from app.adapters.seal_p12.signer import P12Signer, open_signer
from app.domain.case.fallen import Fall
from app.domain.verification import (
    DEFAULT_QR_PREFIX,
    PaperStamp,
    Revocation,
    RevocationGround,
    TrustStore,
    VerdictKind,
    facts_digest,
    pack,
    qr_text,
)

ROOT = Path(__file__).parents[3]


def stamp_of(signer: P12Signer, issued_on: date = date(2026, 3, 2)) -> PaperStamp:
    return PaperStamp(
        key_id=signer.key_id,
        document_type="A1",
        number="赣崇关受(3甲)〔2026〕5号",
        case_number="360725202603020001",
        issued_on=issued_on,
        facts_digest=facts_digest(b"the canonical facts"),
    )


def code_text(signer: P12Signer, issued_on: date = date(2026, 3, 2)) -> str:
    packed = pack(stamp_of(signer, issued_on))
    return qr_text(packed, signer.sign_payload(packed))


def judged(text: str, trust: TrustStore) -> tuple[VerdictKind, str]:
    verdict = OfflineVerifier().verify_qr(text, trust)
    return verdict.kind, verdict.reasons[0].code


def test_a_code_printed_at_25_mm_and_scanned_at_200_dpi_is_genuine(office):
    code = segno.make(code_text(office.signer), error="m", micro=False)
    assert code.mode == "alphanumeric"
    assert code.version <= 10
    buffer = BytesIO()
    code.save(buffer, kind="png", border=4, scale=8)
    side = round(25 / 25.4 * 200)
    scan = Image.open(buffer).convert("L").resize((side, side), Image.Resampling.BILINEAR)
    (read,) = zxingcpp.read_barcodes(scan)
    verdict = OfflineVerifier().verify_qr(read.text, office.trust)
    assert verdict.kind is VerdictKind.GENUINE
    assert verdict.stamp == stamp_of(office.signer)
    assert verdict.reasons[0].facts == {"number": "赣崇关受(3甲)〔2026〕5号", "issued_on": "2026年3月2日"}


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_changed_bit_passes(office, data):
    raw = bytearray(_raw(code_text(office.signer)))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    forged = DEFAULT_QR_PREFIX + base64.b32encode(raw).decode().rstrip("=")
    verdict = OfflineVerifier().verify_qr(forged, office.trust)
    assert verdict.kind is not VerdictKind.GENUINE
    assert verdict.stamp is None


def test_another_paper_under_a_copied_signature_is_altered(office):
    genuine = _raw(code_text(office.signer))
    other = pack(replace(stamp_of(office.signer), number="赣崇关受〔2026〕6号"))
    assert judged(qr_text(other, genuine[-64:]), office.trust) == (VerdictKind.ALTERED, "verify.qr_altered")


def test_another_units_code_is_not_ours(office):
    enrolled = datetime.fromisoformat("2026-01-05T08:00+08:00")
    elsewhere = make_authority("邻县政务服务中心(演示)", enrolled)
    stranger = open_signer(elsewhere.issue("邻县窗口", enrolled, "k7" * 20), "k7" * 20)
    assert judged(code_text(stranger), office.trust) == (VerdictKind.NOT_OURS, "verify.qr_unknown_key")
    # Not even when its certificate slipped into our list: no root of ours stands above it.
    listed = replace(office.trust, signers=(*office.trust.signers, stranger.certificate))
    assert judged(code_text(stranger), listed) == (VerdictKind.NOT_OURS, "verify.qr_unknown_key")


@pytest.mark.parametrize(
    ("ground", "day", "expected"),
    [
        (RevocationGround.REPLACED, date(2026, 3, 1), "verify.qr_genuine_before_withdrawal"),
        (RevocationGround.REPLACED, date(2026, 3, 2), "verify.qr_withdrawn_same_day"),
        (RevocationGround.REPLACED, date(2026, 3, 3), "verify.qr_signed_after_withdrawal"),
        (RevocationGround.COMPROMISED, date(2026, 3, 1), "verify.qr_key_compromised"),
    ],
)
def test_a_code_of_a_withdrawn_key(office, ground, day, expected):
    serial = x509.load_der_x509_certificate(office.signer.certificate).serial_number
    at = datetime.fromisoformat("2026-03-02T12:00+08:00")
    trust = replace(office.trust, revocations=(Revocation(serial, at, ground),))
    assert judged(code_text(office.signer, day), trust)[1] == expected


def test_a_day_before_the_key_existed_cannot_be_judged(office):
    text = code_text(office.signer, date(2025, 12, 31))
    assert judged(text, office.trust) == (VerdictKind.CANNOT_SAY, "verify.outside_validity")


def test_a_shop_code_is_not_ours_and_half_a_code_cannot_be_judged(office):
    assert judged("6901234567892", office.trust) == (VerdictKind.NOT_OURS, "verify.qr_foreign")
    newer = qr_text(b"\x07" + pack(stamp_of(office.signer))[1:], bytes(64))
    assert judged(newer, office.trust) == (VerdictKind.CANNOT_SAY, "verify.qr_newer")


def test_every_code_in_the_sources_has_words_and_no_words_are_left_over():
    words = tomllib.loads((ROOT / "resources/words/verify.toml").read_text("utf-8"))["verify"]
    sources = [ROOT / "app/domain/verification.py", ROOT / "app/services/papers/standing.py"]
    for package in ("paper_verify", "seal_p12"):
        sources += (ROOT / "app/adapters" / package).glob("*.py")
    text = "".join(source.read_text("utf-8") for source in sources)
    used = set(re.findall(r'"verify\.([a-z_]+)"', text)) - {"qr_"}
    # These two are the words of a withdrawn key, put in the terms of a QR.
    used |= {"qr_key_compromised", "qr_signed_after_withdrawal"}
    # Why a paper fell is said by the word of its fall.
    used |= {fall.value for fall in Fall}
    assert used == set(words)


def _raw(text: str) -> bytes:
    tail = text.removeprefix(DEFAULT_QR_PREFIX)
    return base64.b32decode(tail + "=" * (-len(tail) % 8))
