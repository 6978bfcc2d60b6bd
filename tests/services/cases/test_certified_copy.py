"""A copy that agrees with the original carries who compared it, is printed once asked, and is logged."""

import pypdfium2 as pdfium
import pytest
from counter import FOLDER, PENSION, FakePrinter, accepted, at_window, checked, with_printer
from drawn_pages import encoded, sheet
from hall import SECOND

from app.bootstrap.opening import OpenHall
from app.domain.access import AccessKind
from app.domain.attachment import AttachmentError, Source
from app.domain.case.case import Case
from app.domain.print_job import HandoverUnknown, PrintingError, SpoolId
from app.ports.printer import PrintRequest
from app.services.cases.certified_copy import print_certified_copy
from app.services.cases.look_up import LookUpRefused
from app.services.cases.scans import keep_pages, prepare_pages


class SilentPrinter(FakePrinter):
    """Takes a job and says nothing."""

    def submit(self, request: PrintRequest) -> SpoolId:
        raise HandoverUnknown("printing.unknown_handover", printer=request.printer)


@pytest.fixture
def case(hall: OpenHall) -> Case:
    return accepted(hall, PENSION).case


def keep(hall: OpenHall, case: Case) -> None:
    pages = prepare_pages(hall.office, encoded(sheet())) * 2
    keep_pages(hall.office, at_window(), "keep", case.id, case.materials[0].row, pages, Source.FILE)


def test_every_page_says_who_compared_it_where_and_when(hall: OpenHall, case: Case) -> None:
    keep(hall, case)
    printer = FakePrinter()

    print_certified_copy(with_printer(hall, printer), at_window(), case.id, case.materials[0].row, FOLDER)

    (request,) = printer.taken
    assert request.title == case.case_number
    document = pdfium.PdfDocument(request.pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    assert len(pages) == 2
    for page in pages:
        assert "与原件核对无误" in page
        assert "核对人：王小兰" in page
        assert "2026年11月26日" in page
        assert hall.office.hall.name in page
    assert "第 2 页 共 2 页" in pages[1]


def test_looking_and_printing_are_logged_and_the_ledger_stays_as_it_was(hall: OpenHall, case: Case) -> None:
    keep(hall, case)

    print_certified_copy(
        with_printer(hall, FakePrinter()), at_window(), case.id, case.materials[0].row, FOLDER
    )

    with hall.office.storage.reading() as unit:
        looked, printed = [one.entry for one in unit.audit.entries()][-2:]
    assert (looked.kind, printed.kind) == (AccessKind.REVEAL, AccessKind.PRINT)
    assert printed.reason == "与原件核对无误的副本 2 页"
    assert checked(hall).findings == ()


def test_a_paper_without_pages_is_not_printed(hall: OpenHall, case: Case) -> None:
    with pytest.raises(AttachmentError) as refused:
        print_certified_copy(hall.office, at_window(), case.id, case.materials[0].row, FOLDER)

    assert refused.value.code == "attachment.no_pages"


def test_a_copy_with_a_page_missing_is_not_printed(hall: OpenHall, case: Case) -> None:
    keep(hall, case)
    printer = FakePrinter()
    for file in hall.home.blobs.rglob("*"):
        if file.is_file():
            file.unlink()

    with pytest.raises(AttachmentError) as refused:
        print_certified_copy(with_printer(hall, printer), at_window(), case.id, case.materials[0].row, FOLDER)

    assert refused.value.code == "attachment.not_here"
    assert printer.taken == []


def test_another_windows_case_is_not_copied(hall: OpenHall, case: Case) -> None:
    keep(hall, case)

    with pytest.raises(LookUpRefused):
        print_certified_copy(
            hall.office, at_window("05", clerk=SECOND), case.id, case.materials[0].row, FOLDER
        )


def test_a_printer_that_refuses_or_is_silent_is_told(hall: OpenHall, case: Case) -> None:
    keep(hall, case)
    row = case.materials[0].row

    with pytest.raises(PrintingError):
        print_certified_copy(
            with_printer(hall, FakePrinter(fault="printing.rejecting")), at_window(), case.id, row, FOLDER
        )
    with pytest.raises(AttachmentError) as unknown:
        print_certified_copy(with_printer(hall, SilentPrinter()), at_window(), case.id, row, FOLDER)

    assert unknown.value.code == "attachment.copy_unknown"
