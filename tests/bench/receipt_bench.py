"""The figure of a sealed and signed A4 receipt, beside a bare page and a bare signature."""

import hashlib
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fakes import A_THURSDAY_MORNING
from figures import Figure, in_turn, median

from app.adapters.receipts_pdf.fonts import FontShelf
from app.adapters.receipts_pdf.renderer import ReceiptRenderer
from app.adapters.seal_p12.authority import make_authority
from app.adapters.seal_p12.signer import open_signer
from tests.adapters.receipts_pdf.paper_samples import FONT_FOLDER, SEAL, sample_facts
from tests.bench.papers_bench import bare_page

PHRASE = "a" * 64
ROUNDS = 40


def measure_signed_receipt(_folder: Path) -> list[Figure]:
    """Return the row of drawing, sealing and signing one 受理通知书, warm."""
    renderer, shelf, facts = ReceiptRenderer(FONT_FOLDER), FontShelf(FONT_FOLDER), sample_facts("SL")
    sealed = make_authority("测试根", A_THURSDAY_MORNING).issue("测试单位", A_THURSDAY_MORNING, PHRASE)
    signer, key = open_signer(sealed, PHRASE), ec.generate_private_key(ec.SECP256R1())

    def ours(_number: int) -> None:
        drawn = renderer.render(facts, SEAL)
        signer.sign(drawn.pdf, drawn.seal_box, "受理通知书", A_THURSDAY_MORNING)

    def bare(_number: int) -> None:
        key.sign(hashlib.sha256(bare_page(shelf)).digest(), ec.ECDSA(SHA256()))

    ours(0)
    times, limits = in_turn(ROUNDS, ours, bare)
    note = "bare: a page of text and one raw ECDSA signature, no CMS"
    wanted = "<= 60 ms, <= 1.3x"
    return [Figure("sealed, signed A4 receipt, warm", median(times), median(limits), wanted, note)]
