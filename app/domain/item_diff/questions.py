"""Differences of a form: its sections, fields and tables, their choices, and what is checked."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from app.domain.form.model import (
    CheckDef,
    Choice,
    Condition,
    ExternalCheck,
    FieldDef,
    FormDef,
    Rule,
    SectionDef,
)
from app.domain.form.values import Kind
from app.domain.item_diff.difference import Difference, Told, came_and_went, changed, in_both, said


def form_differences(old: FormDef, new: FormDef) -> Iterator[Difference]:
    """Yield what a clerk meets otherwise while filling the form in, sections first."""
    sections = _by_key(old.sections), _by_key(new.sections)
    yield from came_and_went(_SECTIONS, *sections, lambda section: section.title)
    for before, after in in_both(*sections):
        yield from changed(_SECTION, before, after, after.title)
        yield from _shown_differences(before.visible, after.visible, after.title)
    tables = old.tables(), new.tables()
    yield from came_and_went(_TABLES, *tables, lambda table: table.label)
    for table, same in in_both(*tables):
        yield from changed(_TABLE, table, same, same.label)
        yield from _shown_differences(table.visible, same.visible, same.label)
    yield from _all_fields(old, new)
    yield from _check_differences(old, new)


def _all_fields(old: FormDef, new: FormDef) -> Iterator[Difference]:
    """Yield those of the fields; the columns of a table that is new or gone need no word of their own."""
    common = old.tables().keys() & new.tables().keys()
    before, after = (_known_fields(form, common) for form in (old, new))
    yield from came_and_went(_FIELDS, before, after, lambda field: field.label)
    for field, same in in_both(before, after):
        yield from _field_differences(field, same)
    homes = _sections_of(old), _sections_of(new)
    for key in before.keys() & after.keys() & homes[0].keys() & homes[1].keys():
        yield from _moved(homes[0][key], homes[1][key], after[key].label)


def _known_fields(form: FormDef, tables: AbstractSet[str]) -> dict[str, FieldDef]:
    return {
        slot: field
        for slot, field in form.fields().items()
        if "/" not in slot or slot.partition("/")[0] in tables
    }


def _by_key(sections: Iterable[SectionDef]) -> dict[str, SectionDef]:
    return {section.key: section for section in sections}


def _sections_of(form: FormDef) -> dict[str, SectionDef]:
    return {part.key: section for section in form.sections for part in section.parts}


def _moved(old: SectionDef, new: SectionDef, name: str) -> Iterator[Difference]:
    if old.key != new.key:
        yield Difference("change.field_moved", {"name": name, "old": old.title, "new": new.title})


def _field_differences(old: FieldDef, new: FieldDef) -> Iterator[Difference]:
    yield from changed(_FIELD, old, new, new.label)
    yield from _shown_differences(old.visible, new.visible, new.label)
    if _source(old.required) != _source(new.required):
        yield Difference(_now_required(new.required), {"name": new.label})
    yield from _calculation(old, new)
    yield from _choice_differences(old, new)


def _shown_differences(old: Condition, new: Condition, name: str) -> Iterator[Difference]:
    if _source(old) != _source(new):
        code = "change.shown_when" if isinstance(new, Rule) else "change.always_shown"
        yield Difference("change.never_shown" if new is False else code, {"name": name})


def _now_required(required: Condition) -> str:
    if isinstance(required, Rule):
        return "change.field_required_when"
    return "change.field_now_required" if required else "change.field_now_optional"


def _calculation(old: FieldDef, new: FieldDef) -> Iterator[Difference]:
    before, after = ((_source(field.calc), _source(field.calc_when)) for field in (old, new))
    if before == after:
        return
    if (old.calc is None) is (new.calc is None):
        yield Difference("change.field_calculation", {"name": new.label})
    else:
        code = "change.field_now_typed" if new.calc is None else "change.field_now_calculated"
        yield Difference(code, {"name": new.label})


def _choice_differences(old: FieldDef, new: FieldDef) -> Iterator[Difference]:
    before, after = ({choice.code: choice for choice in field.choices} for field in (old, new))
    for code, some in (
        ("change.choice_added", _only(after, before)),
        ("change.choice_removed", _only(before, after)),
    ):
        if some:
            yield Difference(code, {"name": new.label, "choices": "、".join(some)})
    for one, other in in_both(before, after):
        yield from changed(_CHOICE, one, other, new.label)


def _only(these: dict[str, Choice], those: dict[str, Choice]) -> list[str]:
    return [choice.label for code, choice in these.items() if code not in those]


def _check_differences(old: FormDef, new: FormDef) -> Iterator[Difference]:
    told = _unneeded(old.checks), _unneeded(new.checks)
    yield from came_and_went(_UNNEEDED, *told, lambda check: said(check.say))
    for was, now in in_both(*told):
        yield from changed(_UNNEEDED_WHEN, was, now, said(now.say))
    checks = _checks(old.checks), _checks(new.checks)
    yield from came_and_went(_CHECKS, *checks, lambda check: said(check.say))
    for one, other in in_both(*checks):
        yield from changed(_CHECK, one, other, said(other.say))
    asked = _external(old.external), _external(new.external)
    yield from came_and_went(_CHECKS, *asked, lambda check: said(check.say))
    for before, after in in_both(*asked):
        yield from changed(_EXTERNAL, before, after, said(after.say))


def _external(checks: Iterable[ExternalCheck]) -> dict[str, ExternalCheck]:
    return {check.name: check for check in checks}


def _checks(checks: Iterable[CheckDef]) -> dict[str, CheckDef]:
    return {f"{check.table}/{check.at}:{check.say}": check for check in checks if check.basis is None}


def _unneeded(checks: Iterable[CheckDef]) -> dict[str, CheckDef]:
    return {check.say: check for check in checks if check.basis is not None}


def _source(condition: Condition | None) -> object:
    return condition.source if isinstance(condition, Rule) else condition


def _limits(field: FieldDef) -> tuple[object, ...]:
    return (_source(field.minimum), _source(field.maximum))


def _default(field: FieldDef) -> object:
    """Return a default as a clerk sees it: amounts in yuan, choices by their words."""
    if field.default_calc is not None:
        return field.default_calc.source
    if field.kind is Kind.MONEY and isinstance(field.default, int):
        return f"{field.default // 100}.{field.default % 100:02d}"
    labels = {choice.code: choice.label for choice in field.choices}
    return labels.get(field.default, field.default) if isinstance(field.default, str) else field.default


def _asked(check: ExternalCheck) -> tuple[object, ...]:
    return (check.reads, check.at, tuple(check.only.items()), check.rival)


_SECTIONS = ("change.section_added", "change.section_removed")
_TABLES = ("change.table_added", "change.table_removed")
_FIELDS = ("change.field_added", "change.field_removed")
_CHECKS = ("change.check_added", "change.check_removed")
_UNNEEDED = ("change.unneeded_added", "change.unneeded_removed")
_UNNEEDED_WHEN: tuple[Told, ...] = (
    ("change.unneeded_when", lambda check: (check.wrong.source, check.at)),
    ("change.unneeded_basis", lambda check: check.basis.cited()),
)
_SECTION: tuple[Told, ...] = (
    ("change.section_title", lambda section: section.title),
    ("change.section_help", lambda section: section.help),
)
_TABLE: tuple[Told, ...] = (
    ("change.table_label", lambda table: table.label),
    ("change.table_rows", lambda table: (table.min_rows, table.max_rows)),
    ("change.table_totals", lambda table: tuple(table.totals)),
    ("change.table_help", lambda table: table.help),
)
_FIELD: tuple[Told, ...] = (
    ("change.field_label", lambda field: field.label),
    ("change.field_kind", lambda field: field.kind),
    ("change.field_default", _default),
    ("change.field_limits", _limits),
    ("change.field_places", lambda field: field.places),
    ("change.field_unit", lambda field: field.unit),
    ("change.field_length", lambda field: field.max_chars),
    ("change.field_pattern", lambda field: field.pattern),
    ("change.field_list", lambda field: (field.choices_from, field.narrowed_column, field.narrowed_by)),
    ("change.field_checked_as", lambda field: field.kind_from),
    ("change.field_carried", lambda field: field.copy),
    ("change.field_sensitive", lambda field: field.sensitive),
    ("change.field_local", lambda field: field.local),
    ("change.field_help", lambda field: field.help),
)
_CHOICE: tuple[Told, ...] = (("change.choice_label", lambda choice: choice.label),)
_CHECK: tuple[Told, ...] = (
    ("change.check_condition", lambda check: check.wrong.source),
    ("change.check_severity", lambda check: check.severity),
)
_EXTERNAL: tuple[Told, ...] = (
    ("change.check_condition", _asked),
    ("change.check_sentence", lambda check: check.say),
    ("change.check_severity", lambda check: check.severity),
)
