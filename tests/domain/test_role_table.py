"""The table of roles and actions against the customary one (research/domain.md, Appendix C).

Only what this program does has a row; what it cannot tell apart (a village, an item, a listed seal) opens
nothing to whoever has it in that measure alone.
"""

import pytest

from app.domain.role import GRANTS, Action, Grant, Role

GUIDE, WINDOW, SUPERVISOR, REVIEWER = Role.GUIDE, Role.WINDOW, Role.SUPERVISOR, Role.REVIEWER
LEADER, PROXY, COUNTY = Role.LEADER, Role.PROXY, Role.COUNTY
FULL = Grant.FULL

CUSTOM: dict[Action, dict[Role, Grant]] = {
    Action.TAKE_WINDOW: dict.fromkeys((GUIDE, WINDOW, SUPERVISOR, REVIEWER, LEADER, PROXY, COUNTY), FULL),
    Action.ISSUE_TICKET: {GUIDE: FULL, WINDOW: FULL, SUPERVISOR: FULL},
    Action.CALL: {WINDOW: Grant.OWN_WINDOW, SUPERVISOR: FULL},
    Action.CALL_OUT_OF_TURN: {WINDOW: Grant.WITH_REASON, SUPERVISOR: Grant.WITH_REASON},
    Action.CLOSE_EARLY: {SUPERVISOR: Grant.FULL},
    Action.SEE_CASES: {WINDOW: FULL, SUPERVISOR: FULL, REVIEWER: FULL, LEADER: FULL},
    Action.DRAFT: {WINDOW: FULL, SUPERVISOR: FULL},
    Action.ACCEPT: {WINDOW: FULL, SUPERVISOR: FULL, COUNTY: FULL},
    Action.SUPPLEMENT: {WINDOW: FULL, SUPERVISOR: FULL, COUNTY: FULL},
    Action.REFUSE: {WINDOW: Grant.WITH_SECOND_PERSON, SUPERVISOR: FULL, COUNTY: FULL},
    Action.USE_SEAL: {WINDOW: FULL, SUPERVISOR: FULL, LEADER: FULL},
    Action.PRINT: {WINDOW: FULL, SUPERVISOR: FULL, REVIEWER: Grant.OWN_PAPER},
    Action.REPRINT: {WINDOW: Grant.WITH_REASON, SUPERVISOR: Grant.WITH_REASON},
    Action.VOID: {SUPERVISOR: FULL},
    Action.TERMINATE: {SUPERVISOR: FULL},
    Action.RECORD_DEEMED: {SUPERVISOR: FULL, REVIEWER: FULL},
    Action.CHECK_COMMITMENT: {WINDOW: FULL, SUPERVISOR: FULL},
    Action.REVOKE: {SUPERVISOR: FULL},
    Action.CHANGE_ENDED: {SUPERVISOR: FULL},
    Action.HAND_OVER: {WINDOW: FULL, SUPERVISOR: FULL, PROXY: FULL, COUNTY: FULL},
    Action.TAKE_CASH: {WINDOW: FULL},
    Action.CHECK_CASH: {SUPERVISOR: FULL, LEADER: FULL},
    Action.REVERSE_CASH: {WINDOW: Grant.WITH_SECOND_PERSON},
    Action.CLEAR_DRAFTS: {SUPERVISOR: FULL},
    Action.REVEAL: {WINDOW: Grant.OWN_CASE, SUPERVISOR: FULL, LEADER: FULL, PROXY: Grant.OWN_CASE},
}


@pytest.mark.parametrize("action", Action)
def test_no_role_may_do_more_or_less_than_the_custom_says(action: Action) -> None:
    assert GRANTS[action] == CUSTOM[action]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_whoever_keeps_the_machine_or_the_logs_does_nothing_at_a_counter(role: Role) -> None:
    assert not [action for action in Action if role in GRANTS[action]]


def test_every_measure_is_somebodys() -> None:
    assert {grant for row in GRANTS.values() for grant in row.values()} == set(Grant)


def test_a_window_has_no_free_hand_where_a_second_pair_of_eyes_is_due() -> None:
    guarded = (Action.CALL, Action.REFUSE, Action.CALL_OUT_OF_TURN, Action.REPRINT, Action.REVEAL)

    assert all(GRANTS[action][Role.WINDOW] is not Grant.FULL for action in guarded)
    assert Role.WINDOW not in GRANTS[Action.VOID]
