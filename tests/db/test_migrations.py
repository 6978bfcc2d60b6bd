"""Every database ever released comes up to this program's schema, whole, or stays exactly as it was."""

import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.schema import CreateIndex, CreateTable

import db.tables
from app.adapters.pinyin_names import PinyinNames
from app.domain.storage import StorageError, key_check
from db import migrate
from db.access_audit import AccessAuditRows
from db.case_rows import CaseIndexRows
from db.clerks import ClerkRows
from db.drafts import DraftRows
from db.engine import connect_new, open_engine, outside_transactions
from db.open import open_database
from db.schema import metadata
from db.schema_version import MIGRATIONS, newest_version, version_of
from tests.old_databases.make import FOLDER, KEY, build

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
NEWEST = newest_version()
REVISIONS = [f"{number:04d}" for number in range(1, NEWEST + 1)]
KEPT = sorted(FOLDER.glob("*.db"))


def rows(engine: Engine) -> dict[str, int]:
    """How many rows each table holds."""
    with outside_transactions(engine) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            )
        ]
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}


def count_rows(path: Path) -> dict[str, int]:
    engine = open_engine(path, KEY)
    try:
        return rows(engine)
    finally:
        engine.dispose()


def open_hall(path: Path) -> Engine:
    return open_database(path, KEY, key_check(KEY), lambda: NOW).engine


# --- the schema -------------------------------------------------------------------------------


def shape(engine: Engine, table: str) -> dict[str, object]:
    """Everything about a table that can make a statement behave differently."""
    with outside_transactions(engine) as connection:

        def ask(question: str) -> list[tuple[object, ...]]:
            return sorted(connection.execute(question).fetchall(), key=repr)

        (sql,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
        indexes = ask(f"SELECT name, \"unique\", partial FROM pragma_index_list('{table}')")
        return {
            "kind": ask(f"SELECT type, wr, strict FROM pragma_table_list('{table}')"),
            "columns": ask(
                f"SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo('{table}')"
            ),
            "links": ask(
                'SELECT "table", "from", "to", on_update, on_delete '
                f"FROM pragma_foreign_key_list('{table}')"
            ),
            "indexes": [
                (unique, partial, ask(f"SELECT seqno, name, desc FROM pragma_index_xinfo('{name}')"))
                for name, unique, partial in indexes
            ],
            "constraints": sorted(re.findall(r"CONSTRAINT \"?(\w+)", sql)),
            "checks": sorted(" ".join(check.split()) for check in re.findall(r"CHECK \((.*)\)", sql)),
        }


def as_the_models_say(path: Path) -> Engine:
    connect_new(path, KEY).close()
    engine = open_engine(path, KEY)
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            connection.execute(CreateTable(table))
            for index in table.indexes:
                connection.execute(CreateIndex(index))
    return engine


def test_the_tables_in_the_code_are_the_tables_of_the_migrations(engine: Engine, tmp_path: Path) -> None:
    models = as_the_models_say(tmp_path / "models.db")
    ours = {table.name for table in metadata.sorted_tables}
    assert set(rows(engine)) == ours | {"alembic_version"}
    for name in sorted(ours):
        assert shape(engine, name) == shape(models, name), name
    models.dispose()


def test_every_table_is_strict(engine: Engine) -> None:
    for table in metadata.sorted_tables:
        assert shape(engine, table.name)["kind"] == [("table", 0, 1)], table.name
    assert db.tables.meta in metadata.sorted_tables


def test_migrations_are_numbered_without_gaps_and_import_nothing_of_ours() -> None:
    files = sorted((MIGRATIONS / "versions").glob("[0-9]*.py"))
    assert [file.name[:4] for file in files] == REVISIONS
    for file in files:
        assert not re.search(
            r"^\s*(from|import) (app|db|ui)\b", file.read_text(encoding="utf-8"), re.MULTILINE
        )


# --- upgrades ---------------------------------------------------------------------------------


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_revision_comes_up_with_data_in_it(tmp_path: Path, revision: str) -> None:
    path = tmp_path / "hall.db"
    build(path, revision)
    before = count_rows(path)
    assert all(before.values()), f"{revision}.sql leaves a table without a sample row"
    engine = open_hall(path)
    after = rows(engine)
    assert version_of(engine) == NEWEST
    assert {name: after.get(name) for name in before} == before
    engine.dispose()


@pytest.mark.parametrize(
    ("applicant", "before", "after"),
    [
        ("曾玉兰", "cyl", "zyl"),
        ("解放村民委员会", "jfcmwyh", "jfcmwyh"),
        ("单于明", "cym", "cym"),
        ("", "", ""),
    ],
)
def test_old_cases_are_found_by_the_surname_as_it_is_read(
    tmp_path: Path, applicant: str, before: str, after: str
) -> None:
    path = tmp_path / "hall.db"
    build(path, "0005")
    old = open_engine(path, KEY)
    with old.begin() as connection:
        row = {"applicant": applicant, "initials": before}
        connection.execute(text("UPDATE cases SET applicant = :applicant, initials = :initials"), row)
    old.dispose()

    engine = open_hall(path)

    with engine.begin() as connection:
        assert set(connection.execute(text("SELECT initials FROM cases")).scalars()) == {after}
    assert PinyinNames().initials_of_person(applicant) == after
    engine.dispose()


def test_names_are_found_and_followed_after_the_cases_were_moved(tmp_path: Path) -> None:
    """Revision 0004 makes the table of cases anew: rows, name index and its triggers must come along."""
    path = tmp_path / "hall.db"
    build(path, "0003")
    engine = open_hall(path)

    with engine.begin() as connection:
        cases = CaseIndexRows(connection)
        assert [row.id for row in cases.search("石生", limit=5)] == ["k-1"]
        connection.execute(text("UPDATE cases SET applicant = '林晓棠', spaced_name = '林 晓 棠'"))
        assert [row.applicant for row in cases.search("晓棠", limit=5)] == ["林晓棠"]
        assert cases.search("石生", limit=5) == []
        kept = "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'cases' ORDER BY name"
        assert connection.execute(text(kept)).scalars().all() == ["case_names_begin", "case_names_follow"]
    engine.dispose()


@pytest.mark.parametrize("old", KEPT, ids=lambda path: path.stem)
def test_each_database_kept_from_a_release_comes_up(tmp_path: Path, old: Path) -> None:
    path = tmp_path / "hall.db"
    shutil.copyfile(old, path)
    engine = open_hall(path)
    with engine.begin() as connection:
        clerk = ClerkRows(connection).find("c-1")
        draft = DraftRows(connection).load("d-1")
        assert AccessAuditRows(connection).first_break() is None
    assert clerk is not None
    assert clerk.name == "廖秀英"
    assert draft is not None
    assert draft.answers == {"applicant.name": "钟石生"}
    # A migration edited after its release would give this file other tables than a new hall has.
    models = as_the_models_say(tmp_path / "models.db")
    for table in metadata.sorted_tables:
        assert shape(engine, table.name) == shape(models, table.name), table.name
    models.dispose()
    engine.dispose()


def test_the_databases_kept_from_releases_are_an_unbroken_line() -> None:
    assert [path.stem for path in KEPT] == REVISIONS[: len(KEPT)]
    assert KEPT


def test_an_upgrade_first_keeps_a_copy_of_the_old_database(tmp_path: Path) -> None:
    path = tmp_path / "hall.db"
    build(path, "0001")
    engine = open_engine(path, KEY)
    with outside_transactions(engine) as connection:
        connection.execute("PRAGMA user_version = 0")  # so that there is one step to take
        connection.execute("DELETE FROM alembic_version")
    with pytest.raises(Exception, match="already exists"):
        migrate.upgrade(engine, tmp_path / "backups", NOW)
    engine.dispose()
    kept = tmp_path / "backups" / "0000-20260304-090000.db"
    assert count_rows(kept) == count_rows(path)
    assert count_rows(path)["clerks"] == 1


def test_a_clock_that_repeats_itself_does_not_stop_the_upgrade(tmp_path: Path) -> None:
    path = tmp_path / "hall.db"
    shutil.copyfile(FOLDER / "0001.db", path)
    (tmp_path / "backups").mkdir()
    earlier = tmp_path / "backups" / "0001-20260304-090000.db"
    earlier.write_bytes(b"made when the clock said the same")
    open_hall(path).dispose()
    assert earlier.read_bytes() == b"made when the clock said the same"
    assert count_rows(tmp_path / "backups" / "0001-20260304-090000-2.db")["clerks"] == 1


def test_a_start_with_nothing_to_upgrade_does_not_load_the_migration_tool() -> None:
    start = "import sys; sys.path.insert(0, sys.argv[1]); import db.open; sys.exit('alembic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", start, str(Path.cwd())], check=False).returncode == 0


def test_nothing_to_do_makes_no_copy(engine: Engine, tmp_path: Path) -> None:
    assert migrate.upgrade(engine, tmp_path / "backups", NOW) is None
    assert not (tmp_path / "backups").exists()


def test_a_step_that_would_leave_a_broken_link_leaves_no_trace(tmp_path: Path) -> None:
    path = tmp_path / "hall.db"
    connect_new(path, KEY).close()
    engine = open_engine(path, KEY)
    with outside_transactions(engine) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("CREATE TABLE parent (id INTEGER PRIMARY KEY)")
        connection.execute("CREATE TABLE child (parent_id INTEGER REFERENCES parent)")
        connection.execute("INSERT INTO child VALUES (7)")
        connection.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(StorageError, match="migration_breaks_links"):
        migrate.apply_migrations(engine)
    assert set(rows(engine)) == {"parent", "child"}
    assert version_of(engine) == 0
    engine.dispose()


def test_links_are_not_followed_while_a_step_moves_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dropping a copied table would otherwise delete the rows that point to it (ON DELETE CASCADE)."""
    switches = []
    finish_step = migrate._finish_step

    def look(*, ctx: Any, **rest: Any) -> None:
        switches.append(ctx.connection.exec_driver_sql("PRAGMA foreign_keys").scalar())
        finish_step(ctx=ctx, **rest)

    monkeypatch.setattr(migrate, "_finish_step", look)
    build(tmp_path / "hall.db", "0001")
    assert switches == [0]


def test_foreign_keys_hold_again_after_an_upgrade(engine: Engine) -> None:
    with engine.begin() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


STALLING_UPGRADE = """
import sys
sys.path.insert(0, sys.argv[1])
from datetime import UTC, datetime
from pathlib import Path
from app.domain.storage import key_check
from db import migrate
from db.open import open_database
from tests.old_databases.make import KEY

finish_step = migrate._finish_step
def stall_before_commit(*, step, **rest):
    finish_step(step=step, **rest)
    if step.up_revision_id == sys.argv[3]:
        print("stalled", flush=True)
        sys.stdin.read()
migrate._finish_step = stall_before_commit
open_database(Path(sys.argv[2]), KEY, key_check(KEY), lambda: datetime(2026, 3, 4, tzinfo=UTC))
"""


@pytest.mark.parametrize("revision", REVISIONS[1:])
def test_a_power_cut_in_the_middle_of_an_upgrade_is_made_good_at_the_next_start(
    tmp_path: Path, revision: str
) -> None:
    path = tmp_path / "hall.db"
    shutil.copyfile(FOLDER / "0001.db", path)
    before = count_rows(path)
    upgrade_until_killed(path, revision)

    halfway = open_engine(path, KEY)
    assert version_of(halfway) == int(revision) - 1
    halfway.dispose()

    engine = open_hall(path)
    assert version_of(engine) == NEWEST
    after = rows(engine)
    assert {name: after[name] for name in before} == before
    engine.dispose()


def upgrade_until_killed(path: Path, revision: str) -> None:
    """Run a real upgrade in a process of its own and kill -9 it just before `revision` commits."""
    command = [sys.executable, "-c", STALLING_UPGRADE, str(Path.cwd()), str(path), revision]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"stalled\n"
        process.kill()
