"""Names the numbers that were printed and that this database does not know: it was put back since."""

from app.domain.numbers import TICKET_SERIES
from app.domain.ticket import label
from app.ports.issue_log import IssuedPaper
from app.services.office import Office

LAST_LINES = 200
"""An older database lacks the newest papers, so the end of the issue log tells."""


def lost_numbers(office: Office) -> tuple[str, ...]:
    """Return, in order of issue, the numbers of the issue log whose operation the ledger lacks."""
    issued = office.papers.issue_log.read()[-LAST_LINES:]
    with office.storage.reading() as unit:
        lost = [paper for paper in issued if unit.authority.entry(paper.op_id) is None]
    return tuple(dict.fromkeys(_shown(paper) for paper in lost))


def _shown(paper: IssuedPaper) -> str:
    if not paper.series.startswith(TICKET_SERIES):
        return f"{paper.series}{paper.number}号"
    _hall, day, letters = paper.series.removeprefix(TICKET_SERIES).rsplit("/", 2)
    return f"{day} 号票 {label(letters, paper.number)}"
