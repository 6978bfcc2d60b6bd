"""Reads one item file: its elements, its form and its materials, into a ServiceItem, noting every mistake."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from functools import cache, partial
from typing import Any, TypeVar

from app.domain.collects import Collects
from app.domain.form import shapes
from app.domain.form.author import AuthorMistake, Margin, SourceText, near
from app.domain.form.commitment import Risk
from app.domain.form.compiled import Form
from app.domain.form.compiling import compile_form
from app.domain.form.model import FormDef, Spot
from app.domain.form.parsing import parse
from app.domain.form.reading import FormReader, Shelf
from app.domain.form.shapes import RecordShape, sound
from app.domain.form.unneeded_reading import read_unneeded
from app.domain.item import (
    ApplicantKind,
    Authority,
    AuthorityNature,
    CatalogError,
    Fee,
    Handling,
    ItemCodes,
    ItemType,
    Level,
    Limit,
    LimitUnit,
    Question,
    Result,
    ServiceItem,
    Status,
    Step,
)
from app.domain.item_codes import misnumbered
from app.domain.item_withdrawal import Reason
from app.domain.legal_basis import LegalBasis, misspelt

_Member = TypeVar("_Member", bound=Enum)


def check_item(source: SourceText, shelf: Shelf) -> tuple[AuthorMistake, ...]:
    """Return every mistake of an item file; none means that it can be used."""
    margin = Margin()
    read_item(source, shelf, margin)
    return tuple(margin.mistakes)


def read_item(source: SourceText, shelf: Shelf, margin: Margin) -> ServiceItem | None:
    """Read an item file; None if anything was noted in the margin."""
    noted = len(margin.mistakes)
    document = parse(source, margin)
    if document is None:
        return None
    good = sound(document, shapes.DOCUMENT, margin, source.spot("文件"))
    definition = _form_def(good, source, shelf, margin)
    form = compile_form(definition, shelf.tables, margin) if len(margin.mistakes) == noted else None
    reader = _ItemReader(source.spot("事项要素"), margin)
    elements = reader.elements(good.get("item", {}))
    if "unneeded" in good and elements.get("type") is not ItemType.LICENCE:
        # 行政许可法 32: only of a licence can be said that the law asks for none.
        margin.note(source.spot("不需要许可", prop="unneeded"), "form.unneeded_without_licence")
    _report_commitments(definition, elements, source, margin)
    _check_collects(elements, definition, source.spot("代收", prop="collects"), margin)
    if form is None or len(margin.mistakes) > noted:
        return None
    return ServiceItem(form_of=lambda: form, **elements)


def _report_commitments(
    definition: FormDef, elements: Mapping[str, Any], source: SourceText, margin: Margin
) -> None:
    """Note what a commitment may not replace, and what it would rest on nothing."""
    risks = [risk.value for risk in elements.get("high_risk", ()) if risk is not None]
    for material in definition.materials:
        if material.commitment is None:
            continue
        spot = source.spot_under(f"材料〈{material.name}〉的告知承诺", material.key, "commitment")
        if risks:
            margin.note(spot, "form.commitment_high_risk", name=material.name, risks="、".join(risks))
        if not material.commitment.basis and not elements.get("basis"):
            margin.note(spot, "form.commitment_no_basis", name=material.name)


def read_checked_item(source: SourceText, shelf: Shelf) -> ServiceItem:
    """Read an item that was found free of mistakes before; its form is read when it is first opened."""
    margin = Margin()
    document = parse(source, margin) or {}
    elements = _ItemReader(source.spot("事项要素"), margin).elements(document.get("item", {}))
    return ServiceItem(form_of=cache(partial(_checked_form, source, shelf)), **elements)


def _checked_form(source: SourceText, shelf: Shelf) -> Form:
    margin = Margin()
    document = parse(source, margin) or {}
    definition = _form_def(document, source, shelf, margin)
    form = compile_form(definition, shelf.tables, margin)
    if margin.mistakes:
        raise CatalogError(margin.mistakes)
    return form


def _form_def(document: Mapping[str, Any], source: SourceText, shelf: Shelf, margin: Margin) -> FormDef:
    return FormReader(source, shelf, margin).form(
        document.get("form", {}),
        document.get("material", ()),
        unneeded=read_unneeded(document.get("unneeded", ()), source, margin),
    )


def _check_collects(elements: Mapping[str, Any], form: FormDef, spot: Spot, margin: Margin) -> None:
    """Note the fields a receipt would be made from and that are not in the form."""
    collects = elements.get("collects")
    if collects is None:
        return
    slots = form.fields()
    for slot in collects.slots():
        if slot not in slots:
            margin.note(spot, "form.unknown_name", name=slot, near=near(slot, slots))
    if elements["handling"] is not Handling.ON_THE_SPOT:
        margin.note(spot, "form.collects_later")


class _ItemReader:
    """Reads the `[item]` record."""

    def __init__(self, spot: Spot, margin: Margin) -> None:
        self._spot = spot
        self._margin = margin

    def elements(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """Return the elements ready for ServiceItem; complete only if nothing was noted."""
        good = sound(record, shapes.ITEM, self._margin, self._spot)
        if not shapes.ITEM.needed <= good.keys():
            return {}
        return {name: self._element(name, value) for name, value in good.items()}

    def _element(self, name: str, value: Any) -> Any:
        if name in _WORDS:
            return self._word(_WORDS[name], name, value)
        if name in _WORD_LISTS:
            return tuple(self._word(_WORD_LISTS[name], name, entry) for entry in value)
        if name in _RECORDS:
            return self._record(*_RECORDS[name], value)
        if name in _RECORD_LISTS:
            return tuple(self._record(*_RECORD_LISTS[name], entry) for entry in value)
        return tuple(value) if isinstance(value, list) else value

    def _record(self, shape: RecordShape, build: Callable[..., Any], record: Mapping[str, Any]) -> Any:
        good = sound(record, shape, self._margin, self._spot)
        if not shape.needed <= good.keys():
            return None
        self._check_spelling(good, shape)
        return build(**{name: self._part(name, value) for name, value in good.items()})

    def _check_spelling(self, record: Mapping[str, Any], shape: RecordShape) -> None:
        for code, given in misspelt(record) if shape is shapes.BASIS else ():
            self._margin.note(self._spot, code, text=given)
        for code, facts in misnumbered(record) if shape is shapes.CODES else ():
            self._margin.note(self._spot, code, **facts)

    def _part(self, name: str, value: Any) -> Any:
        """Read a property of a record; only words and limits mean more than themselves there."""
        nested = name in _WORDS or isinstance(value, dict)
        return self._element(name, value) if nested else value

    def _word(self, wanted: type[_Member], name: str, given: str) -> _Member | None:
        known = {member.value: member for member in wanted}
        if given not in known:
            facts = {"property": name, "text": given, "known": "、".join(known)}
            self._margin.note(self._spot, "form.unknown_word", **facts)
        return known.get(given)


def _collects(lines: Iterable[str] = (), **named: str) -> Collects:
    return Collects(lines=tuple(lines), **named)


_WORDS: Mapping[str, type[Enum]] = {
    "type": ItemType,
    "handling": Handling,
    "status": Status,
    "nature": AuthorityNature,
    "unit": LimitUnit,
    "withdrawn": Reason,
}
_WORD_LISTS: Mapping[str, type[Enum]] = {"decides": Level, "for_whom": ApplicantKind, "high_risk": Risk}
_RECORDS: Mapping[str, tuple[RecordShape, Callable[..., Any]]] = {
    "codes": (shapes.CODES, ItemCodes),
    "authority": (shapes.AUTHORITY, Authority),
    "limit": (shapes.LIMIT, Limit),
    "legal_limit": (shapes.LIMIT, Limit),
    "promised_limit": (shapes.LIMIT, Limit),
    "result": (shapes.RESULT, Result),
    "fee": (shapes.FEE, Fee),
    "collects": (shapes.COLLECTS, _collects),
}
_RECORD_LISTS: Mapping[str, tuple[RecordShape, Callable[..., Any]]] = {
    "basis": (shapes.BASIS, LegalBasis),
    "steps": (shapes.STEP, Step),
    "questions": (shapes.QUESTION, Question),
}
