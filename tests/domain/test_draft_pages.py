"""Pages in a draft's journal: beside the answers, never among them."""

from typing import Any

from app.domain.attachment import KeptPage
from app.domain.draft_pages import blobs_in, pages_in, pages_to_json, slot_of, without_pages

ONE = KeptPage(id="p1", blob="a" * 64, source="高拍仪")
TWO = KeptPage(id="p2", blob="b" * 64, source="文件")


def test_pages_come_back_in_order_and_are_no_answers() -> None:
    journal: dict[str, Any] = {
        "name": "王小明",
        "material:hukou": {},
        slot_of("hukou"): pages_to_json([TWO, ONE]),
    }

    assert pages_in(journal) == {"hukou": (TWO, ONE)}
    assert without_pages(journal) == {"name": "王小明", "material:hukou": {}}
    assert blobs_in(pages_in(journal)) == {ONE.blob, TWO.blob}


def test_no_pages_leave_no_entry() -> None:
    assert pages_to_json([]) is None
    assert pages_in({slot_of("hukou"): []}) == {}
