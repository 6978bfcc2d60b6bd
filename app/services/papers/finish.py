"""Finishes a reserved paper: QR, drawing, seal, signature; afterwards its bytes never change."""

import hashlib
from dataclasses import replace

from app.domain.errors import PersonFacing
from app.domain.paper import PaperFacts
from app.domain.paper_record import facts_from
from app.domain.sealing import UnitSeal
from app.domain.verification import PaperStamp, facts_digest, pack, qr_text
from app.ports.paper_renderer import RenderedPaper
from app.ports.paper_store import TAKEN_BACK, PaperRecord, SealUse
from app.ports.unit_of_work import UnitOfWork
from app.services.desk import Desk
from app.services.office import Office, PaperWorks
from app.services.papers.known import known_paper
from app.services.papers.seal_use import seal_use, signed_by, stamping_remark
from app.services.use_case import use_case


class NoBytes(PersonFacing):
    """A paper that has no bytes to show: not made yet, void before it was made, or taken back by its QR."""


@use_case
def finish_paper(office: Office, paper_id: str, desk: Desk | None = None) -> bytes:
    """Return the finished bytes of a paper, making them now if a crash kept them from being made.

    Drawing and signing happen outside any transaction. A seal that is drawn is entered in the 用印登记, one
    for which space is left is not: nobody has pressed it yet. The register names the clerk at `desk`; without
    one the program makes up for a crash, and it names the clerk on the paper. PaperError when the paper may
    not be printed (a character no font has): the number stays reserved until the paper is voided. NoBytes
    for a paper that was voided before it was made: no seal goes on what no longer counts; and for one that
    was taken back: it is never drawn or signed again.
    """
    with office.storage.reading() as unit:
        record, known = _sealable(unit, paper_id), unit.papers.pdf(paper_id)
        canonical = unit.papers.facts(paper_id)
        now = office.business_day.stated_at(unit)
    if known is not None:
        return known
    seal = office.papers.cabinet.for_paper(record.type_code)
    rendered = _drawn(office.papers, canonical, seal)
    pdf = office.papers.signer.sign(rendered.pdf, rendered.seal_box, record.title, now)
    is_pressed = rendered.seal_box is not None and facts_from(canonical).seal.is_drawn
    use = None
    if seal is not None and is_pressed:
        clerk, made_up = _pressed_by(canonical, desk)
        use = seal_use(record, seal, now, clerk, stamping_remark(seal, made_up))
    return _kept(office, record.id, rendered.layout, pdf, use)


def kept_bytes(unit: UnitOfWork, paper_id: str) -> bytes:
    """Return the stored bytes of a paper; NoBytes while there are none: a look makes nothing."""
    known, record = unit.papers.pdf(paper_id), _sealable(unit, paper_id)
    if known is None:
        raise NoBytes("case.paper_not_made", number=record.number)
    return known


def finish_left_over(office: Office) -> tuple[str, ...]:
    """Finish every paper whose number is used and whose bytes are missing; return their numbers.

    A voided one stays as it is: no seal goes on what no longer counts.
    """
    with office.storage.reading() as unit:
        left_over = [record for record in unit.papers.unfinished() if not record.is_void]
    return tuple(record.number for record in left_over if _can_be_finished(office, record))


def _can_be_finished(office: Office, record: PaperRecord) -> bool:
    """Finish one paper; one that may not be drawn or signed waits and holds up no other."""
    try:
        finish_paper(office, record.id)
    except PersonFacing:
        return False
    return True


def stamp_of(works: PaperWorks, facts: PaperFacts, canonical: bytes) -> PaperStamp:
    """Return what the QR of a paper says: no name and no ID number."""
    return PaperStamp(
        key_id=works.signer.key_id,
        document_type=facts.paper_type.code,
        number=facts.number,
        case_number=facts.case_number,
        issued_on=facts.issued_on,
        facts_digest=facts_digest(canonical),
    )


def _drawn(works: PaperWorks, canonical: bytes, seal: UnitSeal | None) -> RenderedPaper:
    facts = facts_from(canonical)
    packed = pack(stamp_of(works, facts, canonical))
    text = qr_text(packed, works.signer.sign_payload(packed), works.qr_prefix)
    design = seal.design if seal is not None and facts.seal.is_drawn else None
    return works.renderer.render(replace(facts, qr_text=text), design)


def _sealable(unit: UnitOfWork, paper_id: str) -> PaperRecord:
    """Return a paper that has its bytes or may get them."""
    record = known_paper(unit, paper_id)
    if record.state == TAKEN_BACK:
        raise NoBytes("take_back.no_bytes", number=record.number)
    if record.is_void and not record.body_hash:
        raise NoBytes("case.paper_is_void", number=record.number)
    return record


def _kept(office: Office, paper_id: str, layout: str, pdf: bytes, use: SealUse | None) -> bytes:
    """Keep the bytes, unless another process finished the same paper first: then those count.

    Asks again whether the paper still counts: it may have been voided while it was drawn.
    """
    with office.storage.writing() as unit:
        already = unit.papers.pdf(_sealable(unit, paper_id).id)
        if already is not None:
            return already
        digest = hashlib.sha256(pdf).hexdigest()
        unit.papers.keep_bytes(paper_id, pdf=pdf, body_hash=digest, layout=layout, state="sealed")
        if use is not None:
            unit.papers.register_seal_use(use)
        unit.commit()
    return pdf


def _pressed_by(canonical: bytes, desk: Desk | None) -> tuple[str, str]:
    """Return who had the paper sealed (name and 工号) and the remark that says if nobody was there."""
    if desk is not None:
        return signed_by(desk.clerk), ""
    counter = facts_from(canonical).counter
    return f"{counter.clerk} {counter.clerk_number}".strip(), "中断后由程序补制"
