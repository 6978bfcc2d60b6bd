"""Choosing from a list by keys: digits in a short list, Chinese or pinyin initials in any."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.domain.form.model import Choice

MOST_BY_DIGIT = 9
PAUSE_MS = 1000
"""After this long a key begins a new search instead of going on with the last one."""

Initials = Callable[[str], str]


def place_of_digit(digit: str, choices: Sequence[object]) -> int | None:
    """Return which choice a digit key means; None in a list too long for digits."""
    if len(choices) > MOST_BY_DIGIT or not digit.isdigit() or digit == "0":
        return None
    place = int(digit) - 1
    return place if place < len(choices) else None


def numbered(choices: Sequence[Choice]) -> list[str]:
    """Return the words to show, each with the digit that picks it."""
    if len(choices) > MOST_BY_DIGIT:
        return [choice.label for choice in choices]
    return [f"{place}  {choice.label}" for place, choice in enumerate(choices, start=1)]


@dataclass(slots=True)
class TypeAhead:
    """What was typed so far into a list; `at` of each key is in milliseconds."""

    initials: Initials
    _typed: str = field(default="")
    _last: int = field(default=-PAUSE_MS)

    def find(self, text: str, at: int, choices: Sequence[Choice]) -> int | None:
        """Return the choice whose words, initials or code fit what was typed, None if none do.

        What is just that comes before what begins with it: “女” is not “女婿”.
        """
        self._typed = self._typed + text if 0 <= at - self._last < PAUSE_MS else text
        self._last = at
        return self._best(self._typed, choices)

    def find_word(self, word: str, choices: Sequence[Choice]) -> int | None:
        """Return what fits a whole word, as an input method delivers it; the search begins anew."""
        self._typed, self._last = "", -PAUSE_MS
        return self._best(word, choices)

    def _best(self, typed: str, choices: Sequence[Choice]) -> int | None:
        wanted = typed.strip().lower()
        for matches in (self._is, self._begins, self._contains):
            for place, choice in enumerate(choices):
                if wanted and matches(choice, wanted):
                    return place
        return None

    def _is(self, choice: Choice, wanted: str) -> bool:
        return wanted in {choice.label, self.initials(choice.label)}

    def _begins(self, choice: Choice, wanted: str) -> bool:
        return choice.label.startswith(wanted) or self.initials(choice.label).startswith(wanted)

    def _contains(self, choice: Choice, wanted: str) -> bool:
        return wanted in choice.label or choice.code == wanted
