"""The authority's memory in the encrypted file: log, heads, states and counters."""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert

from app.domain.ledger.chain import Envelope, Head, Source, head_of
from app.domain.ledger.fold import Outcome, SubjectState
from app.domain.ledger.log import LogEntry, state_from_json, state_to_json
from app.domain.ledger.operation import Subject
from db.rows import entry_from, entry_row, operation_row, outcome_row
from db.tables import authority_log, chain_heads, number_series, operations, subjects

Projection = Callable[[Connection, int, SubjectState], None]
"""Writes the rows derived from a state; takes the version the rows had before."""

_entries = select(
    operations,
    authority_log.c.position,
    authority_log.c.outcome,
    authority_log.c.reason,
    authority_log.c.touches,
    authority_log.c.confirmed_at,
).join_from(authority_log, operations, authority_log.c.op_id == operations.c.op_id)

# Built once: composing a statement costs more than running it.
_entry = _entries.where(authority_log.c.op_id == bindparam("wanted"))
_all_held = _entries.where(
    authority_log.c.outcome.in_((Outcome.WAITING.value, Outcome.CONFLICT.value))
).order_by(authority_log.c.position)
_not_applied = (
    select(authority_log.c.subject_id)
    .where(
        authority_log.c.outcome != Outcome.CONFIRMED.value, authority_log.c.subject_kind == bindparam("kind")
    )
    .group_by(authority_log.c.subject_id)
    .order_by(func.min(authority_log.c.position))
)
_head = select(chain_heads.c.seq, chain_heads.c.link).where(
    chain_heads.c.device == bindparam("device"), chain_heads.c.epoch == bindparam("epoch")
)
_put_head = insert(chain_heads)
_move_head = _put_head.on_conflict_do_update(
    index_elements=["device", "epoch"],
    set_={"seq": _put_head.excluded.seq, "link": _put_head.excluded.link},
)
_add_entry = authority_log.insert()
_add_operation = insert(operations).on_conflict_do_nothing()
_last_position = select(func.max(authority_log.c.position))
_state = select(subjects.c.state).where(
    subjects.c.kind == bindparam("kind"), subjects.c.id == bindparam("id")
)
_put_state = insert(subjects)
_keep_state = _put_state.on_conflict_do_update(
    index_elements=["kind", "id"],
    set_={"version": _put_state.excluded.version, "state": _put_state.excluded.state},
)


class AuthorityRows:
    """Implements the AuthorityStore port; every saved state also writes its derived rows."""

    def __init__(
        self, connection: Connection, projections: Mapping[str, Projection], own_device: str = ""
    ) -> None:
        """Work inside the transaction of `connection`; `projections` by kind of subject.

        Operations of `own_device` stand in its ledger already and are not written again.
        """
        self._connection = connection
        self._projections = projections
        self._own_device = own_device
        # Within one transaction nobody else can change these: each is read and decoded once.
        self._states: dict[Subject, SubjectState] = {}
        self._heads: dict[Source, Head] = {}
        self._last_position: int | None = None

    def entry(self, op_id: str) -> LogEntry | None:
        """Return the entry of an operation, or None."""
        row = self._connection.execute(_entry, {"wanted": op_id}).first()
        return None if row is None else entry_from(row)

    def head(self, source: Source) -> Head:
        """Return the end of a chain as received."""
        if source not in self._heads:
            place = {"device": source.device, "epoch": source.epoch}
            row = self._connection.execute(_head, place).first()
            self._heads[source] = Head() if row is None else Head(row.seq, row.link)
        return self._heads[source]

    def append(self, entry: LogEntry) -> None:
        """Add an entry, the operation too if another device made it, and move the head."""
        if entry.delivered.envelope.source.device != self._own_device:
            self._connection.execute(_add_operation, operation_row(entry.delivered))
        self._connection.execute(_add_entry, entry_row(entry))
        self._last_position = entry.position
        self.advance(entry.delivered.envelope)

    def advance(self, envelope: Envelope) -> None:
        """Move a source's head to `envelope`."""
        place = {"device": envelope.source.device, "epoch": envelope.source.epoch}
        self._heads[envelope.source] = head_of(envelope)
        self._connection.execute(_move_head, {**place, "seq": envelope.seq, "link": envelope.link})

    def update(self, entry: LogEntry) -> None:
        """Replace the outcome of an entry."""
        statement = update(authority_log).where(authority_log.c.position == entry.position)
        self._connection.execute(statement.values(**outcome_row(entry)))

    def next_position(self) -> int:
        """Return the next free place, contiguous since only one writer is inside at a time."""
        if self._last_position is None:
            self._last_position = int(self._connection.execute(_last_position).scalar() or 0)
        return self._last_position + 1

    def state(self, subject: Subject) -> SubjectState:
        """Return the confirmed state of a subject."""
        if subject not in self._states:
            value = self._connection.execute(_state, {"kind": subject.kind, "id": subject.id}).scalar()
            self._states[subject] = SubjectState(subject) if value is None else state_from_json(value)
        return self._states[subject]

    def save(self, state: SubjectState) -> None:
        """Keep a state and the rows derived from it."""
        before = self.state(state.subject).version
        self._states[state.subject] = state
        row = {
            "kind": state.subject.kind,
            "id": state.subject.id,
            "version": state.version,
            "state": state_to_json(state),
        }
        self._connection.execute(_keep_state, row)
        project = self._projections.get(state.subject.kind)
        if project is not None and state.version:
            project(self._connection, before, state)

    def waiting(self, subject: Subject) -> Sequence[LogEntry]:
        """Return the waiting entries of a subject, in log order."""
        return self._held(subject, Outcome.WAITING)

    def conflicts(self, subject: Subject) -> Sequence[LogEntry]:
        """Return the entries of a subject in conflict, in log order."""
        return self._held(subject, Outcome.CONFLICT)

    def held(self) -> Sequence[LogEntry]:
        """Return every entry that waits or is in conflict, in log order."""
        return [entry_from(row) for row in self._connection.execute(_all_held)]

    def not_applied(self, kind: str) -> Sequence[str]:
        """Return the subjects of what did not become part of them, by the index of just that."""
        return list(self._connection.execute(_not_applied, {"kind": kind}).scalars())

    def lane(self, subject: Subject) -> Sequence[LogEntry]:
        """Return all entries of a subject, in log order."""
        return self._of(subject)

    def erase(self, op_id: str) -> None:
        """Forget the payload and salt of an operation for good."""
        self._connection.execute(
            update(operations).where(operations.c.op_id == op_id).values(payload=None, salt=None)
        )

    def next_serial(self, series: str, at_least: int = 1) -> int:
        """Count a series up in one statement and return the new serial."""
        statement = insert(number_series).values(series=series, last=at_least)
        counted = statement.on_conflict_do_update(
            index_elements=["series"], set_={"last": func.max(number_series.c.last + 1, at_least)}
        ).returning(number_series.c.last)
        return int(self._connection.execute(counted).scalar_one())

    def lift_series(self, series: str, used: int) -> None:
        """Note that `used` was given out, so that the series goes on after it; never lowers a series."""
        statement = insert(number_series).values(series=series, last=used)
        lifted = statement.on_conflict_do_update(
            index_elements=["series"], set_={"last": func.max(number_series.c.last, used)}
        )
        self._connection.execute(lifted)

    def _held(self, subject: Subject, outcome: Outcome) -> Sequence[LogEntry]:
        return self._of(subject, authority_log.c.outcome == outcome.value)

    def _of(self, subject: Subject, *conditions: ColumnElement[bool]) -> Sequence[LogEntry]:
        query = _entries.where(
            authority_log.c.subject_kind == subject.kind,
            authority_log.c.subject_id == subject.id,
            *conditions,
        )
        return [entry_from(row) for row in self._connection.execute(query.order_by(authority_log.c.position))]
