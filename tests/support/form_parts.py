"""Parts of a form made by hand, so that a test says only what it is about."""

from typing import Any

from app.domain.form.model import (
    Choice,
    FieldDef,
    Material,
    MaterialForm,
    Necessity,
    SectionDef,
    Spot,
    TableDef,
)
from app.domain.form.problems import Problem
from app.domain.form.sheet import FieldState, MaterialNeed
from app.domain.form.values import Kind, read_answer
from app.domain.identity.check import Severity

NOWHERE = Spot(file="")
NATIONS = (Choice("01", "汉族"), Choice("10", "畲族"), Choice("03", "回族"))


def a_field(kind: Kind = Kind.TEXT, key: str = "asked", **said: Any) -> FieldDef:
    """A question of a kind; everything else as plain as it can be."""
    return FieldDef(**{"key": key, "label": "所问", "kind": kind, "spot": NOWHERE, **said})


def a_table(*columns: FieldDef, key: str = "years", **said: Any) -> TableDef:
    """A table of these columns."""
    return TableDef(**{"key": key, "label": "补缴年度", "spot": NOWHERE, "columns": columns, **said})


def a_section(*parts: FieldDef | TableDef, key: str = "person", title: str = "申请人") -> SectionDef:
    """A titled part of a form."""
    return SectionDef(key=key, title=title, parts=parts)


def a_state(field: FieldDef, raw: object = None, *, path: str = "", **said: Any) -> FieldState:
    """How a field stands after `raw` was typed or stored."""
    plain = {"visible": True, "required": False, "calculated": False, "problems": ()}
    value = read_answer(field.kind, raw, field.places)
    stands = {"path": path or field.key, "field": field, "value": value, "default": field.default}
    return FieldState(**{**stands, **plain, **said})


def a_problem(code: str = "form.required_missing", path: str = "asked", **said: Any) -> Problem:
    """Something to mend."""
    plain = {"label": "所问", "severity": Severity.ERROR, "facts": {"label": "所问"}}
    return Problem(**{"path": path, "code": code, **plain, **said})


def a_material(key: str = "id_card", **said: Any) -> Material:
    """A paper to bring: the original, or else a copy."""
    forms = (MaterialForm.ORIGINAL, MaterialForm.COPY)
    plain = {"name": "居民身份证", "forms": forms, "necessity": Necessity.REQUIRED}
    return Material(**{"key": key, **plain, **said})


def a_need(material: Material, *, needed: bool = True) -> MaterialNeed:
    """Whether a paper is needed now."""
    return MaterialNeed(
        material=material, needed=needed, waivable=material.waivable, deferrable=material.deferrable
    )
