"""What the frame asks of a panel: a work area, a side column, and the commands it answers."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.shortcuts import Acts, Command


class SideWidget(QScrollArea):
    """A side column. On a small screen it is folded, and unfolds while the work is in it."""

    wants_eyes = Signal()
    """The next key belongs here: a folded column must show itself."""
    gives_way = Signal()
    """The next key belongs to the work again."""


class Panel(Protocol):
    """One of the places in the left rail. The frame shows `work` and, if there is one, `side`."""

    @property
    def opens_with(self) -> Command:
        """The TO_… command of this panel; the rail takes word, key and icon from it."""
        ...

    @property
    def work(self) -> QWidget:
        """The work area; it brings its own row of buttons at the bottom."""
        ...

    @property
    def side(self) -> QWidget | None:
        """The side column (theme.SIDE_WIDTH wide), or None to give its room to the work area."""
        ...

    @property
    def acts(self) -> Acts:
        """The commands this panel answers while it is shown."""
        ...

    def entered(self) -> None:
        """Be shown: put the focus where the next key belongs, and read what may have changed."""
        ...

    def left(self) -> None:
        """Be left for another panel: keep what was typed."""
        ...


@runtime_checkable
class HeardElsewhere(Protocol):
    """A panel some of whose keys are heard in every other panel too: they bring it to the front first."""

    from_anywhere: frozenset[Command]
