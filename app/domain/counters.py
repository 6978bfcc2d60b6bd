"""Which windows of a hall serve an item: those its claim names (一乡一策), else all of its letters."""

from collections.abc import Iterable

from app.domain.hall import Hall, Window
from app.domain.item import ServiceItem


def serving_windows(hall: Hall, item: ServiceItem) -> tuple[Window, ...]:
    """Return the windows that serve an item, in the order of the hall's file."""
    if item.counters:
        return tuple(window for window in hall.windows if window.number in item.counters)
    return tuple(window for window in hall.windows if set(window.letters) & set(item.letters))


def served_elsewhere(hall: Hall, item: ServiceItem, window: str) -> tuple[str, ...]:
    """Return the numbers of the windows that alone serve an item, if `window` is another window of the hall.

    Empty where the item may be taken in here: nothing was claimed for it, this is one of its windows, or the
    desk is no window of this hall at all (a village station).
    """
    if not item.counters or window in item.counters or hall.window(window) is None:
        return ()
    return tuple(one.number for one in serving_windows(hall, item))


def said_windows(numbers: Iterable[str]) -> str:
    """Return windows by their numbers as people say them (05、06 号窗口)."""
    return f"{'、'.join(numbers)} 号窗口"
