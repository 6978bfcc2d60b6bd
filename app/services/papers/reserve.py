"""Reserves a paper: its number, its facts and its operation, in the transaction of its decision."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from app.domain.case.case import Case
from app.domain.case.succession import REPLACES
from app.domain.item import ServiceItem
from app.domain.numbers import DocumentNumber, Series
from app.domain.paper import PaperFacts
from app.domain.paper_record import facts_bytes
from app.ports.paper_store import PaperRecord
from app.services.case_turn import CaseTurn
from app.services.numbering import next_document_number
from app.services.papers.drawable import refuse_undrawable_paper
from app.services.papers.facts import PaperOrder, paper_facts


def reserve_paper(turn: CaseTurn, case: Case, item: ServiceItem, order: PaperOrder) -> PaperRecord:
    """Issue a paper of a case: from here on its number is used, whatever happens to the printer.

    The number, the facts and the operation `paper.issued.v1` commit with the decision they rest on.
    PaperError (papers.fact_missing, papers.field_undrawable) before any number is taken.
    """
    facts = paper_facts(turn.office, turn.desk, turn.moment, case, item, order)
    return _reserve_stated(turn, case, facts, {"ground": order.ground})


def reserve_again(
    turn: CaseTurn, case: Case, facts: PaperFacts, *, ground: str | None, replaced: str
) -> PaperRecord:
    """Issue a paper in the place of the paper with the id `replaced`, resting on the same decision."""
    return _reserve_stated(turn, case, facts, {"ground": ground, REPLACES: replaced})


def _reserve_stated(
    turn: CaseTurn, case: Case, facts: PaperFacts, rests_on: Mapping[str, str | None]
) -> PaperRecord:
    """Give facts that have no number yet theirs, and keep them with the operation that issues the paper."""
    code = f"{turn.office.hall.document_prefix}{facts.paper_type.number_word}"
    year = turn.moment.business_date.year
    specimen = DocumentNumber(Series(code, year), 1)
    refuse_undrawable_paper(turn.office.papers, replace(facts, number=str(specimen)))
    number = next_document_number(turn.office.recorder.township, turn.unit, code, year)
    numbered = replace(facts, number=str(number))
    canonical = facts_bytes(numbered)
    record = _record(turn, case, numbered, number, canonical)
    after = turn.record("paper.issued.v1", case.id, {**_payload(record), **rests_on})
    issued = replace(record, issued_op=after.base.after_op or "")
    turn.unit.papers.add(issued, canonical)
    return issued


def _record(
    turn: CaseTurn, case: Case, facts: PaperFacts, number: DocumentNumber, canonical: bytes
) -> PaperRecord:
    return PaperRecord(
        id=turn.office.ids.operation_id(),
        case_id=case.id,
        type_code=facts.paper_type.code,
        title=facts.paper_type.title,
        number=str(number),
        series=number.series.key,
        serial=number.serial,
        state="reserved",
        is_void=False,
        issued_on=turn.moment.business_date,
        facts_hash=hashlib.sha256(canonical).hexdigest(),
        body_hash="",
        layout="",
        seal_mode=facts.seal.mode.value,
        issued_op="",
    )


def _payload(record: PaperRecord) -> dict[str, str | int | None]:
    return {
        "paper": record.id,
        "type": record.type_code,
        "title": record.title,
        "number": record.number,
        "series": record.series,
        "serial": record.serial,
        "facts_hash": record.facts_hash,
    }
