"""What every use case works with; put together once by bootstrap."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.calendar import WorkCalendar
from app.domain.hall import Hall
from app.domain.item import Catalog
from app.domain.paper import IssuingUnit, PaperError, PaperSize, PaperType
from app.domain.sealing import SealCabinet
from app.domain.transcription.order import KeyingOrder
from app.domain.verification import TrustStore
from app.ports.blob_store import BlobStore
from app.ports.clock import Clock
from app.ports.ids import Ids
from app.ports.issue_log import IssueLog
from app.ports.page_images import PageImages
from app.ports.paper_renderer import PaperRenderer
from app.ports.paper_signer import PaperSigner
from app.ports.paper_verifier import PaperVerifier
from app.ports.printer import Printer
from app.ports.unit_of_work import Storage
from app.services.business_day import BusinessDay
from app.services.catalog_shelf import CatalogShelf
from app.services.record import Recorder


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWorks:
    """Everything that turns facts into a paper (wording, seals, drawing, signing) and knows one again.

    `trust` is read anew each time, so that a certificate withdrawn meanwhile counts at once.
    """

    types: Mapping[str, PaperType]
    unit: IssuingUnit
    cabinet: SealCabinet
    renderer: PaperRenderer
    signer: PaperSigner
    verifier: PaperVerifier
    trust: Callable[[], TrustStore]
    issue_log: IssueLog
    qr_prefix: str
    size: PaperSize = PaperSize.A4
    is_sample: bool = False

    def type_of(self, code: str) -> PaperType:
        """Return a kind of paper; PaperError papers.type_missing where a county's own data lack it."""
        if code not in self.types:
            raise PaperError("papers.type_missing", kind=code)
        return self.types[code]


@dataclass(frozen=True, slots=True)
class ScanWorks:
    """What pages of an applicant's papers (影像) are made with, and where their bytes lie."""

    blobs: BlobStore
    images: PageImages


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One hall at work: its storage, its clock, its catalogue, its papers and its printer."""

    storage: Storage
    clock: Clock
    ids: Ids
    recorder: Recorder
    business_day: BusinessDay
    hall: Hall
    shelf: CatalogShelf
    calendar: WorkCalendar
    papers: PaperWorks
    scans: ScanWorks
    printer: Printer
    certificate_names: Mapping[str, str]
    keying_orders: tuple[KeyingOrder, ...] = ()

    @property
    def catalog(self) -> Catalog:
        """The catalogue that holds now; it stays the same from one look of the status to the next."""
        return self.shelf.current
