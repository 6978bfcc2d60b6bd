"""What a paper's QR says, whom we trust, and the verdict on a paper."""

import base64
import hashlib
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum

from app.domain.errors import PersonFacing

STAMP_VERSION = 1
KEY_ID_BYTES = 4
FACTS_DIGEST_BYTES = 16
SIGNATURE_BYTES = 64
"""Raw P-256 signature: r and s, 32 bytes each, big-endian (IEEE P1363)."""
DEFAULT_QR_PREFIX = "HTTPS://BMC.EXAMPLE/V/"
"""Capitals only: one small letter would push the QR out of its compact alphanumeric mode."""
PRINT_COPY_KEY = "BianminPrintCopy"
"""Entry of the PDF's information dictionary that a 补打 copy carries; the signed original never has it."""

_EPOCH = date(2000, 1, 1)
# GB 18030 covers every Chinese character and needs two bytes where UTF-8 needs three: a coarser, safer QR.
_TEXT_ENCODING = "gb18030"
_HEAD = struct.Struct(f">B{KEY_ID_BYTES}sH{FACTS_DIGEST_BYTES}s")


class VerificationError(PersonFacing):
    """A QR text that cannot be read as one of our papers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperStamp:
    """What the QR of one paper states: enough to find and check it, no name and no ID number."""

    key_id: bytes
    document_type: str
    number: str
    case_number: str
    issued_on: date
    facts_digest: bytes


@dataclass(frozen=True, slots=True)
class SignedStamp:
    """A stamp as read from a QR, with the exact bytes its signature covers."""

    stamp: PaperStamp
    signed_bytes: bytes
    signature: bytes

    @property
    def raw(self) -> bytes:
        """The bytes of the QR, which `read_stamp` reads back."""
        return self.signed_bytes + self.signature


def facts_digest(canonical_facts: bytes) -> bytes:
    """Return the digest a stamp carries for the canonical bytes of the paper's facts.

    It is never the hash of the PDF, which could not hold its own hash.
    """
    return hashlib.sha256(canonical_facts).digest()[:FACTS_DIGEST_BYTES]


def key_id(public_key: bytes) -> bytes:
    """Return the short id of a public key given as DER SubjectPublicKeyInfo; an index, not a proof."""
    return hashlib.sha256(public_key).digest()[:KEY_ID_BYTES]


def pack(stamp: PaperStamp) -> bytes:
    """Return the bytes of a stamp that are to be signed; ValueError if a field does not fit."""
    if len(stamp.key_id) != KEY_ID_BYTES or len(stamp.facts_digest) != FACTS_DIGEST_BYTES:
        raise ValueError("key id or facts digest of the wrong length")
    days = (stamp.issued_on - _EPOCH).days
    if not 0 <= days <= 0xFFFF:
        raise ValueError(f"no room for the date {stamp.issued_on}")
    texts = (stamp.document_type, stamp.number, stamp.case_number)
    head = _HEAD.pack(STAMP_VERSION, stamp.key_id, days, stamp.facts_digest)
    return head + b"".join(_pack_text(text) for text in texts)


def qr_text(packed: bytes, signature: bytes, prefix: str = DEFAULT_QR_PREFIX) -> str:
    """Return the text of the QR: the configured address followed by stamp and signature in base32."""
    if len(signature) != SIGNATURE_BYTES:
        raise ValueError("a raw P-256 signature has 64 bytes")
    return prefix + base64.b32encode(packed + signature).decode("ascii").rstrip("=")


def read_qr(text: str) -> SignedStamp:
    """Read a QR text back; VerificationError if it is foreign, newer than this program, or incomplete.

    The address before the last slash is not compared: counties move, and the signature alone decides.
    """
    return read_stamp(_unbase32(text.strip().upper().rpartition("/")[2]))


def read_stamp(raw: bytes) -> SignedStamp:
    """Read the bytes of a QR, stamp and signature; VerificationError as `read_qr`."""
    if not raw or raw[0] == 0 or len(raw) <= _HEAD.size + SIGNATURE_BYTES:
        raise VerificationError("verify.qr_foreign")
    if raw[0] != STAMP_VERSION:
        raise VerificationError("verify.qr_newer")
    packed, signature = raw[:-SIGNATURE_BYTES], raw[-SIGNATURE_BYTES:]
    return SignedStamp(_unpack(packed), packed, signature)


def _unpack(packed: bytes) -> PaperStamp:
    _, key, days, digest = _HEAD.unpack_from(packed)
    document_type, number, case_number = _unpack_texts(packed[_HEAD.size :])
    return PaperStamp(
        key_id=key,
        document_type=document_type,
        number=number,
        case_number=case_number,
        issued_on=_EPOCH + timedelta(days=days),
        facts_digest=digest,
    )


def _pack_text(text: str) -> bytes:
    encoded = text.encode(_TEXT_ENCODING)
    if len(encoded) > 0xFF:
        raise ValueError(f"text too long for a stamp: {len(encoded)} bytes")
    return bytes([len(encoded)]) + encoded


def _unpack_texts(rest: bytes) -> tuple[str, str, str]:
    texts = []
    while rest:
        end = 1 + rest[0]
        if len(rest) < end:
            raise VerificationError("verify.qr_incomplete")
        texts.append(_text(rest[1:end]))
        rest = rest[end:]
    if len(texts) != 3:
        raise VerificationError("verify.qr_incomplete")
    return texts[0], texts[1], texts[2]


def _text(encoded: bytes) -> str:
    try:
        return encoded.decode(_TEXT_ENCODING)
    except UnicodeDecodeError as error:
        raise VerificationError("verify.qr_incomplete") from error


def _unbase32(text: str) -> bytes:
    try:
        raw = base64.b32decode(text + "=" * (-len(text) % 8))
    except ValueError as error:
        raise VerificationError("verify.qr_foreign") from error
    if not raw:
        raise VerificationError("verify.qr_foreign")
    return raw


def printed_day(day: date) -> str:
    """Return a day as papers print it, for the facts of a reason."""
    return f"{day.year}年{day.month}月{day.day}日"


class VerdictKind(Enum):
    """The seven answers a verification can give; VOID and FALLEN need the records of the issuing hall.

    FALLEN: genuine and not void, but its case stands otherwise now (撤销 …), so that nobody may rely on it.
    """

    GENUINE = "genuine"
    ALTERED = "altered"
    NOT_OURS = "not_ours"
    REVOKED = "revoked"
    VOID = "void"
    FALLEN = "fallen"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a verdict was given: a code with words in resources/words/verify.toml, and its facts."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer about one paper; `stamp` is what its QR states, for comparing with the page.

    `number` is the 文号 a genuine file bears, empty where none was read.
    """

    kind: VerdictKind
    reasons: tuple[Reason, ...]
    stamp: PaperStamp | None = None
    number: str = ""


class RevocationGround(Enum):
    """Why a signing certificate was withdrawn (cf. RFC 5280 5.3.1 reason codes)."""

    REPLACED = "replaced"
    COMPROMISED = "compromised"


class RevocationEffect(Enum):
    """What a withdrawn certificate means for one paper."""

    NONE = "none"
    DOUBTFUL = "doubtful"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Revocation:
    """One withdrawn certificate, by its serial number under our roots."""

    serial: int
    revoked_at: datetime
    ground: RevocationGround

    def effect_on(self, signed_at: datetime) -> RevocationEffect:
        """Return what it means for a paper that says it was signed at `signed_at`.

        A stolen key can write any date it likes, so after a compromise no date saves a paper.
        """
        if self.ground is RevocationGround.COMPROMISED or signed_at >= self.revoked_at:
            return RevocationEffect.REVOKED
        return RevocationEffect.NONE

    def effect_on_day(self, issued_on: date) -> RevocationEffect:
        """Return the same for a paper of which only the day is known."""
        revoked_on = self.revoked_at.date()
        if self.ground is RevocationGround.COMPROMISED or issued_on > revoked_on:
            return RevocationEffect.REVOKED
        return RevocationEffect.DOUBTFUL if issued_on == revoked_on else RevocationEffect.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustStore:
    """Whose papers count as ours; certificates are DER.

    `government_roots` are those roots whose seals are electronic seals in law; a paper under any
    other root is only protected against change. `signers` are the certificates QR codes refer to.
    """

    roots: tuple[bytes, ...]
    signers: tuple[bytes, ...] = ()
    government_roots: tuple[bytes, ...] = ()
    revocations: tuple[Revocation, ...] = ()

    def revocation_of(self, serial: int) -> Revocation | None:
        """Return the earliest withdrawal of a certificate, or None while it stands."""
        found = [one for one in self.revocations if one.serial == serial]
        return min(found, key=lambda one: one.revoked_at, default=None)


class SignatureStanding(Enum):
    """What a signature counts for in law; the value is the caption printed beside it."""

    INTEGRITY = "完整性签名，非电子印章"
    ELECTRONIC_SEAL = "电子印章"
