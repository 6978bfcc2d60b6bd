"""Decides at start whether this database may go on under its own name (history 4)."""

from collections.abc import Sequence

from sqlalchemy import Connection, Engine

from app.domain.ledger.chain import Source
from app.domain.numbers import TICKET_SERIES
from app.domain.restore import Evidence, IssueRecord, Sign, next_source, signs
from app.ports.issue_log import EpochLog, IssuedPaper
from db.authority_store import AuthorityRows
from db.hall_identity import begin_epoch, identity_of
from db.operation_store import OperationRows

LAST_LINES = 200
"""An older database lacks the newest papers first, so the end of the log tells."""


def settle_standing(
    engine: Engine, issued: Sequence[IssuedPaper], hardware: str, epochs: EpochLog
) -> tuple[Sign, ...]:
    """Begin a new install epoch when the database was put back or copied; return what gave it away.

    `issued` is the issue log as read before the database was: what it held was committed, unless the
    database is older. `hardware` names this computer, empty where it has no name. Before the database takes
    a new epoch it stands in `epochs`: a stop in between costs a name, never uses one twice.
    """
    with engine.begin() as connection:
        # Read inside the transaction: another window may be beginning an epoch at this moment.
        evidence = _evidence(connection, issued, hardware, epochs.begun())
        found = signs(evidence)
        if found:
            epoch = next_source(evidence).epoch
            epochs.begin_epoch(epoch)
            begin_epoch(connection, epoch, hardware=evidence.hardware)
            _lift_ticket_numbers(connection, issued)
    return found


def _lift_ticket_numbers(connection: Connection, issued: Sequence[IssuedPaper]) -> None:
    """Go on after the last slip that was printed: its number is in somebody's hand."""
    store = AuthorityRows(connection, {})
    for paper in issued:
        if paper.series.startswith(TICKET_SERIES):
            store.lift_series(paper.series, paper.number)


def _evidence(connection: Connection, issued: Sequence[IssuedPaper], hardware: str, begun: int) -> Evidence:
    identity = identity_of(connection)
    source = Source(identity.device, identity.install_epoch)
    own = [paper for paper in issued if paper.epoch >= source.epoch][-LAST_LINES:]
    here = (paper.seq for paper in own if paper.epoch == source.epoch)
    return Evidence(
        source=source,
        issued=tuple(_record(source.device, paper) for paper in own),
        hash_at=OperationRows(connection).hashes_at(here),
        bound_hardware=identity.hardware,
        hardware=hardware or identity.hardware,
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
