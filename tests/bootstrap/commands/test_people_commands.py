"""`found` makes a real hall; `clerk` keeps its people: who may sign in, as what, and who vouched for it."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hall import hall_data

from app.adapters.issue_log.folder_issue_log import FolderIssueLog
from app.bootstrap.commands.run import run
from app.bootstrap.hall_data import load_hall_data
from app.bootstrap.places import HallHome, resources
from app.bootstrap.unlocking import key_slots_of, unlock
from app.domain.access import AccessEntry
from app.domain.clerk import Clerk
from app.domain.role import Role
from app.ports.key_slots import SlotOwner
from db.access_audit import AccessAuditRows
from db.clerks import ClerkRows
from db.engine import open_engine

PHRASE, OTHER, NEW = "阳岭的云雾茶 2026", "上堡梯田 & 米酒", "聂都溶洞的石笋 17"
PHONE = "0797-0000001"
NEW_PHRASE, CODES = "BIANMIN_NEW_PASS_PHRASE", "BIANMIN_RECOVERY_CODES"
ADD = ("clerk", "add", "--name", "钟石生", "--number", "0102", "--roles", "窗口人员")


def own_data(folder: Path) -> Path:
    """A township's own data: the demo hall's with another telephone."""
    (folder / "hall").mkdir(parents=True)
    for name in ("hall.toml", "papers.toml"):
        text = (resources() / "demo" / name).read_text("utf-8")
        (folder / "hall" / name).write_text(text.replace("0797-0000000", PHONE), "utf-8")
    return folder


@pytest.fixture(scope="session")
def founded_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A real hall and what `found` said of it; only to be copied."""
    folder, data = (
        tmp_path_factory.mktemp("halls") / "真 厅",
        own_data(tmp_path_factory.mktemp("data") / "own"),
    )
    said: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(NEW_PHRASE, PHRASE)
        patch.setattr("app.bootstrap.terminal.Terminal.say", lambda _terminal, text: said.append(text))
        ended = run(
            ["found", "--home", str(folder), "--data", str(data), "--name", "廖秀英", "--number", "0101"]
        )
    assert ended == 0
    return folder, "\n".join(said)


@pytest.fixture
def real(founded_once: tuple[Path, str], tmp_path: Path) -> HallHome:
    return HallHome(shutil.copytree(founded_once[0], tmp_path / "真 厅"))


@pytest.fixture
def say(real: HallHome, command: Callable, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Run a command at the real hall; `by` types the own `phrase`, `new` is the one that is chosen."""

    def said(*words: str, by: str = "0101", phrase: str = PHRASE, new: str = OTHER) -> Any:
        monkeypatch.setenv("BIANMIN_PASS_PHRASE", phrase)
        monkeypatch.setenv(NEW_PHRASE, new)
        vouched = () if "recover" in words else ("--clerk", by)
        return command(*words, "--home", real.folder, *vouched)

    return said


def known(
    home: HallHome, number: str = "0101", phrase: str = PHRASE
) -> tuple[list[Clerk], list[AccessEntry]]:
    """The clerks of a hall and its audit, opened by the phrase of the clerk with that 工号."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIANMIN_PASS_PHRASE", phrase)
        engine = open_engine(home.database, unlock(home, number).key)
    with engine.connect() as connection:
        found = list(ClerkRows(connection).all())
        entries = [chained.entry for chained in AccessAuditRows(connection).entries()]
        assert AccessAuditRows(connection).first_break() is None
    engine.dispose()
    return found, entries


def codes_in(said: str) -> list[str]:
    return re.findall(r"保管人：((?:[A-Z2-7]{4}-){3}[A-Z2-7]{4})", said)


# Founding.


def test_a_founded_hall_has_its_own_data_its_first_clerk_and_no_published_phrase(
    founded_once: tuple[Path, str], real: HallHome
) -> None:
    clerks, entries = known(real)

    assert [(one.name, one.staff_number, one.roles) for one in clerks] == [
        ("廖秀英", "0101", frozenset({Role.SUPERVISOR, Role.WINDOW}))
    ]
    assert [entry.kind.value for entry in entries] == ["found"]
    assert real.demo_pass_phrase is None
    assert load_hall_data(resources(), real.data).hall.phone == PHONE != hall_data().hall.phone
    said = founded_once[1]
    assert len(set(codes_in(said))) == 2
    assert "keys.json" in said
    assert "样章" in said
    assert PHRASE not in said


def test_data_that_lie_in_their_place_are_not_asked_for(
    command: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = HallHome(tmp_path / "厅")
    own_data(home.data)
    monkeypatch.setenv(NEW_PHRASE, PHRASE)

    ended = command("found", "--home", home.folder, "--name", "廖秀英", "--number", "0101")

    assert (ended.code, ended.err) == (0, "")
    assert home.exists
    assert load_hall_data(resources(), home.data).hall.phone == PHONE


def test_a_hall_may_be_founded_within_the_folder_of_its_data(
    command: Callable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = own_data(tmp_path / "own")
    home = HallHome(data / "厅")
    monkeypatch.setenv(NEW_PHRASE, PHRASE)

    ended = command("found", "--home", home.folder, "--data", data, "--name", "廖秀英", "--number", "0101")

    assert (ended.code, ended.err) == (0, "")
    assert load_hall_data(resources(), home.data).hall.phone == PHONE


def without_hall_file(data: Path) -> None:
    (data / "hall/hall.toml").unlink()


def with_wrong_seal(data: Path) -> None:
    file = data / "hall/papers.toml"
    file.write_text(file.read_text("utf-8").replace('mode = "overprint"', 'mode = "ink"'), "utf-8")


def untouched(_data: Path) -> None:
    pass


@pytest.mark.parametrize(
    ("harm", "given", "phrase", "title"),
    [
        (without_hall_file, {}, PHRASE, "没有本厅的数据"),
        (with_wrong_seal, {}, PHRASE, "没有这个写法"),
        (untouched, {}, "短", "口令太短"),
        (untouched, {}, "廖秀英 0101 abc", "口令里有姓名或工号"),
        (untouched, {"roles": "窗口人员"}, PHRASE, "要留一位负责人"),
        (untouched, {"roles": "镇长"}, PHRASE, "没有这个岗位"),
        (untouched, {"name": ""}, PHRASE, "姓名和工号都要写"),
        (untouched, {"name": "王\ud800"}, PHRASE, "有不能保存的字"),
    ],
)
def test_what_is_not_right_founds_nothing_and_can_be_done_again(
    command: Callable,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    harm: Callable[[Path], None],
    given: dict[str, str],
    phrase: str,
    title: str,
) -> None:
    home, data = HallHome(tmp_path / "厅"), own_data(tmp_path / "own")
    harm(data)
    monkeypatch.setenv(NEW_PHRASE, phrase)
    options = {"data": str(data), "name": "廖秀英", "number": "0101", **given}

    ended = command("found", "--home", home.folder, *(f"--{name}={value}" for name, value in options.items()))

    assert ended.code == 3
    assert ended.err.splitlines()[0] == title
    assert not home.exists
    assert not home.data.exists()


def test_a_hall_that_is_there_is_not_founded_over(say: Callable, real: HallHome, command: Callable) -> None:
    before = real.database.read_bytes(), real.keys.read_bytes()

    ended = command("found", "--home", real.folder, "--name", "钟石生", "--number", "0102")

    assert ended.code == 3
    assert "这里已经有数据" in ended.err
    assert (real.database.read_bytes(), real.keys.read_bytes()) == before


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the person at the terminal types, line by line; what is typed unseen comes from the same list."""
    lines: list[str] = []

    def next_line(_question: str) -> str:
        if not lines:
            raise EOFError
        return lines.pop(0)

    monkeypatch.delenv(NEW_PHRASE, raising=False)
    monkeypatch.delenv(CODES, raising=False)
    monkeypatch.setattr("builtins.input", next_line)
    monkeypatch.setattr("app.bootstrap.asking.getpass", next_line)
    yield lines
    assert lines == []


def test_everything_that_was_not_given_is_asked_for(
    command: Callable, tmp_path: Path, typed: list[str]
) -> None:
    home = HallHome(tmp_path / "厅")
    typed += [str(own_data(tmp_path / "own")), " 廖秀英 ", "0101", PHRASE, PHRASE]

    assert command("found", "--home", home.folder).code == 0
    assert [one.name for one in known(home)[0]] == ["廖秀英"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ([], "没有回答"),
        (["廖秀英"], "没有回答"),
        (["廖秀英", "0101"], "没有输入口令"),
        (["廖秀英", "0101", PHRASE, OTHER], "两次口令不一样"),
    ],
)
def test_an_answer_that_does_not_come_founds_nothing(
    command: Callable, tmp_path: Path, typed: list[str], lines: list[str], title: str
) -> None:
    home = HallHome(tmp_path / "厅")
    own_data(home.data)
    typed += lines

    ended = command("found", "--home", home.folder)
    assert (ended.code, ended.err.splitlines()[0]) == (3, title)
    assert not home.exists


def test_a_founded_hall_is_fit_in_the_eyes_of_doctor_and_ledger_check(
    say: Callable, command: Callable, real: HallHome
) -> None:
    assert say("ledger", "check").code == 0
    shown = command("doctor", "--home", real.folder).out
    assert f"大厅数据在 {real.folder}，可以读写" in shown
    assert FolderIssueLog(real.issue_log, lambda: "03").read() == ()


# People.


def test_a_new_clerk_signs_in_by_the_own_phrase_with_the_own_posts(say: Callable, real: HallHome) -> None:
    ended = say(*ADD)

    assert (ended.code, ended.out) == (0, "已开通：钟石生（工号 0102），窗口人员。\n")
    clerks, entries = known(real, "0102", OTHER)
    first, second = clerks
    assert (second.name, second.roles, second.is_active) == ("钟石生", frozenset({Role.WINDOW}), True)
    last = entries[-1]
    assert (last.kind.value, last.clerk_id) == ("clerk_added", first.id)
    assert last.fields == (f"clerk {second.id}", "window")


def test_the_list_says_who_may_sign_in(say: Callable) -> None:
    say(*ADD)
    say("clerk", "retire", "0102")

    assert say("clerk", "list").out.splitlines() == [
        "廖秀英（工号 0101），窗口人员、窗口负责人，可以登录",
        "钟石生（工号 0102），窗口人员，不能登录",
    ]


def test_posts_are_changed_and_kept_in_the_audit(say: Callable, real: HallHome) -> None:
    say(*ADD)

    assert say("clerk", "roles", "0102", "审核人员，管理员").code == 0

    clerks, entries = known(real)
    assert clerks[1].roles == {Role.REVIEWER, Role.ADMINISTRATOR}
    assert entries[-1].kind.value == "clerk_roles"
    assert entries[-1].fields[1:] == ("administrator", "reviewer")


def test_a_retired_clerk_opens_nothing_and_comes_back_as_the_same(say: Callable, real: HallHome) -> None:
    say(*ADD)
    before = known(real)[0][1]
    assert say("clerk", "retire", "0102").code == 0

    assert say("clerk", "list", by="0102", phrase=OTHER).code == 3
    clerks, entries = known(real)
    assert (clerks[1].id, clerks[1].is_active) == (before.id, False)
    assert entries[-1].kind.value == "clerk_retired"
    assert say(*ADD, new=NEW).code == 0
    assert known(real, "0102", NEW)[0][1] == before


@pytest.mark.parametrize(
    "words",
    [
        ("clerk", "list"),
        ("clerk", "add", "--name", "邱云", "--number", "0103", "--roles", "窗口人员"),
        ("clerk", "roles", "0102", "窗口负责人"),
        ("clerk", "retire", "0101"),
    ],
    ids=lambda words: words[1],
)
def test_only_who_answers_for_the_people_may_change_them(
    say: Callable, real: HallHome, words: tuple[str, ...]
) -> None:
    say(*ADD)
    before = known(real)

    ended = say(*words, by="0102", phrase=OTHER, new=NEW)

    assert (ended.code, ended.err.splitlines()[0]) == (3, "不能改人员")
    assert known(real) == before


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (("add", "--name", "邱云", "--number", "0101", "--roles", "窗口人员"), "工号已经有人用"),
        (("add", "--name", "邱云", "--number", "0103", "--roles", "镇长"), "没有这个岗位"),
        (("add", "--name", "邱云", "--number", "0103", "--roles", "、"), "没有写岗位"),
        (("add", "--name", "", "--number", "0103", "--roles", "窗口人员"), "姓名和工号都要写"),
        (("add", "--name", "王\ud800", "--number", "0103", "--roles", "窗口人员"), "有不能保存的字"),
        (("roles", "0199", "窗口人员"), "没有这个工号"),
        (("roles", "0101", "窗口人员"), "要留一位负责人"),
        (("retire", "0101"), "要留一位负责人"),
        (("retire", "0199"), "没有这个工号"),
    ],
)
def test_what_may_not_be_changed_is_said_and_changes_nothing(
    say: Callable, real: HallHome, words: tuple[str, ...], title: str
) -> None:
    before, slots = known(real), key_slots_of(real).slots()

    ended = say("clerk", *words)

    assert (ended.code, ended.err.splitlines()[0]) == (3, title)
    assert (known(real), key_slots_of(real).slots()) == (before, slots)


def test_a_weak_phrase_lets_nobody_in(say: Callable, real: HallHome) -> None:
    assert say(*ADD, new="短").code == 3
    assert [one.staff_number for one in known(real)[0]] == ["0101"]


def test_a_stop_between_slot_and_row_is_mended_by_doing_it_again(say: Callable, real: HallHome) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BIANMIN_PASS_PHRASE", PHRASE)
        key = unlock(real, "0101").key
    key_slots_of(real).put_slot(key, SlotOwner("left over", "钟石生", "0102"), NEW)

    assert say(*ADD).code == 0

    assert [slot.owner.staff_number for slot in key_slots_of(real).slots()] == ["0101", "0102"]
    assert known(real, "0102", OTHER)[0][1].id == "left over"


def test_a_stop_while_retiring_is_mended_by_doing_it_again(say: Callable, real: HallHome) -> None:
    say(*ADD)
    key_slots_of(real).remove_slot(known(real)[0][1].id)

    assert say("clerk", "retire", "0102").code == 0
    assert known(real)[0][1].is_active is False


# Recovery.


def test_two_keepers_together_give_a_clerk_a_new_phrase(
    say: Callable, real: HallHome, founded_once: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = codes_in(founded_once[1])
    monkeypatch.setenv(CODES, f"{first.lower()} {second}")

    ended = say("clerk", "recover", "0101", new=NEW)

    assert (ended.code, ended.err) == (0, "")
    clerks, entries = known(real, "0101", NEW)
    assert (entries[-1].kind.value, entries[-1].clerk_id) == ("clerk_recovered", clerks[0].id)
    assert say("clerk", "list").code == 3, "the old phrase opens nothing any more"


@pytest.mark.parametrize(
    "take", [lambda one, two: (two, one), lambda one, _two: (one, one), lambda one, _two: (one,)]
)
def test_one_keeper_alone_or_the_wrong_order_recovers_nothing(
    say: Callable,
    real: HallHome,
    founded_once: tuple[Path, str],
    monkeypatch: pytest.MonkeyPatch,
    take: Callable[[str, str], tuple[str, ...]],
) -> None:
    monkeypatch.setenv(CODES, " ".join(take(*codes_in(founded_once[1]))))

    assert say("clerk", "recover", "0101", new=NEW).err.startswith("恢复口令不对")
    assert [one.staff_number for one in known(real)[0]] == ["0101"]


def test_the_codes_are_asked_for_unseen(
    command: Callable, real: HallHome, founded_once: tuple[Path, str], typed: list[str]
) -> None:
    typed += [*codes_in(founded_once[1]), NEW, NEW]

    assert command("clerk", "recover", "0101", "--home", real.folder).code == 0
    assert [one.staff_number for one in known(real, "0101", NEW)[0]] == ["0101"]


def test_a_retired_clerk_is_not_let_in_by_recovery(
    say: Callable, founded_once: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    say(*ADD)
    say("clerk", "retire", "0102")
    monkeypatch.setenv(CODES, " ".join(codes_in(founded_once[1])))

    assert say("clerk", "recover", "0102", new=NEW).code == 3
    assert "钟石生（工号 0102），窗口人员，不能登录" in say("clerk", "list").out
