"""A fresh encrypted database at the newest schema, for every test that wants one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.engine import connect_new, open_engine
from db.migrate import apply_migrations

TEST_KEY = bytes(range(32))


@pytest.fixture
def key() -> bytes:
    return TEST_KEY


@pytest.fixture
def engine(tmp_path: Path, key: bytes) -> Iterator[Engine]:
    path = tmp_path / "便民窗 100%" / "hall.db"
    path.parent.mkdir()
    connect_new(path, key).close()
    engine = open_engine(path, key)
    apply_migrations(engine)
    yield engine
    engine.dispose()
