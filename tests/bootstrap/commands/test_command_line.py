"""What the command line says and how it ends, whatever is typed."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import word_files

from app.bootstrap.commands.run import COMMANDS
from app.bootstrap.terminal import Terminal
from app.domain.errors import PersonFacing
from app.domain.words import Words

PEOPLE = ("add", "roles", "retire", "list", "recover")
NAMES = {
    "python",
    "app",
    "check",
    "own",
    "diff",
    "schema",
    "local",
    "PDF",
    "JSON",
    "TOML",
    *PEOPLE,
    *COMMANDS,
}
HELPS = [
    (),
    *((name,) for name in COMMANDS),
    ("item", "check"),
    ("item", "own"),
    ("item", "diff"),
    ("item", "schema"),
    ("item", "local"),
    ("ledger", "check"),
    *(("clerk", action) for action in PEOPLE),
]


@pytest.mark.parametrize("words", HELPS)
def test_help_is_chinese_but_for_names(command: Callable, words: tuple[str, ...]) -> None:
    shown = command(*words, "--help")

    assert shown.code == 0
    options = {part for name in re.findall(r"--[a-z-]+", shown.out) for part in name[2:].split("-")}
    english = set(re.findall(r"[A-Za-z]{2,}", shown.out)) - NAMES - options
    assert english == set()
    assert shown.out.startswith("用法：python -m app")
    assert not re.search(r"[\u4e00-\u9fff][,:;]", shown.out)


def test_help_tells_the_exit_codes(command: Callable) -> None:
    shown = command("--help").out

    assert all(f"{code} " in shown.partition("退出码：")[2] for code in range(4))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["verfy"], "没有“verfy”这个命令，可用的有：window、demo、verify"),
        (["verify"], "缺少参数：文件。"),
        (["verify", "a.pdf", "--jsno"], "没有这个参数：--jsno。"),
        (["verify", "a.pdf", "--json=yes"], "“--json”后面不要跟值，现在写了“yes”。"),
        (["verify", "a.pdf", "--trust"], "“--trust”后面要跟一个值。"),
        (["demo", "--seed", "三"], "“--seed”应当是整数，现在写的是“三”。"),
        (["ledger"], "缺少参数：check。"),
        (["item", "chekc", "A01.toml"], "没有“chekc”这个命令，可用的有：check、own、diff、schema、local。"),
        (["backup"], "缺少参数：目标文件。"),
    ],
)
def test_what_is_not_understood_is_said_in_chinese(command: Callable, typed: list[str], said: str) -> None:
    ended = command(*typed)

    assert ended.code == 2
    assert said in ended.err
    assert "--help" in ended.err
    assert ended.out == ""


def test_an_option_is_never_guessed_from_its_beginning(command: Callable) -> None:
    assert command("doctor", "--js").code == 2


@pytest.mark.parametrize("code", sorted(word_files.templates()))
def test_every_error_reaches_a_person_as_words(
    command: Callable, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    sentence = word_files.templates()[code]

    def refuse(_terminal: object, _asked: object) -> None:
        raise PersonFacing(code, **AnyFact())

    monkeypatch.setitem(COMMANDS, "doctor", refuse)
    ended = command("doctor")

    assert ended.code == 3
    lines = ended.err.splitlines()
    assert lines[0] == sentence["title"].format_map(AnyFact())
    assert "".join(lines[1:]) == "".join(
        sentence.get(part, "").format_map(AnyFact()) for part in ("say", "do")
    ).replace("\n", "")


class AnyFact(dict[str, str]):
    """Every fact a sentence may ask for."""

    def __init__(self) -> None:
        super().__init__({name: f"〈{name}〉" for name in ALL_FACTS})


ALL_FACTS = {
    name
    for sentence in word_files.templates().values()
    for part in sentence.values()
    for name in re.findall(r"\{(\w+)\}", part)
}


def test_the_words_of_the_program_are_those_of_the_files(words: Words) -> None:
    """[queue.why.directed] lies one level deeper than most."""
    assert Terminal(words).message("queue.why.directed", {}).title == "为什么是这一号"


def test_a_command_stopped_by_hand_says_so(command: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_terminal: object, _asked: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(COMMANDS, "doctor", stopped)

    ended = command("doctor")
    assert (ended.code, ended.err.splitlines()[0]) == (3, "已经停下")


class Broken(Exception):
    """A bug, with what a clerk typed in its message."""


def broken(_terminal: object, _asked: object) -> None:
    name = "廖秀英"
    try:
        {}[name]
    except KeyError as error:
        raise Broken("362126194503090054", name, f"{name}住在关田镇") from error


def test_a_bug_ends_in_words_and_a_report_without_personal_data(
    command: Callable, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(COMMANDS, "doctor", broken)

    ended = command("doctor", "--json", "--home", tmp_path / "廖秀英362126194503090054")

    assert ended.code == 3
    assert ended.err.startswith("程序出了问题\n这个命令没有做完，是程序自己出了问题；")
    (report,) = (tmp_path / "廖秀英362126194503090054" / "reports").iterdir()
    assert str(report) in ended.err
    text = report.read_text("utf-8")
    assert "doctor --json" in text
    assert "Broken\n" in text
    assert "KeyError" in text
    assert re.search(r"^  app\.bootstrap\.commands\.run:\d+$", text, re.MULTILINE)
    assert not re.search(r"廖秀英|关田|\d{11}", text)


def test_a_bug_in_a_folder_that_cannot_be_written_is_said_all_the_same(
    command: Callable, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(COMMANDS, "doctor", broken)
    (tmp_path / "reports").write_text("not a folder", "utf-8")

    ended = command("doctor", "--home", tmp_path)

    assert ended.code == 3
    assert "经过也没有记下来" in ended.err
