"""Reads paper types from their tables and fills their sentences with a paper's facts."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar, get_type_hints

from app.domain.paper import (
    Column,
    PaperError,
    PaperFacts,
    PaperLayout,
    PaperStatement,
    PaperType,
    Row,
    RowTemplate,
    Scope,
    Sentence,
)

Table = Mapping[str, Any]
Made = TypeVar("Made")
BLANK = "____"
_PLACEHOLDER = re.compile(r"\{([a-z_.]+)\}")


def read_paper_type(data: Table) -> PaperType:
    """Build a paper type from its TOML table; KeyError or ValueError name what is wrong in the file."""
    return PaperType(
        code=data["code"],
        title=data["title"],
        number_word=data["number_word"],
        parts=tuple(data["parts"]),
        needs_seal=data["needs_seal"],
        layout=PaperLayout(data["layout"]),
        rows=_each(data.get("rows", ()), lambda row: RowTemplate(**row)),
        salutation=data.get("salutation", ""),
        opening=_each(data.get("opening", ()), _sentence),
        columns=_each(data.get("columns", ()), lambda column: Column(**column)),
        closing=_each(data.get("closing", ()), _sentence),
        pledge_title=data.get("pledge_title", ""),
        pledge=_each(data.get("pledge", ()), _sentence),
        signatures=tuple(data.get("signatures", ())),
    )


def paper_date(day: date) -> str:
    """Return a day as official papers write it: Arabic numerals, no leading zeros (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"


def compose(facts: PaperFacts) -> PaperStatement:
    """Return the words of a paper.

    PaperError: papers.number_missing on a sealed paper without 文号, papers.fact_missing when a
    required fact is empty, papers.replaced_unsaid where the type has no line for the number it replaces.
    """
    paper_type = facts.paper_type
    if paper_type.needs_seal and not facts.number:
        raise PaperError("papers.number_missing", paper=paper_type.title)
    if facts.replaces and not _names_replaced(paper_type):
        raise PaperError("papers.replaced_unsaid", paper=paper_type.title, number=facts.replaces)
    return PaperStatement(
        title=paper_type.title,
        rows=tuple(_filled_rows(facts)),
        salutation=_filled(paper_type.salutation, facts),
        opening=_filled_sentences(paper_type.opening, facts),
        closing=_filled_sentences(paper_type.closing, facts),
        pledge=_filled_sentences(paper_type.pledge, facts),
        foot=_foot(facts),
    )


def facts_named_in(template: str) -> tuple[str, ...]:
    """Return the placeholders of a template, e.g. ("item.name",)."""
    return tuple(_PLACEHOLDER.findall(template))


@cache
def is_fact(name: str) -> bool:
    """Say whether a paper has a fact of that name to fill in, e.g. "item.name"."""
    holder: object = PaperFacts
    for step in name.split("."):
        known = get_type_hints(holder) if is_dataclass(holder) else {}
        is_computed = isinstance(getattr(holder, step, None), property)
        if step not in known and not is_computed:
            return False
        holder = known.get(step)
    return True


def _names_replaced(paper_type: PaperType) -> bool:
    """Say whether a paper of this type tells its reader which other one counts no more."""
    sentences = (*paper_type.opening, *paper_type.closing)
    templates = (*(one.text for one in sentences), *(row.value for row in paper_type.rows))
    return any("replaces" in facts_named_in(template) for template in templates)


def _each(tables: Iterable[Table], make: Callable[[Table], Made]) -> tuple[Made, ...]:
    return tuple(make(table) for table in tables)


def _sentence(data: Table) -> Sentence:
    return Sentence(
        text=data["text"],
        scope=Scope(data.get("scope", Scope.EVERY.value)),
        optional=data.get("optional", False),
        unless=data.get("unless", ""),
    )


def _filled_rows(facts: PaperFacts) -> Iterable[Row]:
    for row in facts.paper_type.rows:
        may_lack = row.optional or _is_stated(row.unless, facts)
        value = _filled(row.value, facts, optional=may_lack, place=row.label)
        if value:
            yield Row(label=row.label, value=value, wide=row.wide)


def _filled_sentences(sentences: Sequence[Sentence], facts: PaperFacts) -> tuple[str, ...]:
    scopes = _scopes_of(facts)
    held = (each for each in sentences if each.scope in scopes and not _is_stated(each.unless, facts))
    filled = (_filled(each.text, facts, optional=each.optional) for each in held)
    return tuple(text for text in filled if text)


def _is_stated(fact: str, facts: PaperFacts) -> bool:
    return bool(fact) and bool(_words_of(_look_up(facts, fact)))


def _scopes_of(facts: PaperFacts) -> frozenset[Scope]:
    item = facts.item
    return frozenset(
        {
            Scope.EVERY,
            Scope.LICENCE if item.is_licence else Scope.SERVICE,
            Scope.RECONSIDERATION_FIRST if item.reconsideration_first else Scope.DIRECT_ACTION,
            _what_to_bring(facts),
        }
    )


def _what_to_bring(facts: PaperFacts) -> Scope:
    if not facts.table_rows:
        return Scope.NOTHING_TO_BRING
    return Scope.TO_BRING_BY_ANSWERS if facts.guide.by_answers else Scope.TO_BRING_IN_GENERAL


def _filled(template: str, facts: PaperFacts, *, optional: bool = False, place: str = "") -> str:
    """Fill a template in one pass; an empty fact drops an optional one and stops a required one.

    `place` tells the clerk where the fact is missing; without it the sentence itself does, with a blank.
    """
    words = {name: _words_of(_look_up(facts, name)) for name in facts_named_in(template)}
    if all(words.values()):
        return _PLACEHOLDER.sub(lambda found: words[found[1]], template)
    if optional:
        return ""
    blank = _PLACEHOLDER.sub(lambda found: words[found[1]] or BLANK, template)
    raise PaperError("papers.fact_missing", paper=facts.paper_type.title, place=place or blank)


def _look_up(facts: PaperFacts, name: str) -> object:
    found: object = facts
    for step in name.split("."):
        found = getattr(found, step)
    return found


def _words_of(value: object) -> str:
    if isinstance(value, datetime):
        return f"{paper_date(value)} {value:%H:%M}"
    if isinstance(value, date):
        return paper_date(value)
    return "" if value is None else str(value)


def _foot(facts: PaperFacts) -> str:
    parts = facts.paper_type.parts
    if facts.part is not None:
        return facts.part
    if len(parts) < 2:
        return "".join(parts)
    return f"本文书一式{'零一两三四五六'[len(parts)]}联：" + "；".join(parts)
