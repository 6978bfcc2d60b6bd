"""Rows as they lie in the file, without any conversion that could fail: only the check reads so."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Table, select, type_coerce
from sqlalchemy.types import NULLTYPE, TypeDecorator

Raw = Mapping[str, Any]
"""A row by column: whole numbers, texts and bytes."""

READ_AT_ONCE = 100
"""Papers carry their bytes: all of them at once would not fit."""


def raw_rows(connection: Connection, table: Table, *columns: str) -> Iterator[Raw]:
    """Yield the rows of a table, or some columns of them, in order of their keys.

    A text that is no UTF-8 comes with \\xNN in the place of each byte that does not belong.
    """
    chosen = [table.c[name] for name in columns] if columns else table.c
    plain = (type_coerce(column, NULLTYPE).label(column.name) for column in chosen)
    query = select(*plain).order_by(*table.primary_key)
    with _any_bytes_as_text(connection):
        for row in connection.execute(query.execution_options(yield_per=READ_AT_ONCE)):
            yield row._asdict()


def raw_pairs(connection: Connection, statement: str) -> list[tuple[Any, Any]]:
    """Return what a statement over two columns finds, read the same way."""
    with _any_bytes_as_text(connection):
        return [(row[0], row[1]) for row in connection.exec_driver_sql(statement)]


def as_stored(table: Table, row: Mapping[str, Any], connection: Connection) -> dict[str, Any]:
    """Return a row of values as the table would keep it."""
    return {name: _bound(table.c[name].type, value, connection) for name, value in row.items()}


def _bound(kind: Any, value: Any, connection: Connection) -> Any:
    return kind.process_bind_param(value, connection.dialect) if isinstance(kind, TypeDecorator) else value


@contextmanager
def _any_bytes_as_text(connection: Connection) -> Iterator[None]:
    """Let the driver hand out texts that are no UTF-8 instead of raising."""
    driver: Any = connection.connection.driver_connection
    before = driver.text_factory
    driver.text_factory = lambda data: data.decode("utf-8", "backslashreplace")
    try:
        yield
    finally:
        driver.text_factory = before
