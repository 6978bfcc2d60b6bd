"""A print of which nobody knows whether it came out: it counts as one until a clerk has looked."""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from counter import FOLDER, STREET, FakePrinter, accepted, at_window, paper, with_printer
from fakes import FakeClock
from hall import SECOND, Bench
from killed_counter import FORK, PATIENCE_S, office_of, open_real, warm_renderer

from app.adapters.print_file.folder_printer import FolderPrinter
from app.bootstrap.opening import OpenHall
from app.bootstrap.places import HallHome
from app.domain.access import AccessKind
from app.domain.print_job import (
    HANDING_OVER_AT_MOST,
    HandoverUnknown,
    PrintingError,
    PrintJob,
    PrintState,
    SpoolId,
    SpoolPhase,
)
from app.domain.role import Role
from app.domain.words import Words
from app.ports.printer import PrintRequest
from app.services.desk import NotAllowed
from app.services.matters import Matter
from app.services.office import Office
from app.services.papers.print_paper import PrintRefused, confirm_print, follow_jobs, print_paper
from app.services.unsettled import unsettled

ENOUGH = HANDING_OVER_AT_MOST + timedelta(seconds=1)


@dataclass
class DoubtfulPrinter(FakePrinter):
    """A spooler that falls silent in the middle of a handover while `in_doubt`."""

    in_doubt: bool = True

    def submit(self, request: PrintRequest) -> SpoolId:
        spool_id = super().submit(request)
        if self.in_doubt:
            raise HandoverUnknown("printing.outcome_unknown", printer=request.printer, number=request.title)
        return spool_id


@pytest.fixture
def printer() -> DoubtfulPrinter:
    return DoubtfulPrinter()


@pytest.fixture
def office(hall: OpenHall, printer: DoubtfulPrinter) -> Office:
    return with_printer(hall, printer)


@pytest.fixture
def paper_id(hall: OpenHall) -> str:
    return accepted(hall, STREET).papers[0].id


def jobs_of(office: Office, paper_id: str) -> list[PrintJob]:
    with office.storage.reading() as unit:
        return [stored.job for stored in unit.print_jobs.of_paper(paper_id)]


def in_doubt(office: Office, paper_id: str) -> PrintJob:
    """Print into the doubt and return the job."""
    with pytest.raises(HandoverUnknown):
        print_paper(office, at_window(), paper_id, "HP")
    return jobs_of(office, paper_id)[-1]


def waiting_prints(office: Office) -> list[tuple[str, str]]:
    return [(one.label, one.code) for one in unsettled(office) if one.matter is Matter.PRINT]


def audited(office: Office) -> list[tuple[str, str]]:
    with office.storage.reading() as unit:
        entries = [one.entry for one in unit.audit.entries()]
    return [(one.kind.value, one.clerk_id) for one in entries if one.kind is not AccessKind.FOUND]


def test_a_doubtful_print_is_listed_for_a_clerk_to_settle(
    hall: OpenHall, office: Office, paper_id: str
) -> None:
    job = in_doubt(office, paper_id)

    assert (job.state, job.needs_answer) == (PrintState.UNKNOWN, True)
    assert waiting_prints(office) == [(paper(hall, paper_id).number, "window.print_unknown")]
    assert follow_jobs(office) == ()


def test_before_a_clerk_has_looked_no_second_original_is_printed(
    office: Office, printer: DoubtfulPrinter, paper_id: str
) -> None:
    in_doubt(office, paper_id)
    printer.in_doubt = False

    with pytest.raises(PrintRefused) as refused:
        print_paper(office, at_window(), paper_id, "HP")

    assert refused.value.code == "case.print_unsettled"
    assert len(printer.taken) == 1
    assert print_paper(office, at_window(), paper_id, "HP", reason="急用").is_reprint


def test_after_a_no_the_next_print_is_the_original_and_the_answer_is_logged(
    office: Office, printer: DoubtfulPrinter, paper_id: str
) -> None:
    job = in_doubt(office, paper_id)
    printer.in_doubt = False

    assert (
        confirm_print(office, at_window(clerk=SECOND), job.job_id, came_out=False).state is PrintState.FAILED
    )
    again = print_paper(office, at_window(), paper_id, "HP")

    assert not again.is_reprint
    assert printer.taken[0].pdf == printer.taken[1].pdf
    me = at_window().clerk.id
    assert audited(office) == [("print", me), ("not_printed", SECOND.id), ("print", me)]
    assert waiting_prints(office) == []


def test_after_a_yes_the_next_print_is_a_reprint_and_the_answer_is_logged(
    hall: OpenHall, office: Office, printer: DoubtfulPrinter, paper_id: str
) -> None:
    job = in_doubt(office, paper_id)
    printer.in_doubt = False

    assert confirm_print(office, at_window(), job.job_id, came_out=True).state is PrintState.CONFIRMED

    assert paper(hall, paper_id).state == "confirmed"
    with pytest.raises(PrintRefused, match="reprint_needs_reason"):
        print_paper(office, at_window(), paper_id, "HP")
    assert print_paper(office, at_window(), paper_id, "HP", reason="群众遗失").is_reprint
    assert [kind for kind, _ in audited(office)] == ["print", "printed", "reprint"]


def test_who_may_not_take_in_settles_no_print(office: Office, paper_id: str) -> None:
    job = in_doubt(office, paper_id)
    auditor = replace(SECOND, roles=frozenset({Role.AUDITOR}))

    with pytest.raises(NotAllowed):
        confirm_print(office, at_window(clerk=auditor), job.job_id, came_out=False)

    assert jobs_of(office, paper_id) == [job]


@pytest.mark.parametrize("phase", [SpoolPhase.FAILED, SpoolPhase.CANCELLED, SpoolPhase.FORGOTTEN])
def test_a_job_the_spooler_gave_up_or_forgot_may_have_left_a_sheet(
    office: Office, printer: DoubtfulPrinter, paper_id: str, phase: SpoolPhase
) -> None:
    printer.in_doubt, printer.phase = False, phase
    print_paper(office, at_window(), paper_id, "HP")

    assert [job.state for job in follow_jobs(office)] == [PrintState.UNKNOWN]
    assert [code for _, code in waiting_prints(office)] == ["window.print_unknown"]
    with pytest.raises(PrintRefused, match="print_unsettled"):
        print_paper(office, at_window(), paper_id, "HP")


def test_a_definite_refusal_is_no_question_to_anybody(
    office: Office, printer: DoubtfulPrinter, paper_id: str
) -> None:
    printer.fault = "printing.rejecting"
    with pytest.raises(PrintingError):
        print_paper(office, at_window(), paper_id, "HP")

    assert [job.state for job in jobs_of(office, paper_id)] == [PrintState.FAILED]
    assert waiting_prints(office) == []


@dataclass
class WatchedPrinter(FakePrinter):
    """A spooler during whose handover something else happens at the hall."""

    meanwhile: Callable[[], object] = lambda: None

    def submit(self, request: PrintRequest) -> SpoolId:
        self.meanwhile()
        return super().submit(request)


def test_a_job_being_handed_over_is_not_asked_about_yet(hall: OpenHall, paper_id: str) -> None:
    printer = WatchedPrinter()
    office = with_printer(hall, printer)
    seen: list[object] = []

    def look() -> None:
        (job,) = jobs_of(office, paper_id)
        seen.extend((job.state, follow_jobs(office), waiting_prints(office)))
        with pytest.raises(PrintingError, match="being_handed_over"):
            confirm_print(office, at_window(), job.job_id, came_out=False)
        with pytest.raises(PrintRefused, match="print_unsettled"):
            print_paper(office, at_window("04"), paper_id, "HP")

    printer.meanwhile = look
    print_paper(office, at_window(), paper_id, "HP")

    assert seen == [PrintState.RESERVED, (), []]
    assert len(printer.taken) == 1


@pytest.mark.parametrize(("came_out", "state"), [(False, PrintState.UNKNOWN), (True, PrintState.CONFIRMED)])
def test_a_no_that_was_said_too_early_does_not_make_a_taken_job_vanish_and_a_yes_stays(
    bench: Bench, hall: OpenHall, paper_id: str, came_out: bool, state: PrintState
) -> None:
    """The clock jumped while lp was working: the clerk was asked, and then the spooler took it after all."""
    printer = WatchedPrinter()
    office = with_printer(hall, printer)

    def too_early() -> None:
        bench.clock.advance(minutes=180)
        (job,) = follow_jobs(office)
        confirm_print(office, at_window(), job.job_id, came_out=came_out)

    printer.meanwhile = too_early
    print_paper(office, at_window(), paper_id, "HP")

    assert [job.state for job in jobs_of(office, paper_id)] == [state]
    with pytest.raises(PrintRefused, match="reprint_needs_reason" if came_out else "print_unsettled"):
        print_paper(office, at_window(), paper_id, "HP")


@dataclass(frozen=True)
class DeadlyPrinter:
    """A folder at which the program is killed, before or after the sheet is out."""

    inner: FolderPrinter
    has_printed: bool

    def submit(self, request: PrintRequest) -> SpoolId:
        if self.has_printed:
            self.inner.submit(request)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("a killed program went on")


def die_printing(home: HallHome, *, has_printed: bool) -> None:
    hall = open_real(home, "03")
    deadly = DeadlyPrinter(FolderPrinter(home.printed / "03", name=FOLDER), has_printed)
    office = replace(office_of(hall), printer=deadly)  # type: ignore[arg-type]
    print_paper(office, at_window(), accepted(hall, STREET).papers[0].id, FOLDER)


@pytest.fixture
def killed(bench: Bench) -> Callable[[bool], HallHome]:
    """A hall whose window was killed between the row of its print job and the answer of the spooler."""
    warm_renderer()

    def kill(has_printed: bool) -> HallHome:
        window = FORK.Process(target=die_printing, args=(bench.home,), kwargs={"has_printed": has_printed})
        window.start()
        window.join(PATIENCE_S)
        assert window.exitcode == -signal.SIGKILL
        return bench.home

    return kill


@pytest.mark.parametrize("has_printed", [False, True])
def test_a_job_whose_program_was_killed_waits_for_a_clerk_after_the_restart(
    killed: Callable[[bool], HallHome], has_printed: bool
) -> None:
    home = killed(has_printed)
    assert len(list((home.printed / "03").glob("*.pdf"))) == has_printed

    with open_real(home, "03") as hall:
        office = hall.office
        with office.storage.reading() as unit:
            (record,) = unit.papers.all_numbers()
        assert [job.state for job in jobs_of(office, record.id)] == [PrintState.RESERVED]

        # A clerk has come back and signed in: it takes longer than any handover.
        assert isinstance(office.clock, FakeClock)
        office.clock.advance(seconds=ENOUGH.total_seconds())
        assert waiting_prints(office) == [(record.number, "window.print_unknown")]
        (job,) = follow_jobs(office)
        assert job.needs_answer
        assert waiting_prints(office) == [(record.number, "window.print_unknown")]

        with pytest.raises(PrintRefused, match="print_unsettled"):
            print_paper(office, at_window(), record.id, FOLDER)
        confirm_print(office, at_window(), job.job_id, came_out=has_printed)
        assert waiting_prints(office) == []
        if has_printed:
            with pytest.raises(PrintRefused, match="reprint_needs_reason"):
                print_paper(office, at_window(), record.id, FOLDER)
        else:
            assert not print_paper(office, at_window(), record.id, FOLDER).is_reprint
        assert len(list((home.printed / "03").glob("*.pdf"))) == 1


@pytest.mark.parametrize("hours", [2, -2])
def test_a_clock_set_forward_or_back_hides_no_job_that_was_left_behind(
    bench: Bench, killed: Callable[[bool], HallHome], hours: int
) -> None:
    with open_real(killed(False), "03") as hall:
        clock = hall.office.clock
        assert isinstance(clock, FakeClock)
        clock.set(clock.now() + timedelta(hours=hours))

        assert [code for _, code in waiting_prints(hall.office)] == ["window.print_unknown"]


def test_the_question_names_the_tray_and_both_keys(words: Words) -> None:
    for code in ("window.print_unknown", "printing.outcome_unknown", "case.print_unsettled"):
        said = words.say(code, {"printer": "HP", "number": "赣崇关受〔2026〕1号"}).do
        assert "出纸盘" in said
        assert said.index("Ctrl+Y") < said.index("Ctrl+N")
