"""The authority inside this program: it answers in the same transaction."""

from dataclasses import dataclass

from app.authority.held import conflicts
from app.authority.receive import Authority, Refused, receive
from app.domain.ledger.conflict import Conflict
from app.domain.ledger.log import Delivered, Receipt
from app.domain.ledger.operation import Subject
from app.ports.authority_store import AuthorityStore


class LedgerBroken(RuntimeError):
    """Our own authority refused our own operation: the file was changed past the ledger."""


@dataclass(frozen=True, slots=True)
class LocalTownship:
    """Implements the Township port with an authority that is always there."""

    authority: Authority

    def submit(self, store: AuthorityStore, delivered: Delivered) -> Receipt:
        """Return the receipt; LedgerBroken when the chain does not fit."""
        answer = receive(self.authority, store, delivered)
        if isinstance(answer, Refused):
            raise LedgerBroken(f"{answer.refusal.value} at {answer.expected_seq}: {answer.op_id}")
        return answer

    def next_serial(self, store: AuthorityStore, series: str) -> int:
        """Return the next serial of a series."""
        return store.next_serial(series)

    def conflicts(self, store: AuthorityStore, subject: Subject) -> tuple[Conflict, ...]:
        """Return the conflicts of a subject."""
        return conflicts(self.authority.kinds, store, subject)
