"""Which commands were carried out, in the encrypted file."""

import json
from collections.abc import Iterator

from sqlalchemy import Connection, select

from app.domain.ledger.canonical import Json
from app.domain.ledger.finding import Finding, finding
from db.raw_rows import raw_rows
from db.tables import commands


class CommandRows:
    """Results by command id; the primary key refuses a second effect."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def result(self, command_id: str) -> Json:
        """Return the first result, or None."""
        query = select(commands.c.result).where(commands.c.command_id == command_id)
        value: Json = self._connection.execute(query).scalar()
        return value

    def remember(self, command_id: str, result: Json) -> None:
        """Keep the result of a command."""
        self._connection.execute(commands.insert(), {"command_id": command_id, "result": result})


def command_findings(connection: Connection) -> Iterator[Finding]:
    """Yield the commands whose result nobody could read again, for `ledger check`."""
    for row in raw_rows(connection, commands):
        try:
            json.loads(row["result"])
        except (ValueError, RecursionError):
            yield finding("command_unreadable", command=row["command_id"])
