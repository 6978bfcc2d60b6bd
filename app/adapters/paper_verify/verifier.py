"""The offline verifier of papers: a file or a QR text in, a verdict out."""

from dataclasses import replace

from app.adapters.paper_verify.judgement import judge
from app.adapters.paper_verify.qr_stamp import judge_stamp
from app.domain.verification import (
    Reason,
    TrustStore,
    Verdict,
    VerdictKind,
    VerificationError,
    read_qr,
)


class OfflineVerifier:
    """A `PaperVerifier` that asks no network: pinned roots and our own list of withdrawn certificates."""

    def verify(self, pdf: bytes, trust: TrustStore) -> Verdict:
        """Return the verdict on a file."""
        # pyHanko takes a third of a second to import: only who verifies files pays for it.
        from app.adapters.paper_verify.pdf_evidence import read_evidence

        try:
            evidence = read_evidence(pdf, trust)
            return replace(judge(evidence, trust), number=evidence.number)
        except VerificationError as error:
            return Verdict(VerdictKind.CANNOT_SAY, (Reason(error.code),))

    def verify_qr(self, text: str, trust: TrustStore) -> Verdict:
        """Return the verdict on a QR text."""
        try:
            return judge_stamp(read_qr(text), trust)
        except VerificationError as error:
            foreign = error.code == "verify.qr_foreign"
            kind = VerdictKind.NOT_OURS if foreign else VerdictKind.CANNOT_SAY
            return Verdict(kind, (Reason(error.code),))
