"""A key as it looks on the keyboard: F2, Ctrl+S."""

from PySide6.QtWidgets import QLabel


class KeyCap(QLabel):
    """Shows which key to press."""

    def __init__(self, key: str) -> None:
        """Show the cap of `key`."""
        super().__init__(key)
        self.setObjectName("keyCap")
