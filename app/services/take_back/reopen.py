"""Begins a case again that a restored database lost, from one of its papers and what is written there."""

from dataclasses import dataclass

from app.domain.case.case import Case
from app.domain.errors import PersonFacing
from app.domain.form.sheet import FormSheet
from app.domain.identity.check import Severity
from app.domain.item import ServiceItem
from app.domain.keepable import is_readable
from app.domain.ledger.canonical import Json
from app.domain.numbers import parse_case_number
from app.domain.query_code import is_query_code, normalise
from app.domain.verification import PaperStamp
from app.services.case_turn import CaseTurn
from app.services.cases.applicant import ID_FIELDS, answers_naming, applicant_of
from app.services.cases.excuses import NO_EXCUSES, Excuses
from app.services.cases.intake import sheet_of
from app.services.take_back.proofs import giving
from app.services.use_case import Typed


class TakeBackRefused(PersonFacing):
    """A scanned paper that was not taken back, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyRead(Typed):
    """What a lost receipt says was taken: how much in fen, for whom and what, and by which way."""

    fen: int
    biller: str
    what: str
    way: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FromPaper(Typed):
    """What the clerk reads off the paper: its QR names neither item nor person.

    `query_code` is the 查询码 printed there, empty where it cannot be read; then the case gets a new one.
    Where the case is known only `promised` and `money` are asked: what the paper says comes later or is
    committed to, and what it says was taken.
    """

    item_id: str = ""
    name: str = ""
    is_organization: bool = False
    id_number: str = ""
    query_code: str = ""
    promised: Excuses = NO_EXCUSES
    money: MoneyRead | None = None


def reopened(turn: CaseTurn, stamp: PaperStamp, read: FromPaper | None) -> Case:
    """Begin the case of `stamp` under its own 办件编号, received on the day that number names.

    TakeBackRefused without an item that gave out such a paper, without a readable name, or with a 证件号码 or
    查询码 that cannot be right. Answers and materials are on paper only; they may be filled in later.
    """
    item = _item(turn, stamp, read)
    assert read is not None
    sheet = _sheet(turn, item, read)
    case_id = turn.office.ids.operation_id()
    opening: dict[str, Json] = {
        "item": {"id": item.id, "version": item.version, "name": item.name},
        "case_number": stamp.case_number,
        "query_code": _query_code(turn, read),
        "received_on": parse_case_number(stamp.case_number).day.isoformat(),
    }
    turn.record("case.taken_back.v1", case_id, opening)
    typed = answers_naming(item.form, read.name, read.id_number, is_organization=read.is_organization)
    known = {path: value for path, value in sheet.answers().items() if path in typed}
    written: dict[str, Json] = {"changes": known, "applicant": applicant_of(sheet).to_json()}
    return turn.record("case.answered.v1", case_id, written)


def _item(turn: CaseTurn, stamp: PaperStamp, read: FromPaper | None) -> ServiceItem:
    day = parse_case_number(stamp.case_number).day
    items = {item.id: item for item in giving(turn.office.catalog, stamp.document_type, day)}
    if read is None or read.item_id not in items:
        raise TakeBackRefused("take_back.which_item", number=stamp.number)
    return items[read.item_id]


def _sheet(turn: CaseTurn, item: ServiceItem, read: FromPaper) -> FormSheet:
    answers = answers_naming(item.form, read.name, read.id_number, is_organization=read.is_organization)
    sheet = sheet_of(turn.office, item, answers, turn.moment)
    if not is_readable(applicant_of(sheet).name):
        raise TakeBackRefused("take_back.no_name")
    wrong = (one.path for one in sheet.problems() if one.severity is Severity.ERROR and not one.is_missing)
    if read.id_number and not ID_FIELDS.isdisjoint(wrong):
        raise TakeBackRefused("take_back.id_wrong")
    return sheet


def _query_code(turn: CaseTurn, read: FromPaper) -> str:
    """Return the 查询码 as the citizen knows it, else a new one; refused where another case answers to it."""
    typed = normalise(read.query_code)
    if typed and (not is_query_code(typed) or turn.unit.cases.search(typed, limit=1)):
        raise TakeBackRefused("take_back.query_code_wrong")
    return typed or turn.office.ids.query_code()
