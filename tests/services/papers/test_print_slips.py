"""Slips: in the issue log before the spooler hears of them, counted after; no fault costs a ticket."""

from dataclasses import dataclass, field, replace

import pypdfium2 as pdfium
import pytest
from counter import FOLDER, FakePrinter, at_window, checked, with_printer
from hall import Bench

from app.bootstrap.opening import OpenHall
from app.domain.ledger.operation import Subject
from app.domain.print_job import HandoverUnknown, PrintingError, SpoolId
from app.domain.ticket import Ticket
from app.domain.words import Words
from app.ports.issue_log import IssuedPaper, IssueLog
from app.ports.printer import PrintRequest
from app.services.office import Office
from app.services.papers.print_slip import print_slip
from app.services.queue.call_next import call_next
from app.services.queue.desk import queue_desk
from app.services.queue.issue import Wish, issue_ticket


@pytest.fixture
def printer() -> FakePrinter:
    return FakePrinter()


@pytest.fixture
def office(hall: OpenHall, printer: FakePrinter) -> Office:
    return with_printer(hall, printer)


def take(
    office: Office, letter: str = "B", *, ground: str = "", names: tuple[str, ...] = ("社保",)
) -> Ticket:
    wishes = [Wish(letter, name) for name in names]
    return issue_ticket(
        queue_desk(office, at_window()), office.ids.operation_id(), wishes, ground=ground, holder="张*"
    )


def now(office: Office, ticket: Ticket) -> Ticket:
    with office.storage.reading() as unit:
        found = unit.tickets.get(ticket.id)
    assert found is not None
    return found


def words_of(pdf: bytes) -> str:
    with pdfium.PdfDocument(pdf) as document:
        return "".join("".join(page.get_textpage().get_text_range() for page in document).split())


def test_a_slip_says_number_business_and_how_many_are_before(office: Office, printer: FakePrinter) -> None:
    # Given two people waiting for the same letter and one for another
    take(office), take(office), take(office, "C")
    mine = take(office, names=("城乡居民养老保险参保", "老年优待证"))

    # When the slip is printed
    print_slip(office, at_window(), mine, "HP")

    # Then it names the ticket, everything wished for, and the line
    (request,) = printer.taken
    text = words_of(request.pdf)
    assert (request.printer, request.title) == ("HP", "B003")
    assert "B003" in text
    assert "城乡居民养老保险参保、老年优待证" in text
    assert "2人" in text


def test_a_slip_holds_nobodys_name(office: Office, printer: FakePrinter) -> None:
    print_slip(office, at_window(), take(office), "HP")

    assert "张" not in words_of(printer.taken[0].pdf)


def test_those_already_called_are_no_longer_before(office: Office, printer: FakePrinter) -> None:
    take(office), take(office)
    mine = take(office)
    call_next(queue_desk(office, at_window()), "call")

    print_slip(office, at_window(), mine, "HP")

    assert "1人" in words_of(printer.taken[0].pdf)


def test_the_number_is_in_the_issue_log_before_the_spooler_hears_of_it(hall: OpenHall) -> None:
    @dataclass
    class LookingPrinter(FakePrinter):
        log: IssueLog = field(default_factory=lambda: hall.office.papers.issue_log)
        seen: list[tuple[IssuedPaper, ...]] = field(default_factory=list)

        def submit(self, request: PrintRequest) -> SpoolId:
            self.seen.append(self.log.read())
            return super().submit(request)

    # Given a printer that reads the log whenever it is handed something
    printer = LookingPrinter()
    office = with_printer(hall, printer)

    # When a priority slip is printed
    ticket = take(office, ground="elderly")
    print_slip(office, at_window(), ticket, "HP")

    # Then the number stood there already, tied to the operation that gave it
    ((logged,),) = printer.seen
    with office.storage.reading() as unit:
        envelope = unit.operations.envelope(logged.op_id)
    assert (logged.series, logged.number) == (f"ticket/{ticket.hall}/2026-11-26/{ticket.series}", 1)
    assert (logged.body_hash, logged.epoch, logged.seq) == (envelope.body_hash, 1, envelope.seq)


def test_nothing_is_spooled_while_the_issue_log_cannot_be_written(
    hall: OpenHall, printer: FakePrinter
) -> None:
    @dataclass
    class FullDisk:
        log: IssueLog

        def append(self, one: IssuedPaper) -> None:
            raise OSError(28, "No space left on device")

    # Given a disk that takes no more lines
    office = with_printer(hall, printer)
    full = replace(office.papers, issue_log=FullDisk(office.papers.issue_log))  # type: ignore[arg-type]
    ticket = take(office)

    # When a slip is printed, then the fault is told and no sheet leaves
    with pytest.raises(OSError, match="No space"):
        print_slip(replace(office, papers=full), at_window(), ticket, "HP")
    assert printer.taken == []
    assert now(office, ticket).slips == 0


@pytest.mark.parametrize(
    "fault", ["printing.rejecting", "printing.unknown_printer", "printing.spooler_silent"]
)
def test_a_printers_fault_leaves_the_ticket_as_valid_as_before(
    hall: OpenHall, office: Office, printer: FakePrinter, fault: str
) -> None:
    ticket, printer.fault = take(office), fault

    with pytest.raises(PrintingError, match=fault):
        print_slip(office, at_window(), ticket, "HP")

    assert now(office, ticket) == ticket
    called = call_next(queue_desk(office, at_window()), "call")
    assert called is not None
    assert called.id == ticket.id
    assert checked(hall).findings == ()


def test_every_print_is_counted_and_keeps_the_place_in_line(
    hall: OpenHall, office: Office, printer: FakePrinter
) -> None:
    ticket = take(office)

    for _ in range(3):
        print_slip(office, at_window(), now(office, ticket), "HP")

    after = now(office, ticket)
    assert (after.slips, len(printer.taken)) == (3, 3)
    assert (after.turn, after.position, after.state) == (ticket.turn, ticket.position, ticket.state)
    assert checked(hall).findings == ()


def test_a_slip_printed_again_is_logged_by_the_operation_that_gave_its_number(office: Office) -> None:
    """A restored database that has the ticket has that operation, whatever of its visit it lacks."""
    ticket = take(office)
    with office.storage.reading() as unit:
        issued = next(iter(unit.authority.lane(Subject("visit", ticket.id))))
    print_slip(office, at_window(), ticket, "HP")
    call_next(queue_desk(office, at_window()), "call")
    print_slip(office, at_window(), now(office, ticket), "HP")

    logged = office.papers.issue_log.read()

    assert issued.delivered.operation.body.kind == "visit.issued.v1"
    assert {(one.series, one.number, one.op_id) for one in logged} == {
        (f"ticket/{ticket.hall}/2026-11-26/B", 1, issued.op_id)
    }


def test_a_slip_nobody_knows_of_is_simply_printed_again(
    hall: OpenHall, office: Office, printer: FakePrinter, words: Words
) -> None:
    class DoubtfulPrinter(FakePrinter):
        def submit(self, request: PrintRequest) -> SpoolId:
            raise HandoverUnknown("printing.outcome_unknown", printer=request.printer, number=request.title)

    ticket = take(office)
    with pytest.raises(PrintingError) as caught:
        print_slip(with_printer(hall, DoubtfulPrinter()), at_window(), ticket, "HP")

    said = words.of(caught.value)
    assert caught.value.code == "printing.slip_unknown"
    assert "Ctrl" not in said.do
    print_slip(office, at_window(), now(office, ticket), "HP")
    assert (now(office, ticket).slips, len(printer.taken)) == (1, 1)


def test_the_folder_takes_a_slip_where_there_is_no_printer(hall: OpenHall) -> None:
    print_slip(hall.office, at_window(), take(hall.office), FOLDER)

    (file,) = hall.home.printed.iterdir()
    assert file.name == "0001 B001.pdf"
    assert "B001" in words_of(file.read_bytes())


def test_a_slip_of_yesterday_keeps_its_day(bench: Bench, office: Office, printer: FakePrinter) -> None:
    ticket = take(office)
    bench.clock.advance(days=1)

    print_slip(office, at_window(), ticket, "HP")

    assert office.papers.issue_log.read()[-1].series == f"ticket/{ticket.hall}/2026-11-26/B"
