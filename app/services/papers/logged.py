"""Puts numbers into the issue log outside the database, and makes up for lines that are missing there."""

from collections.abc import Sequence

from app.ports.issue_log import IssuedPaper
from app.ports.paper_store import STAMPED, PaperRecord
from app.ports.unit_of_work import UnitOfWork
from app.services.office import Office

LATEST = 200
"""A database put back lacks the newest papers first, so these must be in the log."""

_ON_PAPER = frozenset({"spooled", "confirmed", STAMPED})


def issued_paper(unit: UnitOfWork, record: PaperRecord) -> IssuedPaper:
    """Return the line that stands for a paper: its number and the operation that gave it."""
    envelope = unit.operations.envelope(record.issued_op)
    return IssuedPaper(
        series=record.series,
        number=record.serial,
        body_hash=envelope.body_hash,
        op_id=record.issued_op,
        epoch=envelope.source.epoch,
        seq=envelope.seq,
    )


def complete_issue_log(office: Office, known: Sequence[IssuedPaper]) -> bool:
    """Write the lines of papers that were printed and are missing in the log; say whether any were.

    `known` is the log as read last. StorageError where the log cannot be written.
    """
    with office.storage.reading() as unit:
        printed = [record for record in unit.papers.recent(limit=LATEST) if record.state in _ON_PAPER]
        missing = _without({paper.op_id for paper in known}, [issued_paper(unit, one) for one in printed])
    if missing:
        # Read again: another window may have printed one since.
        missing = _without({paper.op_id for paper in office.papers.issue_log.read()}, missing)
    for paper in reversed(missing):
        office.papers.issue_log.append(paper)
    return bool(missing)


def _without(known: set[str], papers: Sequence[IssuedPaper]) -> list[IssuedPaper]:
    return [paper for paper in papers if paper.op_id not in known]
