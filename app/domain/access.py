"""The record of who looked at what and when: its entries, and the chain that shows a missing one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from app.domain.ledger.canonical import encode, sha256

GENESIS = "0" * 64


class AccessKind(Enum):
    """What was done that must be answered for."""

    FOUND = "found"
    CLERK_ADDED = "clerk_added"
    CLERK_ROLES = "clerk_roles"
    CLERK_RETIRED = "clerk_retired"
    CLERK_RECOVERED = "clerk_recovered"
    PHRASE_CHANGED = "phrase_changed"
    LOGIN = "login"
    LOGIN_FAILED = "login_failed"
    LOCK = "lock"
    REVEAL = "reveal"
    SEARCH = "search"
    PRINT = "print"
    REPRINT = "reprint"
    PRINTED = "printed"
    NOT_PRINTED = "not_printed"
    VOID = "void"
    BACKUP = "backup"
    RESTORE = "restore"
    STATE_DAY = "state_day"
    TAKE_BACK = "take_back"
    DRAFT_DELETED = "draft_deleted"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessEntry:
    """Who did what, when and where: names of fields only, never a value that was shown.

    `window` is None when no window was chosen yet (a login that failed).
    """

    kind: AccessKind
    clerk_id: str
    at: datetime
    window: str | None = None
    case_id: str | None = None
    fields: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChainedEntry:
    """An entry at its place in the chain."""

    seq: int
    entry: AccessEntry
    link: str


def link_after(previous: str, seq: int, entry: AccessEntry) -> str:
    """Return the link of `entry` at place `seq` after the link `previous`."""
    what = [entry.kind.value, entry.clerk_id, entry.window, entry.case_id, list(entry.fields), entry.reason]
    return sha256(encode([previous, seq, entry.at.astimezone(UTC).isoformat(), what]))


def first_break(chain: Iterable[ChainedEntry]) -> int | None:
    """Return the place of the first entry that is missing or was changed, or None for a whole chain."""
    previous = GENESIS
    for place, chained in enumerate(chain, start=1):
        if chained.seq != place or chained.link != link_after(previous, place, chained.entry):
            return place
        previous = chained.link
    return None
