"""The sheet a clerk fills in: answers go in, and what is shown, needed, wrong or calculated comes out.

Paths name answers: `name`, or `years/r2/amount` for column `amount` in row `r2` of table `years`.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.errors import PersonFacing
from app.domain.form.compiled import Facet, Form
from app.domain.form.evaluation import Evaluation, path_of
from app.domain.form.expressions import Scope
from app.domain.form.findings import normal_form
from app.domain.form.lookups import LookupTable
from app.domain.form.model import (
    Choice,
    ExternalCheck,
    FieldDef,
    Material,
    Necessity,
    TableDef,
)
from app.domain.form.problems import Inspector, Problem, errors_of
from app.domain.form.values import Json, Unreadable, Value, read_answer, write_answer

__all__ = [
    "Answers",
    "FieldState",
    "FormContext",
    "FormError",
    "FormSheet",
    "MaterialNeed",
    "Problem",
    "errors_of",
    "open_sheet",
]

Answers = Mapping[str, Any]


class FormError(PersonFacing):
    """A sheet cannot do what it is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContext:
    """What a sheet is judged by: the business day, and the lookup tables and code lists."""

    today: date
    tables: Mapping[str, LookupTable] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldState:
    """How a field stands now; an invisible field keeps its value but has no problems."""

    path: str
    field: FieldDef
    visible: bool
    required: bool
    calculated: bool
    value: Value | Unreadable
    default: Value
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialNeed:
    """Whether these answers need a paper, and if it may follow later (容缺) or be replaced (免)."""

    material: Material
    needed: bool
    waivable: bool
    deferrable: bool


def open_sheet(form: Form, answers: Answers, context: FormContext) -> "FormSheet":
    """Open a form with stored answers (or a draft); a new sheet (no answers) starts with the defaults."""
    scope = Scope(
        today=context.today,
        tables=context.tables,
        top={key: None for key in form.fields if "/" not in key},
        rows={table: [] for table in form.tables},
    )
    sheet = FormSheet(form, Evaluation(form, scope))
    sheet.load(answers)
    return sheet


class FormSheet:
    """One form being filled in. Made by `open_sheet`."""

    def __init__(self, form: Form, evaluation: Evaluation) -> None:
        """Take the compiled form and its evaluation."""
        self.form = form
        self._evaluation = evaluation
        self._inspector = Inspector(form, evaluation)
        self.changes: frozenset[str] = frozenset()

    def load(self, answers: Answers) -> None:
        """Fill an empty sheet with stored answers, or with the defaults if there are none."""
        for slot in self.form.fields:
            if "/" not in slot:
                self._put(slot, "", answers.get(slot) if answers else self._default(slot))
        for table in self.form.tables.values():
            for row in answers.get(table.key, ()):
                self._evaluation.add_row(table.key, str(row["row"]))
                for column in table.columns:
                    self._put(f"{table.key}/{column.key}", str(row["row"]), row.get(column.key))
            missing = table.min_rows - len(self.row_ids(table.key))
            for _ in range(missing):
                self._add_row(table)
        self._evaluation.start()

    def set(self, path: str, raw: object) -> frozenset[str]:
        """Answer a question with typed text or a stored value.

        Returns the paths whose value, visibility, requirement, choices or problems changed (and keys of
        materials whose need changed). KeyError for a path that is not in the form.
        """
        slot, row = self._where(path)
        answer = self._read(slot, raw)
        if self._evaluation.kept.get(path) == answer:
            self.changes = frozenset()
            return self.changes
        self._evaluation.keep(slot, row, answer)
        return self._settled({path})

    def add_row(self, table: str) -> str:
        """Add a row with its defaults and return its id; FormError if the table is full.

        The paths it changed are in `changes`, as after every edit.
        """
        definition = self.form.tables[table]
        if len(self.row_ids(table)) >= definition.max_rows:
            raise FormError("form.table_full", label=definition.label, most=definition.max_rows)
        row = self._add_row(definition)
        self._settled({table})
        return row

    def remove_row(self, table: str, row: str) -> frozenset[str]:
        """Take a row out; returns the changed paths."""
        self._evaluation.remove_row(table, row)
        return self._settled({table})

    def move_row(self, table: str, row: str, to: int) -> frozenset[str]:
        """Put a row at place `to`, counted from 0; returns the changed paths."""
        self._evaluation.move_row(table, row, to)
        return self._settled({table})

    def row_ids(self, table: str) -> tuple[str, ...]:
        """Return the ids of a table's rows in their order."""
        return tuple(self._evaluation.row_ids[table])

    def value(self, path: str) -> Value:
        """Return the answer in force: blank if unreadable or not shown."""
        slot, row = self._where(path)
        answer = self._evaluation.current(slot, row)
        return answer if self._shown(slot, row) and not isinstance(answer, Unreadable) else None

    def state(self, path: str) -> FieldState:
        """Return how a field stands."""
        slot, row = self._where(path)
        visible = self._shown(slot, row)
        return FieldState(
            path=path,
            field=self.form.fields[slot],
            visible=visible,
            required=self._inspector.required(slot, row),
            calculated=self._evaluation.calculated(slot, row),
            value=self._evaluation.current(slot, row),
            default=self._evaluation.default(slot),
            problems=tuple(self._inspector.of_field(slot, row)) if visible else (),
        )

    def table_visible(self, table: str) -> bool:
        """Tell whether a table is shown."""
        return self._evaluation.visible(table)

    def totals(self, table: str) -> Mapping[str, Value]:
        """Return the sums shown under a table by column; blank cells are skipped."""
        rows = self._evaluation.scope.rows[table]
        return {
            key: sum(row[key] for row in rows if row[key] is not None)
            for key in self.form.tables[table].totals
        }

    def choices(self, path: str) -> tuple[Choice, ...]:
        """Return what a choice field offers now, narrowed by the field it depends on."""
        slot, row = self._where(path)
        asked = self.form.fields[slot]
        if not asked.choices_from:
            return asked.choices
        scope = self._evaluation.scope
        table = scope.tables[asked.choices_from]
        if slot not in self.form.narrowing:
            return table.choices(scope.today)
        other, in_row = self.form.narrowing[slot]
        wanted = self.value(path_of(other.slot, row if in_row else ""))
        return table.choices(scope.today, asked.narrowed_column, wanted)

    def problems(self) -> tuple[Problem, ...]:
        """Return everything to mend, in form order."""
        return tuple(
            problem for part in self.form.definition.parts() for problem in self._inspector.of_part(part)
        )

    def table_problems(self, table: str) -> tuple[Problem, ...]:
        """Return what is wrong with a shown table as a whole, its cells left out."""
        shown = self.table_visible(table)
        return tuple(self._inspector.of_table(self.form.tables[table])) if shown else ()

    def materials(self) -> tuple[MaterialNeed, ...]:
        """Return every paper of the item and whether these answers need it."""
        return tuple(self._need(material) for material in self.form.definition.materials)

    def answers(self) -> dict[str, Any]:
        """Return the shown, readable, filled answers as JSON: what a case keeps.

        Money is in fen, decimals and dates are text, tables are lists of rows with their id as `row`.
        """
        found: dict[str, Any] = {}
        for part in self.form.definition.parts():
            if isinstance(part, FieldDef):
                found |= self._answer(part.key, part.key, "")
            elif self.table_visible(part.key) and self.row_ids(part.key):
                found[part.key] = [self._row_answer(part, row) for row in self.row_ids(part.key)]
        return found

    def draft(self) -> dict[str, Any]:
        """Return everything typed, hidden and unreadable answers included, to open the sheet again."""
        found: dict[str, Any] = {path: self._typed(path) for path in self.form.fields if "/" not in path}
        for table in self.form.tables.values():
            found[table.key] = [self._typed_row(table, row) for row in self.row_ids(table.key)]
        return found

    def external_questions(self) -> tuple[ExternalCheck, ...]:
        """Return the checks only the service can answer, of those whose answers are filled and meant."""
        return tuple(check for check in self.form.definition.external if self._is_asked(check))

    def _is_asked(self, check: ExternalCheck) -> bool:
        is_filled = all(self.value(path) is not None for path in check.reads)
        return is_filled and all(self.value(path) in codes for path, codes in check.only.items())

    def answer_external(self, check: ExternalCheck, *, wrong: bool) -> frozenset[str]:
        """Note what the service found; forgotten as soon as one of the answers it read changes."""
        if wrong:
            self._inspector.external[check.name] = check
        else:
            self._inspector.external.pop(check.name, None)
        return frozenset({check.at})

    def _add_row(self, table: TableDef) -> str:
        numbers = [int(row[1:]) for row in self.row_ids(table.key) if row[1:].isdigit()]
        row = f"r{max(numbers, default=0) + 1}"
        self._evaluation.add_row(table.key, row)
        for column in table.columns:
            self._put(f"{table.key}/{column.key}", row, self._default(f"{table.key}/{column.key}"))
        return row

    def _default(self, slot: str) -> Json:
        return write_answer(self._evaluation.default(slot))

    def _put(self, slot: str, row: str, raw: object) -> None:
        self._evaluation.keep(slot, row, self._read(slot, raw))

    def _read(self, slot: str, raw: object) -> Value | Unreadable:
        asked = self.form.fields[slot]
        answer = read_answer(asked.kind, raw, asked.places)
        # A lone dash where a telephone number belongs is no answer: nothing is left of it.
        return normal_form(asked.kind, answer) or None if isinstance(answer, str) else answer

    def _settled(self, touched: AbstractSet[str]) -> frozenset[str]:
        changed = self._evaluation.settle() | frozenset(touched)
        changed |= frozenset(self._offered_anew(changed))
        for check in tuple(self._inspector.external.values()):
            if not changed.isdisjoint(check.reads):
                del self._inspector.external[check.name]
                changed |= {check.at}
        self.changes = changed
        return changed

    def _offered_anew(self, changed: AbstractSet[str]) -> Iterator[str]:
        """Yield the choice fields whose choices another answer narrows, where that answer changed."""
        for slot, (source, in_row) in self.form.narrowing.items():
            table, _, column = slot.partition("/")
            for row in self.row_ids(table) if column else ("",):
                if path_of(source.slot, row if in_row else "") in changed:
                    yield path_of(slot, row)

    def _where(self, path: str) -> tuple[str, str]:
        table, _, rest = path.partition("/")
        row, _, column = rest.partition("/")
        slot = f"{table}/{column}" if row else table
        if slot not in self.form.fields or (row and row not in self._evaluation.row_ids[table]):
            raise KeyError(path)
        return slot, row

    def _shown(self, slot: str, row: str) -> bool:
        table_shown = self.table_visible(slot.partition("/")[0]) if row else True
        return table_shown and self._evaluation.visible(slot, row)

    def _need(self, material: Material) -> MaterialNeed:
        needed = material.necessity in {Necessity.REQUIRED, Necessity.DEFERRABLE}
        if material.necessity is Necessity.CONDITIONAL:
            needed = bool(self._evaluation.result(Facet.MATERIAL, material.slot))
        return MaterialNeed(
            material=material, needed=needed, waivable=material.waivable, deferrable=material.deferrable
        )

    def _typed(self, path: str) -> Json:
        answer = self._evaluation.kept.get(path)
        return answer.text if isinstance(answer, Unreadable) else write_answer(answer)

    def _typed_row(self, table: TableDef, row: str) -> dict[str, Json]:
        cells = {column.key: self._typed(f"{table.key}/{row}/{column.key}") for column in table.columns}
        return {"row": row, **cells}

    def _row_answer(self, table: TableDef, row: str) -> dict[str, Any]:
        cells: dict[str, Any] = {"row": row}
        for column in table.columns:
            cells |= self._answer(f"{table.key}/{column.key}", column.key, row)
        return cells

    def _answer(self, slot: str, key: str, row: str) -> dict[str, Json]:
        value = self.value(path_of(slot, row))
        return {} if value is None else {key: write_answer(value)}
