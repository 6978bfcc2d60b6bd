"""Puts a paper to be signed together from a filled sheet, and tells how each stands."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.case.case import Case, HeldMaterial
from app.domain.case.forms_printed import FORM_PRINTED, FormPrint, form_prints, print_payload
from app.domain.case.whereabouts import APPLICANT
from app.domain.draft import PRINTED_SLOT
from app.domain.form.model import Material
from app.domain.form.paper_text import FormPaper
from app.domain.form.sheet import FormContext, FormSheet, open_sheet
from app.domain.form_paper.composing import FormPaperOrder, compose_form_paper, signature_fields, text_for
from app.domain.form_paper.standing import SheetStanding, standing_of
from app.domain.item import ServiceItem
from app.services.case_turn import CaseTurn
from app.services.cases.applicant import applicant_of
from app.services.office import Office

"""Where a paper is that was given back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """The day a sheet is judged by, and what this print of it says of itself: its day and its case.

    A case is judged by the day it was received: an applicant who has a birthday meanwhile changed nothing.
    """

    judged_on: date
    printed_on: date
    case_number: str = ""


@dataclass(frozen=True, slots=True)
class FormStanding:
    """A paper to be signed and how it stands."""

    material: Material
    standing: SheetStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class FormSource:
    """A filled sheet, as it is now, with all that its papers to be signed are made of."""

    office: Office
    item: ServiceItem
    sheet: FormSheet
    day: date
    _digests: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def paper(self, material: Material, dated: Dated) -> FormPaper:
        """Return one paper as these answers fill it."""
        return compose_form_paper(self._order(material, dated))

    def digest(self, material: Material) -> str:
        """Return what stands on one paper as its digest; put together once."""
        if material.key not in self._digests:
            self._digests[material.key] = self.paper(material, self._today).digest()
        return self._digests[material.key]

    def signature_fields(self, material: Material) -> tuple[str, ...]:
        """Return the fields of the form that are answered by the signatures on one paper."""
        return signature_fields(self._order(material, self._today))

    def standings(
        self, prints: Mapping[str, FormPrint], signed: AbstractSet[str]
    ) -> tuple[FormStanding, ...]:
        """Return how every paper stands that these answers need signed, or that was printed or signed anyway.

        Only what was printed is put together again: quick enough for every key that is struck.
        """
        needs = [need for need in self.sheet.materials() if need.material.printed_here]
        listed = prints.keys() | signed
        return tuple(
            FormStanding(one.material, self._standing(one.material, prints, signed))
            for one in needs
            if one.needed or one.material.key in listed
        )

    def _standing(
        self, material: Material, prints: Mapping[str, FormPrint], signed: AbstractSet[str]
    ) -> SheetStanding:
        last = prints.get(material.key)
        digest = self.digest(material) if last is not None else ""
        return standing_of(last, digest, is_signed=material.key in signed)

    @property
    def _today(self) -> Dated:
        return Dated(judged_on=self.day, printed_on=self.day)

    def _order(self, material: Material, dated: Dated) -> FormPaperOrder:
        papers = self.office.papers
        return FormPaperOrder(
            sheet=self.sheet,
            context=FormContext(today=dated.judged_on, tables=self.office.catalog.tables),
            printed_on=dated.printed_on,
            material=material,
            text=text_for(material, self.office.catalog.form_papers),
            applicant=applicant_of(self.sheet),
            item=self.item.name,
            unit=papers.unit.name,
            case_number=dated.case_number,
            sample=papers.is_sample,
        )


def source_of(office: Office, item: ServiceItem, answers: Mapping[str, Any], day: date) -> FormSource:
    """Return what the papers of an item are made of when its form is filled with `answers` on `day`."""
    sheet = open_sheet(item.form, answers, FormContext(today=day, tables=office.catalog.tables))
    return FormSource(office=office, item=item, sheet=sheet, day=day)


def source_of_case(office: Office, case: Case, answers: Mapping[str, Any]) -> FormSource:
    """Return what the papers of a case are made of, with `answers` as its own or as they are being mended."""
    item = office.catalog.version(case.item.id, case.item.version)
    return source_of(office, item, answers, case.received_on)


def standings_of_case(office: Office, case: Case) -> tuple[FormStanding, ...]:
    """Return how the papers of a case stand that its applicant signs; none once its answers are erased."""
    if case.is_erased:
        return ()
    prints = form_prints(case.facts)
    here = (one for one in case.materials if one.where != APPLICANT)
    signed = signed_sheets(here, prints)
    return source_of_case(office, case, case.answers).standings(prints, signed)


def signed_sheets(papers: Iterable[HeldMaterial], prints: Mapping[str, FormPrint]) -> frozenset[str]:
    """Return the keys of those of `papers` that came after the last print of their form."""
    return frozenset(one.key for one in papers if is_latest(one, prints))


def is_latest(paper: HeldMaterial, prints: Mapping[str, FormPrint]) -> bool:
    """Say whether a paper is none that was here before its form was printed with something else on it."""
    return paper.key not in prints or paper.row not in prints[paper.key].earlier


def printed_before(answers: Mapping[str, Any]) -> Mapping[str, FormPrint]:
    """Return the prints a draft remembers, by the key of their material."""
    kept = {
        path.removeprefix(PRINTED_SLOT): value for path, value in answers.items() if _is_print(path, value)
    }
    return {key: FormPrint(digest=str(one["digest"]), is_sure=bool(one["sure"])) for key, one in kept.items()}


def as_draft(prints: Mapping[str, FormPrint]) -> dict[str, Any]:
    """Return prints as a draft keeps them."""
    return {
        f"{PRINTED_SLOT}{key}": {"digest": one.digest, "sure": one.is_sure} for key, one in prints.items()
    }


def prints_of_draft(turn: CaseTurn, draft_id: str | None) -> Mapping[str, FormPrint]:
    """Return what was printed of a draft that is about to become a case; nothing without a draft."""
    draft = turn.unit.drafts.load(draft_id) if draft_id is not None else None
    return printed_before(draft.answers) if draft is not None else {}


def carry_prints(turn: CaseTurn, case_id: str, prints: Mapping[str, FormPrint]) -> None:
    """Note in a case that was just opened what was printed while it was still a draft.

    Before its papers are taken in: those that were signed are the sheets of these prints.
    """
    for key, one in prints.items():
        turn.record(FORM_PRINTED, case_id, print_payload(key, one))


def _is_print(path: str, value: object) -> bool:
    return path.startswith(PRINTED_SLOT) and isinstance(value, Mapping) and {"digest", "sure"} <= value.keys()
