"""What was written stays: triggers refuse to change or remove it, and the check finds who went around."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from counter import checked
from hall import Bench
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError
from worked_hall import worked_bench

from app.bootstrap.opening import OpenHall
from app.bootstrap.places import HallHome
from app.domain.ledger.operation import Subject

GUARDED = {
    "operations": (
        "op_id",
        "device",
        "epoch",
        "seq",
        "link",
        "subject_kind",
        "subject_id",
        "body",
        "body_hash",
        "payload",
        "salt",
    ),
    "authority_log": ("position", "op_id", "subject_kind", "subject_id"),
    "number_series": ("series",),
    "papers": ("number", "series", "serial", "facts", "pdf"),
    "seal_uses": (
        "at",
        "paper_id",
        "paper_title",
        "number",
        "copies",
        "seal_name",
        "clerk",
        "approver",
        "remark",
    ),
    "access_audit": ("kind", "clerk_id", "window_number", "at", "case_id", "fields", "reason", "link"),
    "tickets": ("hall", "business_date", "series", "number"),
}
EVERY_GUARD = [(table, column) for table, columns in GUARDED.items() for column in columns]
NEVER_VANISH = (
    "operations",
    "authority_log",
    "number_series",
    "papers",
    "seal_uses",
    "access_audit",
    "tickets",
)
CHANGED: dict[str, Any] = {"INTEGER": 987654, "TEXT": "anders", "BLOB": b"anders"}

WATCHED: tuple[tuple[str, str, Any], ...] = (
    ("papers", "case_id", "anders"),
    ("papers", "type_code", "anders"),
    ("papers", "is_void", 1),
    ("papers", "facts_hash", "anders"),
    ("papers", "body_hash", "anders"),
    ("cases", "version", 99),
    ("cases", "case_number", "anders"),
    ("cases", "state", "anders"),
    ("cases", "applicant", "anders"),
    ("cases", "id_digest", "anders"),
    ("cases", "window", "anders"),
    ("cases", "received_on", "2026-11-25"),
    ("cases", "paper_numbers", "anders"),
    ("tickets", "state", "passed"),
    ("tickets", "route", "C"),
    ("tickets", "window", "07"),
    ("tickets", "position", 1),
    ("tickets", "call", 7),
)
"""Columns that the program itself must write, each with a value that is possible and wrong."""


@pytest.fixture(scope="module")
def worked_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hall after a morning's work; only to be copied."""
    return worked_bench(tmp_path_factory.mktemp("worked") / "关田镇").home.folder


@pytest.fixture
def hall(worked_once: Path, tmp_path: Path) -> Iterator[OpenHall]:
    bench = Bench(HallHome(shutil.copytree(worked_once, tmp_path / "关田镇")))
    with bench.open() as hall:
        yield hall


def contents(connection: Connection, table: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY rowid")]


def type_of(connection: Connection, table: str, column: str) -> str:
    rows = connection.exec_driver_sql(f"PRAGMA table_info({table})")
    return next(str(row[2]) for row in rows if row[1] == column)


def change_first(connection: Connection, table: str, column: str, value: Any) -> None:
    """Change one row of a table, as nobody in the program does."""
    row = f"(SELECT rowid FROM {table} WHERE {column} IS NOT NULL LIMIT 1)"
    changed = connection.exec_driver_sql(f"UPDATE {table} SET {column} = ? WHERE rowid = {row}", (value,))
    assert changed.rowcount == 1, "there is a row to change"


def test_a_morning_of_work_is_as_the_ledger_says(hall: OpenHall) -> None:
    report = checked(hall)

    assert report.findings == ()
    assert report.operations > 30


@pytest.mark.parametrize(("table", "column"), EVERY_GUARD)
def test_what_is_written_once_cannot_be_changed(hall: OpenHall, table: str, column: str) -> None:
    with hall.database.engine.connect() as connection:
        # Given what stands there
        before = contents(connection, table)
        assert before, "the morning left rows here"

        # When somebody changes it, then the table itself refuses
        value = CHANGED[type_of(connection, table, column)]
        with pytest.raises(IntegrityError):
            change_first(connection, table, column, value)
        assert contents(connection, table) == before


def test_a_series_of_numbers_never_goes_back(hall: OpenHall) -> None:
    with hall.database.engine.begin() as connection:
        before = contents(connection, "number_series")
        assert all(last > 0 for _series, last in before)

        with pytest.raises(IntegrityError, match="stays used"):
            connection.exec_driver_sql("UPDATE number_series SET last = last - 1")
        assert contents(connection, "number_series") == before
        connection.exec_driver_sql("UPDATE number_series SET last = last + 1")  # forwards it may


def test_an_erased_operation_stays_erased(hall: OpenHall) -> None:
    with hall.database.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE operations SET payload = NULL, salt = NULL"
        )  # forgetting is lawful

        for column in ("payload", "salt"):
            with pytest.raises(IntegrityError, match="never changes"):
                connection.exec_driver_sql(f"UPDATE operations SET {column} = x'7b7d'")


@pytest.mark.parametrize("table", NEVER_VANISH)
def test_what_is_written_once_cannot_be_removed(hall: OpenHall, table: str) -> None:
    with hall.database.engine.connect() as connection:
        before = contents(connection, table)
        assert before

        with pytest.raises(IntegrityError):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        with pytest.raises(IntegrityError):
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = (SELECT max(rowid) FROM {table})")
        assert contents(connection, table) == before


@pytest.mark.parametrize(("table", "column", "value"), WATCHED)
def test_what_no_trigger_guards_is_found_by_the_check(
    hall: OpenHall, table: str, column: str, value: Any
) -> None:
    with hall.database.engine.begin() as connection:
        change_first(connection, table, column, value)

    assert checked(hall).findings != ()


def test_a_state_that_is_not_the_fold_of_its_operations_is_named(hall: OpenHall) -> None:
    with hall.database.engine.begin() as connection:
        row = "SELECT id, state FROM subjects WHERE kind = 'case' LIMIT 1"
        case_id, state = connection.exec_driver_sql(row).one()
        other = str(state).replace("林晓棠", "林小棠").replace('"state":"', '"state":"x', 1)
        assert other != state
        connection.exec_driver_sql("UPDATE subjects SET state = ? WHERE id = ?", (other, case_id))

    findings = checked(hall).findings

    assert ("ledger.state_differs", Subject("case", case_id)) in [(one.code, one.subject) for one in findings]


@pytest.mark.parametrize("table", ["cases", "subjects"])
def test_a_row_that_was_taken_away_is_missed(hall: OpenHall, table: str) -> None:
    with hall.database.engine.begin() as connection:
        connection.exec_driver_sql(f"DELETE FROM {table} WHERE rowid = (SELECT max(rowid) FROM {table})")

    assert checked(hall).findings != ()


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("papers", "number"),
        ("papers", "series, serial"),
        ("operations", "device, epoch, seq"),
        ("tickets", "hall, business_date, series, number"),
        ("commands", "command_id"),
    ],
)
def test_no_second_row_takes_a_number_that_is_taken(hall: OpenHall, table: str, columns: str) -> None:
    """Copy a row with everything new but what must be unique."""
    with hall.database.engine.connect() as connection:
        info = list(connection.exec_driver_sql(f"PRAGMA table_info({table})"))
        shared = columns.split(", ")
        fresh = {row[1]: _fresh(row) for row in info if row[1] not in shared}
        values = ", ".join(fresh.get(row[1], row[1]) for row in info)

        with pytest.raises(IntegrityError, match="UNIQUE"):
            connection.exec_driver_sql(f"INSERT INTO {table} SELECT {values} FROM {table} LIMIT 1")


def _fresh(column: Any) -> str:
    """SQL for another value of the same type; where it may be null, null."""
    _place, name, kind, is_required, *_ = column
    if not is_required:
        return "NULL"
    return {"INTEGER": f"{name} + 1000", "TEXT": f"{name} || 'x'", "BLOB": name}[kind]
