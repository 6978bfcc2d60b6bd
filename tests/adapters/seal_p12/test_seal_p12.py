"""Signing keys: issued, sealed, opened, and what they sign."""

from datetime import datetime
from io import BytesIO

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from pyhanko.pdf_utils.reader import PdfFileReader
from reportlab.pdfgen.canvas import Canvas

from app.adapters.seal_p12.authority import CountyAuthority, make_authority
from app.adapters.seal_p12.signer import P12Signer, SealKeyError, open_signer
from app.ports.paper_signer import SealBox

ENROLLED = datetime.fromisoformat("2026-01-05T08:00+08:00")
SIGNED = datetime.fromisoformat("2026-03-02T09:00+08:00")
PASS_PHRASE = "k7" * 20


@pytest.fixture(scope="module")
def authority() -> CountyAuthority:
    return make_authority("样例县政务服务中心(演示)", ENROLLED)


@pytest.fixture(scope="module")
def sealed(authority) -> bytes:
    return authority.issue("关田镇3号窗口", ENROLLED, PASS_PHRASE)


@pytest.fixture(scope="module")
def signer(sealed) -> P12Signer:
    return open_signer(sealed, PASS_PHRASE)


@pytest.fixture(scope="module")
def page() -> bytes:
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.drawString(100, 500, "Accepted")
    canvas.save()
    return buffer.getvalue()


def test_the_signed_paper_begins_with_every_byte_of_the_unsigned_one(signer, page):
    signed = signer.sign(page, None, "受理通知书", SIGNED)
    assert signed.startswith(page)
    assert len(signed) > len(page)


def test_the_signature_lies_exactly_over_the_drawn_seal_and_forbids_changes(signer, page):
    box = SealBox(page=0, left=240.5, bottom=241, right=359.5, top=360)
    (found,) = PdfFileReader(BytesIO(signer.sign(page, box, "受理通知书", SIGNED))).embedded_signatures
    assert [float(side) for side in found.sig_field["/Rect"]] == [240.5, 241, 359.5, 360]
    assert found.docmdp_level.value == 1
    assert found.sig_object["/Reason"] == "受理通知书"


def test_a_paper_is_signed_at_the_time_it_is_told(signer, page):
    (found,) = PdfFileReader(BytesIO(signer.sign(page, None, "受理通知书", SIGNED))).embedded_signatures
    assert found.self_reported_timestamp == SIGNED


def test_the_machines_own_clock_leaves_no_trace(signer, page):
    added = signer.sign(page, None, "受理通知书", SIGNED)[len(page) :]
    assert added.count(b"(D\\072") == 1
    assert b"ModDate" not in added
    assert b"ModifyDate" not in added


@pytest.mark.parametrize("day", ["1985-01-01T09:00+08:00", "2067-01-01T09:00+08:00"])
def test_a_clock_outside_the_certificates_life_signs_nothing(signer, page, day):
    with pytest.raises(SealKeyError) as caught:
        signer.sign(page, None, "受理通知书", datetime.fromisoformat(day))
    assert caught.value.code == "verify.seal_key_outside_validity"


def test_a_payload_signature_is_64_raw_bytes_that_verify(signer):
    signature = signer.sign_payload(b"\x01payload")
    assert len(signature) == 64
    r, s = (int.from_bytes(half, "big") for half in (signature[:32], signature[32:]))
    public_key = x509.load_der_x509_certificate(signer.certificate).public_key()
    public_key.verify(encode_dss_signature(r, s), b"\x01payload", ec.ECDSA(SHA256()))


def test_only_a_configured_government_root_makes_it_an_electronic_seal(authority, sealed):
    elsewhere = make_authority("邻县政务服务中心(演示)", ENROLLED)
    assert open_signer(sealed, PASS_PHRASE).caption == "完整性签名，非电子印章"
    assert open_signer(sealed, PASS_PHRASE, [elsewhere.certificate]).caption == "完整性签名，非电子印章"
    assert open_signer(sealed, PASS_PHRASE, [authority.certificate]).caption == "电子印章"


@pytest.mark.parametrize("wrong", ["", "k7", "K7" * 20])
def test_a_wrong_pass_phrase_opens_nothing(sealed, wrong):
    with pytest.raises(SealKeyError) as caught:
        open_signer(sealed, wrong)
    assert caught.value.code == "verify.seal_key_unreadable"


@pytest.mark.parametrize("damage", [b"", b"not a key"])
def test_a_damaged_file_opens_nothing(damage):
    with pytest.raises(SealKeyError) as caught:
        open_signer(damage, PASS_PHRASE)
    assert caught.value.code == "verify.seal_key_unreadable"


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(ec.generate_private_key(ec.SECP384R1()), id="P-384"),
        pytest.param(rsa.generate_private_key(65537, 2048), id="RSA"),
    ],
)
def test_another_kind_of_key_is_refused(key):
    other = pkcs12.serialize_key_and_certificates(b"x", key, None, None, NoEncryption())
    with pytest.raises(SealKeyError) as caught:
        open_signer(other, "")
    assert caught.value.code == "verify.seal_key_unsuitable"


def test_a_pass_phrase_a_person_could_remember_is_refused(authority):
    with pytest.raises(ValueError, match="32"):
        authority.issue("关田镇3号窗口", ENROLLED, "123456")


def test_every_issued_key_has_its_own_id_and_serial(authority, signer):
    other = open_signer(authority.issue("关田镇4号窗口", ENROLLED, PASS_PHRASE), PASS_PHRASE)
    serials = {x509.load_der_x509_certificate(one.certificate).serial_number for one in (signer, other)}
    assert len(serials) == 2
    assert signer.key_id != other.key_id
