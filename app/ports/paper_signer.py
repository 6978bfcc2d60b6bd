"""Who signs a finished paper and the stamp in its QR."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class SealBox:
    """Where the seal is drawn: PDF points from the lower left corner; `page` counts from 0."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


class PaperSigner(Protocol):
    """A key that signs papers; it never draws anything."""

    @property
    def caption(self) -> str:
        """What to print beside the seal: 完整性签名，非电子印章 unless a government CA stands behind it."""
        ...

    @property
    def key_id(self) -> bytes:
        """Four bytes by which a QR names this key."""
        ...

    @property
    def certificate(self) -> bytes:
        """The signing certificate, DER."""
        ...

    def sign(self, pdf: bytes, box: SealBox | None, reason: str, at: datetime) -> bytes:
        """Return `pdf` followed by an incremental update that signs it and forbids every later change.

        With a `box` a blank signature field lies over the drawn seal, so that readers show it there.
        """
        ...

    def sign_payload(self, payload: bytes) -> bytes:
        """Return the raw 64-byte P-256 signature over `payload` (see `app.domain.verification.pack`)."""
        ...
