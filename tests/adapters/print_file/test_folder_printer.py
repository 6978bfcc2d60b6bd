"""Printing into a folder."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.adapters.print_file.folder_printer import FolderPrinter
from app.domain.print_job import HandoverUnknown, PrintingError, SpoolId, SpoolPhase
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


def test_a_job_that_is_not_there_is_forgotten(tmp_path):
    assert FolderPrinter(tmp_path).state(SpoolId("文件夹", 9)).phase is SpoolPhase.FORGOTTEN
    assert FolderPrinter(tmp_path / "没有").state(SpoolId("文件夹", 1)).phase is SpoolPhase.FORGOTTEN


def test_after_the_ten_thousandth_paper_no_number_comes_twice(tmp_path):
    (tmp_path / "9999 一.pdf").write_bytes(b"one")
    printer = FolderPrinter(tmp_path)

    jobs = [printer.submit(request(title="一")).job for _ in range(3)]

    assert jobs == [10000, 10001, 10002]
    assert printer.state(SpoolId("文件夹", 10000)).phase is SpoolPhase.DONE_AT_DEVICE
    assert (tmp_path / "9999 一.pdf").read_bytes() == b"one"


def test_a_number_another_window_is_writing_under_is_left_to_it(tmp_path):
    (tmp_path / "0001.part").write_bytes(b"half")

    assert FolderPrinter(tmp_path).submit(request()).job == 2
    assert (tmp_path / "0001.part").read_bytes() == b"half"


def test_of_windows_that_print_at_once_each_gets_its_own_number(tmp_path):
    with ThreadPoolExecutor(8) as windows:
        jobs = list(windows.map(lambda at: FolderPrinter(tmp_path).submit(request(f"{at}")).job, range(60)))

    assert sorted(jobs) == list(range(1, 61))
    assert {one.name for one in tmp_path.iterdir()} == {f"{job:04d} {at}.pdf" for at, job in enumerate(jobs)}


def test_a_full_disk_leaves_nothing_and_is_a_definite_no(tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(PrintingError) as caught:
        FolderPrinter(tmp_path).submit(request())

    assert (type(caught.value), caught.value.code) == (PrintingError, "printing.folder_unwritable")
    assert list(tmp_path.iterdir()) == []


def test_a_paper_whose_name_may_not_be_on_disk_yet_is_neither_yes_nor_no(tmp_path, monkeypatch):
    sync = os.fsync

    def only_files(handle):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(5, "Input/output error")
        sync(handle)

    monkeypatch.setattr("os.fsync", only_files)
    with pytest.raises(HandoverUnknown):
        FolderPrinter(tmp_path).submit(request())


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
