"""How a Chinese name can be typed in short."""

from typing import Protocol


class NameIndex(Protocol):
    """Gives the pinyin of a name or a word."""

    def initials(self, name: str) -> str:
        """Return the initials of a name in lower case, one a character: 王小明 gives wxm."""
        ...

    def initials_of_person(self, name: str) -> str:
        """Return the same for whoever applies, the surname read as one: 曾小明 gives zxm."""
        ...

    def spelling(self, name: str) -> str:
        """Return the syllables without tones, a blank between: 王小明 gives wang xiao ming, 绿 gives lv."""
        ...
