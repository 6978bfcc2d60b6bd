"""What is being typed on one line of the checklist: how many pages, or which check stands in (免)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile

from app.domain.form.model import Material
from app.domain.words import Message, Words
from ui.widgets.row_list import Row
from ui.widgets.text import Tone

ENTER, BACKSPACE, ESC = "\r", "\b", "\x1b"
"""As a keyboard types them."""
TYPING = frozenset({ENTER, BACKSPACE, ESC, *"0123456789"})
"""The keys a line hears besides its own while something is typed on it."""
MOST_PAGES = 999
_CARET = "_"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """Pages being typed for a paper; with no digit there are as many as `before`."""

    key: str
    before: int
    typed: str = ""

    @property
    def pages(self) -> int:
        """How many pages the paper has by what is typed so far."""
        return int(self.typed or self.before)

    def press(self, key: str) -> "PageEntry | None":
        """Return the entry after a key; None where that key ends it. A count never begins with 0."""
        if key == BACKSPACE:
            return replace(self, typed=self.typed[:-1])
        if not key.isdigit():
            return None
        typed = (self.typed + key).lstrip("0")
        return self if int(typed or 0) > MOST_PAGES else replace(self, typed=typed)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckEntry:
    """The checks of which one is chosen for a paper by its digit."""

    key: str
    checks: tuple[str, ...]

    def chosen(self, key: str) -> str:
        """Return the check a key stands for, empty for none."""
        at = int(key) if key.isdigit() else 0
        return self.checks[at - 1] if 1 <= at <= len(self.checks) else ""


Entry = PageEntry | CheckEntry


def entry_row(row: Row, entry: Entry) -> Row:
    """Return the line of a paper while something is typed on it."""
    if isinstance(entry, PageEntry):
        return replace(row, trail=f"页数 {entry.typed}{_CARET}", tone=Tone.SOON)
    hint = f"{row.words}。{numbered(entry.checks)}"
    return replace(row, lead="免？", words=numbered(_shortened(entry.checks)), trail="", hint=hint)


def entry_words(words: Words, material: Material, entry: Entry) -> Message:
    """Return what can be typed on the line of a paper, and what ends it."""
    facts: dict[str, object] = {"name": material.name, "most": MOST_PAGES}
    if isinstance(entry, PageEntry):
        return words.say("panels.pages_asked", facts)
    return words.say("panels.check_asked", {**facts, "checks": numbered(entry.checks)})


def numbered(choices: Iterable[str]) -> str:
    """Return choices, each behind the digit that chooses it."""
    return " ".join(f"{digit}{choice}" for digit, choice in enumerate(choices, 1))


def _shortened(checks: tuple[str, ...]) -> tuple[str, ...]:
    """Return what tells the checks apart: all end in 核验 or 数据核验, for which a line has no room."""
    endings = zip(*(reversed(check) for check in checks), strict=False)
    shared = sum(1 for _ in takewhile(lambda letters: len(set(letters)) == 1, endings))
    short = tuple(check[: len(check) - shared] for check in checks)
    return short if all(short) else checks
