"""A form after compiling: its rules as closures in the order they run, and who reads what."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from app.domain.form.expressions import Expression, Reading
from app.domain.form.findings import Reach
from app.domain.form.model import CheckDef, FieldDef, FormDef, TableDef


class Facet(Enum):
    """What a rule decides about its slot; the first three change the answer others read."""

    VISIBLE = "visible"
    CALC = "calc"
    CALC_WHEN = "calc_when"
    REQUIRED = "required"
    FINDINGS = "findings"
    CHECK = "wrong"
    MATERIAL = "needed_when"


WRITING = frozenset({Facet.VISIBLE, Facet.CALC, Facet.CALC_WHEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledRule:
    """One closure: what it decides, about which slot, once or for every row of `table`.

    `slot` is a field's slot, a table's key, or a material's slot; `check` is the check a CHECK rule asks,
    `grounds` the answers it rests on in the end.
    """

    facet: Facet
    slot: str
    table: str
    expression: Expression
    check: CheckDef | None = None
    grounds: frozenset[Reading] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form ready to be filled in; `defaults` holds the slots whose default is reckoned, not written."""

    definition: FormDef
    fields: Mapping[str, FieldDef]
    tables: Mapping[str, TableDef]
    rules: tuple[CompiledRule, ...]
    by_slot: Mapping[tuple[Facet, str], tuple[int, ...]]
    readers: Mapping[str, tuple[tuple[int, bool], ...]]
    narrowing: Mapping[str, Reach]
    defaults: Mapping[str, Expression]
