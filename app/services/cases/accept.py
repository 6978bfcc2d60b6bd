"""Accepts an application (受理); an 即办件 is closed in the same breath."""

from app.domain.case.case import Case
from app.domain.case.deadlines import DueDates, due_dates
from app.domain.item import Handling, ServiceItem
from app.domain.ledger.operation import Base
from app.domain.paper import CaseFacts
from app.domain.role import Action
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.cases.acceptable import check_application, handed_in, is_at_hand
from app.services.cases.intake import Intake, item_taken, refuse_out_of_force
from app.services.cases.receive import open_case
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.facts import PaperOrder, fee_words
from app.services.papers.reserve import reserve_paper
from app.services.use_case import use_case

ACCEPTANCE, CLOSING = "SL", "BJ"


@use_case
def accept_intake(
    office: Office, desk: Desk, command_id: str, intake: Intake, *, delivery: str = "窗口自取"
) -> CaseDone:
    """Take in and accept a complete application at once; IntakeRefused while something is wrong or amiss."""
    desk = desk.acting(Action.ACCEPT)

    def accepted(turn: CaseTurn) -> CaseDone:
        item = item_taken(turn, intake)
        check_application(turn, item, intake.answers, intake.materials, None)
        case, item = open_case(turn, intake)
        return _accept(turn, case, item, case.base, delivery)

    return carry_out(office, desk, command_id, accepted)


@use_case
def accept_case(
    office: Office, desk: Desk, command_id: str, case_id: str, base: Base, *, delivery: str = "窗口自取"
) -> CaseDone:
    """Accept a case received earlier, as the clerk saw it at `base`; what changed since is a conflict.

    Of its papers only those count that are still here, or were compared and returned when they came.
    """
    desk = desk.acting(Action.ACCEPT)

    def accepted(turn: CaseTurn) -> CaseDone:
        case = turn.case(case_id)
        item = office.catalog.version(case.item.id, case.item.version)
        refuse_out_of_force(office.catalog, item, case.received_on)
        here = tuple(paper for paper in case.materials if is_at_hand(paper, desk.place))
        check_application(turn, item, case.answers, handed_in(here), case.id)
        return _accept(turn, case, item, base, delivery)

    return carry_out(office, desk, command_id, accepted)


def _accept(turn: CaseTurn, case: Case, item: ServiceItem, base: Base, delivery: str) -> CaseDone:
    due = due_dates(item, turn.moment.business_date, turn.office.calendar)
    accepted = turn.record("case.accepted.v1", case.id, _decision(due, delivery), base)
    turn.must_stand(accepted, case)
    ground = accepted.base.after_op
    if item.handling is Handling.ON_THE_SPOT:
        accepted = turn.record("case.closed.v1", case.id, {"result": item.result.name})
        order = PaperOrder(type_code=CLOSING, ground=ground, case=_facts(turn, accepted, item, due, delivery))
    else:
        order = PaperOrder(
            type_code=ACCEPTANCE, ground=ground, case=_facts(turn, accepted, item, due, delivery)
        )
    paper = reserve_paper(turn, accepted, item, order)
    return CaseDone(turn.case(case.id), (paper,))


def _decision(due: DueDates, delivery: str) -> dict[str, str | bool | None]:
    return {
        "due_on": due.promised.date.isoformat() if due.promised else None,
        "law_due_on": due.statutory.date.isoformat() if due.statutory else None,
        "due_is_provisional": due.is_provisional,
        "delivery": delivery,
    }


def _facts(turn: CaseTurn, case: Case, item: ServiceItem, due: DueDates, delivery: str) -> CaseFacts:
    now = turn.stated_at
    return CaseFacts(
        received_at=case.received_at,
        accepted_at=now,
        closed_at=now if item.handling is Handling.ON_THE_SPOT else None,
        promised_due=due.promised.date if due.promised else None,
        statutory_due=due.statutory.date if due.statutory else None,
        fee=fee_words(item.fee),
        delivery=delivery,
        result=item.result.name,
    )
