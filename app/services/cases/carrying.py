"""Keeps in a case which of its answers were carried over from earlier ones, as long as they stand so."""

from collections.abc import Mapping

from app.domain.case.carried import CARRIED, AnswerSource, carried_answers, carried_payload
from app.domain.case.case import Case
from app.services.case_turn import CaseTurn


def record_carried(turn: CaseTurn, case: Case, carried: Mapping[str, AnswerSource]) -> None:
    """Note the sources of answers the case has; nothing of an answer that is not there any more."""
    told = {path: source for path, source in carried.items() if path in case.answers}
    if told:
        turn.record(CARRIED, case.id, carried_payload(told))


def forget_changed(turn: CaseTurn, before: Case, after: Case) -> None:
    """Note that answers which an edit changed are what the applicant says now, no longer an earlier case."""
    changed = [
        path for path in carried_answers(before.facts) if after.answers.get(path) != before.answers.get(path)
    ]
    if changed:
        turn.record(CARRIED, after.id, carried_payload(dict.fromkeys(changed)))
