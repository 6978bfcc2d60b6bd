"""Makes small pictures of kept pages, for a line of a checklist or a field of a form."""

from collections.abc import Iterable

from PySide6.QtGui import QImage

from app.domain.attachment import KeptPage
from app.services.cases.scans import shown_page, small_page
from ui.at_desk import AtDesk


def small_pictures(at: AtDesk, pages: Iterable[KeptPage]) -> dict[str, QImage]:
    """Return small pictures by the id of their page; none of a page that is not here. In a lane."""
    shown = [shown_page(at.office, page) for page in pages]
    return {one.id: QImage.fromData(small_page(at.office, one.jpeg)) for one in shown if one.jpeg}
