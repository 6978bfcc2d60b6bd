"""Finishes a reserved paper: QR, drawing, seal, signature; afterwards its bytes never change."""

import hashlib
from dataclasses import replace
from datetime import datetime

from app.domain.errors import PersonFacing
from app.domain.paper import PaperFacts
from app.domain.paper_record import facts_from
from app.domain.sealing import UnitSeal
from app.domain.verification import PaperStamp, facts_digest, pack, qr_text
from app.ports.paper_renderer import RenderedPaper
from app.ports.paper_store import TAKEN_BACK, PaperRecord, SealUse
from app.services.office import Office, PaperWorks
from app.services.papers.known import known_paper
from app.services.use_case import use_case


class NoBytes(PersonFacing):
    """A paper that was taken back by its QR: only the printed original shows it."""


@use_case
def finish_paper(office: Office, paper_id: str) -> bytes:
    """Return the finished bytes of a paper, making them now if a crash kept them from being made.

    Drawing and signing happen outside any transaction. PaperError when the paper may not be printed
    (a character no font has): the number stays reserved until the paper is voided. NoBytes for a paper that
    was taken back: it is never drawn or signed again.
    """
    with office.storage.reading() as unit:
        record, known = known_paper(unit, paper_id), unit.papers.pdf(paper_id)
        facts = unit.papers.facts(paper_id)
        now = office.business_day.stated_at(unit)
    if known is not None:
        return known
    if record.state == TAKEN_BACK:
        raise NoBytes("take_back.no_bytes", number=record.number)
    seal = office.papers.cabinet.for_paper(record.type_code)
    rendered = _drawn(office.papers, facts, seal)
    pdf = office.papers.signer.sign(rendered.pdf, rendered.seal_box, record.title, now)
    return _kept(office, record, rendered, pdf, seal, now)


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


def _kept(
    office: Office,
    record: PaperRecord,
    rendered: RenderedPaper,
    pdf: bytes,
    seal: UnitSeal | None,
    now: datetime,
) -> bytes:
    """Keep the bytes, unless another process finished the same paper first: then those count."""
    with office.storage.writing() as unit:
        already = unit.papers.pdf(record.id)
        if already is not None:
            return already
        digest = hashlib.sha256(pdf).hexdigest()
        unit.papers.keep_bytes(record.id, pdf=pdf, body_hash=digest, layout=rendered.layout, state="sealed")
        if seal is not None and rendered.seal_box is not None:
            unit.papers.register_seal_use(_use_of(record, seal, now))
        unit.commit()
    return pdf


def _use_of(record: PaperRecord, seal: UnitSeal, now: datetime) -> SealUse:
    return SealUse(
        at=now.isoformat(),
        paper_id=record.id,
        paper_title=record.title,
        number=record.number,
        copies=1,
        seal_name=seal.design.name,
        clerk=seal.keeper,
        approver=seal.permission,
        remark="样章" if seal.design.sample else "",
    )
