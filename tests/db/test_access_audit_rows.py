"""The access audit only grows, and shows when an entry was changed or taken out."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from app.domain.access import AccessEntry, AccessKind
from db.access_audit import AccessAuditRows

NOON = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)


def entry(minute: int, kind: AccessKind = AccessKind.REVEAL) -> AccessEntry:
    return AccessEntry(
        kind=kind,
        clerk_id="c-1",
        at=NOON + timedelta(minutes=minute),
        window="3",
        case_id="k-1",
        fields=("applicant.id_number", "applicant.phone"),
        reason="核对本人",
    )


def record(engine: Engine, count: int) -> None:
    for minute in range(count):
        with engine.begin() as connection:
            AccessAuditRows(connection).record(entry(minute))


def tamper(engine: Engine, *statements: str) -> None:
    """What somebody with the key and a tool could do: take the triggers off, then change rows."""
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER access_audit_never_changes"))
        connection.execute(text("DROP TRIGGER access_audit_never_shrinks"))
        for statement in statements:
            connection.execute(text(statement))


def first_break(engine: Engine) -> int | None:
    with engine.begin() as connection:
        return AccessAuditRows(connection).first_break()


def test_entries_come_back_as_recorded_and_the_chain_is_whole(engine: Engine) -> None:
    failed = AccessEntry(kind=AccessKind.LOGIN_FAILED, clerk_id="c-1", at=NOON)
    with engine.begin() as connection:
        audit = AccessAuditRows(connection)
        audit.record(failed)
        audit.record(entry(1))
        assert [chained.entry for chained in audit.entries()] == [failed, entry(1)]
        assert [chained.seq for chained in audit.entries(after=1)] == [2]
        assert audit.first_break() is None


def test_an_empty_audit_is_whole(engine: Engine) -> None:
    assert first_break(engine) is None


@pytest.mark.parametrize("statement", ["UPDATE access_audit SET reason = '无'", "DELETE FROM access_audit"])
def test_the_database_itself_refuses_to_change_or_forget_an_entry(engine: Engine, statement: str) -> None:
    record(engine, 2)
    with pytest.raises(IntegrityError, match="append-only"), engine.begin() as connection:
        connection.execute(text(statement))
    assert first_break(engine) is None


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE access_audit SET fields = '[]' WHERE seq = 3", 3),
        ("UPDATE access_audit SET clerk_id = 'c-2' WHERE seq = 1", 1),
        ("UPDATE access_audit SET at = '2026-03-04T05:00:00.000000+00:00' WHERE seq = 2", 2),
        ("DELETE FROM access_audit WHERE seq = 2", 2),
        ("DELETE FROM access_audit WHERE seq = 1", 1),
    ],
)
def test_an_entry_changed_or_taken_out_breaks_the_chain(engine: Engine, statement: str, place: int) -> None:
    record(engine, 4)
    tamper(engine, statement)
    assert first_break(engine) == place


def test_entries_swapped_behind_our_back_break_the_chain(engine: Engine) -> None:
    record(engine, 4)
    tamper(
        engine,
        "UPDATE access_audit SET seq = 9 WHERE seq = 2",
        "UPDATE access_audit SET seq = 2 WHERE seq = 3",
        "UPDATE access_audit SET seq = 3 WHERE seq = 9",
    )
    assert first_break(engine) == 2
