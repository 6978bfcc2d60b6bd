"""A form as its author wrote it: sections, fields, tables, checks and materials, all plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from app.domain.form.commitment import Commitment
from app.domain.form.values import Kind, Value
from app.domain.identity.check import Severity
from app.domain.legal_basis import LegalBasis


class MaterialForm(Enum):
    """In which form a paper is handed in."""

    ORIGINAL = "原"
    COPY = "复"
    ELECTRONIC = "电"
    KEPT = "收"


class Necessity(Enum):
    """Whether a paper has to be there."""

    REQUIRED = "必"
    OPTIONAL = "非"
    DEFERRABLE = "容"
    CONDITIONAL = "条"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where something was written: file, line if found, and the place in the author's own words."""

    file: str
    line: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as written, where it stands, and the prefix of the block it came with."""

    source: str
    spot: Spot
    prefix: str = ""


Condition = bool | Rule
"""Always, never, or when a rule holds."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a choice list."""

    code: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDef:
    """One question. For its TOML see `shapes.FIELD`.

    `calc` fills the field; with `calc_when` only while that holds, otherwise the clerk types it.
    `default` is what a new form begins with; `default_calc` reckons it from the day and the lookup tables.
    `copy` names the group of known answers this one may be carried over with; `sensitive` forbids showing
    and copying it freely. `kind_from` names the field that says which certificate or account this is.
    On a printed form, `capital` amounts carry their 大写, and a `portrait` has a place to be stuck on.
    """

    key: str
    label: str
    kind: Kind
    spot: Spot
    required: Condition = False
    visible: Condition = True
    calc: Rule | None = None
    calc_when: Rule | None = None
    default: Value = None
    default_calc: Rule | None = None
    minimum: Rule | None = None
    maximum: Rule | None = None
    places: int = 2
    unit: str = ""
    max_chars: int = 0
    pattern: str = ""
    choices: tuple[Choice, ...] = ()
    choices_from: str = ""
    narrowed_column: str = ""
    narrowed_by: str = ""
    kind_from: str = ""
    copy: str = ""
    sensitive: bool = False
    local: bool = False
    capital: bool = False
    portrait: bool = False
    help: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDef:
    """A table of rows with the same columns; `totals` names the columns summed under it."""

    key: str
    label: str
    spot: Spot
    columns: tuple[FieldDef, ...]
    visible: Condition = True
    min_rows: int = 0
    max_rows: int = 100
    totals: tuple[str, ...] = ()
    help: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckDef:
    """Something that must not be: when `wrong` holds, `say` is shown at field `at`.

    In a table's check (`table` set) the rule is asked for every row. With a `basis` it says that the law asks
    for no permit at all (行政许可法 32 第一款第一项): nothing to mend, an answer to give.
    """

    wrong: Rule
    say: str
    at: str
    severity: Severity
    table: str = ""
    basis: LegalBasis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """Another item whose record shuts this one out, until its `field` was answered as `ended_by` says."""

    item: str
    field: str
    ended_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExternalCheck:
    """A question only the service can answer, about other cases; asked when `reads` are filled.

    `only` names the answers of choices for which it is asked, where not for every one; `rival` the other
    item it looks at, where it looks at one.
    """

    name: str
    reads: tuple[str, ...]
    at: str
    say: str
    severity: Severity
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rival: Rival | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionDef:
    """A titled part of the form; `parts` are in the author's order.

    What is filled in `by_office` (经办填写) is no part of what the applicant signs.
    """

    key: str
    title: str
    parts: tuple[FieldDef | TableDef, ...]
    visible: Condition = True
    by_office: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A paper the applicant brings (事项材料, GB/T 39554.2).

    `deferrable` (容缺) may follow later; `waived_by` names the checks of which one replaces the paper (免);
    `copies`..`copies_most` pieces. `printed_here` papers come out of this program's printer to be signed;
    `prints` names the text in form_papers/ they are made with, empty for the one of application forms.
    `commitment` is what may be promised in writing instead of the paper (告知承诺). `reuse` names the group
    of papers that count again for the same person in a later case (材料复用); empty: it is brought each time.
    """

    key: str
    name: str
    forms: tuple[MaterialForm, ...]
    necessity: Necessity
    needed_when: Rule | None = None
    copies: int = 1
    copies_most: int = 1
    deferrable: bool = False
    waived_by: tuple[str, ...] = ()
    printed_here: bool = False
    prints: str = ""
    commitment: Commitment | None = None
    reuse: str = ""
    category: str = ""
    source: str = ""
    issuer: str = ""
    standard: str = ""
    note: str = ""

    @property
    def slot(self) -> str:
        """The name under which changes of its need are told; no field can have it."""
        return f"material:{self.key}"

    @property
    def waivable(self) -> bool:
        """True if a check in a system may stand in for the paper."""
        return bool(self.waived_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDef:
    """The whole form of one item version."""

    sections: tuple[SectionDef, ...]
    checks: tuple[CheckDef, ...] = ()
    external: tuple[ExternalCheck, ...] = ()
    materials: tuple[Material, ...] = ()

    def fields(self) -> Mapping[str, FieldDef]:
        """Return every field by its slot: `key`, or `table/column`."""
        found: dict[str, FieldDef] = {}
        for part in self.parts():
            if isinstance(part, TableDef):
                found |= {f"{part.key}/{column.key}": column for column in part.columns}
            else:
                found[part.key] = part
        return found

    def tables(self) -> Mapping[str, TableDef]:
        """Return every table by its key."""
        return {part.key: part for part in self.parts() if isinstance(part, TableDef)}

    def parts(self) -> tuple[FieldDef | TableDef, ...]:
        """Return fields and tables in form order."""
        return tuple(part for section in self.sections for part in section.parts)
