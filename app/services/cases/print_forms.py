"""Prints papers to be signed by the applicant: application forms, pledges, mandates.

They are no 文书: no number, no seal, and printing again is simply allowed. They show everything in full, so
each print stands in the access audit. A sheet is noted as printed once the spooler has it; if the program
ends in between it is printed again, which does no harm. Its job is followed while the window is open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.access import AccessEntry, AccessKind
from app.domain.case.case import Case
from app.domain.case.forms_printed import FORM_PRINTED, FormPrint, print_payload
from app.domain.draft import MATERIAL_SLOT, FieldChange, LoadedDraft
from app.domain.errors import PersonFacing
from app.domain.form.model import Material
from app.domain.form.paper_text import FormPaper
from app.domain.print_job import HandoverUnknown, PrintingError, PrintJob
from app.domain.role import Action, Grant
from app.ports.printer import PrintRequest
from app.ports.unit_of_work import UnitOfWork
from app.services.case_turn import CaseDone, CaseTurn, carry_out, known_case
from app.services.cases.form_papers import (
    Dated,
    FormSource,
    as_draft,
    printed_before,
    source_of,
    source_of_case,
)
from app.services.cases.look_up import refuse_foreign
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.drawable import refuse_undrawable
from app.services.still_in_post import refuse_former
from app.services.use_case import use_case


class FormNotPrinted(PersonFacing):
    """This paper cannot be printed here."""


@dataclass(frozen=True, slots=True)
class FormPage:
    """One paper to be signed, drawn: `pdf` is what its printer gets."""

    material: Material
    paper: FormPaper
    pdf: bytes


@dataclass(frozen=True, slots=True)
class FormsPrinted:
    """What stands on the sheets the spooler took, by material; `fault` is what stopped the rest."""

    prints: Mapping[str, FormPrint]
    fault: PrintingError | None = None


@dataclass(frozen=True, slots=True)
class CaseFormsPrinted:
    """The case with its prints noted; `taken` names what was printed, `fault` is what stopped the rest."""

    done: CaseDone
    taken: frozenset[str] = frozenset()
    fault: PrintingError | None = None


@use_case
def draw_forms_of_draft(
    office: Office, desk: Desk, draft_id: str, answers: Mapping[str, Any], keys: Sequence[str]
) -> tuple[FormPage, ...]:
    """Return papers (keys of materials) as the answers on the counter fill them, to be looked at.

    Nothing is logged: whoever looks has the answers before them. FormNotPrinted for a draft that is gone or
    another clerk's, PaperError for what no font has.
    """
    desk = desk.acting(Action.DRAFT)
    with office.storage.writing() as unit:
        draft = _own_draft(unit, desk, draft_id).draft
        today = office.business_day.moment(unit).business_date
        unit.commit()
    item = office.catalog.version(draft.item_id, int(draft.item_version))
    source = source_of(office, item, answers, today)
    return _drawn(source, keys, Dated(judged_on=today, printed_on=today))


@use_case
def print_forms_of_draft(
    office: Office,
    desk: Desk,
    draft_id: str,
    answers: Mapping[str, Any],
    keys: Sequence[str],
    printer: str,
) -> FormsPrinted:
    """Print papers (keys of materials) with the answers on the counter; the draft remembers what stood there.

    The mark that a paper came back signed goes with a print that says something else: it is another sheet.
    As `draw_forms_of_draft`; a printer's fault is told in the result, since what it took before is noted.
    """
    pages = draw_forms_of_draft(office, desk, draft_id, answers, keys)
    desk = desk.acting(Action.DRAFT)
    with office.storage.writing() as unit:
        before = printed_before(_own_draft(unit, desk, draft_id).answers)
        _log(office, unit, desk, None, pages)
        unit.commit()
    handed = _handed_over(office, pages, printer)
    now = {key: one.after(before.get(key)) for key, one in handed.prints.items()}
    other = [key for key, one in now.items() if key not in before or one.digest != before[key].digest]
    with office.storage.writing() as unit:
        if unit.drafts.load(draft_id) is not None:
            untick = {f"{MATERIAL_SLOT}{key}": None for key in other}
            unit.drafts.append(draft_id, (FieldChange(*one) for one in (as_draft(now) | untick).items()))
            unit.commit()
    return FormsPrinted(now, handed.fault)


@use_case
def draw_forms_of_case(
    office: Office, desk: Desk, case_id: str, keys: Sequence[str], answers: Mapping[str, Any] | None = None
) -> tuple[FormPage, ...]:
    """Return papers of a case, to be looked at: nothing on them is hidden, so this is logged as seen.

    `answers` are those being mended, else the case's own. LookUpRefused for a case of another window.
    """
    return _pages_of_case(office, desk, case_id, keys, answers)


@use_case
def print_forms_of_case(
    office: Office,
    desk: Desk,
    command_id: str,
    case_id: str,
    keys: Sequence[str],
    printer: str,
    *,
    answers: Mapping[str, Any] | None = None,
) -> CaseFormsPrinted:
    """Print papers of a case and note it there; the command id stands for the note, not for the sheets.

    As `draw_forms_of_case`; a printer's fault is told in the result, since what it took before is noted.
    """
    pages = _pages_of_case(office, desk, case_id, keys, answers)
    desk = desk.acting(Action.DRAFT)
    with office.storage.writing() as unit:
        _log(office, unit, desk, case_id, pages)
        unit.commit()
    handed = _handed_over(office, pages, printer)

    def noted(turn: CaseTurn) -> CaseDone:
        for key, one in handed.prints.items():
            turn.record(FORM_PRINTED, case_id, print_payload(key, one))
        return CaseDone(turn.case(case_id), ())

    done = carry_out(office, desk, command_id, noted)
    return CaseFormsPrinted(done, frozenset(handed.prints), handed.fault)


def _own_draft(unit: UnitOfWork, desk: Desk, draft_id: str) -> LoadedDraft:
    refuse_former(unit, desk)
    loaded = unit.drafts.load(draft_id)
    if loaded is None or loaded.draft.clerk_id != desk.clerk.id:
        raise FormNotPrinted("printing.form_draft_gone")
    return loaded


def _pages_of_case(
    office: Office, desk: Desk, case_id: str, keys: Sequence[str], answers: Mapping[str, Any] | None
) -> tuple[FormPage, ...]:
    seeing = desk.acting(Action.REVEAL, Grant.OWN_CASE)
    with office.storage.writing() as unit:
        refuse_former(unit, seeing)
        case = known_case(office, unit, case_id)
        refuse_foreign(office, unit, seeing, case)
        _refuse_erased(case)
        today = office.business_day.moment(unit).business_date
        unit.audit.record(_entry(office, seeing, AccessKind.REVEAL, case_id, tuple(sorted(case.answers))))
        unit.commit()
    source = source_of_case(office, case, case.answers if answers is None else answers)
    dated = Dated(judged_on=case.received_on, printed_on=today, case_number=case.case_number)
    return _drawn(source, keys, dated)


def _refuse_erased(case: Case) -> None:
    if case.is_erased:
        raise FormNotPrinted("printing.form_erased", number=case.case_number)


def _drawn(source: FormSource, keys: Sequence[str], dated: Dated) -> tuple[FormPage, ...]:
    works, item = source.office.papers, source.item
    known = {material.key: material for material in item.materials if material.printed_here}
    for key in keys:
        if key not in known:
            raise FormNotPrinted("printing.form_unknown_paper", item=item.name, key=key)
    papers = [(known[key], source.paper(known[key], dated)) for key in keys]
    for _material, paper in papers:
        refuse_undrawable(works, paper.texts())
    return tuple(FormPage(material, paper, works.renderer.form_paper(paper)) for material, paper in papers)


def _handed_over(office: Office, pages: Sequence[FormPage], printer: str) -> FormsPrinted:
    """Hand the papers over one by one; what may have been printed is kept too, but not as sure."""
    taken: dict[str, FormPrint] = {}
    for page in pages:
        name, key = page.material.name, page.material.key
        copies = page.material.copies
        request = PrintRequest(printer=printer, pdf=page.pdf, title=name, copies=copies)
        job = PrintJob(job_id=office.ids.operation_id(), document_number=name, printer=printer, copies=copies)
        try:
            office.form_jobs.add(job.spooled(office.printer.submit(request)))
        except HandoverUnknown as error:
            office.form_jobs.add(job.unknown())
            taken[key] = FormPrint(digest=page.paper.digest(), is_sure=False)
            return FormsPrinted(taken, PrintingError("printing.form_unknown", name=name, **error.facts))
        except PrintingError as error:
            return FormsPrinted(taken, error)
        taken[key] = FormPrint(digest=page.paper.digest())
    return FormsPrinted(taken)


def _log(
    office: Office, unit: UnitOfWork, desk: Desk, case_id: str | None, pages: Sequence[FormPage]
) -> None:
    refuse_former(unit, desk)
    keys = tuple(page.material.key for page in pages)
    unit.audit.record(_entry(office, desk, AccessKind.PRINT, case_id, keys))


def _entry(
    office: Office, desk: Desk, kind: AccessKind, case_id: str | None, fields: tuple[str, ...]
) -> AccessEntry:
    return AccessEntry(
        kind=kind,
        clerk_id=desk.clerk.id,
        at=office.clock.now(),
        window=desk.window,
        case_id=case_id,
        fields=fields,
        reason="供申请人签字",
    )
