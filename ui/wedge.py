"""Frames a keyboard-wedge reader: a burst faster than any hand, ended by Enter, becomes one event."""

import unicodedata
from dataclasses import dataclass, field

FASTEST_HAND_S = 0.035
"""Two keys of one hand are further apart than this; readers send a key every 1 to 20 ms."""
SHORTEST_READING = 6
"""Shorter bursts are a clerk rolling two fingers, not a card."""


@dataclass(slots=True)
class WedgeFrame:
    """Collects keys; `key` and `enter` take the time in seconds of a clock that never goes back."""

    _keys: list[str] = field(default_factory=list)
    _last: float = float("-inf")

    def key(self, typed: str, at: float) -> None:
        """Take one key; a pause before it begins a new burst."""
        if at - self._last > FASTEST_HAND_S:
            self._keys.clear()
        self._keys.append(typed)
        self._last = at

    def enter(self, at: float) -> str | None:
        """Return the cleaned reading if Enter ended a burst, else None: then it is a person's Enter."""
        burst = "".join(self._keys) if at - self._last <= FASTEST_HAND_S else ""
        self._keys.clear()
        return cleaned(burst) if len(burst) >= SHORTEST_READING else None

    @property
    def length(self) -> int:
        """How many keys the burst has so far."""
        return len(self._keys)


def cleaned(reading: str) -> str:
    """Return a reading without control and format characters, full-width forms made plain."""
    kept = (char for char in unicodedata.normalize("NFKC", reading) if unicodedata.category(char)[0] != "C")
    return "".join(kept).strip()
