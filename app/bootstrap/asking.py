"""Asks the person at the command line: plain answers, and phrases that nobody may read along."""

import os
import warnings
from getpass import GetPassWarning, getpass

from app.domain.errors import PersonFacing
from app.ports.key_slots import SlotOwner

NEW_PHRASE_VARIABLE = "BIANMIN_NEW_PASS_PHRASE"
RECOVERY_VARIABLE = "BIANMIN_RECOVERY_CODES"


class NoAnswer(PersonFacing):
    """A question that got no answer, or two that differ."""


def answer(question: str, given: str | None) -> str:
    """Return what was `given` on the command line, or else ask; command.no_answer where nobody can."""
    if given is not None:
        return given.strip()
    try:
        return input(f"{question}：").strip()
    except EOFError as nobody:
        raise NoAnswer("command.no_answer", question=question) from nobody


def new_pass_phrase(owner: SlotOwner) -> str:
    """Return the phrase a clerk chooses, typed twice, or taken from BIANMIN_NEW_PASS_PHRASE."""
    given = os.environ.get(NEW_PHRASE_VARIABLE)
    if given is not None:
        return given
    first = secret(f"{owner.name or '人员'}（工号 {owner.staff_number}）的新口令", NEW_PHRASE_VARIABLE)
    if secret("再输一次新口令", NEW_PHRASE_VARIABLE) != first:
        raise NoAnswer("command.phrases_differ")
    return first


def recovery_codes() -> tuple[str, str]:
    """Return the two keepers' codes as they were printed, or taken from BIANMIN_RECOVERY_CODES."""
    given = os.environ.get(RECOVERY_VARIABLE, "").split()
    if not given:
        given = [secret(f"{who}保管人的恢复码", RECOVERY_VARIABLE) for who in ("第一位", "第二位")]
    first, second = (code.strip().upper() for code in (*given, "", "")[:2])
    return first, second


def secret(question: str, variable: str) -> str:
    """Ask without showing what is typed; command.no_pass_phrase where that cannot be, naming the variable."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", GetPassWarning)  # rather not at all than in plain sight
            return getpass(f"{question}：")
    except (EOFError, GetPassWarning) as nobody:
        raise NoAnswer("command.no_pass_phrase", variable=variable) from nobody
