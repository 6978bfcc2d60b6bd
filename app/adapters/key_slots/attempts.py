"""Counts wrong pass phrases on disk, so that neither a restart nor a set clock gives new tries."""

from math import ceil, inf
from pathlib import Path
from typing import Any

from app.adapters.key_slots.file_lock import alone_with
from app.adapters.key_slots.json_file import read_json, write_json
from app.domain.login_attempts import FailedLogins
from app.domain.storage import StorageError
from app.ports.clock import Clock


class AttemptGate:
    """Lets a try through, or says how long to wait.

    Time is the monotonic clock alone, which Linux and Windows count from the start of the computer
    (CLOCK_MONOTONIC, GetTickCount64), for all its processes alike. Nobody can set it; a restart of the
    program goes on with it, a restart of the computer begins the wait again.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        """Take the file of the counts and the clock."""
        self._path = path
        self._clock = clock

    def enter(self, who: str) -> FailedLogins:
        """Count a try as failed before it is made, so that killing the program does not undo it.

        Raises storage.wait_before_next_try with the seconds left.
        """
        with alone_with(self._path):  # another window may count a try of its own at this moment
            counts, now = self._read(), self._clock.monotonic()
            known = counts.get(who, FailedLogins(0, now))
            left = known.left_s(now)
            if left > 0:
                self._begin_again(counts, who, now)
                raise StorageError("storage.wait_before_next_try", seconds=ceil(left))
            failed = FailedLogins(known.count + 1, now)
            self._write({**counts, who: failed})
        return failed

    def succeeded(self, who: str) -> None:
        """Forget the failures of `who`."""
        with alone_with(self._path):
            counts = self._read()
            if who in counts:
                self._write({name: failed for name, failed in counts.items() if name != who})

    def _begin_again(self, counts: dict[str, FailedLogins], who: str, now: float) -> None:
        """Keep that the computer was started anew: later its clock will have passed the old mark."""
        current = counts[who].in_this_run(now)
        if current != counts[who]:
            self._write({**counts, who: current})

    def _read(self) -> dict[str, FailedLogins]:
        if not self._path.exists():
            return {}
        try:
            return {who: _failed(*kept) for who, kept in read_json(self._path).items()}
        except (AttributeError, TypeError, ValueError) as error:
            raise StorageError("storage.keys_damaged", path=str(self._path)) from error

    def _write(self, counts: dict[str, FailedLogins]) -> None:
        write_json(self._path, {who: [failed.count, failed.last_s] for who, failed in counts.items()})


def _failed(count: Any, last: Any) -> FailedLogins:
    """Read one entry; the wall time an older program wrote counts as before this start of the computer."""
    return FailedLogins(int(count), inf if isinstance(last, str) else float(last))
