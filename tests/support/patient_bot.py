"""A hand at the window that waits as long as a crowded machine takes; a test ends as soon as it is so."""

from collections.abc import Callable

from pytestqt.qtbot import QtBot

PATIENCE_MS = 30_000


class PatientBot(QtBot):
    """The hand of pytest-qt; its own five seconds are too few where every core runs tests."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:  # noqa: N802
        """Wait until `callback` is true; a test fails after `timeout` milliseconds."""
        super().waitUntil(callback, timeout=timeout)
