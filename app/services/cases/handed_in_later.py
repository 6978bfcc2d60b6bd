"""Issues the 收件凭证 for papers handed in after the application: each that was asked for gets one."""

from app.domain.case.case import Case
from app.domain.case.deadlines import answer_due
from app.domain.paper import CaseFacts
from app.domain.paper_wording import paper_date
from app.ports.paper_store import PaperRecord
from app.services.case_turn import CaseTurn
from app.services.cases.intake import HandedIn
from app.services.cases.receive import RECEIPT, material_rows
from app.services.cases.still_asked import Asked
from app.services.papers.facts import PaperOrder
from app.services.papers.reserve import reserve_paper

Papers = tuple[PaperRecord, ...]


def receipt_for_promised(turn: CaseTurn, before: Case, brought: tuple[HandedIn, ...]) -> Papers:
    """Issue the receipt for all that was `brought`, if `before` awaited a paper among it (容缺); else none.

    It says what is still to come, or that all came.
    """
    awaited = {one.key for one in before.awaited}
    if awaited.isdisjoint(one.key for one in _handed(brought)):
        return ()
    left = "、".join(f"{one.name}（{paper_date(one.until)}前）" for one in turn.case(before.id).awaited)
    return _receipt(
        turn,
        before,
        brought,
        CaseFacts(
            received_at=turn.stated_at,
            later_papers=left,
            completed_on=None if left else turn.moment.business_date,
        ),
    )


def receipt_for_supplements(
    turn: CaseTurn, case: Case, brought: tuple[HandedIn, ...], left: Asked | None
) -> Papers:
    """Issue the receipt for what was `brought` after a 一次性告知书; none where nothing was handed over.

    It says what is `left`; None: all came, so that it names the last day of an answer, which the law counts
    anew from today (行政许可法 32(4)).
    """
    if not _handed(brought):
        return ()
    if left is not None:
        facts = CaseFacts(received_at=turn.stated_at, still_asked="、".join((*left.missing, *left.unsure)))
    else:
        today = turn.moment.business_date
        due = answer_due(today, turn.office.calendar).date
        facts = CaseFacts(received_at=turn.stated_at, supplemented_on=today, acceptance_due=due)
    return _receipt(turn, case, brought, facts)


def _receipt(turn: CaseTurn, case: Case, brought: tuple[HandedIn, ...], facts: CaseFacts) -> Papers:
    now = turn.case(case.id)
    item = turn.office.catalog.version(now.item.id, now.item.version)
    rows = material_rows(item, _handed(brought))
    return (reserve_paper(turn, now, item, PaperOrder(type_code=RECEIPT, case=facts, table_rows=rows)),)


def _handed(brought: tuple[HandedIn, ...]) -> tuple[HandedIn, ...]:
    """A check in a system in the place of a paper (免) hands nothing over."""
    return tuple(one for one in brought if not one.waived_by)
