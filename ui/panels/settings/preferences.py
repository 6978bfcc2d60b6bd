"""What a clerk may choose on this machine, and the looks that come of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.ports.printer import PrinterInfo
from ui.theme import CALM, HIGH_CONTRAST, LARGE_TYPE, NORMAL_TYPE, Look

IDLE_CHOICES = (3, 5, 10, 15, 30)
"""Minutes without a touch before the window locks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """The choices; `printer` is a name as the spooler knows it, empty for its default."""

    printer: str = ""
    idle_minutes: int = 5
    large_type: bool = False
    high_contrast: bool = False
    queue_folded: bool = False

    @property
    def look(self) -> Look:
        """The look these choices ask for."""
        colours = HIGH_CONTRAST if self.high_contrast else CALM
        return Look(colours, LARGE_TYPE if self.large_type else NORMAL_TYPE)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsUseCases:
    """`printers` and `keep` run in a lane, `apply` on the GUI thread; the last two are words to show."""

    printers: Callable[[], Sequence[PrinterInfo]]
    keep: Callable[[Preferences], object]
    apply: Callable[[Preferences], None]
    seal_mode: str
    input_modules: str
