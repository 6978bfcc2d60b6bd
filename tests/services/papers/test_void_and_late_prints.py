"""A sheet that is on its way when its paper is voided, or after a clerk has said that none came."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from counter import STREET, FakePrinter, accepted, at_window, paper, with_printer
from hall import SUPERVISOR, Bench

from app.bootstrap.opening import OpenHall
from app.domain.print_job import (
    HANDING_OVER_AT_MOST,
    HandoverUnknown,
    PrintJob,
    PrintState,
    SpoolId,
    SpoolPhase,
)
from app.domain.words import Words
from app.ports.printer import PrintRequest
from app.services.matters import Matter
from app.services.office import Office
from app.services.papers.print_paper import PrintRefused, confirm_print, follow_jobs, print_paper
from app.services.papers.void_paper import sheets_of, void_paper
from app.services.unsettled import unsettled

AT_TOP = at_window(clerk=SUPERVISOR)


@dataclass
class SlowPrinter(FakePrinter):
    """A spooler during whose first handover something else happens, and which may then fall silent."""

    meanwhile: Callable[[], object] | None = None
    is_silent: bool = False

    def submit(self, request: PrintRequest) -> SpoolId:
        meanwhile, self.meanwhile = self.meanwhile, None
        if meanwhile is not None:
            meanwhile()
        spool_id = super().submit(request)
        if meanwhile is not None and self.is_silent:
            raise HandoverUnknown("printing.outcome_unknown", printer=request.printer, number=request.title)
        return spool_id


@pytest.fixture
def printer() -> SlowPrinter:
    return SlowPrinter()


@pytest.fixture
def office(hall: OpenHall, printer: SlowPrinter) -> Office:
    return with_printer(hall, printer)


@pytest.fixture
def paper_id(hall: OpenHall) -> str:
    return accepted(hall, STREET).papers[0].id


def jobs_of(office: Office, paper_id: str) -> list[PrintJob]:
    with office.storage.reading() as unit:
        return [stored.job for stored in unit.print_jobs.of_paper(paper_id)]


def asked(office: Office) -> list[str]:
    return [one.code for one in unsettled(office) if one.matter is Matter.PRINT]


def test_a_paper_being_handed_to_a_printer_is_not_voided(
    hall: OpenHall, office: Office, printer: SlowPrinter, paper_id: str
) -> None:
    def void() -> None:
        with pytest.raises(PrintRefused, match="void_being_printed"):
            void_paper(office, AT_TOP, "void", paper_id, "打错了")

    printer.meanwhile = void
    print_paper(office, at_window(), paper_id, "HP")

    assert len(printer.taken) == 1
    assert not paper(hall, paper_id).is_void


@pytest.mark.parametrize("phase", [SpoolPhase.PENDING, SpoolPhase.PRINTING, SpoolPhase.WAITING])
def test_what_was_spooled_before_is_named_when_its_paper_is_voided(
    hall: OpenHall, office: Office, printer: SlowPrinter, paper_id: str, phase: SpoolPhase
) -> None:
    printer.phase = phase
    print_paper(office, at_window(), paper_id, "HP")
    follow_jobs(office)

    void_paper(office, AT_TOP, "void", paper_id, "打错了")

    assert paper(hall, paper_id).is_void
    assert [job.printer for job in sheets_of(office, paper_id)] == ["HP"]


def test_no_sheet_is_looked_for_when_none_came_out(office: Office, paper_id: str) -> None:
    job = print_paper(office, at_window(), paper_id, "HP")
    confirm_print(office, at_window(), job.job_id, came_out=False)

    void_paper(office, AT_TOP, "void", paper_id, "打错了")

    assert sheets_of(office, paper_id) == ()


@pytest.mark.parametrize("is_silent", [False, True])
def test_a_sheet_that_comes_after_a_no_is_a_question_again(
    bench: Bench, office: Office, printer: SlowPrinter, paper_id: str, is_silent: bool
) -> None:
    """The clock leaps, the job seems left behind, a clerk says no and prints again; then both are taken."""

    def told_no_and_printed_again() -> None:
        bench.clock.advance(seconds=HANDING_OVER_AT_MOST.total_seconds() + 1)
        (job,) = follow_jobs(office)
        confirm_print(office, at_window("05"), job.job_id, came_out=False)
        print_paper(office, at_window("05"), paper_id, "HP")

    printer.meanwhile, printer.is_silent = told_no_and_printed_again, is_silent
    try:
        print_paper(office, at_window(), paper_id, "HP")
    except HandoverUnknown:
        assert is_silent

    first, second = jobs_of(office, paper_id)
    assert len(printer.taken) == 2
    assert (first.state, first.needs_answer, second.state) == (PrintState.UNKNOWN, True, PrintState.SPOOLED)
    assert asked(office) == ["window.print_twice"]


def test_the_words_say_what_becomes_of_the_sheet(words: Words) -> None:
    for code in ("panels.void_sheets", "case.void_being_printed", "window.print_twice"):
        assert "销毁" in words.say(code, {"number": "1号", "printer": "HP", "printers": "HP"}).do
