"""Prints the slip of a ticket (取号单): a paper without number of its own, seal or case."""

from app.domain.ledger.operation import Subject
from app.domain.paper import PaperFacts, TicketFacts
from app.domain.print_job import HandoverUnknown, PrintingError, SpoolId
from app.domain.role import Action
from app.domain.seal import SealMode, SealPlacement
from app.domain.ticket import Ticket, TicketState
from app.ports.issue_log import IssuedPaper
from app.ports.printer import PrintRequest
from app.ports.ticket_store import HallDay
from app.ports.unit_of_work import UnitOfWork
from app.services.desk import Desk
from app.services.office import Office
from app.services.queue.desk import queue_desk
from app.services.queue.issue import ticket_series
from app.services.queue.slip import slip_printed
from app.services.use_case import use_case

SLIP = "HZ"
ISSUED = "visit.issued.v1"


@use_case
def print_slip(office: Office, desk: Desk, ticket: Ticket, printer: str) -> SpoolId:
    """Print a ticket's slip and count it; PrintingError leaves the ticket as valid as before.

    The number stands in the issue log first: a database put back must not give it to somebody else.
    """
    desk.acting(Action.ISSUE_TICKET)
    facts = _facts(office, ticket)
    pdf = office.papers.renderer.render(facts, None).pdf
    _log_issue(office, ticket)
    spooled = _submitted(office, PrintRequest(printer=printer, pdf=pdf, title=ticket.label))
    slip_printed(queue_desk(office, desk), office.ids.operation_id(), ticket)
    return spooled


def _facts(office: Office, ticket: Ticket) -> PaperFacts:
    return PaperFacts(
        paper_type=office.papers.type_of(SLIP),
        unit=office.papers.unit,
        issued_on=ticket.business_date,
        ticket=TicketFacts(
            number=ticket.label,
            business="、".join(item.name for item in ticket.items),
            waiting_ahead=_ahead(office, ticket),
            taken_at=office.clock.now(),
        ),
        seal=SealPlacement(mode=SealMode.NONE),
        sample=office.papers.is_sample,
    )


def _ahead(office: Office, ticket: Ticket) -> int:
    """Count who waits before the ticket where it waits, as the slip tells; priority may still change it."""
    windows = office.hall.windows_on(ticket.route)
    is_of_one = all(window.number == ticket.route for window in windows)
    routes = {route for window in windows if is_of_one for route in window.routes} | {ticket.route}
    with office.storage.reading() as unit:
        line = unit.tickets.of_day(HallDay(ticket.hall, ticket.business_date))
    return sum(
        one.state is TicketState.WAITING and one.route in routes and one.arrival < ticket.arrival
        for one in line
    )


def _submitted(office: Office, request: PrintRequest) -> SpoolId:
    """Hand the slip over; a second slip says the same number, so nobody has to settle an unknown one."""
    try:
        return office.printer.submit(request)
    except HandoverUnknown as error:
        raise PrintingError("printing.slip_unknown", **error.facts) from error


def _issued_by(unit: UnitOfWork, ticket: Ticket) -> str:
    """Return the operation that gave the number: a restored database lacks it only if it lacks the number."""
    entries = unit.authority.lane(Subject("visit", ticket.id))
    found = (entry.op_id for entry in entries if entry.delivered.operation.body.kind == ISSUED)
    issued = next(found, None)
    if issued is None:
        raise LookupError(ticket.id)
    return issued


def _log_issue(office: Office, ticket: Ticket) -> None:
    with office.storage.reading() as unit:
        issued_op = _issued_by(unit, ticket)
        envelope = unit.operations.envelope(issued_op)
    office.papers.issue_log.append(
        IssuedPaper(
            series=ticket_series(ticket.hall, ticket.business_date, ticket.series),
            number=ticket.number,
            body_hash=envelope.body_hash,
            op_id=issued_op,
            epoch=envelope.source.epoch,
            seq=envelope.seq,
        )
    )
