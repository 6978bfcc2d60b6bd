"""Papers the hall has of a person already (材料复用): what may be offered again, and taking it into a case.

A paper used again gets a row of its own in its new case, with its own names of the captured pages: what
becomes of the case that lent it (refused, withdrawn, erased) changes nothing of what was received here, and
the bytes of a page stay as long as either case names them.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from app.domain.access import AccessEntry, AccessKind
from app.domain.attachment import KeptPage
from app.domain.case.case import Case
from app.domain.case.reuse import REUSED, ReusablePaper, reusable_in, valid_months
from app.domain.form.model import Material
from app.domain.form.reuse_checking import REUSABLE_PAPERS
from app.domain.item import ServiceItem
from app.domain.ledger.canonical import Json
from app.ports.case_index import CaseRow
from app.ports.unit_of_work import UnitOfWork
from app.services.case_turn import CaseTurn, known_case
from app.services.cases.intake import IntakeRefused
from app.services.cases.same_person import rows_of_person
from app.services.office import Office


def reusable_papers(
    office: Office, unit: UnitOfWork, place: str, item: ServiceItem, rows: Iterable[CaseRow], today: date
) -> dict[str, ReusablePaper]:
    """Return what a person need not bring to `place` again, by the key of its material: the newest valid one.

    Only of the person's own cases, the `rows` from the newest on; of materials both items mark with a group.
    """
    table = office.catalog.tables.get(REUSABLE_PAPERS)
    groups = {one.reuse for one in item.materials if one.reuse}
    months = {group: valid_months(table, group, today) for group in groups}
    found: dict[str, ReusablePaper] = {}
    for row in rows if any(months.values()) else ():
        case = known_case(office, unit, row.id)
        source = office.catalog.items.get((case.item.id, case.item.version))
        if source is not None:
            found = dict(reusable_in(case, source.materials, months, place, today)) | found
    return {one.key: found[one.reuse] for one in item.materials if one.reuse in found}


def record_reused(turn: CaseTurn, case_id: str, material: Material, lent: ReusablePaper, note: str) -> None:
    """Take a paper of an earlier case into this one, with its pages, and log whose case it came from.

    IntakeRefused where it may not, or no longer, be used again: another person, expired, or its case fell.
    """
    _refuse_stale(turn, case_id, material, lent)
    row = turn.office.ids.operation_id()
    paper: dict[str, Json] = {
        "key": material.key,
        "name": material.name,
        "form": REUSED,
        "copies": lent.copies,
        "pages": lent.pages,
        "note": note,
        "expires_on": lent.until.isoformat(),
        "reused_from": lent.case_number,
        "reused_row": lent.row,
    }
    turn.record("material.received.v1", case_id, {"row": row, "what": "received", "paper": paper})
    for source, told in _pages_anew(turn, _scans(turn.case(lent.case_id), lent.row)):
        turn.record("material.scanned.v1", case_id, {"row": row, "pages": told, "source": source})
    turn.unit.audit.record(
        AccessEntry(
            kind=AccessKind.REVEAL,
            clerk_id=turn.desk.clerk.id,
            at=turn.office.clock.now(),
            window=turn.desk.window,
            case_id=lent.case_id,
            fields=(material.key,),
            reason="材料复用",
        )
    )


def _refuse_stale(turn: CaseTurn, case_id: str, material: Material, lent: ReusablePaper) -> None:
    case, office = turn.case(case_id), turn.office
    item = office.catalog.version(case.item.id, case.item.version)
    rows = rows_of_person(office, turn.unit, case.applicant.id_number)
    others = [row for row in rows if row.id != case_id]
    today = turn.moment.business_date
    offered = reusable_papers(office, turn.unit, turn.desk.place, item, others, today)
    if offered.get(material.key) != lent:
        raise IntakeRefused("case.reuse_gone", name=material.name, number=lent.case_number)


def _scans(case: Case, row: str) -> tuple[KeptPage, ...]:
    return next((one.scans for one in case.materials if one.row == row), ())


def _pages_anew(turn: CaseTurn, pages: Iterable[KeptPage]) -> Iterator[tuple[str, list[Json]]]:
    """Yield neighbouring pages of one source under ids of their own: the same bytes, named once more."""
    for source, run in groupby(pages, key=lambda page: page.source):
        yield source, [{"id": turn.office.ids.operation_id(), "blob": page.blob} for page in run]
