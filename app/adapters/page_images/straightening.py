"""Finds the sheet in a picture of a desk, and by how much its lines are askew."""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey: TypeAlias = NDArray[np.uint8]

MOST_ASKEW = 12.0
"""Degrees: a sheet laid down by hand. What is turned more was meant to be, or is no sheet."""
_LOOK = 600
"""The longer side, in pixels, of what is looked at: an angle or an edge is as clear there as in the whole."""
_COARSE, _FINE = 1.0, 0.1
_LEAST_SHEET = 0.2
"""Of the picture: anything smaller is not the sheet that was laid under the camera."""
_MOSTLY = 0.5
_NEAR, _CONTRAST = 8, 18
_TONES = 256
_WORTH_TURNING = 0.2
_CLEARLY_BETTER = 1.02


@dataclass(frozen=True, slots=True)
class Straightened:
    """A page upright and cut to its sheet, and the degrees it was turned anticlockwise."""

    image: Image.Image
    degrees: float


def straighten(page: Image.Image) -> Straightened:
    """Turn a page so that its lines lie level, then cut away what is not the sheet."""
    degrees = skew_of(page)
    turned = page
    if degrees:
        # The corners that turning opens take the tone of the edge: desk beside a sheet, paper beside paper.
        turned = page.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=_edge_tone(page))
    return Straightened(turned.crop(sheet_box(turned)), degrees)


def skew_of(page: Image.Image) -> float:
    """Return the degrees anticlockwise that bring the lines of a page level, 0.0 if none stand out.

    The right angle is where the ink gathers in the fewest rows: the sum of squared row counts is largest
    (Postl's criterion). First by whole degrees, then by tenths around the best.
    """
    ink = _ink(_looked_at(page))
    coarse = _best(ink, np.arange(-MOST_ASKEW, MOST_ASKEW + _COARSE, _COARSE))
    fine = _best(ink, np.arange(coarse - _COARSE, coarse + _COARSE + _FINE / 2, _FINE))
    is_better = _levelness(ink, fine) > _CLEARLY_BETTER * _levelness(ink, 0.0)
    return round(fine, 1) if is_better and abs(fine) >= _WORTH_TURNING else 0.0


def sheet_box(page: Image.Image) -> tuple[int, int, int, int]:
    """Return left, top, right, bottom of the sheet in a picture, the whole picture if it is all paper.

    A desk shows as dark edges all round; the sheet is then where rows and columns are mostly as bright as
    paper.
    """
    small = _looked_at(page)
    grey = np.asarray(small)
    bright = grey > _otsu(grey)
    whole = (0, 0, page.width, page.height)
    if _edges(bright).mean() > _MOSTLY:
        return whole
    down, across = bright.mean(axis=1), bright.mean(axis=0)
    rows = np.flatnonzero(down > _MOSTLY * down.max())
    columns = np.flatnonzero(across > _MOSTLY * across.max())
    if not rows.size or not columns.size:
        return whole
    if (np.ptp(rows) + 1) * (np.ptp(columns) + 1) < _LEAST_SHEET * grey.size:
        return whole
    scale = page.width / small.width
    left, top = float(columns[0]) * scale, float(rows[0]) * scale
    right, bottom = float(columns[-1] + 1) * scale, float(rows[-1] + 1) * scale
    return (round(left), round(top), min(page.width, round(right)), min(page.height, round(bottom)))


def _looked_at(page: Image.Image) -> Image.Image:
    small = page.copy()
    small.thumbnail((_LOOK, _LOOK), Image.Resampling.BOX)
    return small


def _ink(page: Image.Image) -> Image.Image:
    """Return what is clearly darker than its surroundings as 255: letters and rules, not shadows."""
    around = np.asarray(page.filter(ImageFilter.BoxBlur(_NEAR))).astype(np.int16)
    darker = around - np.asarray(page).astype(np.int16) > _CONTRAST
    return Image.fromarray((darker * 255).astype(np.uint8))


def _best(ink: Image.Image, degrees: NDArray[np.float64]) -> float:
    return max((float(one) for one in degrees), key=lambda one: _levelness(ink, one))


def _levelness(ink: Image.Image, degrees: float) -> float:
    rows = np.asarray(ink.rotate(degrees, Image.Resampling.NEAREST)).sum(axis=1, dtype=np.float64)
    return float((rows**2).sum())


def _edges(picture: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate([picture[0], picture[-1], picture[:, 0], picture[:, -1]])


def _edge_tone(page: Image.Image) -> int:
    return int(np.median(_edges(np.asarray(_looked_at(page)))))


def _otsu(grey: Grey) -> int:
    """Return the tone that divides a picture best in dark and bright (Otsu 1979)."""
    counts = np.bincount(grey.ravel(), minlength=_TONES).astype(np.float64)
    below = counts.cumsum()
    weight = (counts * np.arange(_TONES)).cumsum()
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (weight[-1] * below - weight * below[-1]) ** 2 / (below * (below[-1] - below))
    return int(np.nanargmax(np.nan_to_num(between, nan=0.0, posinf=0.0)))
