"""Finds the threads that outlive what started them."""

import threading
from collections.abc import Collection


def left_running(before: Collection[threading.Thread], *, wait_s: float = 2.0) -> list[str]:
    """Return the names of threads started since `before` that do not end within `wait_s` seconds each."""
    started = [thread for thread in threading.enumerate() if thread not in before and _can_end(thread)]
    for thread in started:
        thread.join(timeout=wait_s)
    return [thread.name for thread in started if thread.is_alive()]


def _can_end(thread: threading.Thread) -> bool:
    """Threads that Qt started look alive to Python for ever, as it never hears of their end."""
    return not isinstance(thread, threading._DummyThread)
