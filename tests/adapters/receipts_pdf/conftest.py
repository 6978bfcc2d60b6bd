"""One renderer for all drawing tests: loading the fonts is the slow part."""

import pytest

from app.adapters.receipts_pdf.renderer import ReceiptRenderer
from tests.adapters.receipts_pdf.paper_samples import FONT_FOLDER


@pytest.fixture(scope="session")
def renderer() -> ReceiptRenderer:
    return ReceiptRenderer(FONT_FOLDER)
