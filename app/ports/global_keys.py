"""Keys that reach this program while another system's window has the keyboard."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class FunctionKey:
    """F1 to F12, with Shift or without."""

    number: int
    shift: bool = False


class Hold(Protocol):
    """Keys taken from the whole desktop until they are given back."""

    def fileno(self) -> int:
        """Return a file descriptor that can be read from when something was pressed."""
        ...

    def presses(self) -> Iterator[FunctionKey]:
        """Yield the held keys that were pressed since, without waiting for more."""
        ...

    def release(self) -> None:
        """Give the keys back to everybody; once."""
        ...


class GlobalKeys(Protocol):
    """The desktop's keyboard."""

    def hold(self, keys: Collection[FunctionKey]) -> Hold | None:
        """Take keys from every window of the desktop.

        None where that is not possible: no such desktop, or another program holds one of them.
        """
        ...
