"""What every use case works with; put together once by bootstrap."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

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
from app.services.custom_shelf import CustomShelf
from app.services.form_jobs import FormJobs
from app.services.record import Recorder


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWorks:
    """Everything that turns facts into a paper (wording, seals, drawing, signing) and knows one again.

    `trust` is read anew each time, so that a certificate withdrawn meanwhile counts at once. Wording, unit
    and seals are local custom: they hold until the next look at its files.
    """

    custom: CustomShelf
    renderer: PaperRenderer
    signer: PaperSigner
    verifier: PaperVerifier
    trust: Callable[[], TrustStore]
    issue_log: IssueLog
    qr_prefix: str
    size: PaperSize = PaperSize.A4

    @property
    def types(self) -> Mapping[str, PaperType]:
        """The kinds of paper by code."""
        return self.custom.current.paper_types

    @property
    def unit(self) -> IssuingUnit:
        """Who issues the papers."""
        return self.custom.current.unit

    @property
    def cabinet(self) -> SealCabinet:
        """The seals, and which paper takes which."""
        return self.custom.current.cabinet

    @property
    def is_sample(self) -> bool:
        """Say whether papers are samples (样章)."""
        return self.custom.current.is_sample

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
    custom: CustomShelf
    shelf: CatalogShelf
    papers: PaperWorks
    scans: ScanWorks
    printer: Printer
    form_jobs: FormJobs = field(default_factory=FormJobs)

    @property
    def catalog(self) -> Catalog:
        """The catalogue that holds now; it stays the same from one look of the status to the next."""
        return self.shelf.current

    @property
    def hall(self) -> Hall:
        """The hall as its file now says: windows, letters, hours, phones."""
        return self.custom.current.hall

    @property
    def calendar(self) -> WorkCalendar:
        """The working days limits are counted by; a date that stands on a paper stays as it was printed."""
        return self.custom.current.calendar

    @property
    def certificate_names(self) -> Mapping[str, str]:
        """The kinds of certificate by code."""
        return self.custom.current.certificate_names

    @property
    def keying_orders(self) -> tuple[KeyingOrder, ...]:
        """In which order other systems ask for a case."""
        return self.custom.current.keying_orders
