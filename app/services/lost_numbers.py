"""Names the numbers that were printed and that this database does not know: it was put back since."""

from dataclasses import dataclass

from app.domain.numbers import TICKET_SERIES
from app.domain.ticket import label
from app.ports.issue_log import IssuedPaper
from app.ports.unit_of_work import UnitOfWork
from app.services.office import Office

LAST_LINES = 2000
"""An older database lacks the newest papers, so the end of the issue log tells."""


@dataclass(frozen=True, slots=True)
class LostNumbers:
    """Numbers on paper that the database lacks, in order of issue.

    `papers` are 文号, which come back by scanning the QR; `tickets` only need to stay unused.
    """

    papers: tuple[str, ...] = ()
    tickets: tuple[str, ...] = ()


def lost_numbers(office: Office) -> LostNumbers:
    """Return the numbers of the issue log that neither ledger nor papers know; those taken back are known."""
    issued = office.papers.issue_log.read()[-LAST_LINES:]
    with office.storage.reading() as unit:
        lost = [paper for paper in issued if unit.authority.entry(paper.op_id) is None]
        papers = [_number(paper) for paper in lost if not _is_ticket(paper)]
        return LostNumbers(
            papers=tuple(number for number in dict.fromkeys(papers) if not _is_known(unit, number)),
            tickets=tuple(dict.fromkeys(_ticket(paper) for paper in lost if _is_ticket(paper))),
        )


def _is_ticket(paper: IssuedPaper) -> bool:
    return paper.series.startswith(TICKET_SERIES)


def _is_known(unit: UnitOfWork, number: str) -> bool:
    return unit.papers.numbered(number) is not None


def _number(paper: IssuedPaper) -> str:
    return f"{paper.series}{paper.number}号"


def _ticket(paper: IssuedPaper) -> str:
    _hall, day, letters = paper.series.removeprefix(TICKET_SERIES).rsplit("/", 2)
    return f"{day} 号票 {label(letters, paper.number)}"
