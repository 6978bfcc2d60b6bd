"""Reads the questions about other cases (`[[form.external]]`) out of a catalogue file's records."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.form import shapes
from app.domain.form.author import Margin, SourceText, near
from app.domain.form.material_reading import word_of
from app.domain.form.model import ExternalCheck, FormDef, Rival, Spot
from app.domain.form.shapes import sound
from app.domain.identity.check import Severity

RIVALLED = frozenset({"registered_unemployed", "registered_employed"})
"""The questions that ask for the record of another item, which the author names as `rival`."""
Record = Mapping[str, Any]


def read_external(record: Record, source: SourceText, margin: Margin) -> ExternalCheck:
    """Return one question, noting every mistake; which answers there are is for `report_external` to see."""
    name = str(record.get("name", ""))
    spot = spot_of(name, source)
    good = sound(record, shapes.EXTERNAL, margin, spot)
    if name in RIVALLED and "rival" not in good:
        margin.note(spot, "form.missing_property", property="rival")
    severity = good.get("severity", "error")
    return ExternalCheck(
        name=good.get("name", ""),
        reads=tuple(good.get("reads", ())),
        at=good.get("at", ""),
        say=good.get("say", ""),
        severity=word_of(Severity, severity, "severity", margin, spot) or Severity.ERROR,
        only=dict(_only(good.get("only", {}), margin, spot)),
        rival=_rival(good["rival"], margin, spot) if "rival" in good else None,
    )


def report_external(form: FormDef, source: SourceText, margin: Margin) -> None:
    """Note where a question is asked `only` for an answer it does not read, or that nobody can choose."""
    fields = form.fields()
    for check in form.external:
        spot = spot_of(check.name, source)
        for key, codes in check.only.items():
            if key not in check.reads:
                margin.note(spot, "form.unknown_name", name=key, near=near(key, check.reads))
            elif key in fields and fields[key].choices:
                known = [choice.code for choice in fields[key].choices]
                for code in sorted(set(codes) - set(known)):
                    margin.note(spot, "form.no_such_choice", text=code, choices="、".join(known[:12]))


def spot_of(name: str, source: SourceText) -> Spot:
    """Return where a question stands in its file."""
    return source.spot(f"外部核对〈{name}〉", name)


def _only(given: Record, margin: Margin, spot: Spot) -> Iterator[tuple[str, tuple[str, ...]]]:
    shape = shapes.RecordShape(dict.fromkeys(given, shapes.Shape.TEXTS), frozenset())
    for key, codes in sound(given, shape, margin, spot).items():
        yield key, tuple(codes)


def _rival(given: Record, margin: Margin, spot: Spot) -> Rival:
    good = sound(given, shapes.RIVAL, margin, spot)
    return Rival(
        item=good.get("item", ""), field=good.get("field", ""), ended_by=tuple(good.get("ended_by", ()))
    )
