"""Judges which papers may come later (容缺): listed as such, needed, and not here yet."""

from app.domain.form.sheet import FormSheet
from app.services.cases.excuses import Deferral
from app.services.cases.intake import HandedIn, IntakeRefused, missing_materials


def refuse_unfit_deferrals(
    sheet: FormSheet, handed_in: tuple[HandedIn, ...], deferred: tuple[Deferral, ...]
) -> None:
    """Refuse to put off a paper that the item does not list as deferrable, or that is not missing."""
    missing = {need.material.key for need in missing_materials(sheet.materials(), handed_in)}
    needs = {need.material.key: need for need in sheet.materials()}
    for one in deferred:
        need = needs.get(one.key)
        if need is None or not need.deferrable:
            name = one.key if need is None else need.material.name
            raise IntakeRefused("case.not_deferrable", name=name)
        if one.key not in missing:
            raise IntakeRefused("case.deferred_not_missing", name=need.material.name)
