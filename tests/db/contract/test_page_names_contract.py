"""Which pages something names: asked before the bytes of a page are deleted."""

from datetime import UTC, datetime

from ledger_lines import Line, receipt_of

from app.domain.attachment import KeptPage
from app.domain.draft import Draft, FieldChange
from app.domain.draft_pages import pages_to_json, slot_of
from app.ports.unit_of_work import Storage, UnitOfWork

FRONT, BACK, OTHER = ("a" * 64, "b" * 64, "c" * 64)
DRAFT = Draft(
    id="d-1",
    clerk_id="c-liao",
    window="03",
    item_id="A01",
    item_version="1",
    ticket_id=None,
    started_at=datetime(2026, 11, 26, 1, 5, tzinfo=UTC),
)


def capture(unit: UnitOfWork, *blobs: str) -> None:
    pages = [KeptPage(id=f"p-{blob[0]}", blob=blob, source="高拍仪") for blob in blobs]
    unit.drafts.append(DRAFT.id, [FieldChange(slot_of("id_card"), pages_to_json(pages))])


def test_a_draft_names_the_pages_it_has_now_and_none_once_it_is_gone(storage: Storage) -> None:
    with storage.writing() as unit:
        unit.drafts.start(DRAFT)
        capture(unit, FRONT, BACK)
        capture(unit, BACK)

        assert unit.page_names.named({FRONT, BACK, OTHER}) == {BACK}
        assert unit.page_names.every() == {BACK}
        unit.drafts.finish(DRAFT.id)
        assert unit.page_names.named({FRONT, BACK}) == frozenset()
        assert unit.page_names.every() == frozenset()


def test_an_empty_log_has_no_place_yet(storage: Storage) -> None:
    with storage.reading() as unit:
        assert unit.page_names.position() == 0


def test_what_waits_for_its_receipt_names_its_pages(storage: Storage, line: Line) -> None:
    captured = line.next(payload={"row": "r1", "pages": [{"id": "p1", "blob": FRONT}], "source": "文件"})
    with storage.writing() as unit:
        unit.operations.append(captured)
        assert unit.page_names.named({FRONT, BACK}, after=1) == unit.page_names.every(after=1) == {FRONT}
        unit.operations.confirm(receipt_of(captured))
        assert unit.page_names.every(after=1) == frozenset(), "from now on its case tells"
