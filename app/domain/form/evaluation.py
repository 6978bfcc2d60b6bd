"""Keeps every rule of a form settled: after an edit only what depends on it runs again, in order."""

import heapq
from collections.abc import Iterable
from typing import Any

from app.domain.form.compiled import WRITING, CompiledRule, Facet, Form
from app.domain.form.expressions import Reading, Row, Scope
from app.domain.form.model import FieldDef
from app.domain.form.values import Kind, Unreadable, Value, fit

_TOP = ""  # the "row" of everything outside tables
_NEVER = object()


class Evaluation:
    """The answers as kept and as in force, and the result of every rule for every row.

    An invisible answer is kept but blank to every rule.
    """

    def __init__(self, form: Form, scope: Scope) -> None:
        """Start with no answers; the scope's rows and top are filled by this object alone."""
        self.form = form
        self.scope = scope
        self.kept: dict[str, Value | Unreadable] = {}
        self.row_ids: dict[str, list[str]] = {table: [] for table in form.tables}
        self._rows: dict[tuple[str, str], Row] = {}
        self._results: dict[tuple[int, str], Any] = {}
        self._heap: list[int] = []
        self._dirty: dict[int, set[str]] = {}

    def start(self) -> None:
        """Make every rule run once."""
        for index, rule in enumerate(self.form.rules):
            self._mark(index, self._all_rows(rule))
        self.settle()

    def keep(self, slot: str, row: str, value: Value | Unreadable) -> None:
        """Keep an answer and mark what depends on it."""
        self.kept[path_of(slot, row)] = value
        self._refresh(slot, row)

    def add_row(self, table: str, row: str) -> None:
        """Put an empty row at the end of a table."""
        self.row_ids[table].append(row)
        self._rows[table, row] = {column.key: None for column in self.form.tables[table].columns}
        for index, rule in enumerate(self.form.rules):
            if rule.table == table:
                self._mark(index, (row,))
        self._refresh_table(table)

    def remove_row(self, table: str, row: str) -> None:
        """Take a row out, with its answers and results."""
        self.row_ids[table].remove(row)
        del self._rows[table, row]
        for column in self.form.tables[table].columns:
            self.kept.pop(f"{table}/{row}/{column.key}", None)
        for index, rule in enumerate(self.form.rules):
            if rule.table == table:
                self._results.pop((index, row), None)
        self._refresh_table(table)

    def move_row(self, table: str, row: str, to: int) -> None:
        """Put a row at another place among its fellows."""
        self.row_ids[table].remove(row)
        self.row_ids[table].insert(to, row)
        self._refresh_table(table)

    def settle(self) -> frozenset[str]:
        """Run everything marked, in order; return the paths and material keys whose state changed."""
        changed: set[str] = set()
        while self._heap:
            index = heapq.heappop(self._heap)
            rule = self.form.rules[index]
            for row in self._dirty.pop(index):
                if (rule.table, row) in self._rows or not rule.table:
                    self._run(index, rule, row, changed)
        return frozenset(changed)

    def result(self, facet: Facet, slot: str, row: str = _TOP) -> Any:
        """Return what the rule of a facet says, None if there is no such rule."""
        found = self.form.by_slot.get((facet, slot))
        return self._results.get((found[0], row)) if found else None

    def checks(self, slot: str, row: str = _TOP) -> Iterable[CompiledRule]:
        """Yield the checks at a slot that found something wrong."""
        for index in self.form.by_slot.get((Facet.CHECK, slot), ()):
            if self._results.get((index, row)):
                yield self.form.rules[index]

    def waits(self, rule: CompiledRule, row: str = _TOP) -> bool:
        """Tell whether a check looks only at what nobody has answered yet.

        Blanks and defaults are no answers; a check of a whole table waits for something in a row of it.
        """
        if rule.slot in self.form.tables and not self._answered(Reading(rule.slot, whole=True), row):
            return True
        return bool(rule.grounds) and not any(self._answered(read, row) for read in rule.grounds)

    def visible(self, slot: str, row: str = _TOP) -> bool:
        """Tell whether a field or table is shown; a column is shown only while its table is."""
        if (Facet.VISIBLE, slot) in self.form.by_slot:
            return bool(self.result(Facet.VISIBLE, slot, row))
        return self.definition(slot).visible is not False

    def calculated(self, slot: str, row: str = _TOP) -> bool:
        """Tell whether the answer is calculated now, so that typing has no effect."""
        if (Facet.CALC, slot) not in self.form.by_slot:
            return False
        if (Facet.CALC_WHEN, slot) in self.form.by_slot:
            return bool(self.result(Facet.CALC_WHEN, slot, row))
        return True

    def current(self, slot: str, row: str = _TOP) -> Value | Unreadable:
        """Return the calculated or kept answer, whether shown or not."""
        if self.calculated(slot, row):
            field = self.form.fields[slot]
            return fit(field.kind, self.result(Facet.CALC, slot, row), field.places)
        return self.kept.get(path_of(slot, row))

    def default(self, slot: str) -> Value:
        """Return what a field begins with, written or reckoned."""
        field, reckoned = self.form.fields[slot], self.form.defaults.get(slot)
        return field.default if reckoned is None else fit(field.kind, reckoned.run(self.scope), field.places)

    def definition(self, slot: str) -> FieldDef | Any:
        """Return the field or table of a slot."""
        return self.form.fields.get(slot) or self.form.tables[slot]

    def _answered(self, read: Reading, row: str) -> bool:
        table, _, column = read.slot.partition("/")
        if table not in self.form.tables:
            return self._holds_own(read.slot, _TOP)
        columns = [column] if column else [one.key for one in self.form.tables[table].columns]
        rows = self.row_ids[table] if read.whole else (row,)
        return any(self._holds_own(f"{table}/{key}", at) for at in rows for key in columns)

    def _holds_own(self, slot: str, row: str) -> bool:
        field, answer = self.form.fields[slot], self.kept.get(path_of(slot, row))
        return not is_blank(field, answer) and answer != self.default(slot)

    def _run(self, index: int, rule: CompiledRule, row: str, changed: set[str]) -> None:
        if rule.table:
            self.scope.row = self._rows[rule.table, row]
        result = rule.expression.run(self.scope)
        if self._results.get((index, row), _NEVER) == result:
            return
        self._results[index, row] = result
        changed.add(path_of(rule.slot, row))
        if rule.facet in WRITING:
            self._refresh(rule.slot, row)

    def _refresh(self, slot: str, row: str) -> None:
        """Bring the answer in force up to date; readers run again only if it changed."""
        if slot in self.form.tables:
            self._refresh_table(slot)
            return
        answer = self.current(slot, row) if self.visible(slot, row) else None
        value = None if isinstance(answer, Unreadable) else answer
        table, _, key = slot.rpartition("/")
        answers = self._rows[table, row] if table else self.scope.top
        if answers[key] == value:
            return
        answers[key] = value
        self._mark_readers(slot, row)

    def _refresh_table(self, table: str) -> None:
        shown = self.visible(table)
        self.scope.rows[table] = [self._rows[table, row] for row in self.row_ids[table]] if shown else []
        self._mark_readers(table, _TOP)

    def _mark_readers(self, slot: str, row: str) -> None:
        table = slot.rpartition("/")[0]
        for index, whole in self.form.readers.get(slot, ()):
            rule = self.form.rules[index]
            same_row = rule.table and rule.table == table and not whole
            self._mark(index, (row,) if same_row else self._all_rows(rule))

    def _all_rows(self, rule: CompiledRule) -> Iterable[str]:
        return self.row_ids[rule.table] if rule.table else (_TOP,)

    def _mark(self, index: int, rows: Iterable[str]) -> None:
        waiting = self._dirty.get(index)
        if waiting is None:
            heapq.heappush(self._heap, index)
            self._dirty[index] = set(rows)
        else:
            waiting.update(rows)


def is_blank(field: FieldDef, answer: Value | Unreadable) -> bool:
    """Tell whether a question is not answered; a box for a signature is, once it is ticked."""
    return answer is None or (field.kind is Kind.SIGNATURE and answer is False)


def path_of(slot: str, row: str) -> str:
    """Return the path of a slot in a row: `key`, or `table/row/column`."""
    if not row:
        return slot
    table, _, key = slot.partition("/")
    return f"{table}/{row}/{key}"
