"""Finds items by what was typed: number, name, department, theme, what people say; in writing or pinyin."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from app.domain.counters import said_windows
from app.domain.item import ServiceItem
from ui.widgets.row_list import Row
from ui.widgets.text import Tone

ITEM = "item:"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was typed into the finder, the letters that come first, and how words are understood.

    `initials` gives a word's first pinyin letters (db), `spelling` its syllables with blanks (di bao);
    `people_words` the items a villager means by a word, `elsewhere` the numbers of the windows that alone
    serve an item, empty where it is served here.
    """

    typed: str
    letters: frozenset[str]
    initials: Callable[[str], str]
    spelling: Callable[[str], str]
    people_words: Mapping[str, tuple[str, ...]]
    elsewhere: Callable[[ServiceItem], tuple[str, ...]] = lambda _item: ()


class Fit(IntEnum):
    """How well an item fits, the best first."""

    WHOLE = 0
    BEGINNING = 1
    PART = 2


def finder_rows(items: Iterable[ServiceItem], wanted: Wanted) -> list[Row]:
    """Return the items that fit what was typed.

    What it names as a whole comes first, then the called ticket's letters, then what it begins with.
    """
    text = wanted.typed.strip().lower()
    words = _words_by_item(wanted.people_words)
    fits = [(item, _fit(item, words.get(item.id, ()), text, wanted)) for item in items]
    found = [(item, fit) for item, fit in fits if fit is not None]
    found.sort(key=lambda one: _place(one[0], one[1], wanted.letters))
    return [_row(item, wanted.elsewhere(item)) for item, _how in found]


def _place(item: ServiceItem, fit: Fit, letters: frozenset[str]) -> tuple[bool, bool, int, str]:
    return (fit is not Fit.WHOLE, letters.isdisjoint(item.letters), fit, item.id)


def _row(item: ServiceItem, elsewhere: tuple[str, ...]) -> Row:
    """Return the line of an item; of one that other windows serve it says which ones, not its department."""
    usual = f"{item.department} · {item.handling.value}件"
    return Row(
        id=f"{ITEM}{item.id}",
        lead=item.id,
        words=item.name,
        trail=f"在 {said_windows(elsewhere)}办理" if elsewhere else usual,
        tone=Tone.SOON if elsewhere else Tone.PLAIN,
        hint=item.name,
    )


def _words_by_item(people_words: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word, ids in people_words.items():
        for item_id in ids:
            found.setdefault(item_id, []).append(word)
    return found


def _fit(item: ServiceItem, words: Iterable[str], text: str, wanted: Wanted) -> Fit | None:
    """Return how well an item fits, None if not at all; with nothing typed every item fits."""
    if not text:
        return Fit.PART
    if text == item.id.lower():
        return Fit.WHOLE
    if text.upper() in item.letters or text in item.id.lower():
        return Fit.PART
    return min(_fits(item, words, text, wanted), default=None)


def _fits(item: ServiceItem, words: Iterable[str], text: str, wanted: Wanted) -> Iterator[Fit]:
    for name in (item.name, *words):
        yield from _of_word(name, text, wanted)
    # A whole department or theme is many items: none of them is what was named.
    for shared in (item.department, *item.themes):
        if any(True for _ in _of_word(shared, text, wanted)):
            yield Fit.PART
    if any(word in text for word in words):
        yield Fit.BEGINNING


def _of_word(word: str, text: str, wanted: Wanted) -> Iterator[Fit]:
    """Yield how a word fits as written, by its initials, and by its pinyin from any syllable on."""
    lowered = word.lower()
    if text.isascii() and text.isalpha():
        yield from _by_letters(word, text, wanted)
    elif text == lowered:
        yield Fit.WHOLE
    elif text in lowered:
        yield Fit.BEGINNING if lowered.startswith(text) else Fit.PART


def _by_letters(word: str, text: str, wanted: Wanted) -> Iterator[Fit]:
    syllables = wanted.spelling(word).split()
    for written in (wanted.initials(word), "".join(syllables)):
        if text == written:
            yield Fit.WHOLE
        elif written.startswith(text):
            yield Fit.BEGINNING
    later = ("".join(syllables[at:]) for at in range(1, len(syllables)))
    if text in wanted.initials(word) or any(rest.startswith(text) for rest in later):
        yield Fit.PART
