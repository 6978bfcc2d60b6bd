"""Hands a case's values out in another system's order (转录), and takes that system's number back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.access import AccessEntry, AccessKind
from app.domain.case.case import Case, case_of
from app.domain.errors import PersonFacing
from app.domain.form.model import Choice, FieldDef
from app.domain.form.values import Kind
from app.domain.ledger.operation import Subject
from app.domain.role import Action, Grant
from app.domain.transcription.carrying import Carried, carried_of
from app.domain.transcription.order import KeyingOrder, missing_steps, read_serial
from app.ports.unit_of_work import UnitOfWork
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.cases.look_up import refuse_foreign
from app.services.desk import Desk
from app.services.office import Office
from app.services.still_in_post import refuse_former
from app.services.use_case import use_case

_REGION_LEVELS = ("villages", "townships", "counties")


class TranscriptionRefused(PersonFacing):
    """The values of this case cannot be handed out in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcription:
    """One case ready to be carried over; `serial` is the number the other system already gave, "" if none."""

    case_id: str
    case_number: str
    order: KeyingOrder
    values: tuple[Carried, ...]
    serial: str = ""


@use_case
def orders_for(office: Office, item_id: str) -> tuple[KeyingOrder, ...]:
    """Return the orders of other systems in which cases of this item are entered."""
    return tuple(order for order in office.keying_orders if item_id in order.items)


@use_case
def begin_transcription(office: Office, desk: Desk, case_id: str, order_id: str) -> Transcription:
    """Return a case's values in an order, once the log holds which answers were shown, and why.

    LookUpRefused for a case of another window, TranscriptionRefused for an erased case or an order that asks
    for what this version of the item does not have; LookupError for an order that is not there.
    """
    desk = desk.acting(Action.REVEAL, Grant.OWN_CASE)
    order = _order(office, order_id)
    with office.storage.writing() as unit:
        refuse_former(unit, desk)
        case = case_of(office.recorder.live(unit, Subject("case", case_id)))
        refuse_foreign(office, unit, desk, case)
        values = _values(office, order, case, office.business_day.moment(unit).business_date)
        _log(office, desk, unit, case, order, values)
        unit.commit()
    known = {number.system: number.serial for number in case.elsewhere}
    return Transcription(
        case_id=case_id,
        case_number=case.case_number,
        order=order,
        values=values,
        serial=known.get(order.id, ""),
    )


@use_case
def take_serial(
    office: Office, desk: Desk, command_id: str, case_id: str, order_id: str, typed: str
) -> CaseDone:
    """Keep the number the other system gave; a later one replaces it, both stay in the ledger.

    SerialRefused when it does not look like one of that system's.
    """
    desk = desk.acting(Action.DRAFT)
    order = _order(office, order_id)
    serial = read_serial(order, typed)
    told = {"system": order.id, "name": order.name, "serial": serial}

    def taken(turn: CaseTurn) -> CaseDone:
        return CaseDone(turn.record("case.registered_elsewhere.v1", case_id, told), ())

    return carry_out(office, desk, command_id, taken)


def _order(office: Office, order_id: str) -> KeyingOrder:
    for order in office.keying_orders:
        if order.id == order_id:
            return order
    raise LookupError(order_id)


def _values(office: Office, order: KeyingOrder, case: Case, today: date) -> tuple[Carried, ...]:
    if case.is_erased:
        raise TranscriptionRefused("transcription.erased", number=case.case_number)
    item = office.catalog.version(case.item.id, case.item.version)
    missing = missing_steps(order, item)
    if missing:
        raise TranscriptionRefused(
            "transcription.order_outdated",
            file=order.file,
            line=missing[0].line,
            field=missing[0].slot,
            item=item.name,
        )
    return carried_of(order, case, item.form.fields, lambda asked: _labels(office, asked, today))


def _labels(office: Office, asked: FieldDef, today: date) -> Mapping[str, str]:
    """Return the words behind the codes of a choice or of the regions, as they are called today."""
    tables = office.catalog.tables
    if asked.kind is Kind.REGION:
        names = (tables[level].choices(today) for level in _REGION_LEVELS if level in tables)
        return {choice.code: choice.label for choices in names for choice in choices}
    choices: tuple[Choice, ...] = asked.choices
    if asked.choices_from:
        choices = tables[asked.choices_from].choices(today)
    return {choice.code: choice.label for choice in choices}


def _log(
    office: Office, desk: Desk, unit: UnitOfWork, case: Case, order: KeyingOrder, values: tuple[Carried, ...]
) -> None:
    unit.audit.record(
        AccessEntry(
            kind=AccessKind.REVEAL,
            clerk_id=desk.clerk.id,
            at=office.clock.now(),
            window=desk.window,
            case_id=case.id,
            fields=tuple(sorted({value.slot for value in values if value.slot and value.text})),
            reason=f"转录到{order.name}",
        )
    )
