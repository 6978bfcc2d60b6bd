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
        (Role.PROXY, Action.REVEAL, Grant.OWN_CASE),
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
        (Role.PROXY, Action.ACCEPT),
        (Role.ADMINISTRATOR, Action.REVEAL),
        (Role.PROXY, Action.DRAFT),
        (Role.REVIEWER, Action.REVEAL),
        (Role.AUDITOR, Action.REVEAL),
    ],
)
def test_what_a_role_does_not_name_it_may_not(role: Role, action: Action) -> None:
    assert not clerk(role).may(action)


def test_two_roles_add_up() -> None:
    assert clerk(Role.WINDOW, Role.SUPERVISOR).grants(Action.CALL) == {Grant.OWN_WINDOW, Grant.FULL}


@pytest.mark.parametrize(
    ("grant", "role"),
    [(Grant.FULL, Role.SUPERVISOR), (Grant.OWN_WINDOW, Role.WINDOW), (Grant.OWN_CASE, None)],
)
def test_of_two_posts_the_one_with_the_grant_is_acted_in(grant: Grant, role: Role | None) -> None:
    assert clerk(Role.WINDOW, Role.SUPERVISOR).role_with(Action.CALL, grant) is role


def test_a_clerk_who_has_left_may_do_nothing() -> None:
    assert not any(clerk(*Role, is_active=False).may(action) for action in Action)
    assert clerk(*Role, is_active=False).role_with(Action.ACCEPT, Grant.FULL) is None
