"""Fills a paper to be signed with the answers of a form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.case.case import CaseApplicant
from app.domain.form.evaluation import path_of
from app.domain.form.model import FieldDef, Material, SectionDef, TableDef
from app.domain.form.paper_text import (
    APPLICATION,
    Entry,
    FormPaper,
    Listing,
    PaperText,
    PrintedSection,
    SectionPart,
    filled_in,
    placeholders,
)
from app.domain.form.paper_words import APPLICANT_WORDS, ITEM, MATERIAL, UNIT
from app.domain.form.sheet import FormContext, FormSheet
from app.domain.form.values import Kind, Value
from app.domain.form_paper.written import region_name, written
from app.domain.keepable import on_one_line

BLANK = "________"
"""What a placeholder without an answer leaves: a line to write on."""
_APPLICANT_SIGNS = "申请人签字"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPaperOrder:
    """What one paper is made of: the filled sheet, which of its papers, and who stands behind both."""

    sheet: FormSheet
    context: FormContext
    printed_on: date
    material: Material
    text: PaperText
    applicant: CaseApplicant
    item: str
    unit: str
    case_number: str = ""
    sample: bool = False


def text_for(material: Material, texts: Mapping[str, PaperText]) -> PaperText:
    """Return the text of a paper: the one it names, else that of every application form.

    A catalogue that has no such text (one copied before there were any) prints the bare form.
    """
    bare = PaperText(key=APPLICATION, whole_form=True)
    return texts.get(material.prints) or texts.get(APPLICATION) or bare


def compose_form_paper(order: FormPaperOrder) -> FormPaper:
    """Return the paper as it is to be signed: what is shown on the form, without what the office fills in."""
    filler = _Filler(order)
    text, photo = order.text, filler.photo()
    return FormPaper(
        title=on_one_line(order.material.name),
        item=order.item,
        unit=order.unit,
        printed_on=order.printed_on,
        lead=tuple(filler.fill(sentence) for sentence in text.lead),
        sections=tuple(filler.sections()),
        closing=tuple(filler.fill(sentence) for sentence in text.closing),
        signers=tuple(filler.signers()),
        photo=photo.label if photo is not None else "",
        case_number=order.case_number,
        sample=order.sample,
    )


def signature_fields(order: FormPaperOrder) -> tuple[str, ...]:
    """Return the fields of the form whose signatures are given on this paper; none where it names signers.

    Whoever takes the signed paper in has the answers to them.
    """
    return () if order.text.signers else tuple(_Filler(order).signed_here())


class _Filler:
    """Looks the answers of one sheet up and writes them."""

    def __init__(self, order: FormPaperOrder) -> None:
        self._order, self._sheet = order, order.sheet
        whole = order.sheet.form.definition.sections
        self._chosen = [section for section in whole if self._is_printed(section)]

    def fill(self, sentence: str, row: str = "") -> str:
        """Return a sentence with its placeholders filled; one without an answer is a line to write on."""
        # An answer that ends its own sentence would end ours twice.
        return filled_in(sentence, lambda name: self._word(path_of(name, row)).rstrip("。；") or BLANK)

    def sections(self) -> Iterator[PrintedSection]:
        """Yield the printed sections with what is shown of them; an empty one is left out."""
        for section in self._chosen:
            parts = tuple(self._parts(section))
            if parts:
                yield PrintedSection(title=section.title, parts=parts)

    def signers(self) -> Iterator[str]:
        """Yield who signs: a signer that names a column of a table is one signer for each of its rows.

        A row that names the applicant is left out: the applicant has a line already.
        """
        for signer in self._order.text.signers:
            column = next((name for name in placeholders(signer) if "/" in name), "")
            if not column:
                yield self.fill(signer)
                continue
            for row in self._sheet.row_ids(column.partition("/")[0]):
                if self._word(path_of(column, row)) != self._order.applicant.name:
                    yield self.fill(signer, row)
        if not self._order.text.signers:
            yield from self._own_signers()

    def _own_signers(self) -> tuple[str, ...]:
        """Return whom the form's own signature fields name, of the last section that has any."""
        section = self._last_signed()
        signed = self._signatures(section) if section is not None else ()
        return tuple(field.label for field in signed) or (_APPLICANT_SIGNS,)

    def signed_here(self) -> Iterator[str]:
        """Yield the keys of the form's own signature fields that have their line on the paper."""
        section = self._last_signed()
        if section is not None:
            yield from (field.key for field in self._signatures(section))

    def photo(self) -> FieldDef | None:
        """Return the field that asks for a photograph of the person, if it is shown and printed."""
        parts = (part for section in self._chosen for part in section.parts)
        wanted = (part for part in parts if isinstance(part, FieldDef) and part.portrait)
        return next((field for field in wanted if self._sheet.state(field.key).visible), None)

    def _is_printed(self, section: SectionDef) -> bool:
        text = self._order.text
        return not section.by_office and (text.whole_form or section.key in text.sections)

    def _parts(self, section: SectionDef) -> Iterator[SectionPart]:
        for part in section.parts:
            if isinstance(part, TableDef):
                if self._sheet.table_visible(part.key):
                    yield self._listing(part)
            elif self._sheet.state(part.key).visible and not self._is_apart(part, section):
                yield Entry(label=on_one_line(part.label), value=self._answer(part.key), wide=_is_wide(part))

    def _is_apart(self, field: FieldDef, section: SectionDef) -> bool:
        """Say whether a field has its own place: the photograph, and the signatures at the end."""
        signs_here = field.kind is Kind.SIGNATURE and field.label in self._own_signers()
        return field.portrait or (signs_here and section is self._last_signed())

    def _last_signed(self) -> SectionDef | None:
        return next((one for one in reversed(self._chosen) if any(self._signatures(one))), None)

    def _signatures(self, section: SectionDef) -> Iterator[FieldDef]:
        for part in section.parts:
            if isinstance(part, FieldDef) and part.kind is Kind.SIGNATURE and self._is_shown(part):
                yield part

    def _is_shown(self, field: FieldDef) -> bool:
        return self._sheet.state(field.key).visible

    def _listing(self, table: TableDef) -> Listing:
        sheet, columns = self._sheet, table.columns
        totals = sheet.totals(table.key)
        return Listing(
            title=on_one_line(table.label),
            headings=tuple(column.label for column in columns),
            rows=tuple(
                tuple(self._answer(path_of(f"{table.key}/{column.key}", row)) for column in columns)
                for row in sheet.row_ids(table.key)
            ),
            totals=tuple(written(one, totals[one.key]) if one.key in totals else "" for one in columns)
            if totals
            else (),
        )

    def _answer(self, path: str) -> str:
        field, value = self._sheet.state(path).field, self._sheet.value(path)
        if field.kind is Kind.REGION and isinstance(value, str):
            return region_name(self._order.context.tables, self._order.context.today, value)
        return written(field, value, self._sheet.choices(path) if _is_chosen(field, value) else ())

    def _word(self, path: str) -> str:
        order = self._order
        if path in APPLICANT_WORDS:
            return str(getattr(order.applicant, APPLICANT_WORDS[path]))
        common = {ITEM: order.item, MATERIAL: order.material.name, UNIT: order.unit}
        return common[path] if path in common else self._answer(path)


def _is_chosen(field: FieldDef, value: Value) -> bool:
    return value is not None and bool(field.choices or field.choices_from)


def _is_wide(field: FieldDef) -> bool:
    return field.kind is Kind.ADDRESS
