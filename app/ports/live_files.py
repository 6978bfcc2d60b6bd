"""Files that somebody may change while the window is open."""

from collections.abc import Hashable
from typing import Protocol, TypeVar

Read_co = TypeVar("Read_co", covariant=True)


class LiveFiles(Protocol[Read_co]):
    """Where one part of a county's data comes from."""

    def stamp(self) -> Hashable:
        """Return what differs as soon as any file was added, taken away, or changed; quick, never fails."""
        ...

    def load(self) -> Read_co:
        """Return what the files say as they now are.

        PersonFacing names the file and the line of the first mistake.
        """
        ...
