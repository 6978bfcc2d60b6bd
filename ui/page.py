"""What the window shows one at a time: sign-in, window choice, work, lock."""

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtWidgets import QWidget

from ui.shortcuts import Acts


class Page(Protocol):
    """One full page of the window."""

    @property
    def body(self) -> QWidget:
        """What is shown."""
        ...

    def listeners(self) -> Iterable[Acts]:
        """Return who may answer a key, innermost first."""
        ...

    def entered(self) -> None:
        """Be shown: put the focus where the next key belongs."""
        ...
