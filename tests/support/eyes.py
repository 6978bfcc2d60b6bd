"""Where the next key would go, and whether anybody could see it."""

from PySide6.QtWidgets import QApplication, QWidget


def unseen_focus() -> str:
    """Return what is wrong with the place of the keys, an empty text while a person can see it."""
    held = QApplication.focusWidget()
    if held is None or _is_seen(held):
        return ""
    return f"{type(held).__name__} {held.accessibleName() or held.objectName()} is out of sight"


def _is_seen(widget: QWidget) -> bool:
    return widget.isVisible() and not widget.visibleRegion().isEmpty()
