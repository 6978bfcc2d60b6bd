"""Issues the 收件凭证 for a paper that was put off (容缺) and handed in later: who hands in gets one."""

from app.domain.case.case import Case
from app.domain.paper import CaseFacts
from app.domain.paper_wording import paper_date
from app.ports.paper_store import PaperRecord
from app.services.case_turn import CaseTurn
from app.services.cases.intake import HandedIn
from app.services.cases.receive import RECEIPT, material_rows
from app.services.papers.facts import PaperOrder
from app.services.papers.reserve import reserve_paper


def receipt_for_promised(
    turn: CaseTurn, before: Case, brought: tuple[HandedIn, ...]
) -> tuple[PaperRecord, ...]:
    """Issue the receipt for all that was `brought`, if a paper is among it that `before` awaited; else none.

    It says what is still to come, or that all came. A check in a system in the place of a paper (免) hands
    nothing over.
    """
    handed = tuple(one for one in brought if not one.waived_by)
    awaited = {one.key for one in before.awaited}
    if awaited.isdisjoint(one.key for one in handed):
        return ()
    case = turn.case(before.id)
    item = turn.office.catalog.version(case.item.id, case.item.version)
    order = PaperOrder(type_code=RECEIPT, case=_facts(turn, case), table_rows=material_rows(item, handed))
    return (reserve_paper(turn, case, item, order),)


def _facts(turn: CaseTurn, case: Case) -> CaseFacts:
    left = "、".join(f"{one.name}（{paper_date(one.until)}前）" for one in case.awaited)
    return CaseFacts(
        received_at=turn.stated_at,
        later_papers=left,
        completed_on=None if left else turn.moment.business_date,
    )
