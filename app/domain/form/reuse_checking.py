"""Finds papers marked to count again (材料复用) that cannot: no such group, or nothing of them stays here."""

from collections.abc import Iterable, Iterator, Mapping

from app.domain.form.author import Margin, SourceText, near
from app.domain.form.lookups import LookupTable
from app.domain.form.model import Material, MaterialForm

REUSABLE_PAPERS = "reusable_papers"
"""The table of the groups, with how long a paper of each is valid."""
_STAYS = frozenset({MaterialForm.COPY, MaterialForm.KEPT, MaterialForm.ELECTRONIC})
"""What a hall keeps of a paper; an original alone is looked at and goes back."""


def report_reuse(
    materials: Iterable[Material], tables: Mapping[str, LookupTable], source: SourceText, margin: Margin
) -> None:
    """Note what is wrong with each `reuse` of one form, at the material that names it."""
    table = tables.get(REUSABLE_PAPERS)
    groups = table.all_keys() if table is not None else frozenset[str]()
    for material in materials:
        for code, facts in _mistakes(material, groups):
            margin.note(source.spot(f"材料〈{material.name}〉的 reuse", material.key, "reuse"), code, **facts)


def _mistakes(material: Material, groups: frozenset[str]) -> Iterator[tuple[str, dict[str, object]]]:
    if not material.reuse:
        return
    if material.reuse not in groups:
        yield "form.reuse_unknown", {"name": material.reuse, "near": near(material.reuse, groups)}
    if material.printed_here:
        yield "form.reuse_printed", {"name": material.name}
    elif _STAYS.isdisjoint(material.forms):
        yield "form.reuse_form", {"name": material.name}
