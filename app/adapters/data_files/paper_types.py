"""Reads the kinds of paper (文书) a hall issues, one file each, from catalog/documents."""

from collections.abc import Collection, Mapping
from enum import Enum
from pathlib import Path

from app.adapters.data_files.reading import DataFile, Part, read
from app.domain.paper import ISSUED, PaperLayout, PaperType, Scope
from app.domain.paper_wording import facts_named_in, is_fact, read_paper_type

_TEXTS = ("code", "title", "layout")
_LISTS = ("rows", "opening", "columns", "closing", "pledge")
Usual = Mapping[str, str | bool]
_ROW: Usual = {"label": "", "value": "", "wide": False, "optional": False, "unless": ""}
_SENTENCE: Usual = {"text": "", "scope": Scope.EVERY.value, "optional": False, "unless": ""}
_COLUMN: Usual = {"heading": "", "centred": False}


def load_paper_types(folder: Path) -> Mapping[str, PaperType]:
    """Return the kinds of paper by code; DataFileError names file, line and field of the first mistake."""
    types: dict[str, PaperType] = {}
    for path in sorted(folder.glob("*.toml")):
        found = load_paper_type(path)
        if found.code in types:
            raise Part(path.name, 1, {}).error("duplicate_code", entry=found.code)
        types[found.code] = found
    return types


def refuse_missing(types: Collection[str]) -> None:
    """Raise DataFileError for a kind of paper the program issues and no file describes."""
    for code in ISSUED:
        if code not in types:
            raise Part(f"documents/{code}.toml", 1, {}).error("paper_type_missing", paper=code)


def load_paper_type(path: Path) -> PaperType:
    """Return the kind of paper of one file; DataFileError names line and field of the first mistake."""
    file = read(path)
    _check(file)
    return read_paper_type(file.head.values)


def _check(file: DataFile) -> None:
    head = file.head
    head.only(
        *_TEXTS, *_LISTS, "number_word", "parts", "needs_seal", "salutation", "pledge_title", "signatures"
    )
    for name in _TEXTS:
        head.need(name, str)
    if "number_word" not in head.values:  # a slip has no 文号 and says so by an empty one
        raise head.error("field_missing", field="number_word")
    head.take("number_word", "")
    if head.need("needs_seal", bool):  # what is sealed has a 文号, and its series needs a word
        head.need("number_word", str)
    head.need("parts", list)
    _check_choice(head, "layout", PaperLayout)
    for name in ("parts", "signatures"):
        for part in file.items(name):
            part.need(name, str)
    _check_facts(head, "salutation", head.take("salutation", ""))
    head.take("pledge_title", "")
    _check_blocks(file)


def _check_blocks(file: DataFile) -> None:
    for part in file.blocks("rows"):
        _check_block(part, _ROW, "label", "value")
        _check_unless(part)
    for part in (*file.blocks("opening"), *file.blocks("closing"), *file.blocks("pledge")):
        _check_block(part, _SENTENCE, "text")
        _check_choice(part, "scope", Scope)
        _check_unless(part)
    for part in file.blocks("columns"):
        _check_block(Part(part.file, part.line, part.rest("share"), part.name), _COLUMN, "heading")
        part.number("share")


def _check_block(part: Part, usual: Usual, *needed: str) -> None:
    part.only(*usual)
    for name in needed:
        part.need(name, str)
    for name, value in usual.items():
        taken: str | bool = part.take(name, value)
        if isinstance(taken, str):
            _check_facts(part, name, taken)


def _check_unless(part: Part) -> None:
    """A row or a sentence gives way to a fact by its name alone, without braces."""
    fact = part.take("unless", "")
    if fact and not is_fact(fact):
        raise part.error("fact_unknown", field="unless", fact=fact)


def _check_choice(part: Part, field: str, members: type[Enum]) -> None:
    offered = [str(member.value) for member in members]
    if part.values.get(field, offered[0]) not in offered:
        raise part.error("not_offered", field=field, offered="、".join(offered))


def _check_facts(part: Part, field: str, template: str) -> None:
    for fact in facts_named_in(template):
        if not is_fact(fact):
            raise part.error("fact_unknown", field=field, fact=fact)
