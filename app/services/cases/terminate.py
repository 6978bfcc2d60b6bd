"""Ends a case whose promised papers did not come in time (容缺逾期退件), with a 退件通知书."""

from collections.abc import Mapping

from app.domain.case.case import Case
from app.domain.case.deferral import DeferredPaper
from app.domain.form.lookups import RowValues
from app.domain.ledger.operation import Base
from app.domain.paper import CaseFacts
from app.domain.paper_wording import paper_date
from app.domain.role import Action
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.cases.deciding import decide
from app.services.cases.intake import IntakeRefused
from app.services.cases.lapsing import unneeded_papers
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.drawable import refuse_undrawable
from app.services.papers.facts import PaperOrder
from app.services.papers.reserve import reserve_paper
from app.services.use_case import use_case

RETURN = "TJ"
_WORDS, _NEEDED = "words", "needed"
"""How the county's list marks a reason that is none by itself (其他): words = "needed"."""


@use_case
def terminate_case(
    office: Office, desk: Desk, command_id: str, case_id: str, base: Base, reason: str, *, code: str = ""
) -> CaseDone:
    """End a case as it was seen at `base`, because a promised paper is overdue, and issue the 退件通知书.

    A supervisor's act; why stands in the case and on the paper: `code` is one of the county's
    resources/codes/termination_reasons.toml, `reason` free words beside it or instead. IntakeRefused without
    either, or before a promised day has passed without its paper; CaseConflict when it changed meanwhile.
    """
    desk = desk.acting(Action.TERMINATE)

    def terminated(turn: CaseTurn) -> CaseDone:
        stated = _stated(turn, code, reason.strip())
        case = turn.case(case_id)
        overdue = _overdue(turn, case)
        refuse_undrawable(office.papers, (("退件的理由", stated),))
        ended = decide(turn, case, "case.terminated.v1", {"termination_reason": stated}, base)
        facts = CaseFacts(received_at=case.received_at, reason=_inner(stated))
        rows = tuple((one.name, paper_date(one.until)) for one in overdue)
        order = PaperOrder(type_code=RETURN, ground=ended.base.after_op, case=facts, table_rows=rows)
        item = office.catalog.version(case.item.id, case.item.version)
        paper = reserve_paper(turn, ended, item, order)
        return CaseDone(turn.case(case_id), (paper,))

    return carry_out(office, desk, command_id, terminated)


def _stated(turn: CaseTurn, code: str, words: str) -> str:
    """Return the reason as it is stated: the listed one, then the words; 其他 is none by itself."""
    listed = _listed(turn)
    if code and code not in listed:
        raise IntakeRefused("deferral.termination_unknown_code", listed=code)
    is_named = bool(code) and listed[code].get(_WORDS) != _NEEDED
    named = str(listed[code]["label"]) if is_named else ""
    if not named and not words:
        raise IntakeRefused("deferral.termination_needs_reason")
    return "，".join(part for part in (named, words) if part)


def _listed(turn: CaseTurn) -> Mapping[str, RowValues]:
    """Return the county's reasons that are offered today, by code; none without a list."""
    table, day = turn.office.catalog.tables.get("termination_reasons"), turn.moment.business_date
    if table is None:
        return {}
    return {one.code: table.edition(day).rows[one.code] for one in table.choices(day)}


def _overdue(turn: CaseTurn, case: Case) -> tuple[DeferredPaper, ...]:
    """Return what is needed and did not come in time, by the legal day; IntakeRefused where nothing is."""
    today, unneeded = turn.moment.business_date, unneeded_papers(turn, case)
    overdue = tuple(one for one in case.awaited if one.is_overdue(today) and one.key not in unneeded)
    if not overdue:
        raise IntakeRefused("deferral.nothing_overdue", number=case.case_number)
    return overdue


def _inner(reason: str) -> str:
    """Return a reason as it stands inside a sentence, which ends it."""
    return reason.rstrip("。.")
