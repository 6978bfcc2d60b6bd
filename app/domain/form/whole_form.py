"""What only a whole form shows: keys used twice, and checks that point at what is not there."""

from collections.abc import Iterable, Iterator

from app.domain.form.author import Margin, SourceText, near
from app.domain.form.model import FormDef, Spot


def report_whole(form: FormDef, source: SourceText, margin: Margin) -> None:
    """Note the mistakes of a form as a whole; `source` is the item's own file."""
    for spot, key in _doubled(form, source):
        margin.note(spot, "form.duplicate_key", key=key)
    slots = form.fields().keys() | form.tables().keys()
    for spot, name, place in _targets(form, source):
        if place not in slots:
            margin.note(spot, "form.unknown_name", name=name, near=near(name, slots))


def repeated(keys: Iterable[str]) -> list[str]:
    """Return the keys that come more than once."""
    listed = list(keys)
    return sorted({key for key in listed if listed.count(key) > 1})


def _doubled(form: FormDef, source: SourceText) -> Iterator[tuple[Spot, str]]:
    parts = form.parts()
    for key in repeated(part.key for part in parts):
        yield [part for part in parts if part.key == key][-1].spot, key
    for table in form.tables().values():
        yield from ((table.spot, key) for key in repeated(column.key for column in table.columns))
    for key in repeated(material.key for material in form.materials):
        yield source.spot("材料", key), key


def _targets(form: FormDef, source: SourceText) -> Iterator[tuple[Spot, str, str]]:
    for check in form.checks:
        yield check.wrong.spot, check.at, f"{check.table}/{check.at}" if check.table else check.at
    for external in form.external:
        spot = source.spot(f"外部核对〈{external.name}〉", external.name)
        yield from ((spot, name, name) for name in {external.at, *external.reads})
