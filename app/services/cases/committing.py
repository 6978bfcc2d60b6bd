"""Accepts on a written commitment in place of a certificate (证明事项告知承诺, 国办发〔2020〕42号)."""

from collections.abc import Iterator
from dataclasses import replace

from app.domain.case.case import Case
from app.domain.case.commitments import was_ever_false
from app.domain.form.commitment import Commitment
from app.domain.form.sheet import FormSheet
from app.domain.item import ServiceItem
from app.domain.ledger.canonical import Json, encode, sha256
from app.domain.paper import CaseFacts
from app.ports.paper_store import PaperRecord
from app.services.case_turn import CaseTurn
from app.services.cases.applicant import applicant_of
from app.services.cases.excuses import Excuses
from app.services.cases.intake import HandedIn, IntakeRefused, material_of, missing_materials
from app.services.cases.same_person import cases_of_person
from app.services.papers.drawable import cells, refuse_undrawable
from app.services.papers.facts import PaperOrder
from app.services.papers.reserve import reserve_paper

COMMITMENT = "GC"
AGENT_MAY_COMMIT = "特别授权或者法定代理，已核对"


def refuse_unfit_commitments(
    turn: CaseTurn,
    item: ServiceItem,
    sheet: FormSheet,
    handed_in: tuple[HandedIn, ...],
    excuses: Excuses,
) -> None:
    """Refuse a commitment nobody offers or needs, by whom it does not bind, or who committed falsely before.

    IntakeRefused. Whose number nobody knows cannot be looked up, so that person brings the certificate.
    """
    if not excuses.committed:
        return
    _refuse_unfit_certificates(item, sheet, handed_in, excuses)
    applicant = applicant_of(sheet)
    if applicant.agent_name and not excuses.agent_may_commit:
        raise IntakeRefused("commitment.agent_may_not", agent=applicant.agent_name)
    if not applicant.id_number:
        raise IntakeRefused("commitment.no_number")
    _refuse_liar(turn, applicant.id_number)


def record_commitments(turn: CaseTurn, case: Case, item: ServiceItem, excuses: Excuses) -> Case:
    """Record in the case each certificate a commitment replaces; return the case after it."""
    for key in excuses.committed:
        made: dict[str, Json] = {
            "material": key,
            "name": material_of(item, key).name,
            "text_digest": sha256(encode(_row(item, key))),
            "by_agent": bool(case.applicant.agent_name),
        }
        case = turn.record("commitment.made.v1", case.id, made)
    return case


def replaced_proofs(item: ServiceItem, excuses: Excuses) -> str:
    """Return the certificates that commitments replace, as the other papers name them; nothing for none."""
    return "、".join(_commitment(item, key).proof for key in excuses.committed)


def refuse_undrawable_commitments(turn: CaseTurn, item: ServiceItem, excuses: Excuses) -> None:
    """Refuse texts that no font has; PaperError before any number is taken."""
    works = turn.office.papers
    refuse_undrawable(works, cells(works, COMMITMENT, _rows(item, excuses)))


def reserve_commitments(
    turn: CaseTurn, case: Case, item: ServiceItem, ground: str | None, facts: CaseFacts, excuses: Excuses
) -> PaperRecord:
    """Issue the 告知承诺书 that the applicant signs, on the same decision as the acceptance."""
    if case.applicant.agent_name:
        facts = replace(facts, agent_commits=AGENT_MAY_COMMIT)
    rows = tuple(_rows(item, excuses))
    order = PaperOrder(type_code=COMMITMENT, ground=ground, case=facts, table_rows=rows)
    return reserve_paper(turn, case, item, order)


def _rows(item: ServiceItem, excuses: Excuses) -> Iterator[tuple[str, ...]]:
    return (_row(item, key) for key in excuses.committed)


def _row(item: ServiceItem, key: str) -> tuple[str, ...]:
    """Return what the agency tells of one certificate, in the order of the paper's columns."""
    told = _commitment(item, key)
    basis = told.basis or "；".join(one.cited() for one in item.basis)
    return (told.proof, basis, told.content, told.manner.value, told.liability, told.powers, told.checking)


def _commitment(item: ServiceItem, key: str) -> Commitment:
    """Return what may replace a certificate; IntakeRefused where the item offers nothing in its place."""
    material = material_of(item, key)
    if material.commitment is None:
        raise IntakeRefused("commitment.not_offered", name=material.name)
    return material.commitment


def _refuse_unfit_certificates(
    item: ServiceItem, sheet: FormSheet, handed_in: tuple[HandedIn, ...], excuses: Excuses
) -> None:
    missing = {need.material.key for need in missing_materials(sheet.materials(), handed_in)}
    missing -= {one.key for one in excuses.deferred}
    for key in excuses.committed:
        _commitment(item, key)
        if key not in missing:
            raise IntakeRefused("commitment.not_missing", name=material_of(item, key).name)
        missing.discard(key)


def _refuse_liar(turn: CaseTurn, id_number: str) -> None:
    """Refuse a person who committed falsely in any case, this one too: 不再适用告知承诺."""
    for case in cases_of_person(turn, id_number):
        if was_ever_false(case.facts):
            raise IntakeRefused("commitment.was_false", number=case.case_number)
