"""The sizes of a sheet: margins and type, in points, for A4 and A5."""

from dataclasses import dataclass, replace

from app.adapters.receipts_pdf.marks import MM
from app.domain.paper import PaperSize


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """A sheet's geometry and type sizes; `leading` is the distance of body lines."""

    width: float
    height: float
    left: float
    right: float
    top: float
    foot: float
    unit_size: float
    title_size: float
    body_size: float
    leading: float
    row_size: float
    row_padding: float
    label_width: float
    small_size: float
    code_side: float = 25 * MM

    @property
    def content_width(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def content_right(self) -> float:
        """The right edge of the text."""
        return self.width - self.right

    @property
    def content_bottom(self) -> float:
        """Where text must end; the foot stands below."""
        return self.height - self.foot

    def tightened(self) -> "Measures":
        """Return the sheet with lines closed up, as a typist does to keep the seal on the first page."""
        return replace(
            self, top=self.top * 0.75, leading=self.leading * 0.88, row_padding=self.row_padding * 0.7
        )


SHEETS = {
    PaperSize.A4: Measures(
        width=210 * MM,
        height=297 * MM,
        left=25 * MM,
        right=25 * MM,
        top=24 * MM,
        foot=22 * MM,
        unit_size=17,
        title_size=22,
        body_size=12,
        leading=21,
        row_size=11,
        row_padding=6.5,
        label_width=77,
        small_size=9,
    ),
    PaperSize.A5: Measures(
        width=148 * MM,
        height=210 * MM,
        left=14 * MM,
        right=14 * MM,
        top=11 * MM,
        foot=12 * MM,
        unit_size=13,
        title_size=17,
        body_size=10,
        leading=15,
        row_size=9,
        row_padding=3.4,
        label_width=62,
        small_size=7.5,
    ),
}
