"""Opens a hall for work: database, ledger, authority, papers and printer put together."""

from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from app.adapters.authority_local import LocalTownship
from app.adapters.blob_folder.store import FolderBlobStore
from app.adapters.issue_log.folder_issue_log import FolderIssueLog
from app.adapters.issue_log.witnessed import WitnessedIssueLog, witnessed
from app.adapters.page_images.preparing import PillowPages
from app.adapters.paper_verify.verifier import OfflineVerifier
from app.adapters.pinyin_names import PinyinNames
from app.adapters.receipt_key import receipt_key
from app.adapters.receipts_pdf.renderer import ReceiptRenderer
from app.adapters.seal_p12.signer import SealKeyError, open_signer
from app.authority.receive import Authority
from app.bootstrap.hall_data import HallData
from app.bootstrap.kinds import KINDS
from app.bootstrap.machine import folder_identity, machine_identity
from app.bootstrap.places import HallHome, resources
from app.bootstrap.seat import NO_WINDOW, Seat
from app.bootstrap.surroundings import BUILT_ON, Surroundings
from app.bootstrap.trust import load_trust
from app.domain.restore import Sign
from app.domain.storage import StorageError
from app.domain.verification import DEFAULT_QR_PREFIX
from app.ports.issue_log import IssueLog
from app.ports.name_index import NameIndex
from app.services.business_day import BusinessDay
from app.services.office import Office, PaperWorks, ScanWorks
from app.services.papers.logged import complete_issue_log
from app.services.record import Recorder
from db.engine import reading
from db.hall_identity import HallIdentity, NotFounded, identity_of
from db.open import Database, open_database
from db.projections import projections
from db.standing import Whereabouts, settle_standing
from db.unit_of_work import SqlStorage

LOOKS, LOOK_EVERY_S = 80, 0.25
"""How long a window waits for another one's check: 20 seconds, more than one of 500 MB takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHall:
    """A hall at work; `signs` is not empty when its database was found put back or copied.

    `log_lagged` tells that the issue log lacked printed papers, which were written there again.
    """

    home: HallHome
    data: HallData
    database: Database
    office: Office
    names: NameIndex
    signs: tuple[Sign, ...]
    log_lagged: bool
    seat: Seat

    def close(self) -> None:
        """Give the window and the database back."""
        self.seat.release()
        self.database.close()

    def __enter__(self) -> Self:
        """Return the open hall."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()


def open_hall(
    home: HallHome, data: HallData, key: bytes, key_check: str, window: str, around: Surroundings
) -> OpenHall:
    """Open the hall in `home` with its database key, for one window; StorageError says plainly why not.

    With NO_WINDOW the window is taken later, through the hall's `seat`. What fails leaves nothing open. While
    another window checks the database after a crash, this one waits for it, up to LOOKS × LOOK_EVERY_S.
    """
    seat = Seat(home.database)
    own_log = FolderIssueLog(home.issue_log, lambda: seat.number)
    own_log.read()  # a damaged one stops everything, also an upgrade
    with ExitStack() as undo:
        database = undo.enter_context(_opened_when_free(home, key, key_check, around))
        undo.callback(seat.release)
        if window != NO_WINDOW:
            seat.take(window)
        issue_log, here = _witnessed(home, database, own_log, around)
        issued = issue_log.read()  # before the ledger: another window may be printing at this moment
        signs = settle_standing(database.engine, issued, here, issue_log)
        identity = _identity(database)
        scans = ScanWorks(FolderBlobStore(home.blobs, key), PillowPages())
        papers = _paper_works(home, data, identity, issue_log)
        office = _office(data, database, identity, papers, scans, around)
        lagged = complete_issue_log(office, issued)
        undo.pop_all()
    return OpenHall(
        home=home,
        data=data,
        database=database,
        office=office,
        names=PinyinNames(),
        signs=signs,
        log_lagged=lagged,
        seat=seat,
    )


def _opened_when_free(home: HallHome, key: bytes, key_check: str, around: Surroundings) -> Database:
    """Open the database; after a crash two windows start at once, and the first one looks at everything."""
    for _ in range(LOOKS):
        try:
            return open_database(home.database, key, key_check, around.clock.now)
        except StorageError as busy:
            if busy.code != "storage.in_maintenance":
                raise
        around.pause(LOOK_EVERY_S)
    return open_database(home.database, key, key_check, around.clock.now)


def _witnessed(
    home: HallHome, database: Database, own_log: FolderIssueLog, around: Surroundings
) -> tuple[FolderIssueLog | WitnessedIssueLog, Whereabouts]:
    """Return the issue log to work with, and where this hall is; the witness of a device lies by its name."""
    try:
        identity = _identity(database)
    except NotFounded as unfinished:
        raise StorageError("storage.not_founded", path=str(home.folder)) from unfinished
    machine = machine_identity()
    if around.state is None:
        return own_log, Whereabouts(hardware=machine)
    folder = folder_identity(home.folder)
    log = witnessed(own_log, around.state, identity.authority, identity.device, f"{machine}/{folder}")
    return log, Whereabouts(hardware=machine, folder=folder, ever_begun=log.ever_begun)


def _identity(database: Database) -> HallIdentity:
    with reading(database.engine).connect() as connection:
        return identity_of(connection)


def recorder_of(identity: HallIdentity, around: Surroundings) -> Recorder:
    """Return what turns acts into operations, with the authority in this program."""
    signer = receipt_key(identity.receipt_key)
    authority = Authority(identity.authority, identity.authority_epoch, signer, KINDS)
    return Recorder(around.clock, around.ids, LocalTownship(authority), KINDS)


def _office(
    data: HallData,
    database: Database,
    identity: HallIdentity,
    papers: PaperWorks,
    scans: ScanWorks,
    around: Surroundings,
) -> Office:
    return Office(
        storage=SqlStorage(database.engine, projections(PinyinNames()), database.footing.check),
        clock=around.clock,
        ids=around.ids,
        recorder=recorder_of(identity, around),
        business_day=BusinessDay(around.clock, BUILT_ON, lambda: data.hall.longest_closure),
        custom=data.custom,
        shelf=data.shelf,
        papers=papers,
        scans=scans,
        printer=around.printer,
    )


def _paper_works(home: HallHome, data: HallData, identity: HallIdentity, issue_log: IssueLog) -> PaperWorks:
    return PaperWorks(
        custom=data.custom,
        renderer=ReceiptRenderer(resources() / "fonts"),
        signer=open_signer(_sealed_key(home), identity.seal_pass_phrase),
        verifier=OfflineVerifier(),
        trust=lambda: load_trust(home.trust),
        issue_log=issue_log,
        qr_prefix=DEFAULT_QR_PREFIX,
    )


def _sealed_key(home: HallHome) -> bytes:
    try:
        return home.seal_key.read_bytes()
    except OSError as missing:
        raise SealKeyError("verify.seal_key_unreadable") from missing
