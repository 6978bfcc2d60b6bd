from concurrent.futures import ThreadPoolExecutor

from app.adapters.receipts_pdf.renderer import ReceiptRenderer
from tests.adapters.receipts_pdf.paper_samples import SEAL, sample_facts


def test_papers_drawn_at_the_same_time_come_out_as_if_drawn_alone(renderer: ReceiptRenderer) -> None:
    codes = ("SL", "SJ", "BS", "BZ", "BJ") * 3
    alone = {code: renderer.render(sample_facts(code), SEAL).pdf for code in set(codes)}

    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda code: renderer.render(sample_facts(code), SEAL).pdf, codes))

    assert [alone[code] for code in codes] == drawn
