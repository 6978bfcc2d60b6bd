"""The table of roles and actions against the customary one (research/domain.md, Appendix C)."""

import pytest

from app.domain.role import GRANTS, Action, Grant, Role

GUIDE, WINDOW, SUPERVISOR, REVIEWER = Role.GUIDE, Role.WINDOW, Role.SUPERVISOR, Role.REVIEWER
LEADER, PROXY, COUNTY, ADMINISTRATOR = Role.LEADER, Role.PROXY, Role.COUNTY, Role.ADMINISTRATOR
FULL = Grant.FULL

# One line of Appendix C each, read again by hand: what stands in its columns, in its own words.
CUSTOM: dict[Action, dict[Role, Grant]] = {
    Action.ISSUE_TICKET: {GUIDE: FULL, WINDOW: FULL, SUPERVISOR: FULL},
    Action.CALL: {WINDOW: Grant.OWN_WINDOW, SUPERVISOR: FULL},
    Action.CALL_OUT_OF_TURN: {WINDOW: Grant.WITH_REASON, SUPERVISOR: FULL},
    Action.DRAFT: {WINDOW: FULL, SUPERVISOR: FULL, PROXY: Grant.OWN_VILLAGE},
    Action.ACCEPT: {WINDOW: FULL, SUPERVISOR: FULL, COUNTY: FULL},
    Action.SUPPLEMENT: {WINDOW: FULL, SUPERVISOR: FULL, COUNTY: FULL},
    Action.REFUSE: {WINDOW: Grant.WITH_SECOND_PERSON, SUPERVISOR: FULL, COUNTY: FULL},
    Action.ACCEPT_DEFICIENT: {WINDOW: Grant.LISTED_ITEMS, SUPERVISOR: FULL},
    Action.REVIEW: {REVIEWER: FULL, COUNTY: FULL},
    Action.DECIDE: {
        WINDOW: Grant.INSTANT_ITEMS, REVIEWER: Grant.DELEGATED, LEADER: FULL, COUNTY: FULL,
    },
    Action.SUSPEND: {SUPERVISOR: Grant.PROPOSES, REVIEWER: FULL, COUNTY: FULL},
    Action.EXTEND: {SUPERVISOR: Grant.PROPOSES, REVIEWER: FULL, LEADER: FULL, COUNTY: FULL},
    Action.USE_SEAL: {WINDOW: Grant.OWN_SEAL, SUPERVISOR: FULL, LEADER: Grant.APPROVES},
    Action.REPRINT: {WINDOW: Grant.WITH_REASON, SUPERVISOR: FULL},
    Action.VOID: {SUPERVISOR: FULL},
    Action.HAND_OVER: {WINDOW: FULL, SUPERVISOR: FULL, PROXY: FULL, COUNTY: FULL},
    Action.TAKE_CASH: {
        WINDOW: Grant.NAMED_PERSONS, SUPERVISOR: Grant.CHECKS, PROXY: Grant.NAMED_PERSONS,
    },
    Action.REVEAL: {
        WINDOW: Grant.OWN_CASE, SUPERVISOR: Grant.OWN_HALL, REVIEWER: Grant.OWN_ITEM, LEADER: FULL,
        PROXY: Grant.OWN_CASE, COUNTY: Grant.OWN_ITEM,
    },
    Action.EXPORT: {SUPERVISOR: Grant.WITH_APPROVAL, LEADER: FULL, COUNTY: FULL},
    Action.CHANGE_CATALOGUE: {
        SUPERVISOR: Grant.PROPOSES, LEADER: Grant.APPROVES, COUNTY: Grant.PUBLISHES,
        ADMINISTRATOR: Grant.LOADS,
    },
    Action.CHANGE_CLERKS: {ADMINISTRATOR: FULL},
    Action.READ_AUDIT: {Role.AUDITOR: FULL},
}  # fmt: skip

CASE_CONTENT = set(Action) - {Action.CHANGE_CATALOGUE, Action.CHANGE_CLERKS, Action.READ_AUDIT}


@pytest.mark.parametrize("action", Action)
def test_no_role_may_do_more_or_less_than_the_custom_says(action: Action) -> None:
    assert GRANTS[action] == CUSTOM[action]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_whoever_keeps_the_machine_or_the_logs_touches_no_case(role: Role) -> None:
    assert not {action for action in CASE_CONTENT if role in GRANTS[action]}


def test_nobody_watches_over_their_own_work() -> None:
    """Who reads the logs does nothing that is logged; who makes accounts uses none of their rights."""
    auditor = {action for action in Action if Role.AUDITOR in GRANTS[action]}
    administrator = {action for action in Action if Role.ADMINISTRATOR in GRANTS[action]}

    assert auditor == {Action.READ_AUDIT}
    assert administrator == {Action.CHANGE_CATALOGUE, Action.CHANGE_CLERKS}


def test_a_window_has_no_free_hand_where_a_second_pair_of_eyes_is_due() -> None:
    guarded = (Action.REFUSE, Action.CALL_OUT_OF_TURN, Action.REPRINT, Action.USE_SEAL, Action.TAKE_CASH)

    assert all(GRANTS[action][Role.WINDOW] is not Grant.FULL for action in guarded)
    assert Role.WINDOW not in GRANTS[Action.VOID]
    assert Role.WINDOW not in GRANTS[Action.EXPORT]
