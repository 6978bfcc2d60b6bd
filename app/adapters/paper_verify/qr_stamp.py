"""Judges the signed stamp in a paper's QR against the signing certificates we know."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.adapters.paper_verify.judgement import cannot_say, revoked_code, verdict
from app.domain.verification import (
    SIGNATURE_BYTES,
    RevocationEffect,
    SignedStamp,
    TrustStore,
    Verdict,
    VerdictKind,
    key_id,
    printed_day,
)


def judge_stamp(signed: SignedStamp, trust: TrustStore) -> Verdict:
    """Return the verdict on a stamp, with the stamp itself whenever its signature holds."""
    signers = [one for one in _certificates(trust.signers) if _key_id(one) == signed.stamp.key_id]
    if not signers:
        return verdict(VerdictKind.NOT_OURS, "verify.qr_unknown_key")
    holding = [one for one in signers if _is_signed_by(one, signed)]
    if not holding:
        return verdict(VerdictKind.ALTERED, "verify.qr_altered")
    return replace(_judge_signer(holding[0], signed, trust), stamp=signed.stamp)


def _judge_signer(signer: x509.Certificate, signed: SignedStamp, trust: TrustStore) -> Verdict:
    roots = _certificates((*trust.roots, *trust.government_roots))
    if not any(_issued(signer, root) for root in roots):
        return verdict(VerdictKind.NOT_OURS, "verify.qr_unknown_key")
    issued_on = signed.stamp.issued_on
    if not _life_includes(signer, issued_on):
        return cannot_say("verify.outside_validity")
    return _judge_key(signer.serial_number, signed, trust)


def _judge_key(serial: int, signed: SignedStamp, trust: TrustStore) -> Verdict:
    stamp = signed.stamp
    facts = {"number": stamp.number, "issued_on": printed_day(stamp.issued_on)}
    revocation = trust.revocation_of(serial)
    if revocation is None:
        return verdict(VerdictKind.GENUINE, "verify.qr_genuine", **facts)
    facts["revoked_on"] = printed_day(revocation.revoked_at.date())
    effect = revocation.effect_on_day(stamp.issued_on)
    if effect is RevocationEffect.NONE:
        return verdict(VerdictKind.GENUINE, "verify.qr_genuine_before_withdrawal", **facts)
    if effect is RevocationEffect.DOUBTFUL:
        return verdict(VerdictKind.CANNOT_SAY, "verify.qr_withdrawn_same_day", **facts)
    return verdict(VerdictKind.REVOKED, "verify.qr_" + revoked_code(revocation).partition(".")[2], **facts)


def _certificates(ders: Iterable[bytes]) -> list[x509.Certificate]:
    return [x509.load_der_x509_certificate(der) for der in ders]


def _key_id(certificate: x509.Certificate) -> bytes:
    return key_id(certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))


def _is_signed_by(certificate: x509.Certificate, signed: SignedStamp) -> bool:
    public_key = certificate.public_key()
    if not isinstance(public_key, ec.EllipticCurvePublicKey):
        return False
    half = SIGNATURE_BYTES // 2
    r, s = (int.from_bytes(part, "big") for part in (signed.signature[:half], signed.signature[half:]))
    try:
        public_key.verify(encode_dss_signature(r, s), signed.signed_bytes, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def _issued(certificate: x509.Certificate, root: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(root)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _life_includes(certificate: x509.Certificate, day: date) -> bool:
    return certificate.not_valid_before_utc.date() <= day <= certificate.not_valid_after_utc.date()
