"""One transaction: everything a use case reads and writes, committed together or not at all."""

from types import TracebackType
from typing import Protocol, Self

from app.ports.access_audit import AccessAudit
from app.ports.authority_store import AuthorityStore
from app.ports.business_day_store import BusinessDayStore
from app.ports.case_index import CaseIndex
from app.ports.clerks import Clerks
from app.ports.command_store import CommandStore
from app.ports.drafts import DraftStore
from app.ports.operation_store import OperationStore
from app.ports.page_names import PageNames
from app.ports.paper_store import PaperStore
from app.ports.print_job_store import PrintJobStore
from app.ports.ticket_store import TicketStore


class UnitOfWork(Protocol):
    """A transaction over all stores; leaving the block without `commit` rolls back."""

    @property
    def operations(self) -> OperationStore: ...
    @property
    def authority(self) -> AuthorityStore: ...
    @property
    def cases(self) -> CaseIndex: ...
    @property
    def tickets(self) -> TicketStore: ...
    @property
    def papers(self) -> PaperStore: ...
    @property
    def print_jobs(self) -> PrintJobStore: ...
    @property
    def commands(self) -> CommandStore: ...
    @property
    def business_day(self) -> BusinessDayStore: ...
    @property
    def audit(self) -> AccessAudit: ...
    @property
    def drafts(self) -> DraftStore: ...
    @property
    def page_names(self) -> PageNames: ...
    @property
    def clerks(self) -> Clerks: ...

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def commit(self) -> None:
        """Make everything durable; only after this may anything be told or printed."""
        ...


class Storage(Protocol):
    """Opens transactions on the hall's file."""

    def writing(self) -> UnitOfWork:
        """Return a transaction that holds the one writer's place from its first moment (BEGIN IMMEDIATE)."""
        ...

    def reading(self) -> UnitOfWork:
        """Return a transaction that only reads and never waits for a writer."""
        ...
