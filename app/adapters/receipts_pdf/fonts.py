"""The bundled typefaces: checked against their manifest, loaded once, with a fallback for rare names."""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from itertools import groupby
from mmap import ACCESS_READ, mmap
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from app.adapters.receipts_pdf.unicode_map import mend_unicode_maps
from app.domain.paper import PaperError

INVISIBLE = frozenset("\u200b\u200d\ufe00\ufeff")


class Face(Enum):
    """The typefaces of a paper by role; the value is the role in resources/fonts/manifest.toml."""

    BODY = "body"
    BOLD = "bold"
    HEADING = "heading"
    RARE = "rare"


FALLBACKS = {
    Face.BODY: (Face.BODY, Face.RARE),
    Face.BOLD: (Face.BOLD, Face.BODY, Face.RARE),
    Face.HEADING: (Face.HEADING, Face.BODY, Face.RARE),
}


def check_fonts(folder: Path) -> None:
    """Compare every font with its manifest; PaperError papers.font_damaged names the first that differs."""
    for entry in _manifest(folder):
        file = folder / entry["file"]
        if not file.exists() or hashlib.sha256(file.read_bytes()).hexdigest() != entry["sha256"]:
            raise PaperError("papers.font_damaged", file=entry["file"])


@dataclass(frozen=True, slots=True)
class Glyph:
    """Where a character is found (no font name: nowhere) and its width at one point."""

    font_name: str
    advance: float


class MappedFont:
    """A font file as reportlab reads one, mapped into memory instead of copied there.

    Of 14 MB a paper needs the tables and the glyphs it draws; a second window shares what the first one
    touched. A program that is brought up to date puts new files in place of the old ones, never into them.
    """

    def __init__(self, file: Path) -> None:
        """Take the file; `name` is how reportlab tells of it."""
        self.name, self._file = str(file), file

    def read(self) -> mmap:
        """Return the whole file, to be sliced like bytes."""
        with self._file.open("rb") as opened:
            return mmap(opened.fileno(), 0, access=ACCESS_READ)


class FontShelf:
    """Finds for each character the face that has it; loads a face when it is first needed.

    Any thread may look characters up; each paper is drawn in one: reportlab's are not safe to share.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder that holds manifest.toml and the fonts."""
        self._folder = folder
        self._known: dict[Face, dict[str, Glyph]] = {}

    def file_of(self, face: Face) -> Path:
        """Return the font file of a face."""
        return self._files[face.value]

    def font_name(self, face: Face) -> str:
        """Load the face if needed and return the name reportlab knows it by."""
        self._font(face)
        return face.name

    def runs(self, text: str, face: Face) -> Iterator[tuple[str, str]]:
        """Split text into (font name, piece), each piece wholly in one font; see `missing_glyphs` first."""
        glyphs = self._glyphs(text, face)
        shown = (character for character in text if character not in INVISIBLE)
        for font_name, piece in groupby(shown, key=lambda character: glyphs[character].font_name):
            yield font_name or self.font_name(face), "".join(piece)

    def missing_glyphs(self, text: str, face: Face) -> str:
        """Return the characters, each once, that no face of the chain can draw."""
        glyphs = self._glyphs(text, face)
        return "".join(c for c in dict.fromkeys(text) if not glyphs[c].font_name and c not in INVISIBLE)

    def width(self, text: str, face: Face, size: float) -> float:
        """Return the width of text in points."""
        glyphs = self._glyphs(text, face)
        return sum(glyphs[character].advance for character in text) * size

    def _glyphs(self, text: str, face: Face) -> dict[str, Glyph]:
        """Return what is known of a face's characters, after looking up those of `text` not met before."""
        known = self._known.setdefault(face, {})
        for character in text:
            if character not in known:
                known[character] = self._look_up(character, face)
        return known

    def _look_up(self, character: str, face: Face) -> Glyph:
        for each in FALLBACKS[face]:
            font = self._font(each)
            if ord(character) in font.face.charToGlyph and character not in INVISIBLE:
                return Glyph(font_name=each.name, advance=font.stringWidth(character, 1.0))
        return Glyph(font_name="", advance=0.0)

    def _font(self, face: Face) -> TTFont:
        return _read_font(face, self.file_of(face))

    @cached_property
    def _files(self) -> dict[str, Path]:
        return {entry["role"]: self._folder / entry["file"] for entry in _manifest(self._folder)}


@cache
def _read_font(face: Face, file: Path) -> TTFont:
    """Read a font file once, however many halls draw with it: reportlab too keeps one font of a name."""
    _prepare_reportlab()
    font = TTFont(face.name, MappedFont(file), asciiReadable=0, shapable=False)
    pdfmetrics.registerFont(font)
    return font


def _prepare_reportlab() -> None:
    mend_unicode_maps()
    rl_config.useA85 = 0


def _manifest(folder: Path) -> list[dict[str, str]]:
    fonts: list[dict[str, str]] = tomllib.loads((folder / "manifest.toml").read_text("utf-8"))["font"]
    return fonts
