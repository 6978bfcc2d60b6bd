"""Runs one command of the command line."""

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from app.adapters.system_clock import SystemClock
from app.bootstrap.commands.clerk import clerk_add, clerk_list, clerk_recover, clerk_retire, clerk_roles
from app.bootstrap.commands.county_files import Surrounding
from app.bootstrap.commands.doctor import doctor
from app.bootstrap.commands.found import Answers, found
from app.bootstrap.commands.item_check import item_check
from app.bootstrap.commands.item_diff import item_diff
from app.bootstrap.commands.item_local import item_local
from app.bootstrap.commands.item_own import item_own
from app.bootstrap.commands.item_schema import item_schema
from app.bootstrap.commands.keeping import backup, ledger_check, restore
from app.bootstrap.commands.parser import CommandNotUnderstood, make_parser
from app.bootstrap.commands.verify import verify
from app.bootstrap.crash_report import CrashReports
from app.bootstrap.places import HallHome, default_home, resources
from app.bootstrap.sentences import load_words
from app.bootstrap.terminal import Exit, Terminal
from app.bootstrap.unlocking import PASS_PHRASE_VARIABLE, UnlockedHall, unlock
from app.domain.errors import PersonFacing
from app.domain.storage import StorageError

SAID_WHOLE = frozenset({"check", "add", "roles", "retire", "list", "recover", "--json", "--headless"})
"""Words of a command line that name no file and no person."""
Command = Callable[[Terminal, argparse.Namespace], Exit]


class CommandEnded(PersonFacing):
    """A command ended before it was done, for a reason that lies in no file and no argument."""


def run(arguments: Sequence[str]) -> Exit:
    """Run a command; what a person can act on is said in Chinese on the error stream, and so is a bug.

    Whoever stopped listening (`… | head -1`) hears nothing more, and that is no bug.
    """
    terminal = Terminal(load_words(resources() / "words"))
    try:
        return _said(terminal, arguments)
    except BrokenPipeError:
        terminal.hang_up()
        return Exit.NOT_DONE


def _said(terminal: Terminal, arguments: Sequence[str]) -> Exit:
    try:
        return _carried_out(terminal, arguments)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - a bug, handed on whole to the report
        _say_bug(terminal, arguments, error)
    return Exit.NOT_DONE


def _carried_out(terminal: Terminal, arguments: Sequence[str]) -> Exit:
    try:
        asked = _understood(terminal, arguments)
        _refuse_no_folder(asked)
        return COMMANDS[asked.command or "window"](terminal, asked)
    except CommandNotUnderstood as error:
        terminal.complain(error)
        return Exit.NOT_UNDERSTOOD
    except PersonFacing as error:
        return terminal.complain(error)
    except KeyboardInterrupt:
        return terminal.complain(CommandEnded("command.stopped"))


def _understood(terminal: Terminal, arguments: Sequence[str]) -> argparse.Namespace:
    try:
        return make_parser().parse_args(arguments)
    except SystemExit:
        # After --help; what is still in the buffer must go out while a closed pipe can be told from a bug.
        terminal.out.flush()
        raise


def _refuse_no_folder(asked: argparse.Namespace) -> None:
    home: Path | None = getattr(asked, "home", None)
    if home is not None and any(one.exists() and not one.is_dir() for one in (home, *home.parents)):
        raise StorageError("command.home_is_no_folder", folder=str(home))


def _say_bug(terminal: Terminal, arguments: Sequence[str], error: Exception) -> None:
    reports = CrashReports(_home_of(arguments).reports, SystemClock())
    report = reports.keep(error, doing=_without_values(arguments))
    if report is None:
        terminal.complain(CommandEnded("command.unexpected_unkept"))
    else:
        terminal.complain(CommandEnded("command.unexpected", report=str(report)))


def _home_of(arguments: Sequence[str]) -> HallHome:
    named = dict(pairwise(arguments)).get("--home")
    return default_home() if named is None else HallHome(Path(named))


def _without_values(arguments: Sequence[str]) -> str:
    """Return the command and the names of its options: a file's name may be a person's."""
    return " ".join(one for one in arguments if one in COMMANDS or one in SAID_WHOLE)


def _window(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    # Qt is imported only where a window is opened: the other commands run where it cannot.
    from app.bootstrap.window import open_window

    return open_window(terminal, HallHome(asked.home) if "home" in asked else default_home())


def _demo(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    from app.bootstrap.demo import play

    return play(terminal, asked.out, asked.seed, headless=asked.headless)


def _verify(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    if asked.trust is not None and not asked.trust.is_dir():
        raise StorageError("command.file_unreadable", file=str(asked.trust))
    trust = asked.trust or HallHome(asked.home).trust
    return verify(terminal, asked.files, trust, _records_of(asked), as_json=asked.json)


def _records_of(asked: argparse.Namespace) -> UnlockedHall | None:
    """Return the hall to ask about voided papers: if a clerk is named, or no pass phrase need be typed."""
    home = HallHome(asked.home)
    is_open = home.demo_pass_phrase is not None or PASS_PHRASE_VARIABLE in os.environ
    return _unlocked(asked) if asked.clerk is not None or (is_open and home.exists) else None


def _doctor(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    return doctor(terminal, HallHome(asked.home), as_json=asked.json)


def _item(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    around = Surrounding(HallHome(asked.home).data, resources())
    if asked.action == "own":
        return item_own(terminal, around.own, around.resources)
    if asked.action == "diff":
        return item_diff(terminal, asked.old, asked.new, around)
    if asked.action == "schema":
        return item_schema(terminal, asked.file, around)
    if asked.action == "local":
        return item_local(terminal, around, as_json=asked.json)
    return item_check(terminal, asked.files, around)


def _ledger(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    return ledger_check(terminal, _unlocked(asked))


def _backup(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    return backup(terminal, _unlocked(asked), asked.to)


def _restore(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    return restore(terminal, _unlocked(asked), asked.source)


def _found(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    given = Answers(data=asked.data, name=asked.name, number=asked.number, roles=asked.roles)
    return found(terminal, HallHome(asked.home), given)


def _clerk(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    if asked.action == "recover":
        return clerk_recover(terminal, HallHome(asked.home), asked.number)
    hall = _unlocked(asked)
    if asked.action == "add":
        return clerk_add(terminal, hall, asked.name, asked.number, asked.roles)
    if asked.action == "roles":
        return clerk_roles(terminal, hall, asked.number, asked.roles)
    if asked.action == "retire":
        return clerk_retire(terminal, hall, asked.number)
    return clerk_list(terminal, hall)


def _unlocked(asked: argparse.Namespace) -> UnlockedHall:
    return unlock(HallHome(asked.home), asked.clerk)


COMMANDS: Mapping[str, Command] = {
    "window": _window,
    "demo": _demo,
    "verify": _verify,
    "doctor": _doctor,
    "item": _item,
    "ledger": _ledger,
    "backup": _backup,
    "restore": _restore,
    "found": _found,
    "clerk": _clerk,
}
