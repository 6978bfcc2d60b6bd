"""`doctor`: what is fit, what is not, and what to do about it."""

import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from counter import FakePrinter
from fakes import HALL_ZONE, FakeClock

from app.bootstrap.hall_data import load_hall_data
from app.bootstrap.places import HallHome, resources
from app.ports.secrets import SecretsState

DOCTOR = "app.bootstrap.commands.doctor"


@pytest.fixture(autouse=True)
def _a_bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No printer, no input method, and a clock that is right."""
    monkeypatch.setattr(f"{DOCTOR}.SYSTEM_SOCKET", str(tmp_path / "no cups.sock"))
    monkeypatch.setattr(f"{DOCTOR}.PROGRAMS", tmp_path)
    monkeypatch.setattr(f"{DOCTOR}.SystemClock", FakeClock)


@pytest.fixture
def _fitted_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(f"{DOCTOR}.CupsPrinter", lambda _scheduler: FakePrinter())
    (tmp_path / "fcitx5").touch()


def looked_at(command: Callable, home: HallHome) -> dict[str, dict[str, object]]:
    found = json.loads(command("doctor", "--json", "--home", home.folder).out)
    return {one["subject"]: one for one in found}


@pytest.mark.usefixtures("_fitted_out")
def test_a_machine_fit_for_work_ends_with_0(command: Callable, home: HallHome) -> None:
    ended = command("doctor", "--home", home.folder)

    assert (ended.code, ended.err) == (0, "")
    assert all(line.startswith("[正常] ") and line.endswith("。") for line in ended.out.splitlines())
    assert f"大厅数据在 {home.folder}" in ended.out
    assert "17 个窗口" in ended.out


def test_what_is_unfit_says_what_to_do_and_ends_with_1(command: Callable, home: HallHome) -> None:
    ended = command("doctor", "--home", home.folder)

    assert ended.code == 1
    assert "[注意] 打印机：没有找到打印机，文书会先保存为文件。请接好打印机" in ended.out
    assert "[注意] 中文输入法：" in ended.out


def test_json_is_the_same_in_parts(command: Callable, home: HallHome) -> None:
    found = looked_at(command, home)

    assert len(found) == 10
    assert found["打印机"]["fit"] is False
    assert found["打印机"]["code"] == "doctor.no_printer"
    assert found["数据文件"]["fit"] is True


def test_a_dead_battery_is_noticed(
    command: Callable, home: HallHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = FakeClock(datetime(1970, 1, 1, tzinfo=HALL_ZONE))
    monkeypatch.setattr(f"{DOCTOR}.SystemClock", lambda: stopped)

    clock = looked_at(command, home)["电脑日期"]
    assert clock["fit"] is False
    assert str(clock["say"]).startswith("电脑日期是 1970-01-01，")


def test_no_hall_yet_is_nothing_wrong(command: Callable, tmp_path: Path) -> None:
    empty = HallHome(tmp_path / "空")

    data = looked_at(command, empty)["数据文件"]
    assert data["fit"] is True
    assert data["code"] == "doctor.no_hall"
    assert not empty.folder.exists(), "looking makes nothing"


def test_a_hall_without_its_database_is_unfit(command: Callable, home: HallHome) -> None:
    home.database.unlink()

    data = looked_at(command, home)["数据文件"]
    assert (data["fit"], data["code"]) == (False, "doctor.hall_unusable")


def test_a_mistake_in_the_towns_own_data_is_found(command: Callable, home: HallHome) -> None:
    home.data.mkdir()
    (home.data / "demo").mkdir()
    (home.data / "demo" / "papers.toml").write_text("[unit\n", "utf-8")

    data = looked_at(command, home)["本厅数据"]
    assert data["fit"] is False
    assert "papers.toml 第 1 行" in str(data["say"])


def test_a_mistake_in_the_towns_own_catalogue_is_found(command: Callable, home: HallHome) -> None:
    for folder in ("items", "blocks", "tables", "documents"):
        (home.data / "catalog" / folder).mkdir(parents=True)
    (home.data / "catalog/items/X01.toml").write_text('id = "X01"\n', "utf-8")

    data = looked_at(command, home)["本厅数据"]
    assert data["fit"] is False
    assert "X01.toml" in str(data["say"])


def test_a_mistake_says_whether_the_hall_opens_and_with_which_copy(command: Callable, home: HallHome) -> None:
    file = home.data / "hall" / "papers.toml"
    file.parent.mkdir(parents=True)
    file.write_text("[unit\n", "utf-8")
    shutil.rmtree(home.kept, ignore_errors=True)
    assert "改正之前打不开窗口" in str(looked_at(command, home)["本厅数据"]["say"])

    file.write_text(UNIT, "utf-8")
    load_hall_data(resources(), home.data, home.kept)
    file.write_text("[unit\n", "utf-8")
    noon = datetime(2026, 12, 3, 12, tzinfo=HALL_ZONE).timestamp()
    os.utime(home.kept / "local-custom.zip", (noon, noon))

    data = looked_at(command, home)["本厅数据"]
    assert data["fit"] is False
    assert "papers.toml 第 1 行" in str(data["say"])
    assert "2026年12月3日" in str(data["say"])


UNIT = (resources() / "demo/papers.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (UNIT.replace('mode = "overprint"', 'mode = "ink"'), "“seals.approval.mode”不认识"),
        (UNIT.replace('keeper = "刘主任"', ""), "缺少“seals.approval.keeper”"),
        (UNIT.replace("[seals.approval]", "[seals.another]"), "“paper_seals.SJ”不认识"),
        (UNIT.replace("[unit]", "unit = 3\n[units]"), "“units”没有人会用到"),
        (UNIT.replace('HC = "finance"', ""), "没有写“代收款红字收据”（HC）用哪一枚印章"),
    ],
)
def test_a_mistake_in_the_halls_own_papers_is_told_by_line_and_name(
    command: Callable, home: HallHome, text: str, said: str
) -> None:
    (home.data / "hall").mkdir(parents=True)
    (home.data / "hall" / "papers.toml").write_text(text, "utf-8")

    data = looked_at(command, home)["本厅数据"]
    assert data["fit"] is False
    assert re.search(r"papers\.toml 第 \d+ 行", str(data["say"]))
    assert said in str(data["say"])


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("hall/hall.toml", b"\xff\xfe"),
        ("hall/hall.toml", b"[hall]\nid = 3"),
        ("hall/papers.toml", b"\xff\xfe"),
        ("catalog/documents/SL.toml", b"code = 3"),
        ("codes/nations.toml", b"entry = 3"),
        ("calendar/2027.toml", b"year = true"),
        ("claims.toml", b"claim = 3"),
        ("transcription/x.toml", b"step = 3"),
    ],
)
def test_whatever_stands_in_the_halls_own_files_the_other_looks_are_taken(
    command: Callable, home: HallHome, file: str, content: bytes
) -> None:
    (home.data / file).parent.mkdir(parents=True)
    (home.data / file).write_bytes(content)

    found = looked_at(command, home)
    assert len(found) == 10
    assert found["本厅数据"]["fit"] is False
    assert found["本厅数据"]["code"] != "doctor.look_failed"
    assert found["文书字体"]["fit"] is True


def test_a_bug_in_one_look_hides_no_other_and_is_kept(
    command: Callable, home: HallHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(_folder: object) -> None:
        raise LookupError

    monkeypatch.setattr(f"{DOCTOR}.check_fonts", bug)

    found = looked_at(command, home)
    assert len(found) == 10
    assert (found["文书字体"]["fit"], found["文书字体"]["code"]) == (False, "doctor.look_failed")
    assert "LookupError" in next(home.reports.iterdir()).read_text("utf-8")


def test_a_broken_line_of_the_issue_log_is_told_by_file_and_line(command: Callable, home: HallHome) -> None:
    assert looked_at(command, home)["发号记录"]["fit"] is True
    file = next(home.issue_log.iterdir())
    with file.open("ab") as more:
        more.write(b'{"series": "s"}\n')
    lines = len(file.read_bytes().split(b"\n")) - 1

    issued = looked_at(command, home)["发号记录"]
    assert (issued["fit"], issued["code"]) == (False, "storage.issue_log_damaged")
    assert f"{file} 第 {lines} 行" in str(issued["say"])


@dataclass(frozen=True)
class Keyring:
    """A secret store in one of its states."""

    is_in: SecretsState

    def state(self) -> SecretsState:
        return self.is_in


def bind_to_keyring(home: HallHome) -> None:
    """Make the slots of a hall look as those made where there is a keyring."""
    home.keys.write_text(home.keys.read_text("utf-8").replace("false", "true"), "utf-8")


@pytest.mark.parametrize(
    ("state", "is_bound", "fit", "code"),
    [
        (SecretsState.READY, True, True, "doctor.keyring_ready"),
        (SecretsState.LOCKED, True, False, "doctor.keyring_locked"),
        (SecretsState.LOCKED, False, False, "doctor.keyring_locked"),
        (SecretsState.ABSENT, True, False, "doctor.keyring_gone"),
        (SecretsState.ABSENT, False, True, "storage.pass_phrase_alone"),
    ],
)
def test_a_keyring_that_opens_nothing_now_is_not_called_fit(
    command: Callable,
    home: HallHome,
    monkeypatch: pytest.MonkeyPatch,
    state: SecretsState,
    is_bound: bool,
    fit: bool,
    code: str,
) -> None:
    monkeypatch.setattr(f"{DOCTOR}.KeyringSecrets", lambda: Keyring(state))
    if is_bound:
        bind_to_keyring(home)

    keyring = looked_at(command, home)["系统密码箱"]
    assert (keyring["fit"], keyring["code"]) == (fit, code)
    if not fit:
        assert f"的 {4 if is_bound else 0} 个登录" in str(keyring["say"])


@pytest.mark.usefixtures("_fitted_out")
def test_a_disk_that_is_nearly_full_is_noticed(
    command: Callable, home: HallHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{DOCTOR}.ENOUGH_FREE_BYTES", 2**62)

    ended = command("doctor", "--home", home.folder)
    assert ended.code == 1
    assert "[注意] 磁盘空间：" in ended.out
