"""Which properties each record of a catalogue file may have, and of what type: the format, as data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from app.domain.form.author import Margin
from app.domain.form.model import Spot


class Shape(Enum):
    """What a property may hold."""

    TEXT = "文字"
    NUMBER = "整数"
    YES_NO = "true 或 false"
    DAY = "日期"
    RULE = "规则（文字）"
    CONDITION = "true、false 或规则（文字）"
    LIMIT = "整数或规则（文字）"
    TEXTS = "文字列表"
    TEXT_OR_TEXTS = "文字或文字列表"
    LIST = "列表"
    RECORD = "一组属性"
    RECORDS = "若干条记录"
    ANY = "值"


@dataclass(frozen=True, slots=True)
class RecordShape:
    """The properties of one kind of record; `needed` ones must be there."""

    properties: Mapping[str, Shape]
    needed: frozenset[str]


def _record(needed: Mapping[str, Shape], **optional: Shape) -> RecordShape:
    return RecordShape({**needed, **optional}, frozenset(needed))


_TEXT, _NUMBER, _YES_NO, _RULE = Shape.TEXT, Shape.NUMBER, Shape.YES_NO, Shape.RULE

FIELD = _record(
    {"key": _TEXT, "label": _TEXT, "kind": _TEXT},
    required=Shape.CONDITION,
    visible=Shape.CONDITION,
    calc=_RULE,
    calc_when=_RULE,
    default=Shape.ANY,
    default_calc=_RULE,
    min=Shape.LIMIT,
    max=Shape.LIMIT,
    places=_NUMBER,
    unit=_TEXT,
    max_chars=_NUMBER,
    pattern=_TEXT,
    choices=Shape.LIST,
    choices_from=_TEXT,
    narrowed_by=Shape.RECORD,
    kind_from=_TEXT,
    copy=_TEXT,
    sensitive=_YES_NO,
    local=_YES_NO,
    capital=_YES_NO,
    portrait=_YES_NO,
    help=_TEXT,
)
TABLE = _record(
    {"key": _TEXT, "label": _TEXT, "column": Shape.RECORDS},
    visible=Shape.CONDITION,
    min_rows=_NUMBER,
    max_rows=_NUMBER,
    totals=Shape.TEXTS,
    check=Shape.RECORDS,
    after=_TEXT,
    help=_TEXT,
)
CHECK = _record({"wrong": _RULE, "say": _TEXT, "at": _TEXT}, severity=_TEXT)
EXTERNAL = _record(
    {"name": _TEXT, "reads": Shape.TEXTS, "at": _TEXT, "say": _TEXT},
    severity=_TEXT,
    only=Shape.RECORD,
    rival=Shape.RECORD,
)
RIVAL = _record({"item": _TEXT, "field": _TEXT}, ended_by=Shape.TEXTS)
SECTION = _record(
    {"key": _TEXT, "title": _TEXT},
    visible=Shape.CONDITION,
    include=Shape.RECORD,
    field=Shape.RECORDS,
    table=Shape.RECORDS,
    by_office=_YES_NO,
    help=_TEXT,
)
INCLUDE = _record({"block": _TEXT}, prefix=_TEXT, label=_TEXT, omit=Shape.TEXTS)
NARROWED = _record({"column": _TEXT, "field": _TEXT})
BLOCK = _record(
    {"key": _TEXT, "title": _TEXT},
    field=Shape.RECORDS,
    table=Shape.RECORDS,
    check=Shape.RECORDS,
    material=Shape.RECORDS,
)
MATERIAL = _record(
    {"key": _TEXT, "name": _TEXT, "forms": Shape.TEXTS, "necessity": _TEXT},
    needed_when=_RULE,
    copies=_NUMBER,
    copies_most=_NUMBER,
    deferrable=_YES_NO,
    waived_by=Shape.TEXT_OR_TEXTS,
    printed_here=_YES_NO,
    prints=_TEXT,
    commitment=Shape.RECORD,
    reuse=_TEXT,
    category=_TEXT,
    source=_TEXT,
    issuer=_TEXT,
    standard=_TEXT,
    note=_TEXT,
)
COMMITMENT = _record(
    dict.fromkeys(("proof", "content", "manner", "liability", "powers", "checking"), _TEXT),
    basis=_TEXT,
    local=_YES_NO,
)
FORM_PAPER = _record(
    {"closing": Shape.TEXTS, "signers": Shape.TEXTS},
    lead=Shape.TEXTS,
    sections=Shape.TEXTS,
    whole_form=_YES_NO,
)
FORM = _record({"section": Shape.RECORDS}, check=Shape.RECORDS, external=Shape.RECORDS)
UNNEEDED = _record({"when": _RULE, "say": _TEXT, "at": _TEXT, "basis": Shape.RECORD})
DOCUMENT = _record(
    {"item": Shape.RECORD, "form": Shape.RECORD}, material=Shape.RECORDS, unneeded=Shape.RECORDS
)
ITEM = _record(
    {
        "id": _TEXT,
        "version": _NUMBER,
        "name": _TEXT,
        "type": _TEXT,
        "department": _TEXT,
        "decides": Shape.TEXTS,
        "handling": _TEXT,
        "basis": Shape.RECORDS,
        "result": Shape.RECORD,
        "valid_from": Shape.DAY,
    },
    variant=_TEXT,
    valid_until=Shape.DAY,
    withdrawn=_TEXT,
    competent_body=_TEXT,
    status=_TEXT,
    codes=Shape.RECORD,
    authority=Shape.RECORD,
    for_whom=Shape.TEXTS,
    legal_limit=Shape.RECORD,
    promised_limit=Shape.RECORD,
    steps=Shape.RECORDS,
    conditions=Shape.TEXTS,
    refusals=Shape.TEXTS,
    fee=Shape.RECORD,
    letters=Shape.TEXTS,
    windows=Shape.TEXTS,
    consult_phone=_TEXT,
    complaint_phone=_TEXT,
    place=_TEXT,
    hours=_TEXT,
    delivery=Shape.TEXTS,
    visits=_NUMBER,
    visit_reason=_TEXT,
    online_depth=_TEXT,
    appointment=_YES_NO,
    post=_YES_NO,
    self_service=_YES_NO,
    reach=_TEXT,
    quota=_TEXT,
    intermediaries=Shape.TEXTS,
    questions=Shape.RECORDS,
    reminders=Shape.TEXTS,
    high_risk=Shape.TEXTS,
    local=Shape.TEXTS,
    themes=Shape.TEXTS,
    collects=Shape.RECORD,
)
CODES = _record({}, basic=_TEXT, implementing=_TEXT, business=_TEXT)
AUTHORITY = _record({"name": _TEXT, "nature": _TEXT}, uscc=_TEXT, powers=_TEXT)
LIMIT = _record({"length": _NUMBER, "unit": _TEXT})
STEP = _record({"name": _TEXT}, limit=Shape.RECORD, counted=_YES_NO, basis=_TEXT, standard=_TEXT, who=_TEXT)
BASIS = _record({"title": _TEXT}, number=_TEXT, article=_TEXT, text=_TEXT)
RESULT = _record({"name": _TEXT, "kind": _TEXT}, sample=_TEXT, valid=_TEXT)
COLLECTS = _record(
    {"amount": _TEXT, "biller": _TEXT, "what": _TEXT, "way": _TEXT},
    account=_TEXT,
    period=_TEXT,
    lines=Shape.TEXTS,
    line_who=_TEXT,
    line_period=_TEXT,
    line_amount=_TEXT,
)
FEE = _record({"charged": _YES_NO}, standard=_TEXT, basis=_TEXT, relief=_TEXT)
QUESTION = _record({"ask": _TEXT, "answer": _TEXT})
LOOKUP = _record(
    {"name": _TEXT, "label": _TEXT, "key": _TEXT, "columns": Shape.RECORD, "edition": Shape.RECORDS},
    local=_YES_NO,
    source=_TEXT,
)
EDITION = _record({"since": Shape.DAY, "rows": Shape.RECORDS}, source=_TEXT)

_PYTHON: Mapping[Shape, tuple[type, ...]] = {
    Shape.TEXT: (str,),
    Shape.NUMBER: (int,),
    Shape.YES_NO: (bool,),
    Shape.DAY: (date,),
    Shape.RULE: (str,),
    Shape.CONDITION: (bool, str),
    Shape.LIMIT: (int, str),
    Shape.TEXTS: (list,),
    Shape.TEXT_OR_TEXTS: (str, list),
    Shape.LIST: (list,),
    Shape.RECORD: (dict,),
    Shape.RECORDS: (list,),
    Shape.ANY: (object,),
}
_YES_NO_WORDS = frozenset({"是", "否", "必填", "选填", "yes", "no", "true", "false", "True", "False"})


def sound(record: Mapping[str, Any], shape: RecordShape, margin: Margin, spot: Spot) -> dict[str, Any]:
    """Return the usable properties of a record; everything unusable is noted in the margin."""
    for name in sorted(shape.needed - record.keys()):
        margin.note(spot, "form.missing_property", property=name)
    good: dict[str, Any] = {}
    for name, value in record.items():
        wanted = shape.properties.get(name)
        if wanted is None:
            known = "、".join(shape.properties)
            margin.note(spot, "form.unknown_property", property=name, known=known)
        elif wanted is Shape.CONDITION and isinstance(value, str) and value in _YES_NO_WORDS:
            margin.note(spot, "form.yes_no_word", property=name, text=value)
        elif _fits(value, wanted):
            good[name] = value
        else:
            margin.note(spot, "form.wrong_property", property=name, wanted=wanted.value, given=_given(value))
    return good


def _fits(value: Any, wanted: Shape) -> bool:
    allowed: Any = _PYTHON[wanted]
    if isinstance(value, bool) and bool not in allowed and wanted is not Shape.ANY:
        return False
    if not isinstance(value, allowed):
        return False
    if isinstance(value, list) and wanted in {Shape.TEXTS, Shape.TEXT_OR_TEXTS}:
        return all(isinstance(entry, str) for entry in value)
    if wanted is Shape.RECORDS:
        return all(isinstance(entry, dict) for entry in value)
    return True


def _given(value: Any) -> str:
    return f"「{value}」" if isinstance(value, str) else str(value)[:40]
