"""Finds regions by what was typed: names, initials or a code, in thousands of lines at each key press."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, islice

from app.domain.form.model import Choice
from ui.form.same import Same

MOST_OFFERED = 8
MOST_KEPT = 16_384
"""More names than the lists of a prefecture hold."""


class Lines:
    """Lines as one text: a search in it costs one pass of the machine, not a call for each line."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Take lines without a line end in them."""
        known = [f"\n{line}" for line in lines]
        self._text = "".join(known)
        self._starts = [0, *accumulate(map(len, known))]

    def holding(self, wanted: str) -> Iterator[int]:
        """Yield the numbers of the lines that hold `wanted`, in order; a line end in it begins a line."""
        at = self._text.find(wanted)
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            yield line
            at = self._text.find(wanted, self._starts[line + 1])


class RegionFinder:
    """Knows the regions of one list; what a search goes through is put together at its first use."""

    def __init__(self, choices: Sequence[Choice], initials: Callable[[str], str]) -> None:
        """Find in `choices`, names shortened by `initials`."""
        self._choices, self._shortened = choices, initials

    def matching(self, typed: str) -> tuple[Choice, ...]:
        """Return the first regions that fit what was typed: names in any order of levels, initials, a code.

        Those whose own name begins so come first.
        """
        wanted = typed.strip().lower()
        found = [self._choices[line] for line in islice(self._fitting(wanted), MOST_OFFERED)]
        return tuple(sorted(found, key=lambda choice: not _is_named(choice, wanted)))

    def make_ready(self) -> None:
        """Shorten every name now, in a lane: the first letters somebody types shall not wait for it."""
        next(self._initials.holding(" "), None)

    def _fitting(self, wanted: str) -> Iterator[int]:
        if not wanted:
            return iter(())
        if wanted.isdigit():
            return self._codes.holding(f"\n{wanted}")
        if wanted.isascii():
            return self._initials.holding(f" {wanted}")
        first, *others = wanted.split()
        return (line for line in self._names.holding(first) if self._names_hold(line, others))

    def _names_hold(self, line: int, parts: Iterable[str]) -> bool:
        names = self._choices[line].label.replace(" ", "")
        return all(part in names for part in parts)

    @cached_property
    def _codes(self) -> Lines:
        return Lines(choice.code for choice in self._choices)

    @cached_property
    def _names(self) -> Lines:
        """Without the blanks between the levels: 关田镇沙溪 is one word to whoever types it."""
        return Lines(choice.label.replace(" ", "") for choice in self._choices)

    @cached_property
    def _initials(self) -> Lines:
        return Lines("".join(f" {self._short(name)}" for name in one.label.split()) for one in self._choices)

    def _short(self, name: str) -> str:
        return shortened(self._shortened, name)


@lru_cache(MOST_KEPT)
def shortened(initials: Callable[[str], str], name: str) -> str:
    """Return the initials of a region's name; every field of every form asks for the same few thousand."""
    return initials(name)


def finder_of(choices: Sequence[Choice], initials: Callable[[str], str]) -> RegionFinder:
    """Return the finder of a list; the fields of one form ask for the same list, and share it."""
    return _finder_of(Same(choices), initials)


@lru_cache(2)
def _finder_of(same: Same[Sequence[Choice]], initials: Callable[[str], str]) -> RegionFinder:
    return RegionFinder(same.held, initials)


def _is_named(choice: Choice, wanted: str) -> bool:
    return choice.label.split()[-1].startswith(wanted)
