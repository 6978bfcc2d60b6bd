"""Prints captured pages as a copy a clerk compared with the original (与原件核对无误).

An ordinary print: no number, no seal, nothing in the ledger; who printed it stands in the log.
"""

from app.domain.access import AccessEntry, AccessKind
from app.domain.attachment import AttachmentError, CopyStamp
from app.domain.case.case import Case
from app.domain.print_job import HandoverUnknown, SpoolId
from app.domain.role import Action
from app.ports.printer import PrintRequest
from app.services.case_turn import known_case
from app.services.cases.scans import show_pages
from app.services.desk import Desk
from app.services.office import Office
from app.services.use_case import use_case


@use_case
def print_certified_copy(office: Office, desk: Desk, case_id: str, row: str, printer: str) -> SpoolId:
    """Print every page of a paper, stamped with the clerk's name; looking and printing are both logged.

    AttachmentError when there is no page, one is missing or damaged, nobody compared it with an original here
    (材料复用), or nobody knows whether it was printed;
    LookUpRefused for a case of another window; PrintingError when the printer takes nothing.
    """
    desk = desk.acting(Action.DRAFT)
    _refuse_reused(office, case_id, row)
    pages = show_pages(office, desk, case_id, row)
    for fault in (page.fault for page in pages if page.fault is not None):
        raise fault
    if not pages:
        raise AttachmentError("attachment.no_pages")
    case, stamp = _logged(office, desk, case_id, row, len(pages))
    pdf = office.papers.renderer.certified_copy([page.jpeg for page in pages], stamp)
    try:
        return office.printer.submit(PrintRequest(printer=printer, pdf=pdf, title=case.case_number))
    except HandoverUnknown as unknown:
        raise AttachmentError("attachment.copy_unknown", printer=printer) from unknown


def _refuse_reused(office: Office, case_id: str, row: str) -> None:
    """Refuse a paper that came from an earlier case: its original was not on the counter this time."""
    with office.storage.reading() as unit:
        materials = known_case(office, unit, case_id).materials
    lent = next((one.reused_from for one in materials if one.row == row and one.reused_from), "")
    if lent:
        raise AttachmentError("attachment.copy_reused", number=lent)


def _logged(office: Office, desk: Desk, case_id: str, row: str, count: int) -> tuple[Case, CopyStamp]:
    with office.storage.writing() as unit:
        day = office.business_day.moment(unit).business_date
        case = known_case(office, unit, case_id)
        material = next(one for one in case.materials if one.row == row)
        unit.audit.record(
            AccessEntry(
                kind=AccessKind.PRINT,
                clerk_id=desk.clerk.id,
                at=office.clock.now(),
                window=desk.window,
                case_id=case_id,
                fields=(material.key or row,),
                reason=f"与原件核对无误的副本 {count} 页",
            )
        )
        unit.commit()
    return case, CopyStamp(
        clerk=desk.clerk.name,
        hall=office.hall.name,
        day=day,
        material=material.name,
        case_number=case.case_number,
        sample=office.papers.is_sample,
    )
