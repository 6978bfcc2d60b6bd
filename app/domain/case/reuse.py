"""Papers of an earlier case that count again for the same person (材料复用): which, and until when.

The law forbids asking twice for what the hall has (DESIGN §6). Only what can be put into the new file is
offered: captured pages, or the paper itself while it lies here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.case.case import Case, HeldMaterial
from app.domain.case.state import CaseState
from app.domain.form.functions import add_months
from app.domain.form.lookups import LookupTable
from app.domain.form.model import Material

REUSED = "复用"
"""The form in which such a paper is handed in, beside 原, 复, 电 and 收."""
_IN_DOUBT = frozenset(
    {CaseState.SUPPLEMENT_REQUIRED, CaseState.REFUSED, CaseState.WITHDRAWN, CaseState.REVOKED}
)
"""Its papers were objected to, found false, or taken back by who brought them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReusablePaper:
    """A paper of an earlier case that may be used again: where it lies, and until when it is valid."""

    case_id: str
    row: str
    case_number: str
    item_name: str
    received_on: date
    until: date
    copies: int = 1
    pages: int = 1


def valid_months(table: LookupTable | None, group: str, day: date) -> int:
    """Return for how many months a paper of a group is valid; 0 for a group that is not in force."""
    row = table.edition(day).rows.get(group, {}) if table is not None else {}
    months = row.get("valid_months")
    return months if isinstance(months, int) else 0


def reusable_in(
    case: Case, materials: Iterable[Material], months: Mapping[str, int], place: str, today: date
) -> Iterator[tuple[str, ReusablePaper]]:
    """Yield the groups of papers a case may lend today, each with its paper; of several the one brought last.

    `materials` are those of the item version of the case, `months` how long each group is valid. A paper
    that was itself used again is lent by the case it was brought to, as long as that stands.
    """
    if case.state in _IN_DOUBT or case.is_erased or case.conflicts:
        return
    groups = {one.key: one.reuse for one in materials if months.get(one.reuse)}
    for paper in reversed(case.materials):
        if paper.key in groups and not paper.reused_from and not paper.waived_by and _is_kept(paper, place):
            until = add_months(case.received_on, months[groups[paper.key]])
            if until is not None and until >= today:
                yield groups[paper.key], _lent(case, paper, until)


def _is_kept(paper: HeldMaterial, place: str) -> bool:
    return bool(paper.scans) or paper.where == place


def _lent(case: Case, paper: HeldMaterial, until: date) -> ReusablePaper:
    return ReusablePaper(
        case_id=case.id,
        row=paper.row,
        case_number=case.case_number,
        item_name=case.item.name,
        received_on=case.received_on,
        until=until,
        copies=paper.copies,
        pages=paper.pages,
    )
