"""What pyHanko finds in a PDF: the one signature of ours, what it covers, and who stands behind it."""

import asyncio
import logging
import zlib
from datetime import datetime, timedelta, timezone
from io import BytesIO

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.authority import CertTrustAnchor
from pyhanko_certvalidator.errors import PathBuildingError, PathValidationError

from app.adapters.paper_verify.judgement import PdfEvidence, SignatureEvidence
from app.domain.verification import PRINT_COPY_KEY, TrustStore, VerificationError

# pyHanko writes the names in foreign certificates to its log; people's names do not belong in ours.
logging.getLogger("pyhanko").propagate = False
logging.getLogger("pyhanko").addHandler(logging.NullHandler())

# CMS states UTC; the day a paper was signed is the day in China.
_CHINA = timezone(timedelta(hours=8))
_HEADER_WITHIN = 1024
_TRAILER_WITHIN = 1024
# What a damaged or hostile file makes pyHanko and asn1crypto raise (found by the fuzz test).
_DAMAGE = (
    PdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    NotImplementedError,
    ArithmeticError,
    RecursionError,
    zlib.error,
)


def read_evidence(pdf: bytes, trust: TrustStore) -> PdfEvidence:
    """Return what can be found out about a file; VerificationError if it cannot be read at all."""
    if b"%PDF-" not in pdf[:_HEADER_WITHIN]:
        raise VerificationError("verify.not_a_pdf")
    if b"%%EOF" not in pdf[-_TRAILER_WITHIN:]:
        raise VerificationError("verify.truncated")
    try:
        return _read(PdfFileReader(BytesIO(pdf)), trust)
    except _DAMAGE as error:
        raise VerificationError("verify.damaged") from error


def _read(reader: PdfFileReader, trust: TrustStore) -> PdfEvidence:
    if reader.encrypted:
        raise VerificationError("verify.encrypted")
    signatures = reader.embedded_regular_signatures
    return PdfEvidence(
        is_print_copy=_is_print_copy(reader),
        number=_number(reader),
        # Ours is always the first: it forbids any later one.
        signature=_weigh(signatures[0], trust) if signatures else None,
    )


def _is_print_copy(reader: PdfFileReader) -> bool:
    trailer = reader.trailer_view
    return "/Info" in trailer and f"/{PRINT_COPY_KEY}" in trailer["/Info"]


def _number(reader: PdfFileReader) -> str:
    """Return the last word of the title: papers of ours are titled by their kind and 文号."""
    trailer = reader.trailer_view
    title = trailer["/Info"].get("/Title", "") if "/Info" in trailer else ""
    return str(title).rpartition(" ")[2]


def _weigh(signature: EmbeddedPdfSignature, trust: TrustStore) -> SignatureEvidence:
    certificate: Certificate = signature.signer_cert
    signed_at: datetime | None = signature.self_reported_timestamp
    context = _context(trust, certificate, signed_at)
    status = validate_pdf_signature(signature, context)
    is_intact = status.intact and status.valid
    anchor = _anchor(signature, context)
    return SignatureEvidence(
        signer=certificate.subject.native.get("common_name", ""),
        serial=certificate.serial_number,
        signed_at=signed_at and signed_at.astimezone(_CHINA),
        is_within_validity=signed_at == _inside(certificate, signed_at),
        is_intact=is_intact,
        is_whole_file=_covers_everything(status),
        # pyHanko asks for the chain (and the key's purpose) only of an intact file; we ask it of every one.
        is_trusted=status.trusted if is_intact else anchor is not None,
        is_government=anchor in trust.government_roots,
    )


def _anchor(signature: EmbeddedPdfSignature, context: ValidationContext) -> bytes | None:
    chain = CertificateValidator(
        signature.signer_cert, signature.other_embedded_certs, validation_context=context
    )
    try:
        path = asyncio.run(chain.async_validate_path())
    except (PathBuildingError, PathValidationError):
        return None
    anchor = path.trust_anchor
    return anchor.certificate.dump() if isinstance(anchor, CertTrustAnchor) else None


def _context(trust: TrustStore, certificate: Certificate, signed_at: datetime | None) -> ValidationContext:
    roots = [Certificate.load(root) for root in (*trust.roots, *trust.government_roots)]
    # The chain is judged within the certificate's life; whether signing fell outside is our own question.
    return ValidationContext(trust_roots=roots, moment=_inside(certificate, signed_at), allow_fetching=False)


def _inside(certificate: Certificate, moment: datetime | None) -> datetime:
    earliest: datetime = certificate.not_valid_before
    latest: datetime = certificate.not_valid_after
    return min(max(moment or earliest, earliest), latest)


def _covers_everything(status: PdfSignatureStatus) -> bool:
    return (
        status.coverage is SignatureCoverageLevel.ENTIRE_FILE
        and status.modification_level is ModificationLevel.NONE
        and status.docmdp_ok is True
    )
