"""The bundled typefaces: checked against their manifest, loaded once, with a fallback for rare names."""

import hashlib
import tomllib
from collections.abc import Iterator
from enum import Enum
from functools import cached_property
from itertools import groupby
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


class FontShelf:
    """Finds for each character the face that has it; loads a face when it is first needed.

    Only for the one thread that draws papers: reportlab's font objects are not safe to share.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder that holds manifest.toml and the fonts."""
        self._folder = folder
        self._loaded: dict[Face, TTFont] = {}
        self._chosen: dict[tuple[str, Face], Face | None] = {}

    def file_of(self, face: Face) -> Path:
        """Return the font file of a face."""
        return self._files[face.value]

    def font_name(self, face: Face) -> str:
        """Load the face if needed and return the name reportlab knows it by."""
        self._font(face)
        return face.name

    def runs(self, text: str, face: Face) -> Iterator[tuple[str, str]]:
        """Split text into (font name, piece), each piece wholly in one font; see `missing_glyphs` first."""
        shown = (character for character in text if character not in INVISIBLE)
        for found, piece in groupby(shown, key=lambda character: self._face_for(character, face) or face):
            yield self.font_name(found), "".join(piece)

    def missing_glyphs(self, text: str, face: Face) -> str:
        """Return the characters, each once, that no face of the chain can draw."""
        unique = dict.fromkeys(text)
        return "".join(c for c in unique if c not in INVISIBLE and self._face_for(c, face) is None)

    def width(self, text: str, face: Face, size: float) -> float:
        """Return the width of text in points."""
        font = self._font(face)
        known = font.face.charToGlyph
        if all(ord(character) in known for character in text):
            return float(font.stringWidth(text, size))
        return sum(float(pdfmetrics.stringWidth(piece, name, size)) for name, piece in self.runs(text, face))

    def _face_for(self, character: str, face: Face) -> Face | None:
        wanted = (character, face)
        if wanted not in self._chosen:
            able = (each for each in FALLBACKS[face] if ord(character) in self._font(each).face.charToGlyph)
            self._chosen[wanted] = next(able, None)
        return self._chosen[wanted]

    def _font(self, face: Face) -> TTFont:
        if face not in self._loaded:
            _prepare_reportlab()
            font = TTFont(face.name, str(self.file_of(face)), asciiReadable=0, shapable=False)
            pdfmetrics.registerFont(font)
            self._loaded[face] = font
        return self._loaded[face]

    @cached_property
    def _files(self) -> dict[str, Path]:
        return {entry["role"]: self._folder / entry["file"] for entry in _manifest(self._folder)}


def _prepare_reportlab() -> None:
    mend_unicode_maps()
    rl_config.useA85 = 0


def _manifest(folder: Path) -> list[dict[str, str]]:
    fonts: list[dict[str, str]] = tomllib.loads((folder / "manifest.toml").read_text("utf-8"))["font"]
    return fonts
