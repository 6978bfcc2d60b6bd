"""The operation that brings back the end of a case which a restored database lost: its 退件通知书 proves it.

The kinds of `taken_back` are released and know no such end; this one stands beside them.
"""

from app.domain.case.state import CaseState
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload

END_TAKEN_BACK = "case.end_taken_back.v1"


def _ended(document: Document, payload: Payload, _occasion: Occasion) -> Document:
    """End the case on the day of its notice; one that ended otherwise stays as it ended.

    Papers come back in any order: what the others prove later is filled in, and never opens the case again.
    """
    if CaseState(str(document["state"])).is_over:
        return document
    day = str(payload["ended_on"])
    return {**document, "state": CaseState.TERMINATED.value, "terminated_on": day}


TAKEN_BACK_END_KINDS: tuple[Kind, ...] = (
    Kind(name=END_TAKEN_BACK, nature=Nature.FACT, subject="case", apply=_ended, shifts_ground=True),
)
