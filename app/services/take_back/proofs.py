"""What a printed paper proves of its case: its state, the day, and the limits that run from it."""

from datetime import date

from app.domain.calendar import WorkCalendar
from app.domain.case.deadlines import NOTICE_OF_GAPS, due_dates
from app.domain.case.state import CaseState
from app.domain.cash.papers import RECEIPT
from app.domain.item import Catalog, Handling, ServiceItem
from app.domain.ledger.canonical import Json
from app.ports.paper_store import PaperRecord

ACCEPTANCE, CLOSING, PLEDGE, COMMITMENT, RETURN = "SL", "BJ", "RQ", "GC", "TJ"
PROVES = {
    NOTICE_OF_GAPS: CaseState.SUPPLEMENT_REQUIRED,
    ACCEPTANCE: CaseState.ACCEPTED,
    PLEDGE: CaseState.ACCEPTED,
    COMMITMENT: CaseState.ACCEPTED,
    CLOSING: CaseState.CLOSED,
    RECEIPT: CaseState.CLOSED,
    "BS": CaseState.REFUSED,
}
"""The decision behind each type of paper; a 收件凭证 proves the receipt, with which every case begins."""

_ENDED_BY = {
    ACCEPTANCE: Handling.PROMISED,
    PLEDGE: Handling.PROMISED,
    COMMITMENT: Handling.PROMISED,
    CLOSING: Handling.ON_THE_SPOT,
    RECEIPT: Handling.ON_THE_SPOT,
}


def giving(catalog: Catalog, type_code: str, day: date) -> tuple[ServiceItem, ...]:
    """Return the items that gave out papers of a type on a day, by id, each in its version of that day.

    An item that was withdrawn since is among them: its papers are as good as they were.
    """
    newest = {
        item.id: item
        for item in sorted(catalog.items.values(), key=lambda item: (item.id, item.version))
        if item.valid_from <= day and _gives(item, type_code)
    }
    return tuple(newest.values())


def _gives(item: ServiceItem, type_code: str) -> bool:
    """Say whether papers of a type come from an item; an 即办件 is accepted by itself only 容缺."""
    may_defer = any(material.deferrable for material in item.materials)
    if type_code in {PLEDGE, RETURN}:
        return may_defer
    if type_code == COMMITMENT:
        return any(material.commitment is not None for material in item.materials)
    if type_code == RECEIPT:
        return item.collects is not None
    is_ended_so = _ENDED_BY.get(type_code) in {None, item.handling}
    return is_ended_so or (type_code == ACCEPTANCE and may_defer)


def proven(record: PaperRecord, item: ServiceItem, calendar: WorkCalendar) -> dict[str, Json]:
    """Return the payload of `paper.taken_back.v1`: the paper, and what follows from it for its case."""
    proof = PROVES.get(record.type_code)
    day = record.issued_on.isoformat()
    return {
        "paper": record.id,
        "type": record.type_code,
        "title": record.title,
        "number": record.number,
        "series": record.series,
        "serial": record.serial,
        "facts_hash": record.facts_hash,
        "ground": None,
        "issued_on": day,
        "proves": proof.value if proof else None,
        **({"served_on": day} if record.type_code == NOTICE_OF_GAPS else {}),
        **_limits(record, item, calendar),
    }


def _limits(record: PaperRecord, item: ServiceItem, calendar: WorkCalendar) -> dict[str, Json]:
    """Return until when the case had to be decided, counted from the day on the paper that accepted it."""
    if _ENDED_BY.get(record.type_code) is not item.handling:
        return {}
    due = due_dates(item, record.issued_on, calendar)
    return {
        "due_on": due.promised.date.isoformat() if due.promised else None,
        "law_due_on": due.statutory.date.isoformat() if due.statutory else None,
        "due_is_provisional": due.is_provisional,
        **({"result": item.result.name} if record.type_code in {CLOSING, RECEIPT} else {}),
    }
