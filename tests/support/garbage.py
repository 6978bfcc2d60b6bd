"""Where the garbage of a test dies: a lane that collected would take widgets apart under Qt's hands."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def dies_here(holds_widgets: bool) -> Iterator[None]:
    """Let nobody but the caller's thread collect while a test may hold widgets; then collect what it left.

    Said anew for each test: the window itself hands the collecting back to Python when it ends.
    """
    if not holds_widgets:
        _hand_back()
        yield
        return
    gc.disable()
    yield
    gc.disable()
    gc.collect(1)


def _hand_back() -> None:
    """Python may collect anywhere again, once the last widget is gone."""
    if not gc.isenabled():
        gc.collect()
        gc.enable()
