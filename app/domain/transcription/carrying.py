"""The values of one case, written and lined up as another system asks for them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from app.domain.case.case import Case
from app.domain.form.model import FieldDef
from app.domain.form.values import Kind, Unreadable, Value, read_answer
from app.domain.transcription.notation import written
from app.domain.transcription.order import CASE_NUMBER, QUERY_CODE, RECEIVED_ON, KeyingOrder, Step

Labels = Callable[[FieldDef], Mapping[str, str]]
"""The words behind a field's codes."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One value to paste: what the other system calls it, the text, and the answer's slot ("" if none)."""

    label: str
    text: str
    slot: str


def carried_of(
    order: KeyingOrder, case: Case, fields: Mapping[str, FieldDef], labels: Labels
) -> tuple[Carried, ...]:
    """Return the values of a case in the order's sequence; blank ones stay, as fields to step over.

    `fields` are those of the form by slot. Steps of one table that follow each other are walked row by row.
    """
    return tuple(_Carrying(case, fields, labels).along(order))


@dataclass(frozen=True, slots=True)
class _Carrying:
    case: Case
    fields: Mapping[str, FieldDef]
    labels: Labels

    def along(self, order: KeyingOrder) -> Iterator[Carried]:
        for table, run in groupby(order.steps, key=lambda step: step.table):
            steps = tuple(run)
            if not table:
                yield from (self._single(step) for step in steps)
            for place, row in enumerate(self.case.answers.get(table, ()), start=1):
                yield from (self._cell(step, place, row) for step in steps)

    def _single(self, step: Step) -> Carried:
        facts = _facts(self.case)
        if step.slot in facts:
            return Carried(step.label, _theirs(step, written(facts[step.slot], step.notation, {})), "")
        return Carried(step.label, self._text(step, self.case.answers.get(step.slot)), step.slot)

    def _cell(self, step: Step, place: int, row: Mapping[str, Any]) -> Carried:
        answer = row.get(step.slot.partition("/")[2])
        return Carried(f"第 {place} 行 {step.label}", self._text(step, answer), step.slot)

    def _text(self, step: Step, answer: Any) -> str:
        asked = self.fields[step.slot]
        value = read_answer(asked.kind, answer, asked.places)
        if isinstance(value, Unreadable):
            return value.text
        labels = self.labels(asked) if isinstance(value, str | tuple) else {}
        return _theirs(step, written(value, step.notation, labels, is_money=asked.kind is Kind.MONEY))


def _facts(case: Case) -> Mapping[str, Value]:
    return {CASE_NUMBER: case.case_number, QUERY_CODE: case.query_code, RECEIVED_ON: case.received_on}


def _theirs(step: Step, ours: str) -> str:
    return step.theirs.get(ours, ours)
