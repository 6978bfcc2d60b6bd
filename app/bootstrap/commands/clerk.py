"""`clerk add|roles|retire|list|recover`: who may sign in at a hall, and as what."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.adapters.pinyin_names import PinyinNames
from app.adapters.random_ids import RandomIds
from app.adapters.system_clock import SystemClock
from app.bootstrap.asking import answer, new_pass_phrase, recovery_codes
from app.bootstrap.commands.posts import named, posts_of
from app.bootstrap.places import HallHome
from app.bootstrap.side_folder import finish_founding
from app.bootstrap.terminal import Exit, Terminal
from app.bootstrap.unlocking import UnlockedHall, key_slots_of
from app.domain.clerk import Clerk
from app.ports.key_slots import SlotOwner
from app.services.clerk_book import (
    ClerkBook,
    Newcomer,
    add_clerk,
    all_clerks,
    change_roles,
    let_in_again,
    retire_clerk,
)
from db.open import open_database
from db.projections import projections
from db.unit_of_work import SqlStorage

NOBODY = ""
"""Two keepers with their codes vouch for no clerk of the hall."""


def clerk_add(
    terminal: Terminal, hall: UnlockedHall, name: str | None, number: str | None, roles: str | None
) -> Exit:
    """Let a clerk in with an own pass phrase; what was not given on the command line is asked for."""
    typed_name, typed_number = answer("姓名", name), answer("工号", number)
    posts = posts_of(answer("岗位（几个用顿号隔开）", roles))
    phrase = new_pass_phrase(SlotOwner("", typed_name, typed_number))
    newcomer = Newcomer(name=typed_name, staff_number=typed_number, roles=posts, pass_phrase=phrase)
    with _book(hall) as book:
        clerk = add_clerk(book, newcomer)
    terminal.say(f"已开通：{_in_words(clerk)}。")
    return Exit.IN_ORDER


def clerk_roles(terminal: Terminal, hall: UnlockedHall, number: str, roles: str) -> Exit:
    """Change what a clerk may do; it holds from the next sign-in."""
    with _book(hall) as book:
        clerk = change_roles(book, number, posts_of(roles))
    terminal.say(f"已改岗位：{_in_words(clerk)}。下次登录起生效。")
    return Exit.IN_ORDER


def clerk_retire(terminal: Terminal, hall: UnlockedHall, number: str) -> Exit:
    """Take a clerk's way in."""
    with _book(hall) as book:
        clerk = retire_clerk(book, number)
    terminal.say(f"已停用：{clerk.name}（工号 {clerk.staff_number}）不能再登录；办过的件和文书不变。")
    return Exit.IN_ORDER


def clerk_list(terminal: Terminal, hall: UnlockedHall) -> Exit:
    """Say who is known to the hall, one a line."""
    with _book(hall) as book:
        clerks = all_clerks(book)
        let_in = {slot.owner.clerk_id for slot in book.slots.slots()}
    for clerk in clerks:
        state = "可以登录" if clerk.is_active and clerk.id in let_in else "不能登录"
        terminal.say(f"{_in_words(clerk)}，{state}")
    return Exit.IN_ORDER


def clerk_recover(terminal: Terminal, home: HallHome, number: str) -> Exit:
    """Give a clerk a new pass phrase with the codes of both keepers."""
    finish_founding(home)
    slots = key_slots_of(home)
    key = slots.recover(*recovery_codes())
    phrase = new_pass_phrase(SlotOwner("", "", number))
    with _book(UnlockedHall(home, key, slots.key_check(), NOBODY)) as book:
        clerk = let_in_again(book, number, phrase)
    terminal.say(f"已重设口令：{_in_words(clerk)}。")
    return Exit.IN_ORDER


@contextmanager
def _book(hall: UnlockedHall) -> Iterator[ClerkBook]:
    clock = SystemClock()
    with open_database(hall.home.database, hall.key, hall.key_check, clock.now) as database:
        yield ClerkBook(
            storage=SqlStorage(database.engine, projections(PinyinNames())),
            slots=key_slots_of(hall.home),
            clock=clock,
            ids=RandomIds(),
            key=hall.key,
            by=hall.clerk_id,
        )


def _in_words(clerk: Clerk) -> str:
    return f"{clerk.name}（工号 {clerk.staff_number}），{named(clerk.roles)}"
