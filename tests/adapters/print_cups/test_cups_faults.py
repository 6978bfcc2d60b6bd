"""Each row of the fault table, against a real CUPS scheduler."""

import socket

import pytest

from app.adapters.print_cups.cups_printer import CupsPrinter
from app.adapters.print_cups.ipp import Scheduler
from app.domain.print_job import PrinterFault, PrintingError, SpoolId, SpoolPhase, SpoolState
from app.ports.printer import PrintRequest

PDF = b"%PDF-1.4\n%%EOF\n"


def request(printer: str, title: str = "赣崇关受〔2026〕5号") -> PrintRequest:
    return PrintRequest(printer=printer, pdf=PDF, title=title)


def settled(hall, spool_id: SpoolId, phase: SpoolPhase) -> SpoolState:
    return hall.until(lambda: hall.printer.state(spool_id), lambda seen: seen.phase is phase)


def test_a_paper_that_prints_is_done_at_the_device(hall):
    hall.add("good", "play:/print")
    spool_id = hall.printer.submit(request("good"))
    assert spool_id.printer == "good"
    assert settled(hall, spool_id, SpoolPhase.DONE_AT_DEVICE).faults == ()


def test_two_papers_have_two_jobs(hall):
    hall.add("twice", "play:/print")
    first, second = (hall.printer.submit(request("twice")) for _ in range(2))
    assert first.job != second.job


@pytest.mark.parametrize(
    ("reason", "fault"),
    [
        ("media-empty-error", PrinterFault.MEDIA_EMPTY),
        ("media-jam-error", PrinterFault.MEDIA_JAM),
        ("cover-open-error", PrinterFault.COVER_OPEN),
        ("marker-supply-empty-error", PrinterFault.MARKER_EMPTY),
        ("connecting-to-device", PrinterFault.UNREACHABLE),
        ("offline-report", PrinterFault.OFFLINE),
        ("fuser-over-temp-error", PrinterFault.NEEDS_ATTENTION),
    ],
)
def test_a_fault_is_named_while_it_lasts_and_the_job_goes_on_after_it(hall, reason, fault):
    hall.add(reason, f"play:/hold/{reason}")
    spool_id = hall.printer.submit(request(reason))
    assert settled(hall, spool_id, SpoolPhase.WAITING).faults == (fault,)
    hall.refill()
    assert settled(hall, spool_id, SpoolPhase.DONE_AT_DEVICE).faults == ()


def test_toner_running_low_is_no_fault(hall):
    hall.add("low", "play:/hold/marker-supply-low-warning")
    spool_id = hall.printer.submit(request("low"))
    assert settled(hall, spool_id, SpoolPhase.PRINTING).faults == ()
    hall.refill()
    settled(hall, spool_id, SpoolPhase.DONE_AT_DEVICE)


def test_a_printer_that_went_offline_leaves_the_job_waiting(hall):
    hall.add("offline", "play:/fail/offline-report")
    spool_id = hall.printer.submit(request("offline"))
    hall.until(lambda: hall.scheduler_says("offline", spool_id), lambda job: job["job-state"] == [4])
    seen = hall.printer.state(spool_id)
    assert (seen.phase, seen.faults) == (SpoolPhase.WAITING, (PrinterFault.OFFLINE,))


def test_a_dead_network_printer_is_unreachable_though_cups_gives_no_reason(hall):
    with socket.socket() as taken:
        # Bound and not listening: nobody else can answer at this port while the test runs.
        taken.bind(("127.0.0.1", 0))
        hall.add("dead", f"socket://127.0.0.1:{taken.getsockname()[1]}/")
        spool_id = hall.printer.submit(request("dead"))
        seen = settled(hall, spool_id, SpoolPhase.WAITING)
        assert seen.faults == (PrinterFault.UNREACHABLE,)
        hall.administer("cancel", "-x", f"dead-{spool_id.job}")
        settled(hall, spool_id, SpoolPhase.CANCELLED)


def test_a_disabled_queue_takes_the_paper_and_says_paused(hall):
    hall.add("disabled", "play:/print")
    hall.administer("cupsdisable", "disabled")
    spool_id = hall.printer.submit(request("disabled"))
    assert settled(hall, spool_id, SpoolPhase.WAITING).faults == (PrinterFault.PAUSED,)
    hall.administer("cupsenable", "disabled")
    settled(hall, spool_id, SpoolPhase.DONE_AT_DEVICE)


def test_a_rejecting_queue_is_an_error_at_once(hall):
    hall.add("rejecting", "play:/print")
    hall.administer("cupsreject", "rejecting")
    with pytest.raises(PrintingError) as caught:
        hall.printer.submit(request("rejecting"))
    assert caught.value.code == "printing.rejecting"


@pytest.mark.parametrize("name", ["nosuch", "没有这台", "-o", "a b", "../x"])
def test_an_unknown_printer_is_a_plain_error(hall, name):
    with pytest.raises(PrintingError) as caught:
        hall.printer.submit(request(name))
    assert caught.value.code == "printing.unknown_printer"


def test_a_title_is_only_a_title(hall):
    hall.add("titled", "play:/print")
    spool_id = hall.printer.submit(request("titled", "-o;$(reboot) `x`"))
    assert hall.scheduler_says("titled", spool_id)["job-name"] == ["-o;$(reboot) `x`"]


def test_a_job_nobody_knows_is_forgotten(hall):
    assert hall.printer.state(SpoolId("good", 999_999)) == SpoolState(SpoolPhase.FORGOTTEN)


def test_the_printers_are_listed_with_what_keeps_them(hall):
    hall.add("listed", "play:/print")
    hall.add("listed_paused", "play:/print")
    hall.administer("cupsdisable", "listed_paused")
    hall.administer("lpadmin", "-d", "listed")
    found = {one.name: one for one in hall.printer.available()}
    assert (found["listed"].faults, found["listed"].is_default) == ((), True)
    assert (found["listed_paused"].faults, found["listed_paused"].is_default) == (
        (PrinterFault.PAUSED,),
        False,
    )


def test_a_unix_socket_serves_as_well_as_a_port(hall):
    hall.add("by_socket", "play:/print")
    printer = CupsPrinter(Scheduler(str(hall.home / "run/cups.sock")))
    spool_id = printer.submit(request("by_socket"))
    hall.until(lambda: printer.state(spool_id), lambda seen: seen.phase is SpoolPhase.DONE_AT_DEVICE)


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nabcd", None])
def test_a_silent_or_babbling_scheduler_is_unknown_and_never_a_success(answer):
    with socket.create_server(("127.0.0.1", 0)) as server:
        printer = CupsPrinter(Scheduler(f"127.0.0.1:{server.getsockname()[1]}", timeout=0.2))
        seen = answered(server, answer, lambda: printer.state(SpoolId("any", 1)))
        assert seen == SpoolState(SpoolPhase.UNKNOWN, (PrinterFault.SPOOLER_SILENT,))


def test_without_a_scheduler_nothing_is_available_and_nothing_is_taken(tmp_path):
    printer = CupsPrinter(Scheduler(str(tmp_path / "no.sock")))
    assert printer.available() == ()
    with pytest.raises(PrintingError) as caught:
        printer.submit(request("any"))
    assert caught.value.code == "printing.spooler_silent"


def answered(server, answer, ask):
    """Run `ask` while one connection gets `answer`, or no word at all."""
    if answer is None:
        return ask()
    from threading import Thread

    def reply() -> None:
        connection, _ = server.accept()
        with connection:
            connection.recv(65536)
            connection.sendall(answer)

    replying = Thread(target=reply)
    replying.start()
    seen = ask()
    replying.join()
    return seen
