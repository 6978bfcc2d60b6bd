"""Refuses an application (不予受理): a reason, an article, remedies and a second person."""

from dataclasses import dataclass

from app.domain.case.case import Case
from app.domain.item import ServiceItem
from app.domain.ledger.operation import Base
from app.domain.paper import CaseFacts
from app.domain.role import Action, Grant
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.cases.deciding import decide, refuse_answer_too_late
from app.services.cases.intake import Intake, IntakeRefused
from app.services.cases.receive import open_case
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.drawable import Placed, refuse_undrawable
from app.services.papers.facts import PaperOrder
from app.services.papers.reserve import reserve_paper
from app.services.use_case import Typed, use_case

REFUSAL = "BS"
NOT_NEEDED, NOT_OUR_POWER = "R1", "R2"
"""The reasons of the law itself, 行政许可法 32 第一款第一项 and 第二项, as the code list names them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Typed):
    """Why an application is refused; `code` is R1–R5 of resources/codes/refusal_reasons.toml.

    `second_clerk` names by id another clerk who vouched by pass phrase; `competent_body` is where to
    apply instead (R2).
    """

    code: str
    reason: str
    article: str
    second_clerk: str
    competent_body: str = ""

    def texts(self) -> tuple[Placed, ...]:
        """Return what the notice prints of it, each with its place."""
        return (
            ("不予受理的理由", self.reason),
            ("依据的条款", self.article),
            ("有权机关", self.competent_body),
        )


@use_case
def refuse_intake(office: Office, desk: Desk, command_id: str, intake: Intake, refusal: Refusal) -> CaseDone:
    """Take in and refuse at once, with a 不予受理通知书 (行政许可法 32 last paragraph)."""
    desk = desk.acting(Action.REFUSE, Grant.WITH_SECOND_PERSON)

    def refused(turn: CaseTurn) -> CaseDone:
        _check(turn, refusal)
        case, item = open_case(turn, intake)
        return _refuse(turn, case, item, case.base, refusal)

    return carry_out(office, desk, command_id, refused)


@use_case
def refuse_case(
    office: Office, desk: Desk, command_id: str, case_id: str, base: Base, refusal: Refusal
) -> CaseDone:
    """Refuse a case received earlier, as the clerk saw it at `base`.

    DeemedRefused once it counts as accepted by law: then only the application itself is left to decide.
    """
    desk = desk.acting(Action.REFUSE, Grant.WITH_SECOND_PERSON)

    def refused(turn: CaseTurn) -> CaseDone:
        _check(turn, refusal)
        case = turn.case(case_id)
        item = office.catalog.version(case.item.id, case.item.version)
        refuse_answer_too_late(turn, case, item)
        return _refuse(turn, case, item, base, refusal)

    return carry_out(office, desk, command_id, refused)


def _check(turn: CaseTurn, refusal: Refusal) -> None:
    if not refusal.reason.strip() or not refusal.article.strip():
        raise IntakeRefused("case.refusal_needs_reason")
    if refusal.code == NOT_OUR_POWER and not refusal.competent_body.strip():
        raise IntakeRefused("case.refusal_needs_body")
    if refusal.code not in (_codes(turn) or {""}):
        raise IntakeRefused("case.refusal_unknown_code", listed=refusal.code)
    if turn.desk.grant is Grant.WITH_SECOND_PERSON:
        _check_second(turn, refusal.second_clerk)
    refuse_undrawable(turn.office.papers, refusal.texts())


def _codes(turn: CaseTurn) -> frozenset[str]:
    """Return the codes the county offers today; none where it keeps no list."""
    table = turn.office.catalog.tables.get("refusal_reasons")
    choices = table.choices(turn.moment.business_date) if table is not None else ()
    return frozenset(one.code for one in choices)


def _check_second(turn: CaseTurn, second: str) -> None:
    clerk = turn.unit.clerks.find(second) if second else None
    if clerk is None or clerk.id == turn.desk.clerk.id or not clerk.may(Action.REFUSE):
        raise IntakeRefused("case.refusal_needs_second")


def _refuse(turn: CaseTurn, case: Case, item: ServiceItem, base: Base, refusal: Refusal) -> CaseDone:
    reason = {name: getattr(refusal, name) for name in Refusal.__dataclass_fields__}
    refused = decide(turn, case, "case.refused.v1", {"refusal": reason}, base)
    facts = CaseFacts(
        received_at=case.received_at,
        reason=refusal.reason,
        article=refusal.article,
        competent_body=refusal.competent_body,
    )
    order = PaperOrder(type_code=REFUSAL, ground=refused.base.after_op, case=facts)
    paper = reserve_paper(turn, refused, item, order)
    return CaseDone(turn.case(case.id), (paper,))
