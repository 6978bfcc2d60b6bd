"""Turns a written form into an ordered list of closures, noting every mistake of its author.

Rules run in topological order: whatever writes a slot (its calculation, its visibility) stands before
whatever reads it. A cycle is named by the labels it runs through.
"""

import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from app.domain.form.author import Margin, RuleMistake
from app.domain.form.compiled import WRITING, CompiledRule, Facet, Form
from app.domain.form.expressions import Expression, Reading, both
from app.domain.form.findings import Reach, findings_of
from app.domain.form.grounds import with_grounds
from app.domain.form.lookups import LookupTable
from app.domain.form.model import CheckDef, Condition, FieldDef, FormDef, Rule, TableDef
from app.domain.form.names import Names, names_of
from app.domain.form.rules import read_rule
from app.domain.form.values import ValueType, type_of


def compile_form(form: FormDef, lookups: Mapping[str, LookupTable], margin: Margin) -> Form:
    """Compile a form; the result is usable only if nothing was noted in `margin`."""
    names = names_of(form, lookups)
    compiler = _Compiler(form, names, margin)
    rules, defaults = tuple(compiler.rules()), dict(compiler.defaults())
    order = _slot_order(rules, form, margin)
    ordered = tuple(sorted(with_grounds(rules), key=lambda rule: _rank(rule, order)))
    return Form(
        definition=form,
        fields=form.fields(),
        tables=form.tables(),
        rules=ordered,
        by_slot=_by_slot(ordered),
        readers=_readers(ordered),
        narrowing=_narrowing(form, names),
        defaults=defaults,
    )


class _Compiler:
    """Reads every rule of one form."""

    def __init__(self, form: FormDef, names: Names, margin: Margin) -> None:
        self._form = form
        self._names = names
        self._margin = margin

    def rules(self) -> Iterator[CompiledRule]:
        """Yield the rules of sections, tables, fields, checks and materials."""
        for section in self._form.sections:
            shown = self._condition(section.visible, "")
            for part in section.parts:
                if isinstance(part, TableDef):
                    yield from self._table(part, shown)
                else:
                    yield from self._field(part, "", shown)
        for check in self._form.checks:
            yield from self._check(check)
        for material in self._form.materials:
            expression = self._yes_no(material.needed_when, "")
            if expression is not None:
                yield _rule(Facet.MATERIAL, material.slot, "", expression)

    def defaults(self) -> Iterator[tuple[str, Expression]]:
        """Yield the defaults that are reckoned; they begin a form, so no answer can be read there."""
        for slot, field in self._form.fields().items():
            rule = field.default_calc
            expression = self._typed(rule, slot.rpartition("/")[0], type_of(field.kind))
            if rule is None or expression is None:
                continue
            if expression.reads:
                self._margin.note(rule.spot, "form.default_reads", rule=rule.source)
            yield slot, expression

    def _table(self, table: TableDef, shown: Expression | None) -> Iterator[CompiledRule]:
        visible = _and(shown, self._condition(table.visible, ""))
        if visible is not None:
            yield _rule(Facet.VISIBLE, table.key, "", visible)
        for column in table.columns:
            yield from self._field(column, table.key, None)

    def _field(self, field: FieldDef, table: str, shown: Expression | None) -> Iterator[CompiledRule]:
        slot = f"{table}/{field.key}" if table else field.key
        found = {
            Facet.VISIBLE: _and(shown, self._condition(field.visible, table)),
            Facet.CALC: self._typed(field.calc, table, type_of(field.kind)),
            Facet.CALC_WHEN: self._yes_no(field.calc_when, table),
            Facet.REQUIRED: self._condition(field.required, table),
            Facet.FINDINGS: self._findings(field, table),
        }
        for facet, expression in found.items():
            if expression is not None:
                yield _rule(facet, slot, table, expression)

    def _findings(self, field: FieldDef, table: str) -> Expression | None:
        reach = {
            prop: found
            for prop, name in (("kind_from", field.kind_from), ("narrowed_by", field.narrowed_by))
            if name and (found := self._reach(field, name, table))
        }
        limits = {
            prop: limit
            for prop, rule in (("minimum", field.minimum), ("maximum", field.maximum))
            if (limit := self._typed(rule, table, type_of(field.kind)))
        }
        if not _sound_pattern(field, self._margin):
            return None
        own = self._names.tables[table].columns[field.key] if table else self._names.fields[field.key]
        return findings_of(field, (own, bool(table)), reach, limits)

    def _reach(self, field: FieldDef, name: str, table: str) -> Reach | None:
        try:
            return self._names.field(name, table, field.prefix)
        except RuleMistake as mistake:
            self._margin.note(field.spot, mistake.code, **mistake.facts)
            return None

    def _check(self, check: CheckDef) -> Iterator[CompiledRule]:
        expression = self._yes_no(check.wrong, check.table)
        if expression is not None:
            slot = f"{check.table}/{check.at}" if check.table else check.at
            yield CompiledRule(
                facet=Facet.CHECK,
                slot=slot,
                table=check.table,
                expression=_with_rows(expression),
                check=check,
            )

    def _condition(self, condition: Condition, table: str) -> Expression | None:
        return self._yes_no(condition, table) if isinstance(condition, Rule) else None

    def _yes_no(self, rule: Rule | None, table: str) -> Expression | None:
        expression = self._typed(rule, table, ValueType.YES_NO)
        if rule is not None and expression is not None and expression.is_constant:
            self._margin.note(rule.spot, "form.dead_rule", rule=rule.source)
        return expression

    def _typed(self, rule: Rule | None, table: str, wanted: ValueType) -> Expression | None:
        if rule is None:
            return None
        try:
            expression = read_rule(rule.source, self._names, table=table, prefix=rule.prefix)
        except RuleMistake as mistake:
            self._margin.note(rule.spot, mistake.code, **mistake.facts)
            return None
        if expression.type is not wanted:
            self._margin.note(
                rule.spot, "form.wrong_result", wanted=wanted.value, given=expression.type.value
            )
            return None
        return expression


def _rule(facet: Facet, slot: str, table: str, expression: Expression) -> CompiledRule:
    return CompiledRule(facet=facet, slot=slot, table=table, expression=_with_rows(expression))


def _with_rows(expression: Expression) -> Expression:
    """A rule over a column also reads the table itself: which rows there are, and whether it is shown."""
    tables = {Reading(read.slot.split("/")[0], whole=True) for read in expression.reads if read.whole}
    return Expression(expression.run, expression.type, expression.reads | tables, expression.choices)


def _and(first: Expression | None, second: Expression | None) -> Expression | None:
    if first is None or second is None:
        return first or second
    return both(first, second)


def _sound_pattern(field: FieldDef, margin: Margin) -> bool:
    try:
        re.compile(field.pattern)
    except re.error:
        margin.note(field.spot, "form.bad_pattern", pattern=field.pattern)
        return False
    return True


def _slot_order(rules: tuple[CompiledRule, ...], form: FormDef, margin: Margin) -> Mapping[str, int]:
    graph: dict[str, set[str]] = {}
    for rule in rules:
        if rule.facet in WRITING:
            graph.setdefault(rule.slot, set()).update(read.slot for read in rule.expression.reads)
    try:
        return {slot: rank for rank, slot in enumerate(TopologicalSorter(graph).static_order())}
    except CycleError as error:
        # graphlib gives the cycle from cause to effect; an author follows it the other way.
        cycle = list(reversed(error.args[1]))
        known: dict[str, FieldDef | TableDef] = {**form.fields(), **form.tables()}
        spot = known[cycle[0]].spot
        margin.note(spot, "form.cycle", cycle=" → ".join(known[slot].label for slot in cycle))
        return {}


def _rank(rule: CompiledRule, order: Mapping[str, int]) -> tuple[int, int]:
    if rule.facet in WRITING:
        return (0, order.get(rule.slot, 0))
    return (1, 0)


def _by_slot(rules: tuple[CompiledRule, ...]) -> Mapping[tuple[Facet, str], tuple[int, ...]]:
    found: dict[tuple[Facet, str], tuple[int, ...]] = {}
    for index, rule in enumerate(rules):
        place = (rule.facet, rule.slot)
        found[place] = (*found.get(place, ()), index)
    return found


def _readers(rules: tuple[CompiledRule, ...]) -> Mapping[str, tuple[tuple[int, bool], ...]]:
    found: dict[str, dict[int, bool]] = {}
    for index, rule in enumerate(rules):
        for read in rule.expression.reads:
            places = found.setdefault(read.slot, {})
            places[index] = places.get(index, False) or read.whole
    return {slot: tuple(places.items()) for slot, places in found.items()}


def _narrowing(form: FormDef, names: Names) -> Mapping[str, Reach]:
    found: dict[str, Reach] = {}
    for slot, field in form.fields().items():
        table = slot.split("/")[0] if "/" in slot else ""
        try:
            found |= {slot: names.field(field.narrowed_by, table, field.prefix)} if field.narrowed_by else {}
        except RuleMistake:  # noted where the findings are compiled
            continue
    return found
