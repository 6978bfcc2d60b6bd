"""Judges whether what a 一次性告知书 asked for has come: paper by paper, and the form.

行政许可法 32(4), 33: what was told once is what has to come; the time limit runs anew from its whole.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.case.case import Case
from app.domain.form.model import Material
from app.domain.form.sheet import FormContext, FormSheet, errors_of, open_sheet
from app.services.cases.intake import HandedIn
from app.services.office import Office

FORM = "申请表"
"""How a notice names the answers of the form."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a notice still asks for: what is `missing`, and lines only a person can judge (`unsure`).

    `is_empty_handed`: neither did a paper come, nor does the form read otherwise than before.
    """

    missing: tuple[str, ...]
    unsure: tuple[str, ...]
    is_empty_handed: bool

    def is_open(self, *, is_vouched: bool) -> bool:
        """Say whether the case goes on waiting; a clerk may vouch for what is unsure, never for the rest."""
        return bool(self.missing) or (bool(self.unsure) and not is_vouched)


def still_asked(
    office: Office, case: Case, today: date, *, brought: tuple[HandedIn, ...], answers: Mapping[str, Any]
) -> Asked:
    """Return what the newest notice of `case` still asks for, with `brought` and `answers` taken in.

    A paper counts when it came, or was waived, after the notice: the one that was here before is what the
    notice found fault with. A notice of an earlier version did not keep which those were.
    """
    item = office.catalog.version(case.item.id, case.item.version)
    sheet = open_sheet(item.form, answers, FormContext(today=today, tables=office.catalog.tables))
    before = frozenset(case.facts.get("held_before", ()))
    here = {one.key for one in case.materials if one.row not in before} | {one.key for one in brought}
    papers = {one.name: one for one in item.materials}
    missing, unsure = dict[str, None](), dict[str, None]()
    for name in _names(case):
        if name == FORM or (name in papers and papers[name].printed_here):
            missing |= dict.fromkeys(_wrong_answers(sheet))
        if name == FORM:
            continue
        if name not in papers or not _is_needed(sheet, papers[name]):
            unsure |= {} if name in papers and papers[name].key in here else {name: None}
        elif papers[name].key not in here:
            missing[name] = None
    return Asked(tuple(missing), tuple(unsure), not brought and sheet.answers() == case.answers)


def _names(case: Case) -> Iterator[str]:
    """Yield what each line of the notice is about."""
    lines = case.facts.get("supplements", ())
    return (str(line[0]) for line in lines if isinstance(line, list | tuple) and line)


def _wrong_answers(sheet: FormSheet) -> Iterator[str]:
    return (f"{FORM}里的“{problem.label}”" for problem in errors_of(sheet.problems()))


def _is_needed(sheet: FormSheet, paper: Material) -> bool:
    return any(need.needed for need in sheet.materials() if need.material.key == paper.key)
