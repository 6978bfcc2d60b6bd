"""Closes (办结) an 即办件 that was accepted without a paper (容缺), now that the paper has come."""

from datetime import date, datetime, time

from app.domain.case.case import Case
from app.domain.case.commitments import commitments_of
from app.domain.case.delivery import delivery_of
from app.domain.item import Handling, ServiceItem
from app.domain.ledger.operation import Base
from app.domain.paper import CaseFacts
from app.domain.role import Action
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.cases.accept import CLOSING
from app.services.cases.acceptable import check_application, handed_in, refuse_unsettled
from app.services.cases.committing import replaced_proofs
from app.services.cases.deciding import decide
from app.services.cases.excuses import Excuses
from app.services.cases.intake import IntakeRefused
from app.services.cases.lapsing import record_lapses
from app.services.cash.collect import closing_paper
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.facts import PaperOrder, fee_words
from app.services.use_case import use_case


@use_case
def close_case(office: Office, desk: Desk, command_id: str, case_id: str, base: Base) -> CaseDone:
    """Close an accepted 即办件 as it was seen at `base` and issue the 办结通知单.

    IntakeRefused while a promised paper is still to come or the application is not whole, and for an item
    with a limit of its own, which is not decided at the window; CaseConflict when it changed meanwhile.
    """
    desk = desk.acting(Action.ACCEPT)

    def closed(turn: CaseTurn) -> CaseDone:
        case = record_lapses(turn, turn.case(case_id))
        refuse_unsettled(case)
        item = office.catalog.version(case.item.id, case.item.version)
        _refuse_unready(turn, case, item)
        after = decide(turn, case, "case.closed.v1", {"result": item.result.name}, base)
        facts = _facts(turn, case, item)
        order = PaperOrder(type_code=CLOSING, ground=after.base.after_op, case=facts)
        paper = closing_paper(turn, after, item, order)
        return CaseDone(turn.case(case_id), (paper,))

    return carry_out(office, desk, command_id, closed)


def _refuse_unready(turn: CaseTurn, case: Case, item: ServiceItem) -> None:
    """Refuse what may not be closed; of its papers every one counts that was ever handed in and kept."""
    if item.handling is not Handling.ON_THE_SPOT:
        raise IntakeRefused("deferral.nothing_to_close", number=case.case_number)
    if case.awaited:
        names = "、".join(one.name for one in case.awaited)
        raise IntakeRefused("deferral.still_awaited", number=case.case_number, names=names)
    day = _accepted_on(turn, case)
    check_application(
        turn, item, case.answers, handed_in(case.materials), case.id, day=day, without=_committed(case)
    )


def _committed(case: Case) -> frozenset[str]:
    """Return the certificates that never come, since commitments replace them, as far as they are needed."""
    return frozenset(one.key for one in commitments_of(case.facts) if not one.has_lapsed)


def _accepted_on(turn: CaseTurn, case: Case) -> date:
    return date.fromisoformat(str(case.facts.get("accepted_on", turn.moment.business_date.isoformat())))


def _facts(turn: CaseTurn, case: Case, item: ServiceItem) -> CaseFacts:
    """Return what the notice states; the unknown hour of a case taken back by its QR stands as midnight."""
    midnight = datetime.combine(_accepted_on(turn, case), time(), turn.stated_at.tzinfo)
    came = [one.came_on for one in case.deferred if one.came_on is not None]
    unneeded = [one.name for one in case.deferred if one.has_lapsed]
    is_unneeded = bool(unneeded) and not came
    return CaseFacts(
        received_at=case.received_at,
        accepted_at=next((step.at for step in case.history if step.what == "accepted"), midnight),
        closed_at=turn.stated_at,
        replaced_proofs=replaced_proofs(item, Excuses(committed=tuple(sorted(_committed(case))))),
        completed_on=None if is_unneeded else max(came, default=turn.moment.business_date),
        unneeded_papers="、".join(unneeded) if is_unneeded else "",
        fee=fee_words(item.fee),
        delivery=delivery_of(case.facts, item),
        result=item.result.name,
    )
