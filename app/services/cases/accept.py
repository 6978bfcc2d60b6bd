"""Accepts an application (受理); an 即办件 is closed in the same breath, unless a paper comes later."""

from collections.abc import Iterator
from dataclasses import replace

from app.domain.case.case import Case
from app.domain.case.deadlines import DueDates, due_dates
from app.domain.case.delivery import delivery_of
from app.domain.case.forms_printed import form_prints
from app.domain.form.sheet import FormSheet
from app.domain.item import Handling, ServiceItem
from app.domain.ledger.operation import Base
from app.domain.paper import CaseFacts
from app.domain.role import Action
from app.ports.paper_store import PaperRecord
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.cases.acceptable import (
    check_application,
    handed_in,
    is_at_hand,
    refuse_outdated,
    refuse_unsettled,
)
from app.services.cases.committing import (
    record_commitments,
    refuse_undrawable_commitments,
    refuse_unfit_commitments,
    replaced_proofs,
    reserve_commitments,
)
from app.services.cases.deciding import decide
from app.services.cases.deemed import refuse_deemed
from app.services.cases.deferring import (
    later_papers,
    record_deferrals,
    refuse_undrawable_pledge,
    refuse_unfit_deferrals,
    reserve_pledge,
)
from app.services.cases.excuses import NO_EXCUSES, Excuses
from app.services.cases.form_papers import FormSource, is_latest, prints_of_draft, source_of_case
from app.services.cases.intake import HandedIn, Intake, item_taken, refuse_out_of_force
from app.services.cases.receive import open_case
from app.services.cash.collect import closing_paper
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.facts import PaperOrder, fee_words
from app.services.papers.reserve import reserve_paper
from app.services.use_case import use_case

ACCEPTANCE, CLOSING = "SL", "BJ"


@use_case
def accept_intake(office: Office, desk: Desk, command_id: str, intake: Intake) -> CaseDone:
    """Take in and accept an application at once; IntakeRefused while something is wrong or amiss.

    What is amiss and excused by `intake.excuses` is recorded with the acceptance, and promised on paper.
    """
    desk = desk.acting(Action.ACCEPT)

    def accepted(turn: CaseTurn) -> CaseDone:
        turn.same_as.update(intake.same_as)
        item = item_taken(turn, intake)
        sheet = check_application(
            turn, item, intake.answers, intake.materials, None, without=intake.excuses.keys
        )
        _check_excuses(turn, item, sheet, intake.materials, intake.excuses, None)
        source = FormSource(office=office, item=item, sheet=sheet, day=turn.moment.business_date)
        refuse_outdated(source, prints_of_draft(turn, intake.draft_id), intake.materials)
        case, item = open_case(turn, intake)
        return _accept(turn, case, item, case.base, intake.excuses)

    return carry_out(office, desk, command_id, accepted)


@use_case
def accept_case(
    office: Office,
    desk: Desk,
    command_id: str,
    case_id: str,
    base: Base,
    *,
    excuses: Excuses = NO_EXCUSES,
) -> CaseDone:
    """Accept a case received earlier, as the clerk saw it at `base`; what changed since is a conflict.

    Of its papers only those count that are still here, or were compared and returned when they came; of
    those the applicant signs, the sheet that was printed last.
    DeemedRefused for one that counts as accepted by law: what is printed must name the day of the law.
    """
    desk = desk.acting(Action.ACCEPT)

    return carry_out(
        office,
        desk,
        command_id,
        lambda turn: accept_received(turn, turn.case(case_id), base, excuses),
    )


def accept_received(turn: CaseTurn, case: Case, base: Base, excuses: Excuses) -> CaseDone:
    """Accept a case as it stands in `turn`; shared by every way of accepting one that was received before."""
    office = turn.office
    refuse_unsettled(case)
    item = office.catalog.version(case.item.id, case.item.version)
    refuse_deemed(turn, case, item)
    refuse_out_of_force(office.catalog, item, case.received_on)
    prints = form_prints(case.facts)
    kept = (one for one in case.materials if is_at_hand(one, turn.desk.place) and is_latest(one, prints))
    here = handed_in(tuple(kept))
    sheet = check_application(turn, item, case.answers, here, case.id, without=excuses.keys)
    refuse_outdated(source_of_case(office, case, case.answers), prints, here)
    _check_excuses(turn, item, sheet, here, excuses, case.id)
    return _accept(turn, case, item, base, excuses)


def _check_excuses(
    turn: CaseTurn,
    item: ServiceItem,
    sheet: FormSheet,
    handed: tuple[HandedIn, ...],
    excuses: Excuses,
    case_id: str | None,
) -> None:
    """Refuse an excuse that does not hold; each source of excuses has its rule and its lines here."""
    refuse_unfit_deferrals(turn, item, sheet, handed, excuses.deferred, case_id)
    refuse_unfit_commitments(turn, item, sheet, handed, excuses)
    refuse_undrawable_pledge(turn, item, excuses.deferred)
    refuse_undrawable_commitments(turn, item, excuses)


def _accept(turn: CaseTurn, case: Case, item: ServiceItem, base: Base, excuses: Excuses) -> CaseDone:
    """Decide, record what is excused, and issue what says so: all of it in the transaction of `turn`."""
    due, delivery = _due(turn, item, excuses), delivery_of(case.facts, item)
    accepted = decide(turn, case, "case.accepted.v1", decision_of(due, delivery), base)
    ground = accepted.base.after_op
    facts = _facts(turn, accepted, item, due, delivery, excuses)
    after = _record_excuses(turn, accepted, item, excuses)
    if item.handling is Handling.ON_THE_SPOT and not excuses.deferred:
        after = decide(turn, after, "case.closed.v1", {"result": item.result.name})
        order = PaperOrder(type_code=CLOSING, ground=ground, case=replace(facts, closed_at=turn.stated_at))
        notice = closing_paper(turn, after, item, order)
    else:
        order = PaperOrder(type_code=ACCEPTANCE, ground=ground, case=facts)
        notice = reserve_paper(turn, after, item, order)
    signed = tuple(_reserve_excuses(turn, after, item, ground, facts, excuses))
    return CaseDone(turn.case(case.id), (notice, *signed))


def _record_excuses(turn: CaseTurn, case: Case, item: ServiceItem, excuses: Excuses) -> Case:
    if excuses.deferred:
        case = record_deferrals(turn, case, item, excuses.deferred)
    return record_commitments(turn, case, item, excuses)


def _reserve_excuses(
    turn: CaseTurn, case: Case, item: ServiceItem, ground: str | None, facts: CaseFacts, excuses: Excuses
) -> Iterator[PaperRecord]:
    """Yield the papers by which the applicant answers for what is not there, each to be signed."""
    if excuses.deferred:
        yield reserve_pledge(turn, case, item, ground, facts, excuses.deferred)
    if excuses.committed:
        yield reserve_commitments(turn, case, item, ground, facts, excuses)


def _due(turn: CaseTurn, item: ServiceItem, excuses: Excuses) -> DueDates:
    """Return until when to decide; an 即办件 that waits for a paper is decided when it comes."""
    if item.handling is Handling.ON_THE_SPOT and excuses.deferred:
        return DueDates(None, None)
    return due_dates(item, turn.moment.business_date, turn.office.calendar)


def decision_of(due: DueDates, delivery: str) -> dict[str, str | bool | None]:
    """Return what an acceptance states of its limits, as its operation keeps it."""
    return {
        "due_on": due.promised.date.isoformat() if due.promised else None,
        "law_due_on": due.statutory.date.isoformat() if due.statutory else None,
        "due_is_provisional": due.is_provisional,
        "delivery": delivery,
    }


def _facts(
    turn: CaseTurn, case: Case, item: ServiceItem, due: DueDates, delivery: str, excuses: Excuses
) -> CaseFacts:
    return CaseFacts(
        received_at=case.received_at,
        accepted_at=turn.stated_at,
        promised_due=due.promised.date if due.promised else None,
        statutory_due=due.statutory.date if due.statutory else None,
        later_papers=later_papers(item, excuses.deferred),
        replaced_proofs=replaced_proofs(item, excuses),
        fee=fee_words(item.fee),
        delivery=delivery,
        result=item.result.name,
    )
