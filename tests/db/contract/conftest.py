"""Every implementation of the stores, under one name: a new database joins with one line in a table."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from fakes import FakeIds
from ledger_lines import Line
from ledger_memory import MemoryAuthorityStore

from app.adapters.pinyin_names import PinyinNames
from app.domain.ledger.chain import Source
from app.ports.authority_store import AuthorityStore
from app.ports.unit_of_work import Storage
from db.engine import connect_new, open_engine
from db.hall_identity import HallIdentity, found
from db.migrate import apply_migrations
from db.projections import projections
from db.unit_of_work import SqlStorage

KEY = bytes(range(32))
IDENTITY = HallIdentity(
    device="pc-3",
    device_number=3,
    install_epoch=1,
    authority="360725105000",
    authority_epoch=1,
    receipt_key=b"r" * 32,
    index_key=b"i" * 32,
    seal_pass_phrase="k7",
    hardware="this machine",
)

StorageMaker = Callable[[Path], AbstractContextManager[Storage]]


@contextmanager
def sqlcipher(folder: Path) -> Iterator[Storage]:
    path = folder / "hall.db"
    connect_new(path, KEY).close()
    engine = open_engine(path, KEY)
    apply_migrations(engine)
    with engine.begin() as connection:
        found(connection, IDENTITY)
    yield SqlStorage(engine, projections(PinyinNames()))
    engine.dispose()


STORAGES: dict[str, StorageMaker] = {"sqlcipher": sqlcipher}
"""PostgreSQL joins here."""


@pytest.fixture(params=STORAGES)
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    with STORAGES[request.param](tmp_path) as storage:
        yield storage


@pytest.fixture(params=[*STORAGES, "memory"])
def authority(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[AuthorityStore]:
    """An empty authority's memory inside one open transaction."""
    if request.param == "memory":
        yield MemoryAuthorityStore()
        return
    with STORAGES[request.param](tmp_path) as storage, storage.writing() as unit:
        yield unit.authority


@pytest.fixture
def line() -> Line:
    """The chain of the device whose database this is."""
    return Line(Source("pc-3", 1))


@pytest.fixture
def guest() -> Line:
    """The chain of another device, which this database knows only as the authority."""
    return Line(Source("pc-7", 1), FakeIds(7))


@pytest.fixture
def other_line() -> Line:
    """The chain of a third device."""
    return Line(Source("pc-4", 1), FakeIds(4))
