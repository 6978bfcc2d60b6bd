"""Folds what happens to one case, as the authority does: for tests of what a kind means."""

from datetime import datetime, timedelta

from fakes import A_THURSDAY_MORNING

from app.domain.ledger.chain import Source
from app.domain.ledger.fold import Folded, Outcome, SubjectState, fold
from app.domain.ledger.kind import Kinds
from app.domain.ledger.operation import Actor, Body, Moment, Operation, Payload, Subject, digest_payload

NONCE = bytes(16)
CLERK = Actor("c-wang", "window", "360725105000", "3")


def unopened(case: str) -> SubjectState:
    """Return the state of a case of which nothing is known yet."""
    return SubjectState(Subject("case", case))


def told(
    kinds: Kinds,
    state: SubjectState,
    kind: str,
    payload: Payload,
    *,
    at: datetime = A_THURSDAY_MORNING,
    actor: Actor = CLERK,
    erased: bool = False,
) -> Folded:
    """Fold one operation onto `state`, made on it `at` a moment; `erased`: its payload is gone."""
    body = Body(
        op_id=f"op-{state.version}",
        kind=kind,
        subject=state.subject,
        base=state.base,
        actor=actor,
        moment=Moment(at.date(), "clock", at),
        payload_digest=digest_payload(payload, NONCE),
    )
    operation = Operation(body, None if erased else payload, None if erased else NONCE)
    return fold(state, operation, Source("pc-3", 2), kinds)


class CaseStory:
    """What happens to one case, a minute apart."""

    def __init__(self, kinds: Kinds, case: str, *begun: tuple[str, Payload]) -> None:
        self.state, self._kinds, self._at = unopened(case), kinds, A_THURSDAY_MORNING
        for kind, payload in begun:
            assert self.tell(kind, payload) is Outcome.CONFIRMED

    def tell(self, kind: str, payload: Payload) -> Outcome:
        self._at += timedelta(minutes=1)
        folded = told(self._kinds, self.state, kind, payload, at=self._at)
        self.state = folded.state
        return folded.outcome
