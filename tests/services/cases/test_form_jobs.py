"""Prints of papers to be signed are followed: a jam is said, a lost one asked about, a good one silent."""

import pytest
import word_files
from counter import FOLDER, PENSION, STREET, FakePrinter, accepted, at_window, intake, with_printer

from app.bootstrap.opening import OpenHall
from app.domain.print_job import (
    HandoverUnknown,
    PrinterFault,
    PrintState,
    SpoolId,
    SpoolPhase,
    SpoolState,
)
from app.domain.words import Words
from app.ports.printer import PrintRequest
from app.services.cases import drafts
from app.services.cases.print_forms import print_forms_of_case, print_forms_of_draft
from app.services.cases.receive import receive_case
from app.services.office import Office
from app.services.papers.print_paper import confirm_print, follow_jobs, print_paper
from app.services.unsettled import unsettled

FORM, NAME = "register_form", "参保登记表"


class Jamming(FakePrinter):
    """Jams, once told to."""

    faults: tuple[PrinterFault, ...] = ()

    def state(self, spool_id: SpoolId) -> SpoolState:
        return SpoolState(self.phase, self.faults)


class Silent(FakePrinter):
    """Nobody knows whether it took the sheet."""

    def submit(self, request: PrintRequest) -> SpoolId:
        raise HandoverUnknown("printing.unknown_handover", printer=request.printer)


@pytest.fixture
def printer() -> Jamming:
    return Jamming()


@pytest.fixture
def office(hall: OpenHall, printer: Jamming) -> Office:
    return with_printer(hall, printer)


def printed(office: Office) -> None:
    opened = drafts.start_draft(office, at_window(), intake(office, PENSION).item_id)
    assert opened is not None
    answers = intake(office, PENSION).answers
    print_forms_of_draft(office, at_window(), opened.draft.id, answers, (FORM,), FOLDER)


def waiting(office: Office) -> list[str]:
    words = Words(word_files.templates())
    return [f"{one.label} {words.say(one.code, one.facts).sentence()}" for one in unsettled(office)]


def test_a_form_on_its_way_is_followed_by_its_name(office: Office) -> None:
    printed(office)

    (job,) = office.form_jobs.open()
    assert (job.document_number, job.state, job.printer) == (NAME, PrintState.SPOOLED, FOLDER)
    assert waiting(office) == []


def test_a_jam_is_told_with_its_fault_and_goes_when_the_sheet_is_out(
    office: Office, printer: Jamming
) -> None:
    printed(office)
    printer.phase, printer.faults = SpoolPhase.WAITING, (PrinterFault.MEDIA_JAM,)

    (job,) = follow_jobs(office)

    assert (job.state, job.faults) == (PrintState.WAITING, (PrinterFault.MEDIA_JAM,))
    (said,) = waiting(office)
    assert said.startswith(NAME)
    assert "卡纸" in said
    assert "Ctrl+P" in said
    printer.phase, printer.faults = SpoolPhase.DONE_AT_DEVICE, ()
    follow_jobs(office)
    assert (office.form_jobs.open(), waiting(office)) == ((), [])


@pytest.mark.parametrize("phase", [SpoolPhase.CANCELLED, SpoolPhase.FAILED, SpoolPhase.FORGOTTEN])
@pytest.mark.parametrize("came_out", [True, False])
def test_one_that_was_lost_is_asked_about_and_the_answer_ends_it(
    office: Office, printer: Jamming, phase: SpoolPhase, came_out: bool
) -> None:
    printed(office)
    printer.phase = phase
    (job,) = follow_jobs(office)
    assert job.needs_answer
    assert "出纸盘" in waiting(office)[0]

    answered = confirm_print(office, at_window(), job.job_id, came_out=came_out)

    assert answered.state is (PrintState.CONFIRMED if came_out else PrintState.FAILED)
    assert (office.form_jobs.open(), waiting(office)) == ((), [])


def test_after_a_no_it_is_simply_printed_again(office: Office, printer: Jamming) -> None:
    printed(office)
    printer.phase = SpoolPhase.CANCELLED
    (job,) = follow_jobs(office)
    confirm_print(office, at_window(), job.job_id, came_out=False)

    printer.phase = SpoolPhase.PRINTING
    printed(office)

    assert [request.title for request in printer.taken] == [NAME, NAME]
    assert len(office.form_jobs.open()) == 1


def test_a_handover_of_which_nobody_knows_is_a_question_at_once(hall: OpenHall) -> None:
    office = with_printer(hall, Silent())

    printed(office)

    (job,) = office.form_jobs.open()
    assert (job.state, job.spool_id) == (PrintState.UNKNOWN, None)
    assert follow_jobs(office) == ()
    assert len(waiting(office)) == 1


def test_a_printer_that_refuses_leaves_nothing_to_follow(office: Office, printer: Jamming) -> None:
    printer.fault = "printing.rejecting"

    printed(office)

    assert office.form_jobs.open() == ()


def test_the_forms_of_a_case_are_followed_too(office: Office) -> None:
    case = receive_case(office, at_window(), "receive", intake(office, PENSION)).case

    print_forms_of_case(office, at_window(), "print", case.id, (FORM,), FOLDER)

    assert [job.document_number for job in office.form_jobs.open()] == [NAME]


def test_a_numbered_paper_goes_its_own_way(hall: OpenHall, office: Office, printer: Jamming) -> None:
    paper = accepted(hall, STREET).papers[0].id
    job = print_paper(office, at_window(), paper, FOLDER)

    assert office.form_jobs.open() == ()
    assert office.form_jobs.answered(job.job_id, came_out=True) is None
    assert confirm_print(office, at_window(), job.job_id, came_out=True).state is PrintState.CONFIRMED
