"""Records that a case counts as accepted (视为受理), with the 受理通知书 that says since when."""

from datetime import date

from app.domain.case.case import Case
from app.domain.case.deadlines import due_dates
from app.domain.case.deemed import deemed_from
from app.domain.case.delivery import delivery_of
from app.domain.item import ServiceItem
from app.domain.ledger.operation import Base
from app.domain.paper import CaseFacts
from app.domain.role import Action
from app.services.case_turn import CaseDone, CaseTurn, carry_out
from app.services.cases.accept import ACCEPTANCE, decision_of
from app.services.cases.deciding import decide
from app.services.cases.deemed import DeemedRefused, deemed_since
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.facts import PaperOrder, fee_words
from app.services.papers.reserve import reserve_paper
from app.services.use_case import use_case


@use_case
def record_deemed(office: Office, desk: Desk, command_id: str, case_id: str, base: Base) -> CaseDone:
    """Record a deemed acceptance of a case as it was seen at `base`, and issue the 受理通知书.

    The case is accepted from the day of the law (行政许可法 32(4)), whatever it lacks, and its limits run
    from that day. DeemedRefused where the days to answer have not run out or were kept, and where it was
    recorded before; CaseConflict when the case changed meanwhile.
    """
    desk = desk.acting(Action.RECORD_DEEMED)

    def recorded(turn: CaseTurn) -> CaseDone:
        case = turn.case(case_id)
        item = office.catalog.version(case.item.id, case.item.version)
        since = deemed_since(office, turn.unit, case, item, turn.moment.business_date)
        if since is None:
            code = "case.deemed_already" if deemed_from(case.facts) else "case.not_deemed"
            raise DeemedRefused(code, number=case.case_number, state=case.state.label)
        return _record(turn, case, item, base, since)

    return carry_out(office, desk, command_id, recorded)


def _record(turn: CaseTurn, case: Case, item: ServiceItem, base: Base, since: date) -> CaseDone:
    due, delivery = due_dates(item, since, turn.office.calendar), delivery_of(case.facts, item)
    payload = {**decision_of(due, delivery), "since": since.isoformat()}
    accepted = decide(turn, case, "case.deemed_accepted.v1", payload, base)
    facts = CaseFacts(
        received_at=case.received_at,
        deemed_from=since,
        promised_due=due.promised.date if due.promised else None,
        statutory_due=due.statutory.date if due.statutory else None,
        fee=fee_words(item.fee),
        delivery=delivery,
    )
    order = PaperOrder(type_code=ACCEPTANCE, ground=accepted.base.after_op, case=facts)
    paper = reserve_paper(turn, accepted, item, order)
    return CaseDone(turn.case(case.id), (paper,))
