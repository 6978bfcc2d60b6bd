"""Serves what was read from files, and takes up changed ones while the window is open."""

from collections.abc import Callable, Hashable
from datetime import date
from typing import Generic, TypeVar

from app.domain.errors import PersonFacing
from app.ports.live_files import LiveFiles

Held = TypeVar("Held")
Allow = Callable[[Held, Held], None]
"""Given what holds and what was found, raises PersonFacing where the one may not take the other's place."""


class MustWait(PersonFacing):
    """A change that is right in itself, but waits until something under way is over."""


class LiveShelf(Generic[Held]):
    """Holds one value at a time; a bad edit of its files changes nothing and is told by `fault`.

    Looked at in the storage lane, between two use cases: none sees half of one value and half of another.
    """

    def __init__(
        self,
        held: Held,
        files: LiveFiles[Held],
        stamp: Hashable,
        fault: PersonFacing | None = None,
        kept_on: date | None = None,
    ) -> None:
        """Serve `held`, read from `files` when they had `stamp`, or because of `fault` from an older copy.

        `kept_on` is the day that copy was made.
        """
        self._held, self._files, self._stamp = held, files, stamp
        self._fault, self._kept_on = fault, kept_on
        self._waiting: Held | None = None

    @property
    def current(self) -> Held:
        """What holds now."""
        return self._held

    @property
    def fault(self) -> PersonFacing | None:
        """Why the files as they are now are not in use; None while they are."""
        return self._fault

    @property
    def kept_on(self) -> date | None:
        """The day of the copy in use since the start, because the files were wrong; None once they hold."""
        return self._kept_on

    def look(self, allow: Allow[Held] | None = None) -> bool:
        """Take the files up if any changed since the last look; say whether another value holds now.

        What had to wait is asked about anew each time, without its files being read again.
        """
        if self._files.stamp() != self._stamp:
            return self.reload(allow)
        return self._waiting is not None and self._take(self._waiting, allow)

    def reload(self, allow: Allow[Held] | None = None) -> bool:
        """Read the files anew, changed or not; say whether they are in use now."""
        # The stamp comes first: what is written while we read is seen at the next look.
        self._stamp = self._files.stamp()
        try:
            found = self._files.load()
        except PersonFacing as fault:
            self._fault, self._waiting = fault, None
            return False
        return self._take(found, allow)

    def _take(self, found: Held, allow: Allow[Held] | None) -> bool:
        self._waiting = None
        try:
            self._may_follow(self._held, found)
            if allow is not None:
                allow(self._held, found)
        except MustWait as fault:
            self._fault, self._waiting = fault, found
            return False
        except PersonFacing as fault:
            self._fault = fault
            return False
        self._held, self._fault, self._kept_on = found, None, None
        return True

    def _may_follow(self, known: Held, found: Held) -> None:
        """Refuse, by PersonFacing, what no hall could bear in place of what it has; here nothing."""
