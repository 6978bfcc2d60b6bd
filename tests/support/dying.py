"""What ends the process at a chosen moment, as a power cut would."""

import os
import signal
from dataclasses import dataclass
from typing import Any


@dataclass
class Dying:
    """Ends the process at a moment of its own: before the first, the second, … touch of the disk."""

    left: int

    def __call__(self) -> None:
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class DyingStorage:
    """A storage that dies between its transactions."""

    inner: Any
    die: Dying

    def writing(self) -> Any:
        self.die()
        return self.inner.writing()

    def reading(self) -> Any:
        self.die()
        return self.inner.reading()


@dataclass
class DyingBlobs:
    """A store that dies beside each of its acts."""

    inner: Any
    die: Dying

    def __getattr__(self, name: str) -> Any:
        act = getattr(self.inner, name)

        def done(*given: Any) -> Any:
            self.die()
            result = act(*given)
            self.die()
            return result

        return done
