"""A county root, a unit's signing key, and one signed paper, made once."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from app.adapters.seal_p12.authority import CountyAuthority, make_authority
from app.adapters.seal_p12.signer import P12Signer, open_signer
from app.domain.verification import TrustStore
from app.ports.paper_signer import SealBox

CHINA = timezone(timedelta(hours=8))
ENROLLED = datetime(2026, 1, 5, 8, 0, tzinfo=CHINA)
SIGNED = datetime(2026, 3, 2, 0, 30, tzinfo=CHINA)
PASS_PHRASE = "k7" * 20


def plain_pdf() -> bytes:
    """A page with a line of text and a circle where a seal would be."""
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.drawString(100, 500, "Accepted 2026-03-02")
    canvas.circle(300, 300, 59)
    canvas.save()
    return buffer.getvalue()


def signer_under(authority: CountyAuthority, unit: str = "关田镇综合便民服务中心3号窗口") -> P12Signer:
    return open_signer(authority.issue(unit, ENROLLED, PASS_PHRASE), PASS_PHRASE)


@dataclass(frozen=True)
class Office:
    authority: CountyAuthority
    signer: P12Signer
    paper: bytes
    trust: TrustStore


@pytest.fixture(scope="session")
def office() -> Office:
    authority = make_authority("样例县政务服务中心(演示)", ENROLLED)
    signer = signer_under(authority)
    box = SealBox(page=0, left=241, bottom=241, right=359, top=359)
    paper = signer.sign(plain_pdf(), box, "受理通知书", SIGNED)
    trust = TrustStore(roots=(authority.certificate,), signers=(signer.certificate,))
    return Office(authority, signer, paper, trust)


@pytest.fixture(scope="session")
def plain() -> bytes:
    return plain_pdf()
