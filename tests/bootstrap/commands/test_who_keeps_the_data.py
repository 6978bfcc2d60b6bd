"""Check, backup and restore are done by who answers for the data now; an old copy gives no post back."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap.places import HallHome
from app.bootstrap.unlocking import unlock
from app.domain.access import AccessEntry
from app.domain.clerk import Clerk
from app.domain.role import Role
from db.access_audit import AccessAuditRows
from db.clerks import ClerkRows
from db.engine import open_engine

SUPERVISOR, WINDOW, OTHER = "0301", "0312", "0313"
REFUSED = "不能做这件事\n"
GARBAGE = bytes(range(256)) * 64


def changed(home: HallHome, number: str, *, roles: Iterable[Role] = (), is_active: bool = True) -> None:
    """Give a clerk other posts, or let him retire, as a keeper would."""
    engine = open_engine(home.database, unlock(home, SUPERVISOR).key)
    with engine.begin() as connection:
        rows = ClerkRows(connection)
        known = rows.find_by_staff_number(number)
        assert known is not None
        rows.save(replace(known, roles=frozenset(roles) or known.roles, is_active=is_active))
    engine.dispose()


def kept(home: HallHome) -> tuple[dict[str, Clerk], AccessEntry]:
    """The clerks by 工号, and the last entry of the audit."""
    engine = open_engine(home.database, unlock(home, SUPERVISOR).key)
    with engine.connect() as connection:
        clerks = {clerk.staff_number: clerk for clerk in ClerkRows(connection).all()}
        last = [one.entry for one in AccessAuditRows(connection).entries()][-1]
    engine.dispose()
    return clerks, last


@pytest.fixture
def as_clerk(command: Callable, home: HallHome) -> Callable:
    """Run a command as the clerk with a 工号."""
    return lambda number, *words: command(*words, "--clerk", number, "--home", home.folder)


@pytest.fixture
def copy(as_clerk: Callable, tmp_path: Path) -> Path:
    """A backup of a day on which 0313 was a supervisor and 0312 none."""
    target = tmp_path / "盘" / "hall.db"
    assert as_clerk(SUPERVISOR, "backup", target).code == 0
    return target


def test_a_window_clerk_checks_backs_up_and_restores_nothing(
    as_clerk: Callable, home: HallHome, copy: Path, tmp_path: Path
) -> None:
    before = home.database.read_bytes()

    for words in (("ledger", "check"), ("backup", tmp_path / "own.db"), ("restore", copy)):
        ended = as_clerk(WINDOW, *words)
        assert (ended.code, ended.err[: len(REFUSED)]) == (3, REFUSED)

    assert not (tmp_path / "own.db").exists()
    assert home.database.read_bytes() == before


def test_an_auditor_checks_and_does_no_more(as_clerk: Callable, home: HallHome, tmp_path: Path) -> None:
    changed(home, WINDOW, roles={Role.AUDITOR})

    assert as_clerk(WINDOW, "ledger", "check").code == 0
    assert as_clerk(WINDOW, "backup", tmp_path / "own.db").err.startswith(REFUSED)


def test_an_old_key_file_lets_no_retired_supervisor_back(
    as_clerk: Callable, home: HallHome, copy: Path
) -> None:
    changed(home, OTHER, roles={Role.SUPERVISOR}, is_active=False)

    for words in (("ledger", "check"), ("backup", "x.db"), ("restore", copy)):
        assert as_clerk(OTHER, *words).err.startswith(REFUSED)


def test_an_old_copy_gives_no_post_back_and_takes_none_away(
    as_clerk: Callable, home: HallHome, tmp_path: Path
) -> None:
    changed(home, OTHER, roles={Role.SUPERVISOR})
    target = tmp_path / "old.db"
    assert as_clerk(OTHER, "backup", target).code == 0
    changed(home, OTHER, roles={Role.GUIDE})
    changed(home, WINDOW, roles={Role.ADMINISTRATOR})
    now, _ = kept(home)

    assert as_clerk(OTHER, "restore", target).err.startswith(REFUSED)
    ended = as_clerk(WINDOW, "restore", target)

    assert "人员和岗位保持恢复前的样子" in ended.out
    clerks, last = kept(home)
    assert clerks == now
    assert last.fields == ("old.db",)


@pytest.mark.parametrize("damage", [None, b"", GARBAGE])
def test_without_a_present_database_the_posts_in_the_copy_decide_and_the_audit_says_so(
    as_clerk: Callable, home: HallHome, copy: Path, damage: bytes | None
) -> None:
    home.database.unlink()
    if damage is not None:
        home.database.write_bytes(damage)

    assert as_clerk(WINDOW, "restore", copy).err.startswith(REFUSED)
    assert not home.database.exists() or home.database.read_bytes() == damage
    ended = as_clerk(SUPERVISOR, "restore", copy)

    assert ended.code == 0
    assert "人员和岗位是备份里的" in ended.out
    _, last = kept(home)
    assert last.fields == ("hall.db", "roles of the copy")


def test_a_clerk_row_that_cannot_be_read_is_a_reason_to_restore(
    as_clerk: Callable, home: HallHome, copy: Path
) -> None:
    engine = open_engine(home.database, unlock(home, SUPERVISOR).key)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE clerks SET roles = '[[['")
    engine.dispose()

    assert as_clerk(SUPERVISOR, "restore", copy).code == 0
    clerks, _ = kept(home)
    assert Role.SUPERVISOR in clerks[SUPERVISOR].roles
