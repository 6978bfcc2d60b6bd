"""How a Chinese name can be typed in short."""

from typing import Protocol


class NameIndex(Protocol):
    """Gives the pinyin initials of a name."""

    def initials(self, name: str) -> str:
        """Return the initials of a name in lower case, one a character: 王小明 gives wxm."""
        ...
