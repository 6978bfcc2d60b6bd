"""How the window looks: colours, sizes and the style sheet made of them."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

GRID = 8
"""Every distance is a multiple of this, in layout units."""
BAR_HEIGHT = 44
RAIL_WIDTH = 72
QUEUE_WIDTH = 264
SIDE_WIDTH = 296
ROW_HEIGHT = 32
FIELD_HEIGHT = 34
FACE = "Noto Sans SC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """The colours by what they mean. A tint is the ground its colour stands on."""

    page: str
    surface: str
    raised: str
    line: str
    field_line: str
    text: str
    muted: str
    press: str
    press_over: str
    press_down: str
    on_press: str
    press_tint: str
    late: str
    late_tint: str
    soon: str
    soon_tint: str
    done: str
    done_tint: str

    def readable_pairs(self) -> Iterator[tuple[str, str]]:
        """Yield every (text, ground) that meets on the screen."""
        for ground in (self.page, self.surface, self.raised, self.press_tint):
            yield from ((ink, ground) for ink in (self.text, self.muted, self.press))
        for ink, tint in self.signals():
            yield from ((ink, tint), (ink, self.surface), (ink, self.page), (self.text, tint))
        yield from ((self.on_press, ground) for ground in (self.press, self.press_over, self.press_down))

    def signals(self) -> Iterator[tuple[str, str]]:
        """Yield the colours that say how things stand, each with its tint."""
        yield from ((self.late, self.late_tint), (self.soon, self.soon_tint), (self.done, self.done_tint))


CALM = Colours(
    page="#f3f5f7",
    surface="#ffffff",
    raised="#e9edf1",
    line="#d9dfe5",
    field_line="#8793a0",
    text="#1c2733",
    muted="#52606d",
    press="#1d5cab",
    press_over="#194f94",
    press_down="#15427c",
    on_press="#ffffff",
    press_tint="#e5eefa",
    late="#b42318",
    late_tint="#fdeceb",
    soon="#855100",
    soon_tint="#fdf3dc",
    done="#1a6b3c",
    done_tint="#e4f4ea",
)
HIGH_CONTRAST = Colours(
    page="#ffffff",
    surface="#ffffff",
    raised="#ffffff",
    line="#000000",
    field_line="#000000",
    text="#000000",
    muted="#1a1a1a",
    press="#003c8f",
    press_over="#002a66",
    press_down="#001a40",
    on_press="#ffffff",
    press_tint="#ffffff",
    late="#8f0000",
    late_tint="#ffffff",
    soon="#5c3700",
    soon_tint="#ffffff",
    done="#004d22",
    done_tint="#ffffff",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Type sizes in layout pixels."""

    small: int = 13
    body: int = 15
    section: int = 20
    ticket: int = 40


NORMAL_TYPE = Sizes()
LARGE_TYPE = Sizes(small=15, body=18, section=24, ticket=44)


@dataclass(frozen=True, slots=True)
class Look:
    """What the clerk chose: colours and type."""

    colours: Colours = CALM
    sizes: Sizes = NORMAL_TYPE


def bundle_face(fonts: Path) -> tuple[str, ...]:
    """Register the bundled UI face from a folder and return the families found; empty leaves the system's."""
    files = (fonts / "NotoSansSC-Regular.ttf", fonts / "NotoSansSC-Bold.ttf")
    handles = [QFontDatabase.addApplicationFont(str(file)) for file in files if file.exists()]
    known = (QFontDatabase.applicationFontFamilies(handle) for handle in handles if handle >= 0)
    return tuple(family for families in known for family in families)


def dress(application: QApplication, look: Look, template: str) -> None:
    """Give the whole application this look; `template` is the text of resources/window.qss."""
    application.setStyle("Fusion")
    application.setFont(face(look.sizes.body))
    application.setPalette(palette(look.colours))
    application.setStyleSheet(style_sheet(look, template))


def face(pixels: int, *, bold: bool = False) -> QFont:
    """Return the UI face at a size, with figures of one width so that columns of numbers stand still."""
    font = QFont(FACE)
    font.setPixelSize(pixels)
    font.setBold(bold)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def style_sheet(look: Look, template: str) -> str:
    """Fill the style sheet's $names with colours and sizes."""
    names: dict[str, object] = {**asdict(look.colours), **asdict(look.sizes)}
    return Template(template).substitute(
        names, face=FACE, grid=GRID, field_height=FIELD_HEIGHT, row_height=ROW_HEIGHT
    )


def palette(colours: Colours) -> QPalette:
    """Return the colours for what Qt draws without a style sheet."""
    made = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, colours.page),
        (QPalette.ColorRole.WindowText, colours.text),
        (QPalette.ColorRole.Base, colours.surface),
        (QPalette.ColorRole.AlternateBase, colours.page),
        (QPalette.ColorRole.Text, colours.text),
        (QPalette.ColorRole.PlaceholderText, colours.muted),
        (QPalette.ColorRole.Button, colours.surface),
        (QPalette.ColorRole.ButtonText, colours.text),
        (QPalette.ColorRole.Highlight, colours.press),
        (QPalette.ColorRole.HighlightedText, colours.on_press),
        (QPalette.ColorRole.Link, colours.press),
        (QPalette.ColorRole.BrightText, colours.late),
        (QPalette.ColorRole.Light, colours.press_tint),
        (QPalette.ColorRole.Dark, colours.muted),
        (QPalette.ColorRole.Mid, colours.line),
        (QPalette.ColorRole.Midlight, colours.raised),
    ):
        made.setColor(role, QColor(colour))
    return made


def contrast(ink: str, ground: str) -> float:
    """Return the WCAG 2.1 contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
