"""The transaction over the encrypted file: one connection, all stores, committed together or not at all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from db.access_audit import AccessAuditRows
from db.authority_store import AuthorityRows, Projection
from db.business_day_store import BusinessDayRows
from db.case_rows import CaseIndexRows
from db.clerks import ClerkRows
from db.command_store import CommandRows
from db.drafts import DraftRows
from db.engine import reading
from db.operation_store import OperationRows
from db.page_names import PageNameRows
from db.paper_store import PaperRows
from db.print_job_store import PrintJobRows
from db.ticket_rows import TicketRows


def _nothing() -> None:
    """Ask nothing."""


class SqlUnitOfWork:
    """Implements the UnitOfWork port. Stores are made when first asked for."""

    def __init__(
        self, engine: Engine, projections: Mapping[str, Projection], check: Callable[[], None] = _nothing
    ) -> None:
        """Take the engine to open a connection on, and what is asked first; nothing happens before `with`."""
        self._engine = engine
        self._check = check
        self._projections = projections

    def __enter__(self) -> Self:
        """Begin: a writer waits here for its place, a reader never does."""
        self._check()
        self._connection: Connection = self._engine.connect()
        self._transaction = self._connection.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back whatever was not committed, and give the connection back."""
        if self._transaction.is_active:
            self._transaction.rollback()
        self._connection.close()

    def commit(self) -> None:
        """Make everything durable (synchronous=FULL)."""
        self._transaction.commit()

    @cached_property
    def operations(self) -> OperationRows:
        """This device's ledger."""
        return OperationRows(self._connection)

    @cached_property
    def authority(self) -> AuthorityRows:
        """The authority's log and states."""
        return AuthorityRows(self._connection, self._projections, self.operations.device().source.device)

    @cached_property
    def cases(self) -> CaseIndexRows:
        """Finding cases."""
        return CaseIndexRows(self._connection)

    @cached_property
    def tickets(self) -> TicketRows:
        """Finding tickets."""
        return TicketRows(self._connection)

    @cached_property
    def papers(self) -> PaperRows:
        """Issued papers."""
        return PaperRows(self._connection)

    @cached_property
    def print_jobs(self) -> PrintJobRows:
        """Print jobs."""
        return PrintJobRows(self._connection)

    @cached_property
    def commands(self) -> CommandRows:
        """Commands carried out."""
        return CommandRows(self._connection)

    @cached_property
    def business_day(self) -> BusinessDayRows:
        """The legal day."""
        return BusinessDayRows(self._connection)

    @cached_property
    def audit(self) -> AccessAuditRows:
        """Who looked at what."""
        return AccessAuditRows(self._connection)

    @cached_property
    def drafts(self) -> DraftRows:
        """Half-filled forms."""
        return DraftRows(self._connection)

    @cached_property
    def page_names(self) -> PageNameRows:
        """Which captured pages something names."""
        return PageNameRows(self._connection)

    @cached_property
    def clerks(self) -> ClerkRows:
        """The people at the windows."""
        return ClerkRows(self._connection)


@dataclass(frozen=True, slots=True)
class SqlStorage:
    """Implements the Storage port over one engine; `check` raises where nothing may be written any more."""

    engine: Engine
    projections: Mapping[str, Projection]
    check: Callable[[], None] = _nothing

    def writing(self) -> SqlUnitOfWork:
        """Return a transaction that writes."""
        return SqlUnitOfWork(self.engine, self.projections, self.check)

    def reading(self) -> SqlUnitOfWork:
        """Return a transaction that only reads."""
        return SqlUnitOfWork(reading(self.engine), self.projections)
