"""Keeps the clerks of the hall in rows."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select
from sqlalchemy.dialects.sqlite import insert

from app.domain.clerk import Clerk
from app.domain.role import Role
from db.tables.clerks import clerks


class ClerkRows:
    """The `Clerks` port on one transaction."""

    def __init__(self, connection: Connection) -> None:
        """Take the connection whose transaction the caller opened."""
        self._connection = connection

    def save(self, clerk: Clerk) -> None:
        """Add the clerk, or put the new facts in place of the old ones of the same id."""
        row = _to_row(clerk)
        statement = insert(clerks).values(row)
        self._connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=row))

    def find(self, clerk_id: str) -> Clerk | None:
        """Return the clerk with this id, if there is one."""
        return self._one(clerks.c.id == clerk_id)

    def find_by_staff_number(self, staff_number: str) -> Clerk | None:
        """Return the clerk with this 工号, if there is one."""
        return self._one(clerks.c.staff_number == staff_number)

    def all(self) -> tuple[Clerk, ...]:
        """Return every clerk, by 工号."""
        rows = self._connection.execute(select(clerks).order_by(clerks.c.staff_number))
        return tuple(_to_clerk(row) for row in rows)

    def _one(self, condition: ColumnElement[bool]) -> Clerk | None:
        row = self._connection.execute(select(clerks).where(condition)).one_or_none()
        return None if row is None else _to_clerk(row)


def _to_row(clerk: Clerk) -> dict[str, object]:
    return {
        "id": clerk.id,
        "name": clerk.name,
        "staff_number": clerk.staff_number,
        "roles": sorted(role.value for role in clerk.roles),
        "is_active": clerk.is_active,
    }


def _to_clerk(row: Row[Any]) -> Clerk:
    return Clerk(
        id=row.id,
        name=row.name,
        staff_number=row.staff_number,
        roles=frozenset(Role(value) for value in row.roles),
        is_active=row.is_active,
    )
