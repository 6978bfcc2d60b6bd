"""Printing: the issue log first, the original once, every 补打 marked, and no fault touches a case."""

from dataclasses import dataclass, field, replace

import pypdfium2 as pdfium
import pytest
from counter import FOLDER, STREET, FakePrinter, accepted, at_window, checked, paper, with_printer
from hall import SUPERVISOR, Bench

from app.bootstrap.opening import OpenHall
from app.domain.access import AccessEntry, AccessKind
from app.domain.case.state import CaseState
from app.domain.print_job import PrintingError, PrintState, SpoolId, SpoolPhase
from app.domain.role import Role
from app.ports.issue_log import IssuedPaper, IssueLog
from app.ports.printer import PrintRequest
from app.services.desk import NotAllowed
from app.services.office import Office
from app.services.papers.finish import finish_paper
from app.services.papers.print_paper import PrintRefused, confirm_print, follow_jobs, print_paper
from app.services.papers.void_paper import void_paper


@pytest.fixture
def printer() -> FakePrinter:
    return FakePrinter()


@pytest.fixture
def office(hall: OpenHall, printer: FakePrinter) -> Office:
    return with_printer(hall, printer)


@pytest.fixture
def paper_id(hall: OpenHall) -> str:
    return accepted(hall, STREET).papers[0].id


def words_of(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def audit(office: Office) -> list[AccessEntry]:
    with office.storage.reading() as unit:
        entries = [chained.entry for chained in unit.audit.entries()]
    return [entry for entry in entries if entry.kind is not AccessKind.FOUND]


def test_the_first_print_is_the_stored_bytes_and_is_followed_to_the_clerk(
    hall: OpenHall, office: Office, printer: FakePrinter, paper_id: str
) -> None:
    job = print_paper(office, at_window(), paper_id, "HP")
    assert (job.state, job.is_reprint) == (PrintState.SPOOLED, False)
    assert printer.taken[0].pdf == finish_paper(office, paper_id)
    assert printer.taken[0].title == "赣崇关受〔2026〕1号"
    assert paper(hall, paper_id).state == "spooled"

    assert [one.state for one in follow_jobs(office)] == [PrintState.PRINTING]
    assert follow_jobs(office) == ()
    printer.phase = SpoolPhase.DONE_AT_DEVICE
    assert [one.state for one in follow_jobs(office)] == [PrintState.DONE_AT_DEVICE]

    assert confirm_print(office, at_window(), job.job_id, came_out=True).state is PrintState.CONFIRMED
    assert paper(hall, paper_id).state == "confirmed"
    assert [entry.kind.value for entry in audit(office)] == ["print", "printed"]


def test_the_number_is_in_the_issue_log_before_the_spooler_hears_of_it(
    hall: OpenHall, office: Office, paper_id: str
) -> None:
    @dataclass
    class LookingPrinter(FakePrinter):
        log: IssueLog = field(default_factory=lambda: office.papers.issue_log)
        seen: list[tuple[IssuedPaper, ...]] = field(default_factory=list)

        def submit(self, request: PrintRequest) -> SpoolId:
            self.seen.append(self.log.read())
            return super().submit(request)

    printer = LookingPrinter()
    print_paper(with_printer(hall, printer), at_window(), paper_id, "HP")

    ((logged,),) = printer.seen
    record = paper(hall, paper_id)
    assert (logged.series, logged.number, logged.op_id) == ("赣崇关受〔2026〕", 1, record.issued_op)
    with office.storage.reading() as unit:
        envelope = unit.operations.envelope(record.issued_op)
    assert (logged.body_hash, logged.epoch, logged.seq) == (envelope.body_hash, 1, envelope.seq)


def test_printing_again_needs_a_reason_and_carries_a_mark(
    office: Office, printer: FakePrinter, paper_id: str
) -> None:
    print_paper(office, at_window(), paper_id, "HP")
    with pytest.raises(PrintRefused, match="reprint_needs_reason"):
        print_paper(office, at_window(), paper_id, "HP", reason=" ")
    again = [print_paper(office, at_window(), paper_id, "HP", reason="群众遗失") for _ in range(2)]

    assert [job.is_reprint for job in again] == [True, True]
    original, first, second = (request.pdf for request in printer.taken)
    assert "补打" not in words_of(original)
    assert "补打 第1次 2026年11月26日" in words_of(first)
    assert "补打 第2次 2026年11月26日" in words_of(second)
    assert finish_paper(office, paper_id) == original
    assert [(entry.kind.value, entry.reason) for entry in audit(office)] == [
        ("print", ""),
        ("reprint", "群众遗失"),
        ("reprint", "群众遗失"),
    ]


def test_a_fault_leaves_the_case_and_the_paper_and_shows_the_job(
    hall: OpenHall, office: Office, printer: FakePrinter, paper_id: str
) -> None:
    printer.fault = "printing.rejecting"
    with pytest.raises(PrintingError):
        print_paper(office, at_window(), paper_id, "HP")

    with office.storage.reading() as unit:
        (stored,) = unit.print_jobs.recent(limit=9)
        (row,) = unit.cases.recent(limit=9)
    assert stored.job.state is PrintState.FAILED
    assert row.state == CaseState.ACCEPTED.value
    assert paper(hall, paper_id).state == "sealed"
    assert checked(hall).findings == ()

    printer.fault = None
    assert not print_paper(office, at_window(), paper_id, "HP").is_reprint


def test_what_did_not_come_out_is_printed_again_as_the_original(
    office: Office, printer: FakePrinter, paper_id: str
) -> None:
    job = print_paper(office, at_window(), paper_id, "HP")
    assert confirm_print(office, at_window(), job.job_id, came_out=False).state is PrintState.FAILED

    assert not print_paper(office, at_window(), paper_id, "HP").is_reprint
    assert printer.taken[0].pdf == printer.taken[1].pdf


def test_a_clerk_says_once_that_paper_came_out(office: Office, paper_id: str) -> None:
    job = print_paper(office, at_window(), paper_id, "HP")
    confirm_print(office, at_window(), job.job_id, came_out=True)

    with pytest.raises(PrintingError, match="not_possible_now"):
        confirm_print(office, at_window(), job.job_id, came_out=False)


def test_a_late_word_of_the_spooler_does_not_take_a_confirmation_back(
    hall: OpenHall, office: Office, paper_id: str
) -> None:
    job = print_paper(office, at_window(), paper_id, "HP")

    class SlowPrinter(FakePrinter):
        def state(self, spool_id: SpoolId):
            confirm_print(office, at_window(), job.job_id, came_out=True)
            return super().state(spool_id)

    assert follow_jobs(with_printer(hall, SlowPrinter())) == ()
    with office.storage.reading() as unit:
        stored = unit.print_jobs.get(job.job_id)
    assert stored is not None
    assert stored.job.state is PrintState.CONFIRMED


def test_of_two_windows_that_print_at_once_one_prints_the_original(bench: Bench, paper_id: str) -> None:
    """The second presses while the first is just about to tell the spooler."""
    printer = FakePrinter()
    with bench.open("03") as here, bench.open("04") as there:
        beside = with_printer(there, printer)

        @dataclass
        class Interrupted:
            log: IssueLog
            done: bool = False

            def read(self) -> tuple[IssuedPaper, ...]:
                return tuple(self.log.read())

            def append(self, one: IssuedPaper) -> None:
                self.log.append(one)
                if not self.done:
                    self.done = True
                    with pytest.raises(PrintRefused, match="reprint_needs_reason"):
                        print_paper(beside, at_window("04"), paper_id, "HP")

        office = with_printer(here, printer)
        log = Interrupted(office.papers.issue_log)
        office = replace(office, papers=replace(office.papers, issue_log=log))  # type: ignore[arg-type]
        job = print_paper(office, at_window("03"), paper_id, "HP")

    assert not job.is_reprint
    assert len(printer.taken) == 1


@dataclass
class VoidedMeanwhile:
    """An issue log during whose writing another window voids the paper."""

    inner: IssueLog
    office: Office
    paper_id: str

    def append(self, issued: IssuedPaper) -> None:
        self.inner.append(issued)
        void_paper(self.office, at_window(clerk=SUPERVISOR), "void meanwhile", self.paper_id, "打错了")

    def read(self) -> tuple[IssuedPaper, ...]:
        return tuple(self.inner.read())


def test_a_paper_voided_while_it_is_made_ready_is_not_printed(
    office: Office, printer: FakePrinter, paper_id: str
) -> None:
    log = VoidedMeanwhile(office.papers.issue_log, office, paper_id)
    racing = replace(office, papers=replace(office.papers, issue_log=log))

    with pytest.raises(PrintRefused) as refused:
        print_paper(racing, at_window(), paper_id, "HP")

    assert refused.value.code == "case.paper_is_void"
    assert printer.taken == []
    assert follow_jobs(office) == ()


def nothing_was_made(office: Office, paper_id: str) -> bool:
    """No bytes, no row in the 用印登记, no number in the issue log, no job: as if nobody had pressed."""
    with office.storage.reading() as unit:
        made = (unit.papers.pdf(paper_id), unit.papers.seal_uses(), unit.print_jobs.of_paper(paper_id))
    return made == (None, [], []) and office.papers.issue_log.read() == ()


@pytest.mark.parametrize("role", [Role.GUIDE, Role.AUDITOR, Role.ADMINISTRATOR, Role.REVIEWER])
def test_an_original_is_printed_only_by_who_may_take_in_and_is_not_even_sealed_for_others(
    office: Office, printer: FakePrinter, paper_id: str, role: Role
) -> None:
    other = replace(at_window(), clerk=replace(at_window().clerk, id="c-other", roles=frozenset({role})))

    with pytest.raises(NotAllowed):
        print_paper(office, other, paper_id, "HP")

    assert nothing_was_made(office, paper_id)
    assert printer.taken == []
    assert not print_paper(office, at_window(), paper_id, "HP").is_reprint


def test_a_reviewer_prints_the_one_paper_that_is_his_own_and_answers_for_its_print_alone(
    office: Office, printer: FakePrinter, paper_id: str
) -> None:
    """The notice of what he recorded; whoever else is at hand answers too, another reviewer does not."""
    his, another = (
        replace(at_window(), clerk=replace(at_window().clerk, id=person, roles=frozenset({Role.REVIEWER})))
        for person in (at_window().clerk.id, "c-other")
    )
    with office.storage.writing() as unit:
        unit.clerks.save(his.clerk)
        unit.commit()

    with pytest.raises(NotAllowed):
        print_paper(office, another, paper_id, "HP")
    job = print_paper(office, his, paper_id, "HP")

    with pytest.raises(NotAllowed):
        confirm_print(office, another, job.job_id, came_out=True)
    assert confirm_print(office, his, job.job_id, came_out=False).state is PrintState.FAILED
    assert not job.is_reprint


def test_a_void_paper_is_refused_before_anything_is_made_of_it(
    office: Office, printer: FakePrinter, paper_id: str
) -> None:
    void_paper(office, at_window(clerk=SUPERVISOR), "void", paper_id, "打错了")

    with pytest.raises(PrintRefused, match="paper_is_void"):
        print_paper(office, at_window(), paper_id, "HP", reason="还要")

    assert nothing_was_made(office, paper_id)
    assert printer.taken == []


def test_a_reprint_without_a_reason_is_refused_before_the_issue_log_hears_of_it(
    office: Office, paper_id: str
) -> None:
    print_paper(office, at_window(), paper_id, "HP")
    logged = len(office.papers.issue_log.read())

    with pytest.raises(PrintRefused, match="reprint_needs_reason"):
        print_paper(office, at_window(), paper_id, "HP", reason="　")

    assert len(office.papers.issue_log.read()) == logged


def test_a_folder_stands_in_for_a_printer(hall: OpenHall, paper_id: str) -> None:
    print_paper(hall.office, at_window(), paper_id, FOLDER)

    (file,) = hall.home.printed.iterdir()
    assert file.name == "0001 赣崇关受〔2026〕1号.pdf"
    assert file.read_bytes() == finish_paper(hall.office, paper_id)


def test_a_printer_that_is_not_there_leaves_a_failed_job(hall: OpenHall, paper_id: str) -> None:
    with pytest.raises(PrintingError, match="unknown_printer"):
        print_paper(hall.office, at_window(), paper_id, "nowhere")

    with hall.office.storage.reading() as unit:
        assert [stored.job.state for stored in unit.print_jobs.of_paper(paper_id)] == [PrintState.FAILED]
        assert unit.print_jobs.still_open() == []
