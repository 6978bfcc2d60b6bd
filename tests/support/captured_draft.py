"""A draft on the counter whose papers are captured, and what lies on the disk of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from counter import PENSION, applications, at_window, intake

from app.bootstrap.opening import OpenHall
from app.domain.attachment import KeptPage, PreparedPage, Source
from app.services.cases import drafts
from app.services.cases.draft_pages import DraftPaper, keep_draft_pages, show_draft_pages
from app.services.cases.intake import Intake
from app.services.desk import Desk


def page(words: str) -> PreparedPage:
    """A page whose bytes are its words: nothing here looks into a picture."""
    return PreparedPage(jpeg=words.encode(), width=1240, height=1754)


def files(folder: Path) -> list[Path]:
    """The pages that lie in a store."""
    return [one for one in folder.rglob("*") if one.is_file()]


@dataclass
class CapturedDraft:
    """A draft of one application, at window 3 unless another desk is given."""

    hall: OpenHall
    id: str
    key: str = PENSION

    @classmethod
    def begun(cls, hall: OpenHall, key: str = PENSION, desk: Desk | None = None) -> "CapturedDraft":
        opened = drafts.start_draft(hall.office, desk or at_window(), applications()[key]["item"])
        assert opened is not None
        drafts.journal(hall.office, opened.draft.id, {"name": "王小明"})
        return cls(hall, opened.draft.id, key)

    def intake(self) -> Intake:
        return replace(intake(self.hall.office, self.key), draft_id=self.id)

    def papers(self) -> list[str]:
        """The keys of the papers the applicant brings; what is printed here is none of them."""
        taken = self.intake()
        known = self.hall.office.catalog.version(taken.item_id, taken.item_version).materials
        printed = {one.key for one in known if one.printed_here}
        return [one.key for one in taken.materials if one.key not in printed]

    def paper(self, at: int = 0) -> DraftPaper:
        return DraftPaper(self.id, self.papers()[at])

    def keep(
        self,
        *words: str,
        at: int = 0,
        command: str = "keep",
        source: Source = Source.CAMERA,
    ) -> tuple[KeptPage, ...]:
        office, pages = self.hall.office, [page(one) for one in words]
        return keep_draft_pages(office, at_window(), command, self.paper(at), pages, source)

    def shown(self, at: int = 0) -> list[str]:
        return [one.jpeg.decode() for one in show_draft_pages(self.hall.office, at_window(), self.paper(at))]

    def files(self) -> list[Path]:
        return files(self.hall.home.blobs)


def texts(hall: OpenHall, pages: Iterable[KeptPage]) -> list[str]:
    """What stands on pages, in order."""
    return [hall.office.scans.blobs.get(one.blob).decode() for one in pages]
