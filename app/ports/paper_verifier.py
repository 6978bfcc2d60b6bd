"""Who judges whether a paper is ours and unchanged."""

from typing import Protocol

from app.domain.verification import TrustStore, Verdict


class PaperVerifier(Protocol):
    """Judges papers offline, by pinned roots and our own list of withdrawn certificates."""

    def verify(self, pdf: bytes, trust: TrustStore) -> Verdict:
        """Return the verdict on a file; every kind of damage is a verdict, never an exception.

        A file cannot know what happened to its paper later: whether it was voided the hall's records say.
        """
        ...

    def verify_qr(self, text: str, trust: TrustStore) -> Verdict:
        """Return the verdict on a QR text, with the stamp to compare with the page."""
        ...
