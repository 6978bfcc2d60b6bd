"""`ledger check`, `backup` and `restore` on a hall with work in it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from counter import STREET, accepted
from sqlalchemy import text

from app.bootstrap import asking
from app.bootstrap.opening import OpenHall
from app.bootstrap.places import HallHome
from app.bootstrap.unlocking import unlock
from app.domain.access import AccessKind
from app.domain.restore import Sign
from db.access_audit import AccessAuditRows
from db.engine import open_engine
from db.hall_identity import HallIdentity, identity_of

Open = Callable[[HallHome], OpenHall]


@pytest.fixture
def a_backup(command: Callable, home: HallHome, tmp_path: Path) -> Path:
    """A backup made by the command."""
    target = tmp_path / "备份 盘" / "hall.db"
    assert command("backup", target, "--home", home.folder).code == 0
    return target


def tamper(home: HallHome, statement: str) -> None:
    """Change the file behind the program's back, as somebody with the key could; guards are taken away."""
    engine = open_engine(home.database, unlock(home, None).key)
    with engine.begin() as connection:
        triggers = connection.execute(text("SELECT name FROM sqlite_schema WHERE type = 'trigger'"))
        for name in list(triggers.scalars()):
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        assert connection.execute(text(statement)).rowcount, "the tampering must hit something"
    engine.dispose()


def identity(home: HallHome) -> HallIdentity:
    engine = open_engine(home.database, unlock(home, None).key)
    with engine.connect() as connection:
        found = identity_of(connection)
    engine.dispose()
    return found


def test_a_whole_ledger_is_counted_and_ends_with_0(command: Callable, home: HallHome) -> None:
    ended = command("ledger", "check", "--home", home.folder)

    assert (ended.code, ended.err) == (0, "")
    first, second = ended.out.splitlines()
    assert first.startswith("账本完好：核对了 ")
    assert "核对了 0 条" not in first
    assert second == "链条完整，数据与账本一致。"


@pytest.mark.parametrize(
    ("statement", "title"),
    [
        ("UPDATE cases SET state = 'closed_by_hand'", "列表与账本不符：办件 "),
        ("DELETE FROM cases", "列表与账本不符：办件 "),
        ("UPDATE access_audit SET clerk_id = 'nobody'", "查阅记录不连续："),
    ],
)
def test_a_changed_file_is_told_and_ends_with_1(
    command: Callable, home: HallHome, statement: str, title: str
) -> None:
    tamper(home, statement)

    ended = command("ledger", "check", "--home", home.folder)

    assert ended.code == 1
    assert ended.out.startswith(title)
    assert "报告管理员" in ended.out
    assert "账本完好" not in ended.out


def test_a_backup_is_whole_and_says_what_else_to_keep(command: Callable, home: HallHome) -> None:
    target = home.folder.parent / "备份.db"

    ended = command("backup", target, "--home", home.folder)

    assert ended.code == 0
    assert str(target) in ended.out
    assert "keys.json" in ended.out
    assert b"SQLite format 3" not in target.read_bytes()[:32], "a backup is encrypted too"


def audited(home: HallHome) -> list[tuple[AccessKind, str, tuple[str, ...]]]:
    engine = open_engine(home.database, unlock(home, None).key)
    with engine.connect() as connection:
        entries = [one.entry for one in AccessAuditRows(connection).entries()]
        assert AccessAuditRows(connection).first_break() is None
    engine.dispose()
    return [(one.kind, one.clerk_id, one.fields) for one in entries]


def test_a_copy_and_a_put_back_copy_leave_their_trace_in_the_database(
    command: Callable, home: HallHome, a_backup: Path
) -> None:
    clerk = unlock(home, None).clerk_id
    assert audited(home)[-1] == (AccessKind.BACKUP, clerk, ("hall.db",))

    assert command("restore", a_backup, "--home", home.folder).code == 0

    # The copy was made before its own trace was: the put-back database knows of the restore alone.
    assert audited(home)[-1] == (AccessKind.RESTORE, clerk, ("hall.db",))
    assert AccessKind.BACKUP not in [kind for kind, _, _ in audited(home)]


@pytest.mark.parametrize("name", ["issue-log", "blobs/x.db", "copy.db", "../示范 大厅/keys"])
def test_no_backup_is_put_among_the_files_of_the_hall(command: Callable, home: HallHome, name: str) -> None:
    before = sorted(home.folder.rglob("*"))

    ended = command("backup", home.folder / name, "--home", home.folder)

    assert (ended.code, "备份不能放在数据文件夹里" in ended.err) == (3, True)
    assert sorted(home.folder.rglob("*")) == before


def test_a_place_where_no_folder_can_be_made_is_said(
    command: Callable, home: HallHome, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()

    ended = command("backup", tmp_path / "file" / "x" / "copy.db", "--home", home.folder)

    assert (ended.code, "备份写不进去" in ended.err) == (3, True)


@pytest.mark.parametrize("named", ["file", "file/within"])
def test_a_file_is_not_taken_for_the_folder_of_a_hall(command: Callable, tmp_path: Path, named: str) -> None:
    (tmp_path / "file").write_text("precious")

    ended = command("ledger", "check", "--home", tmp_path / named)

    assert (ended.code, "这不是文件夹" in ended.err) == (3, True)
    assert (tmp_path / "file").read_text() == "precious"


def test_a_backup_never_overwrites(command: Callable, home: HallHome, a_backup: Path) -> None:
    before = a_backup.read_bytes()

    ended = command("backup", a_backup, "--home", home.folder)

    assert ended.code == 3
    assert "已经存在，程序没有盖掉它" in ended.err
    assert a_backup.read_bytes() == before


def test_what_is_restored_is_the_backup_and_the_present_file_is_kept(
    command: Callable, home: HallHome, a_backup: Path, reopened: Open
) -> None:
    with reopened(home) as hall:
        accepted(hall, STREET, "after the backup")

    ended = command("restore", a_backup, "--home", home.folder)

    assert ended.code == 0
    (aside,) = (home.folder / "backups").glob("replaced-*")
    assert str(aside) in ended.out
    assert (aside / "hall.db").exists()
    assert command("ledger", "check", "--home", home.folder).code == 0
    with reopened(home) as hall, hall.office.storage.reading() as unit:
        assert len(unit.cases.recent(limit=9)) == 1


def test_a_restored_hall_goes_on_in_a_new_epoch(
    command: Callable, home: HallHome, a_backup: Path, reopened: Open
) -> None:
    before = identity(home)
    command("restore", a_backup, "--home", home.folder)

    with reopened(home) as hall:
        assert Sign.BY_PERSON in hall.signs
        numbers = [paper.number for paper in accepted(hall, STREET, "after").papers]

    after = identity(home)
    assert after.install_epoch == before.install_epoch + 1
    assert after.authority_epoch == before.authority_epoch + 1
    assert numbers
    with reopened(home) as again:
        assert again.signs == (), "once is enough"
    assert command("ledger", "check", "--home", home.folder).code == 0


def test_a_lost_database_comes_back_from_its_backup(
    command: Callable, home: HallHome, a_backup: Path
) -> None:
    home.database.unlink()
    missing = command("ledger", "check", "--home", home.folder)
    assert missing.code == 3
    assert "程序没有另建新的" in missing.err
    assert not home.database.exists()

    assert command("restore", a_backup, "--home", home.folder).code == 0
    assert command("ledger", "check", "--home", home.folder).code == 0


def test_a_restore_waits_for_open_windows(
    command: Callable, home: HallHome, a_backup: Path, reopened: Open
) -> None:
    with reopened(home):
        ended = command("restore", a_backup, "--home", home.folder)

    assert ended.code == 3
    assert "还有窗口开着" in ended.err


def test_what_is_no_backup_is_refused_and_nothing_is_touched(
    command: Callable, home: HallHome, tmp_path: Path
) -> None:
    before = home.database.read_bytes()

    for source in (tmp_path / "没有.db", tmp_path):
        ended = command("restore", source, "--home", home.folder)
        assert ended.code == 3
        assert "不是一份备份文件，现有数据没有动" in ended.err
    assert home.database.read_bytes() == before


@pytest.mark.parametrize("words", [("ledger", "check"), ("backup", "x.db"), ("restore", "x.db")])
def test_a_wrong_pass_phrase_opens_nothing(command: Callable, home: HallHome, words: tuple[str, ...]) -> None:
    home.demo_note.write_text("不是这个 2026", "utf-8")

    ended = command(*words, "--home", home.folder)

    assert ended.code == 3
    assert ended.err.startswith("口令不对\n口令不对，还可以试 ")


def test_missing_keys_are_named(command: Callable, home: HallHome) -> None:
    home.keys.unlink()

    ended = command("ledger", "check", "--home", home.folder)

    assert ended.code == 3
    assert f"{home.keys} 不在" in ended.err


def test_the_clerk_is_chosen_by_staff_number(command: Callable, home: HallHome) -> None:
    another = command("ledger", "check", "--clerk", "0313", "--home", home.folder)
    assert another.err.startswith("不能做这件事\n")

    nobody = command("ledger", "check", "--clerk", "9999", "--home", home.folder)
    assert nobody.code == 3
    assert nobody.err.startswith("没有这个人员\n")


def test_a_real_hall_takes_the_pass_phrase_from_the_environment_or_asks(
    command: Callable, home: HallHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    phrase = home.demo_pass_phrase or ""
    home.demo_note.unlink()
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return phrase

    monkeypatch.setattr(asking, "getpass", answer)
    assert command("ledger", "check", "--home", home.folder).code == 0
    monkeypatch.setenv("BIANMIN_PASS_PHRASE", phrase)
    assert command("ledger", "check", "--home", home.folder).code == 0
    assert asked == ["刘敏（工号 0301）的口令："]


def test_where_nobody_can_type_the_command_says_how_else(
    command: Callable, home: HallHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody_there(_question: str) -> str:
        raise EOFError

    home.demo_note.unlink()
    monkeypatch.setattr(asking, "getpass", nobody_there)

    ended = command("ledger", "check", "--home", home.folder)
    assert ended.code == 3
    assert "BIANMIN_PASS_PHRASE" in ended.err
