"""Verdicts on files: genuine, altered, foreign, revoked, and those nobody can judge."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from cryptography import x509
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from app.adapters.paper_verify.verifier import OfflineVerifier
from app.adapters.seal_p12.authority import make_authority
from app.adapters.seal_p12.pdf_signature import append_signature
from app.domain.verification import (
    PRINT_COPY_KEY,
    Revocation,
    RevocationGround,
    TrustStore,
    VerdictKind,
)


@pytest.fixture
def verifier() -> OfflineVerifier:
    return OfflineVerifier()


def judged(verifier: OfflineVerifier, pdf: bytes, trust: TrustStore) -> tuple[VerdictKind, str]:
    verdict = verifier.verify(pdf, trust)
    return verdict.kind, verdict.reasons[0].code


def painted_over(pdf: bytes, *, is_print_copy: bool = False) -> bytes:
    """The attack pdfsig calls valid: an appended update that paints a white box over the text."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    box = writer.add_object(generic.StreamObject(stream_data=b"q 1 1 1 rg 90 490 300 30 re f Q"))
    contents = page.raw_get("/Contents")
    page["/Contents"] = generic.ArrayObject([contents, box])
    writer.update_container(page)
    if is_print_copy:
        writer.set_info(
            generic.DictionaryObject(
                {generic.pdf_name(f"/{PRINT_COPY_KEY}"): generic.pdf_string("2026-03-05")}
            )
        )
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def withdrawn(trust: TrustStore, certificate: bytes, at: datetime, ground: RevocationGround) -> TrustStore:
    serial = x509.load_der_x509_certificate(certificate).serial_number
    return replace(trust, revocations=(Revocation(serial, at, ground),))


def test_a_paper_as_issued_is_genuine(office, verifier):
    verdict = verifier.verify(office.paper, office.trust)
    assert verdict.kind is VerdictKind.GENUINE
    assert verdict.reasons[0].code == "verify.genuine"
    # Signed half past midnight in China, still the day before in UTC.
    assert verdict.reasons[0].facts == {
        "signer": "关田镇综合便民服务中心3号窗口",
        "signed_on": "2026年3月2日",
    }


def test_a_paper_under_a_government_root_bears_an_electronic_seal(office, verifier):
    trust = TrustStore(roots=(), government_roots=office.trust.roots)
    assert judged(verifier, office.paper, trust) == (VerdictKind.GENUINE, "verify.genuine_seal")


def test_a_changed_byte_of_the_page_is_found(office, verifier):
    at = office.paper.index(b"stream") + 12
    changed = office.paper[:at] + bytes([office.paper[at] ^ 1]) + office.paper[at + 1 :]
    assert judged(verifier, changed, office.trust) == (VerdictKind.ALTERED, "verify.bytes_changed")


def test_a_white_box_appended_after_signing_is_found(office, verifier):
    attacked = painted_over(office.paper)
    assert attacked.startswith(office.paper)
    assert judged(verifier, attacked, office.trust) == (VerdictKind.ALTERED, "verify.added_after_signing")


def test_a_print_copy_asks_for_its_qr(office, verifier):
    copy = painted_over(office.paper, is_print_copy=True)
    assert judged(verifier, copy, office.trust) == (VerdictKind.CANNOT_SAY, "verify.print_copy")


def test_another_countys_paper_is_not_ours(office, verifier):
    elsewhere = make_authority("邻县政务服务中心(演示)", datetime.fromisoformat("2026-01-05T08:00+08:00"))
    trust = TrustStore(roots=(elsewhere.certificate,))
    assert judged(verifier, office.paper, trust) == (VerdictKind.NOT_OURS, "verify.other_signer")


def test_a_root_of_the_same_name_with_another_key_is_not_ours(office, verifier):
    namesake = make_authority("样例县政务服务中心(演示)", datetime.fromisoformat("2026-01-05T08:00+08:00"))
    trust = TrustStore(roots=(namesake.certificate,))
    assert judged(verifier, office.paper, trust)[0] is VerdictKind.NOT_OURS


@pytest.mark.parametrize(
    ("days_after_signing", "ground", "expected"),
    [
        (-1, RevocationGround.REPLACED, (VerdictKind.REVOKED, "verify.signed_after_withdrawal")),
        (0, RevocationGround.REPLACED, (VerdictKind.REVOKED, "verify.signed_after_withdrawal")),
        (1, RevocationGround.REPLACED, (VerdictKind.GENUINE, "verify.genuine_before_withdrawal")),
        (-1, RevocationGround.COMPROMISED, (VerdictKind.REVOKED, "verify.key_compromised")),
        (1, RevocationGround.COMPROMISED, (VerdictKind.REVOKED, "verify.key_compromised")),
    ],
)
def test_a_withdrawn_certificate(office, verifier, days_after_signing, ground, expected):
    signed = datetime.fromisoformat("2026-03-02T00:30+08:00")
    at = signed + timedelta(days=days_after_signing)
    trust = withdrawn(office.trust, office.signer.certificate, at, ground)
    assert judged(verifier, office.paper, trust) == expected


def test_another_certificates_withdrawal_does_not_matter(office, verifier):
    trust = replace(
        office.trust,
        revocations=(
            Revocation(1, datetime.fromisoformat("2026-01-01T00:00+08:00"), RevocationGround.COMPROMISED),
        ),
    )
    assert judged(verifier, office.paper, trust)[0] is VerdictKind.GENUINE


@pytest.mark.parametrize("day", ["1985-01-01T09:00+08:00", "2040-01-01T09:00+08:00"])
def test_a_signing_day_outside_the_certificates_life_cannot_be_judged(office, verifier, plain, day):
    at = datetime.fromisoformat(day)
    signer = office.signer
    paper = append_signature(plain, signer.key, signer.chain, box=None, reason="受理通知书", at=at)
    assert judged(verifier, paper, office.trust) == (VerdictKind.CANNOT_SAY, "verify.outside_validity")


def test_what_cannot_be_judged(office, verifier, plain):
    encrypted = BytesIO()
    canvas = Canvas(encrypted, encrypt=StandardEncryption("geheim", strength=128))
    canvas.drawString(100, 500, "closed")
    canvas.save()
    cases = {
        "verify.unsigned": plain,
        "verify.print_copy": painted_over(plain, is_print_copy=True),
        "verify.truncated": office.paper[:-2000],
        "verify.damaged": b"%PDF-1.7\nnothing\n%%EOF\n",
        "verify.not_a_pdf": b"\x89PNG\r\n\x1a\n",
        "verify.encrypted": encrypted.getvalue(),
    }
    for code, pdf in cases.items():
        assert judged(verifier, pdf, office.trust) == (VerdictKind.CANNOT_SAY, code)
    assert judged(verifier, b"", office.trust) == (VerdictKind.CANNOT_SAY, "verify.not_a_pdf")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_changed_byte_outside_the_signature_goes_unnoticed(office, data):
    paper = office.paper
    # The signature's own zero padding is the one place that no digest covers, and it shows nothing.
    gap = range(paper.index(b"/Contents <"), paper.rindex(b"/ByteRange"))
    at = data.draw(st.integers(0, len(paper) - 1).filter(lambda place: place not in gap))
    changed = paper[:at] + bytes([paper[at] ^ data.draw(st.integers(1, 255))]) + paper[at + 1 :]
    assert OfflineVerifier().verify(changed, office.trust).kind is not VerdictKind.GENUINE


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_damage_makes_the_verifier_fall_over(office, data):
    paper = bytearray(office.paper)
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(paper) - 1))
        paper[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    assert OfflineVerifier().verify(bytes(paper), office.trust).kind in VerdictKind
