"""In which post a clerk prints the original of a paper, and says whether it came out."""

from app.domain.role import Action, Grant
from app.ports.paper_store import PaperRecord
from app.ports.unit_of_work import UnitOfWork
from app.services.desk import Desk


def printing_original(unit: UnitOfWork, desk: Desk, record: PaperRecord) -> Desk:
    """Return the desk in its post; NotAllowed for whoever neither takes in nor issued this very paper."""
    enforced = (Grant.OWN_PAPER,) if _issuer(unit, record) == desk.clerk.id else ()
    return desk.acting(Action.PRINT, *enforced)


def _issuer(unit: UnitOfWork, record: PaperRecord) -> str | None:
    """Return the id of the clerk whose operation gave the paper its number."""
    entry = unit.authority.entry(record.issued_op)
    arrived = () if entry is None else (entry.delivered,)
    bodies = (sent.operation.body for sent in (*arrived, *unit.operations.pending()))
    return next((body.actor.user for body in bodies if body.op_id == record.issued_op), None)
