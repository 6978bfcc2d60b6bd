"""What an ATTACHMENT answer says: which captured pages it is given by, and the words of older answers.

The answer is text, so that rules, schema and conflicts treat it as any other: the mark, the ids of its pages
in their order, and after a blank the note (存放处) that stood there before pages could be captured. A text
without the mark is such a note alone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.form.model import FieldDef, FormDef
from app.domain.form.values import Kind

MARK = "pages:"
_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ANSWER = re.compile(rf"{MARK}({_ID}(?:,{_ID})*)(?: (.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Attached:
    """The ids of the pages an answer is given by, in their order, and what was written beside them."""

    ids: tuple[str, ...] = ()
    note: str = ""

    def answer(self) -> str | None:
        """Return the answer that says so; None for one that says nothing."""
        named = f"{MARK}{','.join(self.ids)}" if self.ids else ""
        return " ".join(part for part in (named, self.note) if part) or None


@dataclass(frozen=True, slots=True)
class AttachedAnswer:
    """One ATTACHMENT answer of a form: its path, what it is called there, and what it says."""

    path: str
    label: str
    attached: Attached


def attached_in(value: object) -> Attached:
    """Return what an answer says; nothing for a blank one."""
    if not isinstance(value, str):
        return Attached()
    found = _ANSWER.fullmatch(value)
    return Attached(note=value) if found is None else Attached(tuple(found[1].split(",")), found[2] or "")


def attached_answers(form: FormDef, answers: Mapping[str, Any]) -> Iterator[AttachedAnswer]:
    """Yield the ATTACHMENT answers among `answers` in form order; one of a row is called by table and row."""
    for part in form.parts():
        given = answers.get(part.key)
        if isinstance(part, FieldDef):
            if part.kind is Kind.ATTACHMENT and given:
                yield AttachedAnswer(part.key, part.label, attached_in(given))
            continue
        for place, row in enumerate(given or (), start=1):
            for column in part.columns:
                if column.kind is Kind.ATTACHMENT and row.get(column.key):
                    path = f"{part.key}/{row['row']}/{column.key}"
                    label = f"{part.label}第 {place} 行{column.label}"
                    yield AttachedAnswer(path, label, attached_in(row[column.key]))


def ids_in(form: FormDef, answers: Mapping[str, Any]) -> frozenset[str]:
    """Return the ids of all pages that answers are given by."""
    return frozenset(one for answer in attached_answers(form, answers) for one in answer.attached.ids)


def slot_at(path: str) -> str:
    """Return the place in the form that a path answers: a cell's path without its row."""
    table, _, rest = path.partition("/")
    return f"{table}/{rest.partition('/')[2]}" if rest else table
