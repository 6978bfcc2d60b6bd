"""Takes a paper back that a restored database lost (补登): its QR says which, and of which case."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.access import AccessEntry, AccessKind
from app.domain.case.case import Case
from app.domain.case.fallen import contradict
from app.domain.case.taken_back_end import END_TAKEN_BACK
from app.domain.form.model import Material
from app.domain.item import ServiceItem
from app.domain.numbers import (
    CaseNumber,
    DocumentNumber,
    NotANumber,
    case_series,
    parse_case_number,
    parse_document_number,
)
from app.domain.role import Action
from app.domain.verification import (
    PaperStamp,
    SignedStamp,
    VerdictKind,
    facts_digest,
    read_qr,
    read_stamp,
)
from app.ports.paper_store import TAKEN_BACK, PaperRecord
from app.ports.unit_of_work import UnitOfWork
from app.services.case_turn import CaseDone, CaseTurn, carry_out, known_case
from app.services.cases.excuses import NO_EXCUSES
from app.services.desk import Desk
from app.services.lost_numbers import LostNumbers, lost_numbers
from app.services.office import Office
from app.services.papers.facts import placement
from app.services.papers.seal_use import seal_use, signed_by
from app.services.take_back.money import MoneyAsked, enter_again, money_asked
from app.services.take_back.promises import bring_back, may_be_committed, may_be_put_off
from app.services.take_back.proofs import RETURN, giving, proven
from app.services.take_back.reopen import FromPaper, TakeBackRefused, reopened
from app.services.use_case import use_case


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPaper:
    """A genuine paper of this hall that its database lacks.

    `case_id` is None where the case is lost as well; then `items` are what it may have been about. Else they
    are the one of its `case`. `money` says by item what has to be read off a receipt.
    """

    stamp: PaperStamp
    title: str
    case_id: str | None
    items: tuple[ServiceItem, ...]
    case: Case | None = None
    money: Mapping[str, MoneyAsked | None] = field(default_factory=dict)

    def put_off(self, item: ServiceItem) -> tuple[Material, ...]:
        """Return the papers of which the clerk must say whether this one puts them off, and until when."""
        return may_be_put_off(self.stamp.document_type, item, self.case)

    def committed(self, item: ServiceItem) -> tuple[Material, ...]:
        """Return the papers of which the clerk must say whether a commitment on this one replaces them."""
        return may_be_committed(self.stamp.document_type, item, self.case)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """A paper that is known again, its case as it now stands, and what is still lost.

    `rivals` are the numbers of other valid papers of that case that cannot be right beside it: somebody
    decided twice.
    """

    paper: PaperRecord
    case: Case
    rivals: tuple[str, ...]
    left: LostNumbers


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The two numbers of a stamp, read."""

    paper: DocumentNumber
    case: CaseNumber


@use_case
def look_at_paper(office: Office, desk: Desk, scanned: str) -> SeenPaper:
    """Say what a scanned QR stands for and change nothing.

    TakeBackRefused in words: no QR of ours, forged, its certificate withdrawn, another hall's, known already,
    or one number on two papers.
    """
    desk.acting(Action.DRAFT)
    signed = _genuine(office, scanned)
    with office.storage.reading() as unit:
        return _seen(office, unit, signed.stamp)


@use_case
def take_back_paper(
    office: Office, desk: Desk, command_id: str, scanned: str, read: FromPaper | None = None
) -> TakenBack:
    """Take the paper behind a scanned QR back, once; the same command again changes nothing.

    It comes back under its own number and day, and its case stands where the paper proves it stood. `read` is
    needed where the case is lost too, and where the paper promised something. TakeBackRefused as
    `look_at_paper`, and where `read` will not do.
    """
    desk = desk.acting(Action.DRAFT)
    signed = _genuine(office, scanned)
    done = carry_out(office, desk, command_id, lambda turn: _take_back(turn, signed, read))
    (paper,) = done.papers
    return TakenBack(paper=paper, case=done.case, rivals=_rivals(done.case, paper), left=lost_numbers(office))


def _genuine(office: Office, scanned: str) -> SignedStamp:
    """Return the stamp of a QR that one of our windows signed; TakeBackRefused says why not.

    Ours is the key sealed under what only the encrypted file knows: whoever may write certificates into the
    trust folder can make papers readable, but never open cases by them.
    """
    works = office.papers
    own = replace(works.trust(), signers=(works.signer.certificate,))
    verdict = works.verifier.verify_qr(scanned, own)
    if verdict.kind is not VerdictKind.GENUINE:
        reason = verdict.reasons[0]
        raise TakeBackRefused(reason.code, **reason.facts)
    return read_qr(scanned)


def _seen(office: Office, unit: UnitOfWork, stamp: PaperStamp) -> SeenPaper:
    numbers = _own_numbers(office, stamp)
    _refuse_known(unit, stamp)
    case_id = _case_with(unit, stamp.case_number)
    title = office.papers.types[stamp.document_type].title
    if case_id is None:
        items = giving(office.catalog, stamp.document_type, numbers.case.day)
        return _with_money(office, SeenPaper(stamp=stamp, title=title, case_id=None, items=items))
    case = known_case(office, unit, case_id)
    item = office.catalog.version(case.item.id, case.item.version)
    return _with_money(office, SeenPaper(stamp=stamp, title=title, case_id=case_id, items=(item,), case=case))


def _with_money(office: Office, seen: SeenPaper) -> SeenPaper:
    asked = {item.id: money_asked(office, item, seen.stamp.document_type) for item in seen.items}
    return replace(seen, money=asked)


def _own_numbers(office: Office, stamp: PaperStamp) -> _Numbers:
    """Read the numbers; refused where they are not of this hall, though the signature is one we know."""
    kind = office.papers.types.get(stamp.document_type)
    try:
        numbers = _Numbers(parse_document_number(stamp.number), parse_case_number(stamp.case_number))
    except NotANumber as strange:
        raise TakeBackRefused("take_back.other_hall", number=stamp.number) from strange
    code = None if kind is None else f"{office.hall.document_prefix}{kind.number_word}"
    if numbers.paper.series.code != code or numbers.case.area != office.hall.area_code:
        raise TakeBackRefused("take_back.other_hall", number=stamp.number)
    return numbers


def _refuse_known(unit: UnitOfWork, stamp: PaperStamp) -> None:
    record = unit.papers.numbered(stamp.number)
    if record is None:
        return
    kept = unit.papers.facts(record.id)
    taken_back = record.state == TAKEN_BACK
    digest = read_stamp(kept).stamp.facts_digest if taken_back else facts_digest(kept)
    if digest != stamp.facts_digest:
        raise TakeBackRefused("take_back.doubled", number=stamp.number)
    raise TakeBackRefused("take_back.known", number=stamp.number)


def _case_with(unit: UnitOfWork, case_number: str) -> str | None:
    found = unit.cases.search(case_number, limit=9)
    return next((row.id for row in found if row.case_number == case_number), None)


def _take_back(turn: CaseTurn, signed: SignedStamp, read: FromPaper | None) -> CaseDone:
    seen = _seen(turn.office, turn.unit, signed.stamp)
    case = turn.case(seen.case_id) if seen.case_id is not None else reopened(turn, signed.stamp, read)
    numbers = _own_numbers(turn.office, signed.stamp)
    record = _record(turn, case, signed, numbers.paper)
    item = turn.office.catalog.version(case.item.id, case.item.version)
    proof = proven(record, item, turn.office.calendar)
    after = turn.record("paper.taken_back.v1", case.id, proof)
    _bring_back_the_rest(turn, after, item, record, read)
    issued = replace(record, issued_op=after.base.after_op or "")
    turn.unit.papers.add(issued, signed.raw)
    _register_seal(turn, issued)
    _lift_series(turn.unit, numbers)
    _write_audit(turn, issued)
    return CaseDone(turn.case(case.id), (issued,))


def _bring_back_the_rest(
    turn: CaseTurn, case: Case, item: ServiceItem, record: PaperRecord, read: FromPaper | None
) -> None:
    """Record what the released kind cannot tell of a paper: what it promised, and an end that it brought."""
    said = NO_EXCUSES if read is None else read.promised
    bring_back(turn, case, item, record.type_code, record.issued_on, said)
    enter_again(turn, case, item, record, None if read is None else read.money)
    if record.type_code == RETURN:
        turn.record(END_TAKEN_BACK, case.id, {"ended_on": record.issued_on.isoformat(), "paper": record.id})


def _record(turn: CaseTurn, case: Case, signed: SignedStamp, number: DocumentNumber) -> PaperRecord:
    stamp, office = signed.stamp, turn.office
    return PaperRecord(
        id=office.ids.operation_id(),
        case_id=case.id,
        type_code=stamp.document_type,
        title=office.papers.types[stamp.document_type].title,
        number=stamp.number,
        series=number.series.key,
        serial=number.serial,
        state=TAKEN_BACK,
        is_void=False,
        issued_on=stamp.issued_on,
        facts_hash=hashlib.sha256(signed.raw).hexdigest(),
        body_hash="",
        layout="",
        seal_mode=placement(office, stamp.document_type).mode.value,
        issued_op="",
    )


def _register_seal(turn: CaseTurn, record: PaperRecord) -> None:
    """Enter the stamping into the 用印登记 again: its row was lost with the paper's.

    Only a seal that is printed along was there for certain; whether one was pressed by hand nobody knows.
    """
    seal = turn.office.papers.cabinet.for_paper(record.type_code)
    if seal is None or not placement(turn.office, record.type_code).is_drawn:
        return
    remark = f"保管人 {seal.keeper}；凭二维码补登，原用印于 {record.issued_on}"
    use = seal_use(record, seal, turn.stated_at, signed_by(turn.desk.clerk), remark)
    turn.unit.papers.register_seal_use(use)


def _lift_series(unit: UnitOfWork, numbers: _Numbers) -> None:
    """Let the series of both numbers go on after them, should anything ever count there again."""
    case = numbers.case
    unit.authority.lift_series(numbers.paper.series.key, numbers.paper.serial)
    unit.authority.lift_series(case_series(case.area, case.day, case.tag), case.serial)


def _write_audit(turn: CaseTurn, record: PaperRecord) -> None:
    turn.unit.audit.record(
        AccessEntry(
            kind=AccessKind.TAKE_BACK,
            clerk_id=turn.desk.clerk.id,
            at=turn.moment.wall_time,
            window=turn.desk.window or None,
            case_id=record.case_id,
            fields=(record.number,),
        )
    )


def _rivals(case: Case, paper: PaperRecord) -> tuple[str, ...]:
    """Return the numbers of other valid decisions that cannot stand beside this one."""
    return tuple(
        one.number
        for one in case.papers
        if one.state == "issued" and one.id != paper.id and contradict(one.type_code, paper.type_code)
    )
