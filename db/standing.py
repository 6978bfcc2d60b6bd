"""Decides at start whether this database may go on under its own name (history 4)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from app.domain.ledger.chain import Source
from app.domain.numbers import TICKET_SERIES
from app.domain.restore import Evidence, IssueRecord, Sign, next_device_number, next_source, signs
from app.ports.issue_log import EpochLog, IssuedPaper
from db.authority_store import AuthorityRows
from db.hall_identity import begin_epoch, bind_folder, identity_of
from db.operation_store import OperationRows

LAST_LINES = 200
"""An older database lacks the newest papers first, so the end of the log tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where a database is opened: opaque names of the computer and the folder, each empty if unknown.

    `ever_begun` is the highest epoch that any copy of this hall was seen to use.
    """

    hardware: str
    folder: str = ""
    ever_begun: int = 0


def settle_standing(
    engine: Engine, issued: Sequence[IssuedPaper], here: Whereabouts, epochs: EpochLog
) -> tuple[Sign, ...]:
    """Begin a new install epoch when the database was put back or copied; return what gave it away.

    `issued` is the issue log as read before the database was: what it held was committed, unless the
    database is older. Before the database takes a new epoch it stands in `epochs`: a stop in between costs
    a name, never uses one twice. A hall opened for the first time is bound to the folder it is in.
    """
    with engine.begin() as connection:
        # Read inside the transaction: another window may be beginning an epoch at this moment.
        evidence = _evidence(connection, issued, here, epochs.begun())
        found = signs(evidence)
        if found:
            epoch = next_source(evidence, here.ever_begun).epoch
            epochs.begin_epoch(epoch)
            number = next_device_number(evidence, identity_of(connection).device_number)
            place = {"hardware": evidence.hardware, "folder": evidence.folder}
            begin_epoch(connection, epoch, device_number=number, **place)
            _lift_ticket_numbers(connection, issued)
        elif evidence.folder != evidence.bound_folder:
            bind_folder(connection, evidence.folder)
    return found


def _lift_ticket_numbers(connection: Connection, issued: Sequence[IssuedPaper]) -> None:
    """Go on after the last slip that was printed: its number is in somebody's hand."""
    store = AuthorityRows(connection, {})
    for paper in issued:
        if paper.series.startswith(TICKET_SERIES):
            store.lift_series(paper.series, paper.number)


def _evidence(
    connection: Connection, issued: Sequence[IssuedPaper], here: Whereabouts, begun: int
) -> Evidence:
    identity = identity_of(connection)
    source = Source(identity.device, identity.install_epoch)
    own = [paper for paper in issued if paper.epoch >= source.epoch][-LAST_LINES:]
    places = (paper.seq for paper in own if paper.epoch == source.epoch)
    return Evidence(
        source=source,
        issued=tuple(_record(source.device, paper) for paper in own),
        hash_at=OperationRows(connection).hashes_at(places),
        bound_hardware=identity.hardware,
        hardware=here.hardware or identity.hardware,
        bound_folder=identity.folder,
        folder=here.folder or identity.folder,
        restored_by_person=identity.was_put_back,
        begun=begun,
    )


def _record(device: str, paper: IssuedPaper) -> IssueRecord:
    return IssueRecord(
        source=Source(device, paper.epoch),
        seq=paper.seq,
        body_hash=paper.body_hash,
        number=f"{paper.series}{paper.number}号",
    )
