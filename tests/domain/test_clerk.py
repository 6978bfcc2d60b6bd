"""Who may do what: the table, and the edges people ask about."""

import pytest

from app.domain.clerk import Clerk
from app.domain.role import GRANTS, Action, Grant, Role


def clerk(*roles: Role, is_active: bool = True) -> Clerk:
    return Clerk(id="c-1", name="廖秀英", staff_number="0107", roles=frozenset(roles), is_active=is_active)


def test_every_action_is_open_to_somebody() -> None:
    assert set(GRANTS) == set(Action)
    assert all(GRANTS.values())


@pytest.mark.parametrize(
    ("role", "action", "grant"),
    [
        (Role.WINDOW, Action.ACCEPT, Grant.FULL),
        (Role.WINDOW, Action.REFUSE, Grant.WITH_SECOND_PERSON),
        (Role.WINDOW, Action.CALL, Grant.OWN_WINDOW),
        (Role.WINDOW, Action.REPRINT, Grant.WITH_REASON),
        (Role.SUPERVISOR, Action.VOID, Grant.FULL),
        (Role.PROXY, Action.DRAFT, Grant.OWN_VILLAGE),
        (Role.REVIEWER, Action.REVEAL, Grant.OWN_ITEM),
        (Role.AUDITOR, Action.READ_AUDIT, Grant.FULL),
    ],
)
def test_a_role_gives_its_measure(role: Role, action: Action, grant: Grant) -> None:
    assert clerk(role).grants(action) == {grant}
    assert clerk(role).may(action)


@pytest.mark.parametrize(
    ("role", "action"),
    [
        (Role.GUIDE, Action.CALL),
        (Role.WINDOW, Action.VOID),
        (Role.WINDOW, Action.READ_AUDIT),
        (Role.PROXY, Action.ACCEPT),
        (Role.SUPERVISOR, Action.READ_AUDIT),
        (Role.ADMINISTRATOR, Action.REVEAL),
        (Role.ADMINISTRATOR, Action.READ_AUDIT),
        (Role.AUDITOR, Action.REVEAL),
    ],
)
def test_what_a_role_does_not_name_it_may_not(role: Role, action: Action) -> None:
    assert not clerk(role).may(action)


def test_the_administrator_touches_no_case() -> None:
    theirs = {action for action in Action if clerk(Role.ADMINISTRATOR).may(action)}
    assert theirs == {Action.CHANGE_CLERKS, Action.CHANGE_CATALOGUE}


def test_two_roles_add_up() -> None:
    assert clerk(Role.WINDOW, Role.SUPERVISOR).grants(Action.CALL) == {Grant.OWN_WINDOW, Grant.FULL}


def test_a_clerk_who_has_left_may_do_nothing() -> None:
    assert not any(clerk(*Role, is_active=False).may(action) for action in Action)
