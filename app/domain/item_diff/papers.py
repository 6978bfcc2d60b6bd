"""Differences of the papers an applicant has to bring."""

from collections.abc import Callable, Iterable, Iterator

from app.domain.form.model import Material, Necessity
from app.domain.item_diff.difference import Difference, Told, came_and_went, changed, in_both


def material_differences(old: Iterable[Material], new: Iterable[Material]) -> Iterator[Difference]:
    """Yield papers added, taken out, renamed, and asked for on other terms; a paper is known by its key."""
    papers = _by_key(old), _by_key(new)
    yield from came_and_went(_CODES, *papers, lambda material: material.name)
    for before, after in in_both(*papers):
        yield from _of_one(before, after)


def _by_key(materials: Iterable[Material]) -> dict[str, Material]:
    return {material.key: material for material in materials}


def _of_one(old: Material, new: Material) -> Iterator[Difference]:
    if old.necessity is not new.necessity:
        yield Difference(_NOW[new.necessity], {"name": new.name})
    yield from changed(_MATERIAL, old, new, new.name)
    if old.commitment is not None and new.commitment is not None:
        yield from changed(_COMMITMENT, old.commitment, new.commitment, new.name)
    for codes, has in _SWITCHES:
        if has(old) != has(new):
            yield Difference(codes[0] if has(new) else codes[1], {"name": new.name})


_CODES = ("change.material_added", "change.material_removed")
_NOW = {
    Necessity.REQUIRED: "change.material_now_required",
    Necessity.OPTIONAL: "change.material_now_optional",
    Necessity.DEFERRABLE: "change.material_now_deferrable",
    Necessity.CONDITIONAL: "change.material_now_conditional",
}
_MATERIAL: tuple[Told, ...] = (
    ("change.material_name", lambda one: one.name),
    ("change.material_forms", lambda one: one.forms),
    ("change.material_copies", lambda one: tuple(dict.fromkeys((one.copies, one.copies_most)))),
    ("change.material_condition", lambda one: one.needed_when and one.needed_when.source),
    ("change.material_waived_by", lambda one: "或".join(one.waived_by)),
    ("change.material_category", lambda one: one.category),
    ("change.material_source", lambda one: one.source),
    ("change.material_issuer", lambda one: one.issuer),
    ("change.material_standard", lambda one: one.standard),
    ("change.material_note", lambda one: one.note),
    ("change.material_prints", lambda one: one.prints),
    ("change.material_reuse", lambda one: one.reuse),
)
_COMMITMENT: tuple[Told, ...] = (
    ("change.commitment_proof", lambda one: one.proof),
    ("change.commitment_basis", lambda one: one.basis),
    ("change.commitment_content", lambda one: one.content),
    ("change.commitment_liability", lambda one: one.liability),
    ("change.commitment_powers", lambda one: one.powers),
    ("change.commitment_checking", lambda one: one.checking),
)
_SWITCHES: tuple[tuple[tuple[str, str], Callable[[Material], bool]], ...] = (
    (
        ("change.material_may_follow", "change.material_may_not_follow"),
        lambda one: one.deferrable and one.necessity is not Necessity.DEFERRABLE,
    ),
    (("change.material_printed_here", "change.material_not_printed_here"), lambda one: one.printed_here),
    (
        ("change.commitment_offered", "change.commitment_not_offered"),
        lambda one: one.commitment is not None,
    ),
)
