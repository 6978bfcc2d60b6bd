"""Printing into a folder."""

import pytest

from app.adapters.print_file.folder_printer import FolderPrinter
from app.domain.print_job import PrintingError, SpoolId, SpoolPhase
from app.ports.printer import PrintRequest


def request(title: str = "赣崇关受〔2026〕5号", printer: str = "文件夹") -> PrintRequest:
    return PrintRequest(printer=printer, pdf=b"%PDF", title=title)


def test_a_paper_lies_in_the_folder_whole_and_done(tmp_path):
    printer = FolderPrinter(tmp_path / "打印 件")
    first, second = printer.submit(request()), printer.submit(request())
    assert first != second
    assert printer.state(first).phase is SpoolPhase.DONE_AT_DEVICE
    assert sorted(one.name for one in (tmp_path / "打印 件").iterdir()) == [
        "0001 赣崇关受〔2026〕5号.pdf",
        "0002 赣崇关受〔2026〕5号.pdf",
    ]


def test_a_title_cannot_leave_the_folder(tmp_path):
    FolderPrinter(tmp_path / "out").submit(request(title="../../etc/x"))
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["0001 .._.._etc_x.pdf"]


def test_a_job_that_is_not_there_is_unknown(tmp_path):
    assert FolderPrinter(tmp_path).state(SpoolId("文件夹", 9)).phase is SpoolPhase.UNKNOWN


def test_the_folder_is_the_one_printer(tmp_path):
    printer = FolderPrinter(tmp_path)
    assert [one.name for one in printer.available()] == ["文件夹"]
    with pytest.raises(PrintingError) as caught:
        printer.submit(request(printer="别的"))
    assert caught.value.code == "printing.unknown_printer"


def test_a_folder_that_cannot_be_written_is_a_plain_error(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(PrintingError) as caught:
        FolderPrinter(tmp_path / "file" / "folder").submit(request())
    assert caught.value.code == "printing.folder_unwritable"
