"""What a clerk may choose on this machine, and the looks that come of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.errors import PersonFacing
from app.ports.printer import PrinterInfo
from ui.theme import CALM, HIGH_CONTRAST, LARGE_TYPE, NORMAL_TYPE, Look

IDLE_CHOICES = (3, 5, 10, 15, 30)
"""Minutes without a touch before the window locks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """The choices; `printer` is a name as the spooler knows it, empty for its default.

    `last_clerk` is the 工号 of whoever signed in last, empty before anybody did.
    """

    printer: str = ""
    idle_minutes: int = 5
    large_type: bool = False
    high_contrast: bool = False
    queue_folded: bool = False
    scan_folder: str = ""
    last_clerk: str = ""

    @property
    def look(self) -> Look:
        """The look these choices ask for."""
        colours = HIGH_CONTRAST if self.high_contrast else CALM
        return Look(colours, LARGE_TYPE if self.large_type else NORMAL_TYPE)


@dataclass(frozen=True, slots=True)
class CatalogShown:
    """The county's data in use: how many versions of items there are, and how the unit seals, in words.

    `faults` tell which files as they are now are not used, and why.
    """

    versions: int
    faults: tuple[PersonFacing, ...] = ()
    seal_mode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsUseCases:
    """All but `apply`, which is for the GUI thread, run in a lane; the last is words to show.

    `catalog` tells which data of the county are in use, `reload_catalog` reads their files first.
    `change_phrase` takes the clerk's old and new pass phrase.
    """

    printers: Callable[[], Sequence[PrinterInfo]]
    keep: Callable[[Preferences], object]
    apply: Callable[[Preferences], None]
    catalog: Callable[[], CatalogShown]
    reload_catalog: Callable[[], CatalogShown]
    input_modules: str
    change_phrase: Callable[[str, str], None]
