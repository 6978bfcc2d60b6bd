"""Identifiers are fresh, well-formed and fit to be typed."""

from datetime import UTC, datetime
from uuid import RFC_4122, UUID

from app.adapters.random_ids import RandomIds
from app.domain.query_code import is_query_code


def test_an_operation_id_is_a_uuid_7_of_this_moment() -> None:
    before = int(datetime.now(UTC).timestamp() * 1000)
    identifier = UUID(RandomIds().operation_id())
    after = int(datetime.now(UTC).timestamp() * 1000)
    assert identifier.version == 7
    assert identifier.variant == RFC_4122
    assert before <= identifier.int >> 80 <= after


def test_nothing_comes_twice() -> None:
    ids = RandomIds()
    assert len({ids.operation_id() for _ in range(2000)}) == 2000
    assert len({ids.query_code() for _ in range(2000)}) == 2000
    assert ids.random_bytes(32) != ids.random_bytes(32)
    assert len(ids.random_bytes(7)) == 7


def test_every_query_code_passes_its_own_check() -> None:
    assert all(is_query_code(RandomIds().query_code()) for _ in range(500))
