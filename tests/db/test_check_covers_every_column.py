"""`ledger check` notices a change of any column that the ledger determines, and tells it, never fails."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Integer, LargeBinary, Table
from worked_hall import worked_bench

from app.adapters.pinyin_names import PinyinNames
from app.bootstrap.commands.keeping import NO_SUBJECT
from app.bootstrap.kinds import KINDS
from app.bootstrap.opening import OpenHall
from app.domain.ledger.finding import Finding
from app.domain.words import Words
from app.services.check_ledger import check_ledger
from db.ledger_audit import SqlLedgerAudit
from db.projections import derived_rows
from db.schema import metadata

NOT_OF_THE_LEDGER = {
    "meta": "facts about this installation: who owns the file, its keys, the day; no operation makes them",
    "clerks": "the people who work here are entered by a supervisor, not by operations",
    "drafts": "keystrokes are not in the ledger (DESIGN 4)",
    "draft_journal": "keystrokes are not in the ledger (DESIGN 4)",
}
NOT_COVERED = {
    ("papers", "seq"): "only the order of printing lists; the operation that issued a paper has its place",
    ("papers", "layout"): "which drawing made the bytes; the bytes themselves are hashed",
    ("seal_uses", "seq"): "only the order of the register, which no trigger lets change",
    ("seal_uses", "at"): "said by the register alone, which no trigger lets change",
    ("seal_uses", "copies"): "said by the register alone, which no trigger lets change",
    ("seal_uses", "seal_name"): "said by the register alone, which no trigger lets change",
    ("seal_uses", "clerk"): "said by the register alone, which no trigger lets change",
    ("seal_uses", "approver"): "said by the register alone, which no trigger lets change",
    ("seal_uses", "remark"): "said by the register alone, which no trigger lets change",
    ("print_jobs", "seq"): "only the order of the spool; jobs are not in the ledger (DESIGN 4)",
    ("print_jobs", "job_id"): "the spool's own name of a job",
    ("print_jobs", "printer"): "said by the spool alone",
    ("print_jobs", "spool_printer"): "said by the spool alone; with spool_job it is there or not",
    ("print_jobs", "spool_job"): "said by the spool alone; with spool_printer it is there or not",
    ("print_jobs", "copies"): "said by the spool alone",
    ("commands", "command_id"): "chosen by the window that pressed the key, and forgotten by it afterwards",
}
"""What a possible value may replace unseen, and why nothing on record could contradict it."""

Change = Callable[[Column[Any]], str]


def _another(column: Column[Any]) -> str:
    """SQL for a value that could stand there."""
    if isinstance(column.type, LargeBinary):
        return f"CAST({column.name} || x'20' AS BLOB)"
    if (column.table.name, column.name) == ("number_series", "last"):
        return "last - 1"  # a ticket's series may lead: a restore lifts it over slips that are not on record
    if isinstance(_kept_as(column), Integer):
        return f"{column.name} + 100000"
    return f"{column.name} || 'x'"


def _garbage(column: Column[Any]) -> str:
    """SQL for bytes that nothing reads: no UTF-8, no JSON, no day, no number that could be."""
    if isinstance(column.type, LargeBinary):
        return "x'ff'"
    return "-7" if isinstance(_kept_as(column), Integer) else "CAST(x'ff5b' AS TEXT)"


def _nested(column: Column[Any]) -> str:
    """SQL for a text that exhausts a careless reader."""
    value = "replace(hex(zeroblob(60000)), '0', '[')"
    if isinstance(column.type, LargeBinary):
        return f"CAST({value} AS BLOB)"
    return _garbage(column) if isinstance(_kept_as(column), Integer) else value


def _kept_as(column: Column[Any]) -> Any:
    return getattr(column.type, "impl", column.type)


CHANGES: dict[str, Change] = {"another": _another, "garbage": _garbage, "nested": _nested}
TABLES = [table for table in metadata.sorted_tables if table.name not in NOT_OF_THE_LEDGER]
COLUMNS = [column for table in TABLES for column in table.c]
COVERED = [column for column in COLUMNS if (column.table.name, column.name) not in NOT_COVERED]


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenHall]:
    """A hall after a morning's work."""
    with worked_bench(tmp_path_factory.mktemp("worked") / "关田镇").open() as hall:
        yield hall


@pytest.fixture
def file(hall: OpenHall) -> Iterator[Connection]:
    """The hall's file in the hand of somebody with the key: no guards, and nothing lasts."""
    with hall.database.engine.connect() as connection, connection.begin() as transaction:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        triggers = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        for (name,) in triggers.all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield connection
        transaction.rollback()


def found(file: Connection) -> tuple[Finding, ...]:
    return check_ledger(SqlLedgerAudit(file, derived_rows(PinyinNames())), KINDS).findings


def change(file: Connection, column: Column[Any], value: str, order: str) -> None:
    """Change one row, the first or the last in which something stands."""
    name, table = f'"{column.name}"', column.table.name
    row = f"SELECT rowid FROM {table} WHERE {name} IS NOT NULL ORDER BY rowid {order} LIMIT 1"
    changed = file.exec_driver_sql(f"UPDATE {table} SET {name} = {value} WHERE rowid = ({row})")
    assert changed.rowcount == 1, "the morning left rows here"


def said(words: Words, findings: tuple[Finding, ...]) -> list[str]:
    """Every finding in the words a person reads, which must fit on a terminal."""
    facts = ({"number": "", **one.facts, "subject": NO_SUBJECT} for one in findings)
    messages = [words.say(one.code, fact) for one, fact in zip(findings, facts, strict=True)]
    assert all(message.title and message.say and message.do for message in messages)
    return [message.sentence().encode().decode() for message in messages]


def test_what_is_named_as_not_covered_is_there() -> None:
    assert NOT_COVERED.keys() <= {(column.table.name, column.name) for column in COLUMNS}
    assert NOT_OF_THE_LEDGER.keys() <= {table.name for table in metadata.sorted_tables}


@pytest.mark.parametrize(("table", "column"), NOT_COVERED)
def test_what_is_named_as_not_covered_is_not(file: Connection, table: str, column: str) -> None:
    named = metadata.tables[table].c[column]
    change(file, named, _another(named), "ASC")

    assert found(file) == ()


@pytest.mark.parametrize(
    ("how", "order"), [("another", "ASC"), ("another", "DESC"), ("garbage", "ASC"), ("nested", "DESC")]
)
@pytest.mark.parametrize("column", COVERED, ids=str)
def test_a_changed_column_is_told(
    file: Connection, words: Words, column: Column[Any], how: str, order: str
) -> None:
    change(file, column, CHANGES[how](column), order)

    assert said(words, found(file))


@pytest.mark.parametrize("column", COLUMNS, ids=str)
@pytest.mark.parametrize("how", CHANGES)
def test_no_damage_of_a_whole_column_stops_the_check(
    file: Connection, words: Words, column: Column[Any], how: str
) -> None:
    """With every row of the column damaged, a broken access audit is still found."""
    name, value = column.name, CHANGES[how](column)
    file.exec_driver_sql(f'UPDATE OR IGNORE {column.table.name} SET "{name}" = {value}')
    file.exec_driver_sql("UPDATE access_audit SET clerk_id = 'nobody' WHERE seq = 1")

    findings = found(file)

    assert "ledger.audit_broken" in {one.code for one in findings}
    assert said(words, findings)


NULLABLE = [column for column in COVERED if column.nullable and column.name != "receipt"]
"""A receipt lost on the way is asked for again; everything else that may be empty must not become so."""


@pytest.mark.parametrize("column", NULLABLE, ids=str)
def test_an_emptied_column_is_told(file: Connection, words: Words, column: Column[Any]) -> None:
    change(file, column, "NULL", "ASC")

    assert said(words, found(file))


DELETED = [table for table in TABLES if table.name != "commands"]
"""Of the keys that were pressed nothing else tells how many there were."""


@pytest.mark.parametrize("end", ["min", "max"])
@pytest.mark.parametrize("table", DELETED, ids=lambda table: table.name)
def test_a_row_taken_away_is_told(file: Connection, words: Words, table: Table, end: str) -> None:
    file.exec_driver_sql(f"DELETE FROM {table.name} WHERE rowid = (SELECT {end}(rowid) FROM {table.name})")

    assert said(words, found(file))


def test_an_access_audit_that_was_emptied_or_cut_off_is_told(file: Connection) -> None:
    file.exec_driver_sql("DELETE FROM access_audit WHERE seq > (SELECT max(seq) - 6 FROM access_audit)")
    cut = [one.code for one in found(file)]
    file.exec_driver_sql("DELETE FROM access_audit")

    assert cut == ["ledger.audit_broken"]
    assert [one.code for one in found(file)] == ["ledger.audit_broken"]


def test_an_audit_whose_end_an_older_program_did_not_note_is_whole(file: Connection) -> None:
    file.exec_driver_sql("DELETE FROM meta WHERE key = 'audit_head'")

    assert found(file) == ()


@pytest.mark.parametrize(
    "table", [table for table in TABLES if table.name != "commands"], ids=lambda table: table.name
)
def test_a_row_too_many_is_told(file: Connection, words: Words, table: Table) -> None:
    values = ", ".join(_fresh(column) for column in table.c)
    file.exec_driver_sql(f"INSERT INTO {table.name} SELECT {values} FROM {table.name} ORDER BY rowid LIMIT 1")

    assert said(words, found(file))


def _fresh(column: Column[Any]) -> str:
    """Another value for what is unique, and for all that names a row."""
    return f'"{column.name}"' if column.nullable or isinstance(column.type, LargeBinary) else _another(column)


def test_a_series_that_leads_lost_a_paper(file: Connection) -> None:
    file.exec_driver_sql("UPDATE number_series SET last = last + 1 WHERE series LIKE '%〔%'")

    assert {one.code for one in found(file)} == {"ledger.series_leads"}


def test_an_index_of_names_that_lags_is_told(file: Connection) -> None:
    file.exec_driver_sql("UPDATE case_names SET name = '李 四' WHERE rowid = 1")
    file.exec_driver_sql("INSERT INTO case_names (rowid, name) VALUES (900, '无 名')")

    assert {one.code for one in found(file)} == {"ledger.name_index_differs", "ledger.name_index_extra"}


def test_one_unreadable_operation_hides_no_other_damage(file: Connection) -> None:
    """Each sentence stands for its own damage, also where the ledger of the case proves nothing any more."""
    (case,) = file.exec_driver_sql("SELECT id FROM cases WHERE row = 1").one()
    file.exec_driver_sql(
        f"UPDATE operations SET payload = x'ff' WHERE subject_id = '{case}' AND rowid ="
        f" (SELECT min(rowid) + 1 FROM operations WHERE subject_id = '{case}')"
    )
    file.exec_driver_sql("UPDATE cases SET applicant = '李四'")
    file.exec_driver_sql("UPDATE papers SET title = '收据' WHERE seq = 1")

    about_the_case = {one.code for one in found(file) if one.subject is not None and one.subject.id == case}

    assert about_the_case == {
        "ledger.payload_unreadable",
        "ledger.state_unproved",
        "ledger.row_differs",
        "ledger.paper_differs",
    }
