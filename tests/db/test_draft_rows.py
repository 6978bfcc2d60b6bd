"""What was typed is there again after any stop; a finished draft is gone altogether."""

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from app.domain.draft import Draft, FieldChange
from app.domain.ledger.canonical import Json
from app.domain.storage import key_check
from db.drafts import DraftRows
from db.open import create_database, open_database

STARTED = datetime(2026, 3, 4, 1, 5, tzinfo=UTC)
DRAFT = Draft(
    id="d-1",
    clerk_id="c-1",
    window="3",
    item_id="A01",
    item_version="1",
    ticket_id="t-1",
    started_at=STARTED,
)


def start(engine: Engine, *drafts: Draft) -> None:
    with engine.begin() as connection:
        for draft in drafts:
            DraftRows(connection).start(draft)


def answers(engine: Engine, draft_id: str = "d-1") -> dict[str, Json]:
    with engine.begin() as connection:
        loaded = DraftRows(connection).load(draft_id)
    assert loaded is not None
    return dict(loaded.answers)


def test_a_draft_comes_back_with_the_latest_answer_at_each_place(engine: Engine) -> None:
    start(engine, DRAFT)
    with engine.begin() as connection:
        rows = DraftRows(connection)
        rows.append("d-1", [FieldChange("name", "钟"), FieldChange("name", "钟石")])
        rows.append("d-1", [FieldChange("name", "钟石生"), FieldChange("family/r1/age", 7)])
    with engine.begin() as connection:
        loaded = DraftRows(connection).load("d-1")
    assert loaded is not None
    assert loaded.draft == DRAFT
    assert loaded.answers == {"name": "钟石生", "family/r1/age": 7}


def test_an_answer_taken_away_stays_away(engine: Engine) -> None:
    start(engine, DRAFT)
    with engine.begin() as connection:
        DraftRows(connection).append("d-1", [FieldChange("name", "钟石生"), FieldChange("name", None)])
    assert answers(engine) == {}


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("甲乙丙"), inner),
    max_leaves=5,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(bursts=st.lists(st.lists(st.tuples(st.sampled_from("abcd"), JSON), max_size=4), max_size=4))
def test_any_bursts_replay_to_the_last_answer_of_each_path(
    engine: Engine, bursts: list[list[tuple[str, Json]]]
) -> None:
    with engine.begin() as connection:
        rows = DraftRows(connection)
        rows.finish("d-1")
        rows.start(DRAFT)
        for burst in bursts:
            rows.append("d-1", [FieldChange(path, value) for path, value in burst])
    last = {path: value for burst in bursts for path, value in burst}
    assert answers(engine) == {path: value for path, value in last.items() if value is not None}


def test_a_clerk_is_offered_his_own_open_drafts_oldest_first(engine: Engine) -> None:
    later = replace(DRAFT, id="d-2", started_at=STARTED + timedelta(minutes=5), ticket_id=None)
    others = replace(DRAFT, id="d-3", clerk_id="c-2")
    start(engine, later, others, DRAFT)
    with engine.begin() as connection:
        assert DraftRows(connection).list_open("c-1") == (DRAFT, later)


def test_a_finished_draft_leaves_nothing_behind(engine: Engine) -> None:
    start(engine, DRAFT)
    with engine.begin() as connection:
        rows = DraftRows(connection)
        rows.append("d-1", [FieldChange("name", "钟石生")])
        rows.finish("d-1")
        assert rows.load("d-1") is None
        assert rows.list_open("c-1") == ()
        assert connection.execute(text("SELECT count(*) FROM draft_journal")).scalar() == 0


def test_nothing_is_appended_to_a_draft_that_does_not_exist(engine: Engine) -> None:
    with engine.begin() as connection, pytest.raises(IntegrityError):
        DraftRows(connection).append("d-9", [FieldChange("name", "钟")])


TYPING = """
import sys
sys.path.insert(0, sys.argv[1])
from datetime import UTC, datetime
from pathlib import Path
from app.domain.draft import FieldChange
from app.domain.storage import key_check
from db.drafts import DraftRows
from db.open import open_database

key = bytes(range(32))
hall = open_database(Path(sys.argv[2]), key, key_check(key), lambda: datetime(2026, 3, 4, tzinfo=UTC))
burst = int(sys.argv[3])
while True:
    burst += 1
    with hall.engine.begin() as connection:
        changes = [FieldChange(f"field{n}", burst) for n in range(5)]
        DraftRows(connection).append("d-1", changes)
    print(burst, flush=True)
"""


def test_kill_9_while_typing_loses_at_most_the_last_burst(tmp_path: Path, key: bytes) -> None:
    path = tmp_path / "hall.db"
    create_database(path, key)
    with open_database(path, key, key_check(key), lambda: STARTED) as hall:
        start(hall.engine, DRAFT)
    told = 0
    for bursts in (1, 7, 17):
        told = type_until_killed(path, told, bursts)
        with open_database(path, key, key_check(key), lambda: STARTED) as hall:
            found = answers(hall.engine)
        values = set(found.values())
        assert len(found) == 5
        assert len(values) == 1, "half a burst was kept"
        (last,) = values
        assert isinstance(last, int)
        assert last >= told
        told = last


def type_until_killed(path: Path, begin: int, bursts: int) -> int:
    """Let a real process type, kill -9 it after it reported `bursts` bursts, return the last one reported."""
    command = [sys.executable, "-c", TYPING, str(Path.cwd()), str(path), str(begin)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(bursts):
            told = int(process.stdout.readline())
        process.kill()
        rest = process.stdout.read().split()
    return int(rest[-1]) if rest else told
