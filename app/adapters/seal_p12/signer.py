"""The signing key of one unit, opened from its PKCS#12 file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, pkcs12

from app.domain.errors import PersonFacing
from app.domain.verification import SIGNATURE_BYTES, SignatureStanding, key_id
from app.ports.paper_signer import SealBox


class SealKeyError(PersonFacing):
    """The signing key cannot be opened or is not one of ours."""


@dataclass(frozen=True, slots=True)
class P12Signer:
    """Signs papers with a P-256 key held in memory; a `PaperSigner`."""

    key: ec.EllipticCurvePrivateKey
    chain: tuple[x509.Certificate, ...]
    standing: SignatureStanding

    @property
    def caption(self) -> str:
        """What to print beside the seal."""
        return self.standing.value

    @property
    def certificate(self) -> bytes:
        """The signing certificate, DER."""
        return self.chain[0].public_bytes(Encoding.DER)

    @property
    def key_id(self) -> bytes:
        """Four bytes by which a QR names this key."""
        public_key = self.key.public_key()
        return key_id(public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))

    def sign(self, pdf: bytes, box: SealBox | None, reason: str, at: datetime) -> bytes:
        """Return `pdf` with its signature appended; the given bytes stay a strict prefix.

        SealKeyError outside the certificate's life: nobody could verify such a paper.
        """
        own = self.chain[0]
        if not own.not_valid_before_utc <= at <= own.not_valid_after_utc:
            raise SealKeyError("verify.seal_key_outside_validity")
        # pyHanko takes a third of a second to import: only who signs pays for it.
        from app.adapters.seal_p12.pdf_signature import append_signature

        return append_signature(pdf, self.key, self.chain, box=box, reason=reason, at=at)

    def sign_payload(self, payload: bytes) -> bytes:
        """Return the raw 64-byte signature over `payload`.

        A payload opens with its version byte, a CMS signature with 0x31, so neither can pass for the other.
        """
        r, s = decode_dss_signature(self.key.sign(payload, ec.ECDSA(SHA256())))
        half = SIGNATURE_BYTES // 2
        return r.to_bytes(half, "big") + s.to_bytes(half, "big")


def open_signer(p12: bytes, pass_phrase: str, government_roots: Sequence[bytes] = ()) -> P12Signer:
    """Open a sealed key; SealKeyError if the pass phrase is wrong, the file damaged, or the key no P-256 key.

    `government_roots` (DER) are the configured roots whose seals are electronic seals in law.
    """
    try:
        opened = pkcs12.load_pkcs12(p12, pass_phrase.encode())
    except ValueError as error:
        raise SealKeyError("verify.seal_key_unreadable") from error
    if not isinstance(opened.key, ec.EllipticCurvePrivateKey) or opened.cert is None:
        raise SealKeyError("verify.seal_key_unsuitable")
    if not isinstance(opened.key.curve, ec.SECP256R1):
        raise SealKeyError("verify.seal_key_unsuitable")
    chain = (opened.cert.certificate, *(one.certificate for one in opened.additional_certs))
    return P12Signer(opened.key, chain, _standing(chain, government_roots))


def _standing(chain: Sequence[x509.Certificate], government_roots: Sequence[bytes]) -> SignatureStanding:
    tip = chain[0]
    for above in chain[1:]:
        tip = above if _issued(tip, above) else tip
    roots = [x509.load_der_x509_certificate(root) for root in government_roots]
    if any(_issued(tip, root) for root in roots):
        return SignatureStanding.ELECTRONIC_SEAL
    return SignatureStanding.INTEGRITY


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
