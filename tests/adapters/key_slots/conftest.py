"""Key slots with a clock that stands still, secrets in memory and an Argon2id cheap enough for tests."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.adapters.key_slots import Argon2Cost, AttemptGate, FileKeySlots
from app.adapters.random_ids import RandomIds
from app.domain.storage import StorageError
from app.ports.key_slots import SlotOwner
from app.ports.secrets import SecretsState

CHEAP = Argon2Cost(memory_kib=8, iterations=1, lanes=1)


@dataclass
class FakeClock:
    wall: datetime = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
    steady: float = 100.0

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.steady

    def advance(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.steady += seconds

    def restart_computer(self, off_for: float = 60) -> None:
        self.wall += timedelta(seconds=off_for)
        self.steady = 5.0


@dataclass
class FakeSecrets:
    is_in: SecretsState = SecretsState.READY
    kept: dict[str, bytes] = field(default_factory=dict)

    def state(self) -> SecretsState:
        return self.is_in

    def get(self, name: str) -> bytes | None:
        self._need_ready()
        return self.kept.get(name)

    def put(self, name: str, value: bytes) -> None:
        self._need_ready()
        self.kept[name] = value

    def _need_ready(self) -> None:
        if self.is_in is not SecretsState.READY:
            raise StorageError(f"storage.keyring_{self.is_in.value}")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def secrets() -> FakeSecrets:
    return FakeSecrets()


@pytest.fixture
def start_program(tmp_path: Path, clock: FakeClock, secrets: FakeSecrets) -> Callable[[], FileKeySlots]:
    """What each start of the program does: the same files, nothing remembered in memory."""

    def start() -> FileKeySlots:
        gate = AttemptGate(tmp_path / "attempts.json", clock)
        return FileKeySlots(
            path=tmp_path / "keys.json", secrets=secrets, ids=RandomIds(), gate=gate, cost=CHEAP
        )

    return start


@pytest.fixture
def slots(start_program: Callable[[], FileKeySlots]) -> FileKeySlots:
    return start_program()


@pytest.fixture
def liao() -> SlotOwner:
    return SlotOwner("c-1", "廖秀英", "0107")


@pytest.fixture
def zhong() -> SlotOwner:
    return SlotOwner("c-2", "钟石生", "0101")
