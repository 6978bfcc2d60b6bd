"""Counts wrong pass phrases on disk, so that neither a restart nor a set clock gives new tries."""

from collections.abc import Mapping
from datetime import datetime
from math import ceil
from pathlib import Path

from app.adapters.key_slots.file_lock import alone_with
from app.adapters.key_slots.json_file import read_json, write_json
from app.domain.login_attempts import FailedLogins
from app.domain.storage import StorageError
from app.ports.clock import Clock


class AttemptGate:
    """Lets a try through, or says how long to wait."""

    def __init__(self, path: Path, clock: Clock) -> None:
        """Take the file of the counts and the clock."""
        self._path = path
        self._clock = clock
        self._seen: dict[str, float] = {}

    def enter(self, who: str) -> FailedLogins:
        """Count a try as failed before it is made, so that killing the program does not undo it.

        Raises storage.wait_before_next_try with the seconds left.
        """
        with alone_with(self._path):  # another window may count a try of its own at this moment
            counts = self._read()
            self._check_wait(who, counts.get(who))
            before = counts[who].count if who in counts else 0
            failed = FailedLogins(before + 1, self._clock.now())
            self._write({**counts, who: failed})
        self._seen[who] = self._clock.monotonic()
        return failed

    def succeeded(self, who: str) -> None:
        """Forget the failures of `who`."""
        with alone_with(self._path):
            counts = self._read()
            if who in counts:
                self._write({name: failed for name, failed in counts.items() if name != who})

    def _check_wait(self, who: str, failed: FailedLogins | None) -> None:
        if failed is None:
            return
        left = failed.wait_s - self._elapsed(who, failed.last_at)
        if left > 0:
            raise StorageError("storage.wait_before_next_try", seconds=ceil(left))

    def _elapsed(self, who: str, last_at: datetime) -> float:
        """Return the seconds since the last failure: by the steady clock where this process saw it.

        A wall clock set back would make the wait endless: then the wait begins again, now.
        """
        by_wall = (self._clock.now() - last_at).total_seconds()
        if who not in self._seen and by_wall < 0:
            self._seen[who] = self._clock.monotonic()
        return self._clock.monotonic() - self._seen[who] if who in self._seen else by_wall

    def _read(self) -> dict[str, FailedLogins]:
        if not self._path.exists():
            return {}
        content: Mapping[str, tuple[int, str]] = read_json(self._path)
        return {who: FailedLogins(count, datetime.fromisoformat(at)) for who, (count, at) in content.items()}

    def _write(self, counts: Mapping[str, FailedLogins]) -> None:
        write_json(
            self._path, {who: [failed.count, failed.last_at.isoformat()] for who, failed in counts.items()}
        )
