"""Clerks are kept, changed and found; nobody shares a 工号."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from app.domain.clerk import Clerk
from app.domain.role import Role
from db.clerks import ClerkRows

LIAO = Clerk(
    id="c-1",
    name="廖秀英",
    staff_number="0107",
    roles=frozenset({Role.WINDOW, Role.SUPERVISOR}),
    is_active=True,
)
ZHONG = Clerk(id="c-2", name="钟石生", staff_number="0101", roles=frozenset({Role.PROXY}), is_active=False)


def test_a_saved_clerk_is_found_in_a_later_transaction(engine: Engine) -> None:
    with engine.begin() as connection:
        ClerkRows(connection).save(LIAO)
    with engine.begin() as connection:
        assert ClerkRows(connection).find("c-1") == LIAO
        assert ClerkRows(connection).find_by_staff_number("0107") == LIAO
        assert ClerkRows(connection).find("c-9") is None
        assert ClerkRows(connection).find_by_staff_number("9999") is None


def test_saving_again_changes_the_facts_and_not_the_number_of_clerks(engine: Engine) -> None:
    with engine.begin() as connection:
        rows = ClerkRows(connection)
        rows.save(LIAO)
        rows.save(replace(LIAO, is_active=False))
        assert rows.all() == (replace(LIAO, is_active=False),)


def test_clerks_are_listed_by_staff_number(engine: Engine) -> None:
    with engine.begin() as connection:
        rows = ClerkRows(connection)
        rows.save(LIAO)
        rows.save(ZHONG)
        assert rows.all() == (ZHONG, LIAO)


def test_two_clerks_cannot_share_a_staff_number(engine: Engine) -> None:
    with engine.begin() as connection:
        rows = ClerkRows(connection)
        rows.save(LIAO)
        with pytest.raises(IntegrityError):
            rows.save(replace(ZHONG, staff_number="0107"))
