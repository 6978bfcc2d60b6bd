"""Counts wrong pass phrases on disk, so that neither a restart nor a set clock gives new tries."""

from math import ceil, inf
from pathlib import Path
from typing import Any

from app.adapters.key_slots.file_lock import alone_with
from app.adapters.key_slots.json_file import read_json, write_json
from app.domain.login_attempts import FREE_TRIES, FailedLogins
from app.domain.storage import StorageError
from app.ports.clock import Clock

MOST_FAILED = FREE_TRIES + 16
"""As many failures as the longest wait takes."""
_COUNTED = 10**9
_ANYBODY = "*"
"""Stands for every clerk whose count is gone."""


class AttemptGate:
    """Lets a try through, or says how long to wait.

    Time is the monotonic clock alone, which Linux and Windows count from the start of the computer
    (CLOCK_MONOTONIC, GetTickCount64), for all its processes alike. Nobody can set it; a restart of the
    program goes on with it, a restart of the computer begins the wait again.

    The file can be taken away or edited by whoever sits there, so neither may help: a hall whose counts are
    gone begins with one wait, and a count that this program never writes stands for the longest one.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        """Take the file of the counts, which stands as soon as there are keys, and the clock."""
        self._path = path
        self._clock = clock

    def enter(self, who: str) -> FailedLogins:
        """Count a try as failed before it is made, so that killing the program does not undo it.

        Raises storage.wait_before_next_try with the seconds left.
        """
        with alone_with(self._path):  # another window may count a try of its own at this moment
            now = self._clock.monotonic()
            counts = self._believed(now)
            known = counts.get(who, counts.get(_ANYBODY, FailedLogins(0, now)))
            left = known.left_s(now)
            if left > 0:
                self._begin_again(counts, who, known.in_this_run(now))
                raise StorageError("storage.wait_before_next_try", seconds=ceil(left))
            failed = FailedLogins(known.count + 1, now)
            self._write({**counts, who: failed})
        return failed

    def begin(self) -> None:
        """Keep that nobody has failed yet, for a hall that is being founded."""
        with alone_with(self._path):
            if not self._path.exists():
                self._write({})

    def succeeded(self, who: str) -> None:
        """Forget the failures of `who`."""
        with alone_with(self._path):
            now = self._clock.monotonic()
            counts = self._believed(now)
            rest = {name: failed for name, failed in counts.items() if name != who}
            if _ANYBODY in rest:
                rest[who] = FailedLogins(0, now)
            if rest != counts:
                self._write(rest)

    def _begin_again(self, counts: dict[str, FailedLogins], who: str, current: FailedLogins) -> None:
        """Keep that the computer was started anew: later its clock will have passed the old mark."""
        if current != counts.get(who, counts.get(_ANYBODY)):
            self._write({**counts, who: current})

    def _believed(self, now: float) -> dict[str, FailedLogins]:
        """Return the counts; what was taken away or cannot be is replaced at once, so that its wait runs."""
        if not self._path.exists():
            counts = {_ANYBODY: FailedLogins(FREE_TRIES, now)}
            self._write(counts)
            return counts
        kept = self._kept()
        counts = {who: failed or FailedLogins(MOST_FAILED, now) for who, failed in kept.items()}
        if None in kept.values():
            self._write(counts)
        return counts

    def _kept(self) -> dict[str, FailedLogins | None]:
        try:
            return {who: _failed(*kept) for who, kept in read_json(self._path).items()}
        except (AttributeError, TypeError, ValueError) as error:
            raise StorageError("storage.keys_damaged", path=str(self._path)) from error

    def _write(self, counts: dict[str, FailedLogins]) -> None:
        write_json(self._path, {who: [failed.count, failed.last_s] for who, failed in counts.items()})


def _failed(count: Any, last: Any) -> FailedLogins | None:
    """Read one entry, None for values that nothing here writes.

    The wall time an older program wrote counts as before this start of the computer.
    """
    is_old = isinstance(last, str)
    tries, since = float(count), 0.0 if is_old else float(last)
    if not (0 <= tries <= _COUNTED) or tries != int(tries) or not since >= 0:
        return None
    return FailedLogins(int(tries), inf if is_old else since)
