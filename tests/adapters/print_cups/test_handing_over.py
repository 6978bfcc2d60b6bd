"""lp at its worst: what it refused for certain is a no, everything else may be on paper."""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

import pytest

from app.adapters.print_cups.cups_printer import CupsPrinter
from app.adapters.print_cups.ipp import Scheduler
from app.domain.print_job import (
    HANDING_OVER_AT_MOST,
    HandoverUnknown,
    PrinterFault,
    PrintingError,
    SpoolId,
    SpoolPhase,
    SpoolState,
)
from app.ports.printer import PrintRequest

REQUEST = PrintRequest(printer="laser", pdf=b"%PDF-1.4\n%%EOF\n", title="赣崇关受〔2026〕5号")
OK, NOT_FOUND, BUSY = 0x0000, 0x0406, 0x0507
NO_GROUPS, A_QUEUE = b"\x03", b"\x01\x04\x03"


@dataclass
class AnsweringScheduler:
    """A scheduler that gives one and the same IPP answer to everything."""

    status: int = OK
    groups: bytes = A_QUEUE

    def answer(self) -> bytes:
        body = struct.pack(">BBHI", 2, 0, self.status, 1) + self.groups
        return b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body


@pytest.fixture
def says() -> AnsweringScheduler:
    return AnsweringScheduler()


@pytest.fixture
def printer(says: AnsweringScheduler) -> Iterator[CupsPrinter]:
    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            length = 0
            while line := self.rfile.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            self.rfile.read(length)
            self.wfile.write(says.answer())

    with ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield CupsPrinter(Scheduler(f"127.0.0.1:{server.server_address[1]}"))
        server.shutdown()
        thread.join()


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Put an lp of our own where the program looks for it."""

    def put(script: str) -> Path:
        file = tmp_path / "lp"
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)
        return file

    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return put


def test_what_lp_took_has_the_number_it_said(printer: CupsPrinter, lp: Callable[[str], Path]) -> None:
    lp("cat > /dev/null; echo 'request id is laser-41 (1 file(s))'")

    assert printer.submit(REQUEST) == SpoolId("laser", 41)


@pytest.mark.parametrize(
    ("script", "how"),
    [
        ("cat > /dev/null; echo 'ink is thicker than water'", "rubbish"),
        ("cat > /dev/null; printf '\\377\\376\\000'", "bytes that are no text"),
        ("cat > /dev/null", "nothing"),
        ("cat > /dev/null; kill -9 $$", "killed"),
        ("cat > /dev/null; echo 'lp: laser is not accepting jobs.' >&2", "a no that ends well"),
        ("exit 0", "reads nothing and says nothing"),
        ("cat > /dev/null; echo 'lp: Broken pipe' >&2; exit 1", "a failure in the middle"),
        ("cat > /dev/null; echo 'request id is laser-41 (1 file(s))'; exit 1", "a yes and a no"),
    ],
)
def test_an_lp_that_leaves_it_open_is_neither_a_yes_nor_a_no(
    printer: CupsPrinter, lp: Callable[[str], Path], script: str, how: str
) -> None:
    lp(script)

    with pytest.raises(HandoverUnknown) as caught:
        printer.submit(REQUEST)

    assert caught.value.code == "printing.outcome_unknown", how
    assert caught.value.facts == {"printer": "laser", "number": REQUEST.title}


def test_an_lp_that_hangs_is_stopped_and_may_have_printed(
    printer: CupsPrinter, lp: Callable[[str], Path]
) -> None:
    lp("exec sleep 600")

    with pytest.raises(HandoverUnknown):
        CupsPrinter(printer.scheduler, patience=0.2).submit(REQUEST)


def test_lp_and_the_question_before_it_end_before_a_job_counts_as_left_behind(printer: CupsPrinter) -> None:
    assert printer.patience + printer.scheduler.timeout < HANDING_OVER_AT_MOST.total_seconds()


@pytest.mark.parametrize(
    "words",
    [
        'lp: Destination "laser" is not accepting jobs.',
        "lp: The printer or class does not exist.",
        'lp: Error - unknown destination "laser".',
    ],
)
def test_what_the_scheduler_would_not_begin_is_a_definite_no(
    printer: CupsPrinter, lp: Callable[[str], Path], words: str
) -> None:
    lp(f"cat > /dev/null; echo '{words}' >&2; exit 1")

    with pytest.raises(PrintingError) as caught:
        printer.submit(REQUEST)

    assert (type(caught.value), caught.value.code) == (PrintingError, "printing.not_taken")


def test_an_lp_that_may_not_be_run_printed_nothing(
    printer: CupsPrinter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lp").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(PrintingError) as caught:
        printer.submit(REQUEST)

    assert (type(caught.value), caught.value.code) == (PrintingError, "printing.print_command_unusable")


def test_an_lp_that_is_no_program_printed_nothing(
    printer: CupsPrinter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lp").write_bytes(b"\x7fELF, or so it says")
    (tmp_path / "lp").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(PrintingError) as caught:
        printer.submit(REQUEST)

    assert caught.value.code == "printing.print_command_unusable"


def test_a_machine_without_lp_says_so(
    printer: CupsPrinter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(PrintingError) as caught:
        printer.submit(REQUEST)

    assert (type(caught.value), caught.value.code) == (PrintingError, "printing.no_print_command")


@pytest.mark.parametrize(("status", "groups"), [(BUSY, A_QUEUE), (OK, NO_GROUPS)])
def test_a_scheduler_that_cannot_say_just_now_is_silent_and_has_forgotten_nothing(
    printer: CupsPrinter, says: AnsweringScheduler, status: int, groups: bytes
) -> None:
    says.status, says.groups = status, groups

    silent = SpoolState(SpoolPhase.UNKNOWN, (PrinterFault.SPOOLER_SILENT,))
    assert printer.state(SpoolId("laser", 41)) == silent
    with pytest.raises(PrintingError, match="spooler_silent"):
        printer.submit(REQUEST)


def test_a_scheduler_that_has_no_such_job_has_forgotten_it(
    printer: CupsPrinter, says: AnsweringScheduler
) -> None:
    says.status = NOT_FOUND

    assert printer.state(SpoolId("laser", 41)) == SpoolState(SpoolPhase.FORGOTTEN)
