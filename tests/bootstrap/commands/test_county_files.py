"""`item check` knows every file a county may replace, and checks each with the hall's own data."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.bootstrap.places import HallHome, resources

R = resources()
CLAIMS = '[[claim]]\nitem = "A01"\nnotes = ["带户口簿。"]\n'


@pytest.fixture
def home(tmp_path: Path) -> HallHome:
    return HallHome(tmp_path / "示范 大厅")


@pytest.fixture
def check(command: Callable, home: HallHome) -> Callable:
    return lambda *files: command("item", "check", *files, "--home", home.folder)


def shipped() -> list[Path]:
    folders = ("catalog/items", "catalog/blocks", "catalog/tables", "catalog/documents", "codes", "calendar")
    files = [file for folder in (*folders, "transcription") for file in sorted((R / folder).glob("*.*"))]
    return [*files, R / "catalog/people_words.toml", R / "demo/hall.toml", R / "demo/papers.toml"]


def test_every_file_that_came_with_the_program_is_right(check: Callable) -> None:
    ended = check(*shipped())

    assert (ended.code, ended.out) == (0, f"检查了 {len(shipped())} 个文件，没有发现错误。\n")


@pytest.mark.parametrize("place", ["codes", "elsewhere"])
@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("catalog/items/A01.toml", "version = 1", 'version = "一"'),
        ("catalog/blocks/person.toml", 'kind = "enum"', 'kind = "words"'),
        ("catalog/tables/pension_tiers.toml", 'key = "code"', 'key = "cod"'),
        ("catalog/documents/SL.toml", "layout =", "layuot ="),
        ("codes/nations.toml", 'code = "02"', 'code = "01"'),
        ("codes/regions_3607.csv", "360702000000", "36070200000"),
        ("codes/ganzhou_region_history.toml", 'now = "', 'now = "9'),
        ("calendar/2026.toml", "year = 2026", "year = 2025"),
        ("transcription/pension_platform.toml", "serial_pattern =", "serial_patern ="),
        ("demo/hall.toml", 'number = "01"', 'number = "02"'),
        ("demo/papers.toml", "[unit]", "[unti]"),
        ("catalog/people_words.toml", '= ["A01", "A08"]', '= "A01"'),
    ],
)
def test_a_mistake_is_found_in_whatever_the_file_is_wherever_it_lies(
    check: Callable, tmp_path: Path, name: str, old: str, new: str, place: str
) -> None:
    text = (R / name).read_text("utf-8")
    assert old in text
    broken = tmp_path / place / Path(name).name
    broken.parent.mkdir()
    broken.write_text(text.replace(old, new, 1), "utf-8")

    ended = check(broken)

    assert ended.code == 1
    assert broken.name in ended.out
    assert "共 " in ended.out


@pytest.mark.parametrize("folder", ["items", "codes", "documents", "calendar", "transcription", "blocks"])
def test_what_is_no_toml_is_told_by_its_line_in_any_folder(
    check: Callable, tmp_path: Path, folder: str
) -> None:
    broken = tmp_path / folder / "2026.toml"
    broken.parent.mkdir()
    broken.write_text("year = 2026\nname = 没有引号\n", "utf-8")

    ended = check(broken)

    assert ended.code == 1
    assert "2026.toml" in ended.out
    assert "第 2 行" in ended.out


def test_claims_are_checked_against_the_catalogue_and_the_windows_of_the_hall(
    check: Callable, home: HallHome
) -> None:
    claims = home.data / "claims.toml"
    claims.parent.mkdir(parents=True)
    claims.write_text(CLAIMS, "utf-8")
    assert check(claims).code == 0

    claims.write_text(CLAIMS + 'windows = ["99"]\n', "utf-8")

    ended = check(claims)
    assert ended.code == 1
    assert "claims.toml 第 1 行" in ended.out
    assert "99" in ended.out


def test_an_item_is_checked_with_the_code_lists_of_the_hall(check: Callable, home: HallHome) -> None:
    shutil.copytree(R / "codes", home.data / "codes")
    (home.data / "codes/nations.toml").unlink()

    ended = check(R / "catalog/items/A01.toml")

    assert ended.code == 1
    assert "nations" in ended.out


def test_two_files_of_the_hall_that_contradict_each_other_are_found(
    check: Callable, command: Callable, home: HallHome
) -> None:
    assert command("item", "own", "--home", home.folder).code == 0
    copy = home.data / "catalog/items/A01-2.toml"
    copy.write_text((R / "catalog/items/A01.toml").read_text("utf-8"), "utf-8")

    ended = check(copy)

    assert ended.code == 1
    assert "A01" in ended.out


def test_what_is_none_of_the_countys_files_is_said_to_be_none(check: Callable) -> None:
    ended = check(R / "demo/day.toml")

    assert ended.code == 1
    assert "不是县里可以改的文件" in ended.out


def test_own_copies_the_catalogue_whole_and_never_over_another(command: Callable, home: HallHome) -> None:
    ended = command("item", "own", "--home", home.folder)

    assert ended.code == 0
    names = {file.relative_to(R / "catalog") for file in (R / "catalog").rglob("*")}
    assert {file.relative_to(home.data / "catalog") for file in (home.data / "catalog").rglob("*")} == names
    again = command("item", "own", "--home", home.folder)
    assert again.code == 3
    assert str(home.data / "catalog") in again.err


def test_a_copy_that_stopped_half_way_is_made_again(command: Callable, home: HallHome) -> None:
    (home.data / "catalog.unfinished").mkdir(parents=True)
    (home.data / "catalog.unfinished/half").touch()

    assert command("item", "own", "--home", home.folder).code == 0
    assert not (home.data / "catalog/half").exists()


def test_a_hall_that_cannot_be_written_is_said_so(command: Callable, home: HallHome) -> None:
    home.folder.mkdir()
    home.data.write_text("no folder", "utf-8")

    ended = command("item", "own", "--home", home.folder)

    assert ended.code == 3
    assert "没有复制" in ended.err
