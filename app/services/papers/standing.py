"""What the records of this hall add to a verdict: is a paper void, does its case stand, was it stamped."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from app.domain.case.case import Case, case_of
from app.domain.case.succession import heir_of
from app.domain.ledger.kind import Document
from app.domain.ledger.operation import Subject
from app.domain.verification import Reason, Verdict, VerdictKind, printed_day
from app.ports.paper_store import PaperRecord
from app.ports.unit_of_work import UnitOfWork


def without_records(verdict: Verdict) -> Verdict:
    """Return the verdict where nobody could ask the hall: a genuine paper may have been voided since."""
    return _told(verdict, "verify.void_not_asked")


def with_records(unit: UnitOfWork, verdict: Verdict, pdf: bytes) -> Verdict:
    """Return the verdict on a file with what this hall's database knows of its paper.

    VOID for a paper voided or replaced here, with day, reason and the number that counts now; FALLEN where
    its case stands otherwise now; CANNOT_SAY where the number belongs to another file, both of them signed by
    us, and where its case is not on record. What is not genuine stays what it is.
    """
    if verdict.kind is not VerdictKind.GENUINE:
        return verdict
    record = unit.papers.numbered(verdict.number)
    if record is None:
        return _told(verdict, "verify.number_not_here", number=verdict.number)
    if record.body_hash and record.body_hash != hashlib.sha256(pdf).hexdigest():
        other = Reason("verify.number_on_another", {"number": record.number})
        return replace(verdict, kind=VerdictKind.CANNOT_SAY, reasons=(other,))
    if record.is_void:
        return replace(verdict, kind=VerdictKind.VOID, reasons=(_voided(unit, record),))
    return _standing(unit, verdict, record)


def _standing(unit: UnitOfWork, verdict: Verdict, record: PaperRecord) -> Verdict:
    """Return the verdict on a paper that was not voided, by how its case stands now."""
    state = unit.authority.state(Subject("case", record.case_id))
    case = case_of(state) if "state" in state.document else None
    told = next((one for one in case.papers if one.id == record.id), None) if case is not None else None
    if case is None or told is None:
        missing = Reason("verify.case_not_here", {"number": record.number})
        return replace(verdict, kind=VerdictKind.CANNOT_SAY, reasons=(missing,))
    if told.fall is None:
        valid = _told(verdict, "verify.not_void", number=record.number)
        return _with_stamp(valid, state.document, record) if record.takes_seal_by_hand else valid
    facts = {
        "number": record.number,
        "case": case.case_number,
        "state": case.state.label,
        "ended_on": _ended_on(case),
        "decision": str(case.facts.get("revocation_paper", "")),
        "into": _into(unit, case),
    }
    fallen = Reason(f"verify.{told.fall.value}", facts)
    return replace(verdict, kind=VerdictKind.FALLEN, reasons=(fallen,))


def _with_stamp(verdict: Verdict, case: Document, record: PaperRecord) -> Verdict:
    """Add whether it was noted that the seal was pressed by hand (已盖章), and on which day last."""
    papers = case.get("papers")
    told = papers.get(record.id) if isinstance(papers, Mapping) else None
    presses = told.get("stamped") if isinstance(told, Mapping) else None
    last = presses[-1] if isinstance(presses, list | tuple) and presses else None
    if not isinstance(last, Mapping):
        return _told(verdict, "verify.not_stamped")
    return _told(verdict, "verify.stamped", stamped_on=printed_day(date.fromisoformat(str(last["on"]))))


def _ended_on(case: Case) -> str:
    """Return the day on which a case came into its state, as papers print it; empty where none is noted."""
    day = case.facts.get(f"{case.state.value}_on")
    return printed_day(date.fromisoformat(str(day))) if day else ""


def _into(unit: UnitOfWork, case: Case) -> str:
    """Return the 办件编号 of the case that this one was merged into, empty where it was not."""
    row = unit.cases.row(str(case.facts.get("merged_into", "")))
    return "" if row is None else row.case_number


def _told(verdict: Verdict, code: str, **facts: str) -> Verdict:
    if verdict.kind is not VerdictKind.GENUINE:
        return verdict
    return replace(verdict, reasons=(*verdict.reasons, Reason(code, facts)))


def _voided(unit: UnitOfWork, record: PaperRecord) -> Reason:
    """Return when and why a paper was voided and what counts now, as the ledger of its case tells it."""
    case = unit.authority.state(Subject("case", record.case_id)).document
    papers = case.get("papers")
    told = papers.get(record.id) if isinstance(papers, dict) else None
    known = told if isinstance(told, dict) else {}
    facts = {"number": record.number, "reason": str(known.get("reason", "")).rstrip("。")}
    at = str(known.get("void_at") or known.get("superseded_at") or "")[: len("2026-11-26")]
    facts["voided_on"] = printed_day(date.fromisoformat(at)) if at else ""
    heir = heir_of(case, record.id)
    if heir is not None and heir.get("state") == "issued":
        return Reason("verify.replaced", {**facts, "by": str(heir.get("number", ""))})
    return Reason("verify.void", facts)
