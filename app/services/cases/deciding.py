"""Records a decision on a case: never over an open conflict, never unseen, never against the law's own."""

from collections.abc import Mapping

from app.domain.case.case import Case
from app.domain.case.deemed import recorded_deemed
from app.domain.item import ServiceItem
from app.domain.ledger.canonical import Json
from app.domain.ledger.operation import Base
from app.domain.paper_wording import paper_date
from app.services.case_turn import CaseTurn
from app.services.cases.acceptable import refuse_unsettled
from app.services.cases.deemed import DeemedRefused, deemed_since


def decide(
    turn: CaseTurn, case: Case, kind: str, payload: Mapping[str, Json], base: Base | None = None
) -> Case:
    """Record the decision `kind` on `case` as it was seen at `base` (as it is now); return the case after it.

    Every decision of a use case goes through here. IntakeRefused while changes of two people wait to be
    settled, whatever they are about; CaseConflict when the decision did not become the state of the case.
    """
    refuse_unsettled(case)
    after = turn.record(kind, case.id, payload, base)
    turn.must_stand(after, case)
    return after


def refuse_answer_too_late(turn: CaseTurn, case: Case, item: ServiceItem) -> None:
    """Refuse to refuse or to ask for supplements once the law accepted a case: DeemedRefused.

    行政许可法 32(4): who was not told in time was accepted from the day of receipt, whether or not somebody
    recorded it yet. What is left to decide is the application itself.
    """
    since = recorded_deemed(case.facts) or deemed_since(
        turn.office, turn.unit, case, item, turn.moment.business_date
    )
    if since is not None:
        raise DeemedRefused("case.deemed_no_way_back", number=case.case_number, since=paper_date(since))
