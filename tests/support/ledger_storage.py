"""An authority's memory in the encrypted file, for the histories: every answer is a committed transaction."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ledger_memory import MemoryAuthorityStore
from sqlalchemy import Connection, Engine

from app.adapters.pinyin_names import PinyinNames
from app.domain.ledger.book import book_of
from app.domain.ledger.chain import Envelope, Head, Source
from app.domain.ledger.fold import SubjectState
from app.domain.ledger.log import LogEntry, state_from_json
from app.domain.ledger.operation import Subject
from db.authority_store import AuthorityRows
from db.engine import connect_new, open_engine
from db.ledger_audit import SqlLedgerAudit
from db.migrate import apply_migrations
from db.projections import projections

KEY = bytes(range(32))


def new_file(path: Path) -> None:
    """Make an empty encrypted database with today's schema."""
    connect_new(path, KEY).close()
    engine = open_engine(path, KEY)
    apply_migrations(engine)
    engine.dispose()


class WatchedRows(AuthorityRows):
    """The product's rows; they note each envelope that was taken, for the file keeps only the heads."""

    def __init__(self, connection: Connection, envelopes: dict[Source, list[Envelope]]) -> None:
        super().__init__(connection, projections(PinyinNames()))
        self._envelopes = envelopes

    def audit(self) -> SqlLedgerAudit:
        """The same rows as `ledger check` reads them."""
        return SqlLedgerAudit(self._connection, {})

    def advance(self, envelope: Envelope) -> None:
        super().advance(envelope)
        self._envelopes.setdefault(envelope.source, []).append(envelope)


class StoredAuthority:
    """What a World asks of its store, answered from an encrypted file that is read anew every time."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.envelopes: dict[Source, list[Envelope]] = {}

    @contextmanager
    def transaction(self) -> Iterator[AuthorityRows]:
        with self.engine.begin() as connection:
            yield WatchedRows(connection, self.envelopes)

    @property
    def log(self) -> list[LogEntry]:
        with self.transaction() as rows:
            return book_of(rows.audit().operations(), rows.audit().entries()).entries

    @property
    def states(self) -> dict[Subject, SubjectState]:
        with self.transaction() as rows:
            stored = (state_from_json(json.loads(one.text)) for one in rows.audit().states())
            return {state.subject: state for state in stored}

    def entry(self, op_id: str) -> LogEntry | None:
        with self.transaction() as rows:
            return rows.entry(op_id)

    def head(self, source: Source) -> Head:
        with self.transaction() as rows:
            return rows.head(source)

    def state(self, subject: Subject) -> SubjectState:
        with self.transaction() as rows:
            return rows.state(subject)

    def waiting(self, subject: Subject) -> list[LogEntry]:
        with self.transaction() as rows:
            return list(rows.waiting(subject))

    def conflicts(self, subject: Subject) -> list[LogEntry]:
        with self.transaction() as rows:
            return list(rows.conflicts(subject))

    def lane(self, subject: Subject) -> list[LogEntry]:
        with self.transaction() as rows:
            return list(rows.lane(subject))

    def next_serial(self, series: str, at_least: int = 1) -> int:
        with self.transaction() as rows:
            return rows.next_serial(series, at_least)


class Shelf:
    """Gives every World of a test its own file, copied from an empty one, and closes them all."""

    def __init__(self, empty: Path, folder: Path) -> None:
        self._empty, self._folder = empty, folder
        self._made: list[StoredAuthority] = []

    def store(self) -> StoredAuthority:
        path = self._folder / f"authority {len(self._made)}.db"
        shutil.copyfile(self._empty, path)
        self._made.append(StoredAuthority(open_engine(path, KEY)))
        return self._made[-1]

    def close(self) -> None:
        for one in self._made:
            one.engine.dispose()


Store = MemoryAuthorityStore | StoredAuthority
