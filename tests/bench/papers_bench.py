"""How long a receipt takes to draw, beside the least any page with our fonts takes in the same run."""

import io
import statistics
import time
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

from app.adapters.receipts_pdf.fonts import Face, FontShelf
from app.adapters.receipts_pdf.renderer import ReceiptRenderer
from tests.adapters.receipts_pdf.paper_samples import FONT_FOLDER, SEAL, sample_facts

ROUNDS = 40
LINES = 30
LINE = "崇义县关田镇综合便民服务中心受理通知书办件编号申请事项承诺办结日期"


def measure_receipt() -> tuple[float, float]:
    """Return the median milliseconds of a warm 受理通知书 and of a bare page of text in the same faces."""
    renderer, shelf, facts = ReceiptRenderer(FONT_FOLDER), FontShelf(FONT_FOLDER), sample_facts("SL")
    return _median(lambda: renderer.render(facts, SEAL)), _median(lambda: bare_page(shelf))


def bare_page(shelf: FontShelf) -> bytes:
    """Set lines of text in two faces without layout, seal or code: reportlab and subsetting alone."""
    buffer = io.BytesIO()
    body, bold = shelf.font_name(Face.BODY), shelf.font_name(Face.BOLD)
    canvas = Canvas(buffer, invariant=1, pageCompression=1, initialFontName=body)
    for number in range(LINES):
        canvas.setFont(bold if number == 0 else body, 12)
        canvas.drawString(60, 780 - 22 * number, LINE)
    canvas.save()
    return buffer.getvalue()


def _median(work: Callable[[], object]) -> float:
    work()
    times: list[float] = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)
