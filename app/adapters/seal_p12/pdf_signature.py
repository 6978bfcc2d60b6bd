"""Appends a certifying signature to a PDF with pyHanko, at a given time, over a drawn seal."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.stamp import NoOpStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from app.ports.paper_signer import SealBox

_FIELD = "Seal"


def append_signature(
    pdf: bytes,
    key: ec.EllipticCurvePrivateKey,
    chain: Sequence[x509.Certificate],
    *,
    box: SealBox | None,
    reason: str,
    at: datetime,
) -> bytes:
    """Return `pdf` plus one incremental update that holds the signature and forbids any change after it."""
    metadata = PdfSignatureMetadata(
        field_name=_FIELD,
        md_algorithm="sha256",
        reason=reason,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
        subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
    )
    signer = _TimedSigner(
        metadata, _simple_signer(key, chain), stamp_style=NoOpStampStyle(), new_field_spec=_field(box)
    )
    signer.signing_time = at
    signed: BytesIO = signer.sign_pdf(_SilentUpdate(BytesIO(pdf)), output=BytesIO())
    return signed.getvalue()


class _SilentUpdate(IncrementalPdfFileWriter):
    """Leaves the paper's dates as drawn: pyHanko would write the machine's clock into them."""

    def _update_meta(self) -> None:
        pass


class _TimedSigner(PdfSigner):
    """Signs at the time it is told: the business clock decides, not the machine's."""

    signing_time: datetime

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002 - pyHanko's
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.signing_time
        return session


def _simple_signer(key: ec.EllipticCurvePrivateKey, chain: Sequence[x509.Certificate]) -> SimpleSigner:
    certificates = [Certificate.load(one.public_bytes(Encoding.DER)) for one in chain]
    secret = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    above = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    above.register_multiple(certificates[1:])
    return SimpleSigner(certificates[0], PrivateKeyInfo.load(secret), above)


def _field(box: SealBox | None) -> SigFieldSpec:
    if box is None:
        return SigFieldSpec(_FIELD)
    # The widget stays blank: readers draw widgets over the text, or not at all, so the page holds the seal.
    corners = (box.left, box.bottom, box.right, box.top)
    return SigFieldSpec(_FIELD, on_page=box.page, box=corners)  # type: ignore[arg-type]  # takes fractions too
