"""Prints the sheet for somebody who only asks (一次性告知单), and counts the enquiry; there is no case."""

from dataclasses import dataclass

from app.domain.print_job import HandoverUnknown, PrintingError
from app.domain.role import Action, Grant
from app.domain.ticket import Ticket
from app.ports.printer import PrintRequest
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.guide_facts import Asked, guide_facts
from app.services.queue.desk import queue_desk
from app.services.queue.enquire import record_enquiry, record_walk_in
from app.services.use_case import use_case


@dataclass(frozen=True, slots=True)
class GuideSheet:
    """A sheet that answers an enquiry; `fault` says what kept it from the printer, None if nothing did."""

    title: str
    pdf: bytes
    fault: PrintingError | None = None


@use_case
def print_guide(
    office: Office, desk: Desk, command_id: str, asked: Asked, printer: str, *, seen: Ticket | None = None
) -> GuideSheet:
    """Count the enquiry, of the ticket at this window or of somebody without one, and print its sheet.

    The enquiry is counted first and stays whatever the printer does: somebody asked, and was answered. The
    same id, or the same item for the same ticket, counts nothing more and prints again. PaperError while the
    sheet cannot be drawn, and then nothing is counted either.
    """
    desk = desk.acting(Action.CALL, Grant.OWN_WINDOW)
    facts = guide_facts(office, desk, asked)
    pdf = office.papers.renderer.render(facts, None).pdf
    queue, topic = queue_desk(office, desk), facts.item.name
    if seen is not None:
        record_enquiry(queue, command_id, seen, topic, asked.item_id)
    else:
        record_walk_in(queue, command_id, topic, asked.item_id)
    title = facts.paper_type.title
    fault = _handed_over(office, PrintRequest(printer=printer, pdf=pdf, title=f"{title} {topic}"))
    return GuideSheet(title, pdf, fault)


def _handed_over(office: Office, request: PrintRequest) -> PrintingError | None:
    """Hand the sheet over and return what kept it. A second one harms nobody: there is nothing to settle."""
    try:
        office.printer.submit(request)
    except HandoverUnknown as error:
        return PrintingError("printing.guide_unknown", **error.facts)
    except PrintingError as error:
        return error
    return None
