"""Reads the materials of a catalogue file: each paper, and the commitment that may replace it."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

from app.domain.form import shapes
from app.domain.form.author import Margin, SourceText
from app.domain.form.commitment import Commitment, Manner
from app.domain.form.model import Material, MaterialForm, Necessity, Rule, Spot
from app.domain.form.shapes import sound

Record = Mapping[str, Any]
_Member = TypeVar("_Member", bound=Enum)
_READ = frozenset(
    {"key", "forms", "necessity", "needed_when", "deferrable", "copies_most", "commitment", "waived_by"}
)
MOST_CHECKS = 9
"""A clerk chooses among them by one digit."""


def read_material(record: Record, source: SourceText, margin: Margin, prefix: str) -> Material | None:
    """Read one material; None, and noted in the margin, if it lacks what makes it one."""
    key, name = str(record.get("key", "")), str(record.get("name", ""))
    spot = source.spot(f"材料〈{name or key}〉", key)
    good = sound(record, shapes.MATERIAL, margin, spot)
    necessity = word_of(Necessity, good.get("necessity"), "necessity", margin, spot)
    forms = [word_of(MaterialForm, form, "forms", margin, spot) for form in good.get("forms", ())]
    if necessity is None or None in forms or not shapes.MATERIAL.needed <= good.keys():
        return None
    if (necessity is Necessity.CONDITIONAL) is not ("needed_when" in good):
        margin.note(spot, "form.condition_missing", name=name)
    plain = {prop: value for prop, value in good.items() if prop not in _READ}
    when = good.get("needed_when")
    return Material(
        key=prefix + key,
        forms=tuple(form for form in forms if form is not None),
        necessity=necessity,
        needed_when=None if when is None else Rule(when, spot, prefix),
        deferrable=good.get("deferrable", necessity is Necessity.DEFERRABLE),
        copies_most=good.get("copies_most", good.get("copies", 1)),
        commitment=_commitment(good, source, margin),
        waived_by=_checks(good.get("waived_by"), name, margin, spot),
        **plain,
    )


def word_of(
    wanted: type[_Member], given: str | None, prop: str, margin: Margin, spot: Spot
) -> _Member | None:
    """Return the member a word stands for; None, and noted in the margin if there is a word, for none."""
    if given is None:
        return None
    known = {str(member.value): member for member in wanted}
    if given not in known:
        margin.note(spot, "form.unknown_word", property=prop, text=given, known="、".join(known))
    return known.get(given)


def _checks(given: str | list[str] | None, name: str, margin: Margin, spot: Spot) -> tuple[str, ...]:
    """Return the checks that may stand in for a paper (免): one written alone, or a list to choose from."""
    checks = tuple(given) if isinstance(given, list) else (given,) if given else ()
    is_sound = all(one.strip() for one in checks) and len(set(checks)) == len(checks) <= MOST_CHECKS
    if not is_sound:
        margin.note(spot, "form.checks_wrong", name=name, most=MOST_CHECKS)
    return checks if is_sound else ()


def _commitment(material: Record, source: SourceText, margin: Margin) -> Commitment | None:
    """Read what may be promised in place of a paper; a paper that is printed here is promised by nobody."""
    record = material.get("commitment")
    if record is None:
        return None
    name, key = str(material["name"]), str(material["key"])
    spot = source.spot_under(f"材料〈{name}〉的告知承诺", key, "commitment")
    if material.get("printed_here"):
        margin.note(spot, "form.commitment_printed", name=name)
    good = sound(record, shapes.COMMITMENT, margin, spot)
    manner = word_of(Manner, good.get("manner"), "manner", margin, spot)
    blank = [prop for prop, value in good.items() if isinstance(value, str) and not value.strip()]
    for prop in blank:
        margin.note(
            source.spot_under(spot.words, key, "commitment", prop), "form.commitment_blank", name=prop
        )
    if manner is None or blank or not shapes.COMMITMENT.needed <= good.keys():
        return None
    return Commitment(**{**good, "manner": manner})
