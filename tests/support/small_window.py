"""A program of its own: shows the real window on a scaled screen, says what does not fit, keeps pictures.

QT_SCALE_FACTOR counts only for a process that has not begun, so a test starts this one.
Arguments: a folder for the hall, a folder for pictures, the screen's size in layout units, and a look.
"""

import json
import sys
from pathlib import Path

from fakes import FakeClock
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QPushButton, QWidget
from real_window import PHRASE, RealWindow, dress, found_demo_hall

from app.bootstrap.places import resources
from ui import theme
from ui.application import WindowResources
from ui.counter.foot import Foot
from ui.shortcuts import Command
from ui.widgets.key_button import KeyButton
from ui.widgets.text import Elided

FOCUS_RING = 2
"""What the ring asks for beyond the button's fixed height while the focus is on it."""
CLERK, WINDOW = "0312", "01"


def not_fitting(window: QWidget) -> list[str]:
    """Name every button and label that is cut off, every list that scrolls sideways, every act put away."""
    shown = [part for part in window.findChildren(QWidget) if part.isVisible()]
    return [
        *(button.accessibleName() for part in shown if isinstance(part, Foot) for button in _put_away(part)),
        *(
            f"{type(part).__name__} {part.accessibleName() or getattr(part, 'text', str)()}"
            for part in shown
            if _is_cut(part) or _sticks_out(part) or _scrolls_sideways(part)
        ),
    ]


def _put_away(foot: Foot) -> list[KeyButton]:
    return [button for button in foot.findChildren(KeyButton) if button.isHidden()]


def _is_cut(part: QWidget) -> bool:
    if isinstance(part, QPushButton):
        return (
            part.height() < part.minimumSizeHint().height() - FOCUS_RING
            or part.width() < part.sizeHint().width()
        )
    if isinstance(part, QLabel) and not isinstance(part, Elided) and not part.wordWrap():
        return bool(part.text()) and part.width() < part.fontMetrics().horizontalAdvance(part.text()) - 1
    return False


def _sticks_out(part: QWidget) -> bool:
    """A part wider than its window, or beyond its edge."""
    left = part.mapTo(part.window(), part.rect().topLeft()).x()
    return left < 0 or left + part.width() > part.window().width()


def _scrolls_sideways(part: QWidget) -> bool:
    return isinstance(part, QAbstractScrollArea) and part.horizontalScrollBar().isVisible()


def main() -> None:
    """Sign in, look at every step of the intake and at other panels, and print what does not fit."""
    folder, pictures, width, height, look = sys.argv[1:]
    application = dress(QApplication([]))
    large = theme.Look(sizes=theme.LARGE_TYPE) if look == "large" else theme.Look()
    theme.dress(application, large, WindowResources(resources()).style_template)
    clock = FakeClock()
    real = RealWindow(found_demo_hall(Path(folder), clock), application, clock)
    window, session = real.composed.window, real.composed.session
    window.resize(int(width), int(height))
    found: dict[str, list[str]] = {"size": [f"{window.width()}×{window.height()}"]}

    def settle() -> None:
        while QTest.qWait(30) or real.composed.running.tasks.is_busy:
            """The lanes are still at work."""
        QTest.qWait(100)

    def look_at(name: str) -> None:
        settle()
        window.grab().save(f"{pictures}/{name}.png")
        found[name] = not_fitting(window)

    settle()
    session.sign_in_page.submitted.emit(CLERK, PHRASE)
    settle()
    look_at("windows")
    session.window_page.chosen.emit(WINDOW, False)
    look_at("queue")
    window.press(Command.TO_INTAKE)
    look_at("finder")
    intake = real.page.panel(Command.TO_INTAKE)
    intake.presenter.view.finder.picked.emit("item:A01")
    look_at("form")
    intake.presenter.view.form.ended.emit()
    look_at("papers")
    if not intake.side.materials.hasFocus():
        found["papers"].append("the keys are not in the papers")
    intake.side.stepped_back.emit()
    look_at("back")
    if not intake.presenter.view.form.isVisible():
        found["back"].append("the form is not in sight")
    window.press(Command.SUPPLEMENT_NOTICE)
    look_at("notice")
    if not intake.presenter.view.notice.isVisible():
        found["notice"].append("the notice is not in sight")
    window.press(Command.TO_CASES)
    look_at("cases")
    window.press(Command.TO_SETTINGS)
    look_at("settings")
    real.close()
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
