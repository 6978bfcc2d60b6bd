"""The window as a program of its own: `python -m window_process HOME EYES` writes what it shows into EYES."""

import json
import sys
from itertools import count
from pathlib import Path

from clerk import visible_words
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit
from real_window import RealWindow

from app.adapters.system_clock import SystemClock
from app.bootstrap.places import HallHome, resources
from ui import theme
from ui.application import WindowResources, start

GLANCE_MS = 60


def main(home: Path, eyes: Path) -> int:
    """Run the window until it is closed."""
    running = start(["bianmin-window"], WindowResources(resources()), theme.Look())
    place = RealWindow(HallHome(home), running.application, SystemClock(), running=running)
    glance = QTimer()
    glance.setInterval(GLANCE_MS)
    places = count()
    glance.timeout.connect(lambda: look(place, eyes, next(places)))
    glance.start()
    code = running.application.exec()
    glance.stop()
    place.close()
    return code


def look(place: RealWindow, eyes: Path, glance: int) -> None:
    """Write what is on the screen, where the focus is, and what is being composed."""
    window = place.composed.window
    focus = window.focusWidget()
    seen = {
        "glance": glance,
        "active": window.isActiveWindow(),
        "at": focus.accessibleName() if focus is not None else "",
        "text": focus.text() if isinstance(focus, QLineEdit) else "",
        "composing": place.composed.running.field_keys.is_composing,
        "idle": not place.composed.running.tasks.is_busy,
        "screen": "\n".join(visible_words(window)),
        "beside": place.watch.opened,
    }
    draft = eyes.with_suffix(".new")
    draft.write_text(json.dumps(seen, ensure_ascii=False), "utf-8")
    draft.replace(eyes)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), Path(sys.argv[2])))
