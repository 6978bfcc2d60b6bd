"""Secrets go to a store that locks, in good time, or nowhere."""

from collections.abc import Iterator
from threading import Event

import pytest
from keyring.errors import InitError, KeyringLocked, NoKeyringError

from app.adapters.secrets_keyring import ALLOWED_BACKENDS, KeyringSecrets
from app.domain.storage import StorageError
from app.ports.secrets import SecretsState


class MemoryKeyring:
    """Stands for a store of the operating system."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


class PlaintextKeyring(MemoryKeyring):
    """Like keyrings.alt.file.PlaintextKeyring: viable, with a priority, and readable by anybody."""

    priority = 100


class LockedKeyring(MemoryKeyring):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


class HangingKeyring(MemoryKeyring):
    """A prompt that nobody answers."""

    def __init__(self, answered: Event) -> None:
        super().__init__()
        self.answered = answered

    def get_password(self, service: str, username: str) -> str | None:
        self.answered.wait()
        return None


def secrets_in(*backends: MemoryKeyring, time_limit_s: float = 20) -> KeyringSecrets:
    """Secrets on a computer with these stores, where all but the plain-text one are allowed."""
    kinds = (MemoryKeyring, LockedKeyring, HangingKeyring)
    allowed = frozenset(f"{kind.__module__}.{kind.__qualname__}" for kind in kinds)
    return KeyringSecrets(lambda: backends, allowed, time_limit_s)


@pytest.fixture
def hanging() -> Iterator[HangingKeyring]:
    answered = Event()
    yield HangingKeyring(answered)
    answered.set()


def test_a_secret_comes_back_byte_for_byte() -> None:
    secrets = secrets_in(MemoryKeyring())
    assert secrets.get("device") is None
    secrets.put("device", bytes(range(256)))
    assert secrets.get("device") == bytes(range(256))
    assert secrets.state() is SecretsState.READY


def test_a_plain_text_store_is_refused_even_where_it_is_the_only_one() -> None:
    plain = PlaintextKeyring()
    secrets = secrets_in(plain)
    assert secrets.state() is SecretsState.ABSENT
    with pytest.raises(StorageError, match="keyring_absent"):
        secrets.put("device", b"secret")
    assert plain.kept == {}


def test_a_plain_text_store_is_passed_over_for_one_that_locks() -> None:
    plain, locking = PlaintextKeyring(), MemoryKeyring()
    secrets_in(plain, locking).put("device", b"secret")
    assert plain.kept == {}
    assert len(locking.kept) == 1


def test_the_allow_list_names_no_store_that_writes_plain_text() -> None:
    assert all(name.startswith("keyring.backends.") for name in ALLOWED_BACKENDS)
    assert not any(part in name for name in ALLOWED_BACKENDS for part in ("chainer", "fail", "null", "file"))


@pytest.mark.parametrize(
    "error", [KeyringLocked("no"), InitError("Prompt dismissed"), NoKeyringError("gone")]
)
def test_a_locked_store_is_told_apart_from_an_absent_one(error: Exception) -> None:
    secrets = secrets_in(LockedKeyring(error))
    assert secrets.state() is SecretsState.LOCKED
    with pytest.raises(StorageError, match="keyring_locked"):
        secrets.get("device")
    with pytest.raises(StorageError, match="keyring_locked"):
        secrets.put("device", b"secret")


def test_no_store_at_all_is_absent() -> None:
    assert secrets_in().state() is SecretsState.ABSENT


def test_a_prompt_nobody_answers_is_given_up_in_time(hanging: HangingKeyring) -> None:
    secrets = secrets_in(hanging, time_limit_s=0.05)
    with pytest.raises(StorageError, match="keyring_locked"):
        secrets.get("device")
    assert secrets.state() is SecretsState.LOCKED
