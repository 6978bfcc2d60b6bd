"""Runs one command of the command line."""

import argparse
from collections.abc import Callable, Mapping, Sequence

from app.bootstrap.commands.doctor import doctor
from app.bootstrap.commands.item_check import item_check
from app.bootstrap.commands.keeping import backup, ledger_check, restore
from app.bootstrap.commands.parser import CommandNotUnderstood, make_parser
from app.bootstrap.commands.terminal import Exit, Terminal
from app.bootstrap.commands.unlocking import UnlockedHall, unlock
from app.bootstrap.commands.verify import verify
from app.bootstrap.places import HallHome, default_home, resources
from app.bootstrap.sentences import load_words
from app.domain.errors import PersonFacing

Command = Callable[[Terminal, argparse.Namespace], Exit]


def run(arguments: Sequence[str]) -> Exit:
    """Run a command; what a person can act on is said in Chinese on the error stream."""
    terminal = Terminal(load_words(resources() / "words"))
    try:
        asked = make_parser().parse_args(arguments)
        return COMMANDS[asked.command or "window"](terminal, asked)
    except CommandNotUnderstood as error:
        terminal.complain(error)
        return Exit.NOT_UNDERSTOOD
    except PersonFacing as error:
        return terminal.complain(error)


def _window(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    # Qt is imported only where a window is opened: the other commands run where it cannot.
    from app.bootstrap.window import open_window

    return open_window(terminal, HallHome(asked.home) if "home" in asked else default_home())


def _demo(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    from app.bootstrap.demo import play

    return play(terminal, asked.out, asked.seed, headless=asked.headless)


def _verify(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    trust = asked.trust or HallHome(asked.home).trust
    return verify(terminal, asked.files, trust, as_json=asked.json)


def _doctor(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    return doctor(terminal, HallHome(asked.home), as_json=asked.json)


def _item(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    return item_check(terminal, asked.files, resources())


def _ledger(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    return ledger_check(terminal, _unlocked(asked))


def _backup(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    return backup(terminal, _unlocked(asked), asked.to)


def _restore(terminal: Terminal, asked: argparse.Namespace) -> Exit:
    return restore(terminal, _unlocked(asked), asked.source)


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
}
