"""`doctor`: what is fit, what is not, and what to do about it."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from counter import FakePrinter
from fakes import HALL_ZONE, FakeClock

from app.bootstrap.places import HallHome

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

    assert len(found) == 9
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


@pytest.mark.usefixtures("_fitted_out")
def test_a_disk_that_is_nearly_full_is_noticed(
    command: Callable, home: HallHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"{DOCTOR}.ENOUGH_FREE_BYTES", 2**62)

    ended = command("doctor", "--home", home.folder)
    assert ended.code == 1
    assert "[注意] 磁盘空间：" in ended.out
