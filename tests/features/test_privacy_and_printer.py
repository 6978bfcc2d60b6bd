"""Masked until asked for, and every asking is kept; a printer's fault never touches a case."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from applicants import ELDER_CARD, OUYANG, PENSION, ZHANG
from clerk import Clerk
from fakes import FakeClock

from app.adapters.print_file.folder_printer import FolderPrinter
from app.domain.access import AccessKind
from app.domain.print_job import PrintingError, SpoolId, SpoolState
from app.ports.printer import PrinterInfo, PrintRequest


@dataclass
class MoodyPrinter:
    """Prints into a folder, unless it is told to refuse."""

    folder: Path
    refuses: bool = False
    inner: FolderPrinter = field(init=False)

    def __post_init__(self) -> None:
        self.inner = FolderPrinter(self.folder)

    def submit(self, request: PrintRequest) -> SpoolId:
        if self.refuses:
            raise PrintingError("printing.rejecting", printer=request.printer)
        return self.inner.submit(request)

    def state(self, spool_id: SpoolId) -> SpoolState:
        return self.inner.state(spool_id)

    def available(self) -> tuple[PrinterInfo, ...]:
        return self.inner.available()


def accepted(clerk: Clerk) -> None:
    clerk.goes_to("收件")
    clerk.picks_item("B09")
    clerk.fills(OUYANG | ELDER_CARD)
    clerk.ticks_papers()
    clerk.accepts_and_prints()


def revealed(clerk: Clerk) -> list[tuple[str, ...]]:
    with clerk.place.office.storage.reading() as unit:
        entries = [chained.entry for chained in unit.audit.entries()]
    return [one.fields for one in entries if one.kind is AccessKind.REVEAL and one.clerk_id == "demo-0312"]


def test_a_case_is_masked_until_it_is_asked_for_and_the_asking_is_kept(clerk):
    accepted(clerk)
    clerk.finds("欧阳")
    clerk.waits_to_see("362126 ········ 0054")
    masked, before = clerk.screen, revealed(clerk)
    clerk.press("Ctrl+H")
    clerk.waits_to_see("362126 19450309 0054")
    after = revealed(clerk)
    clerk.press("Esc")

    assert "13800000002" not in masked.replace(" ", "")
    assert before == []
    assert len(after) == 1
    assert {"name", "cert_no", "mobile"} <= set(after[0])
    assert not clerk.sees("362126 19450309 0054")


def test_no_value_that_was_shown_stands_in_the_audit(clerk):
    accepted(clerk)
    clerk.finds("欧阳")
    clerk.press("Ctrl+H")

    with clerk.place.office.storage.reading() as unit:
        written = str([chained.entry for chained in unit.audit.entries()])

    assert "欧阳" not in written
    assert "19450309" not in written


@pytest.fixture
def moody(opens, home) -> Clerk:
    clerk = opens(MoodyPrinter(home.printed))
    clerk.signs_in("0312")
    clerk.sits_at("01")
    return clerk


def test_a_refusing_printer_leaves_the_case_accepted_and_the_paper_is_printed_later(moody):
    moody.goes_to("收件")
    moody.picks_item("A01")
    moody.fills(ZHANG | PENSION)
    moody.ticks_papers()
    moody.place.printer.refuses = True
    moody.press("F12")
    moody.waits_to_see("✓ 已受理并当场办结", "办件已保存")
    nothing_out = moody.tray == []
    moody.goes_to("台账")
    moody.waits_to_see("没有打出来")

    moody.place.printer.refuses = False
    moody.goes_to("文书")
    moody.waits_to_see("赣崇关结")
    paper = moody.prints_with("Ctrl+P")

    assert nothing_out
    assert paper.is_genuine()


def test_a_paper_is_printed_again_only_with_a_reason_and_says_so(clerk):
    accepted(clerk)
    clerk.press("Ctrl+Y")
    clerk.goes_to("文书")
    clerk.press("Ctrl+P")
    refused = len(clerk.tray)
    clerk.tabs_to("补打理由")
    clerk.types("卡纸")

    again = clerk.prints_with("Ctrl+P")

    assert refused == 1
    assert "补打" in again.text


def test_a_card_reader_finds_the_field_for_the_number_and_moves_nothing(clerk):
    clerk.goes_to("收件")
    clerk.picks_item("A01")
    clerk.walks_to("姓名")

    clerk.reads_a_card("360782198812310022")

    assert clerk.at == "证件号码"
    clerk.press("Enter")
    assert clerk.sees("360782 19881231 0022")
    assert isinstance(clerk.place.clock, FakeClock)
