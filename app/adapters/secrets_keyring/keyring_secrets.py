"""The operating system's secret store through keyring, by an allow-list of stores that really lock."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from keyring.backend import get_all_keyring
from keyring.errors import KeyringError

from app.adapters.secrets_keyring.time_limit import within
from app.domain.storage import StorageError
from app.ports.secrets import SecretsState

Answer = TypeVar("Answer")

ALLOWED_BACKENDS = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
        "keyring.backends.Windows.WinVaultKeyring",
    }
)
"""Left to itself, keyring takes any store that is installed, one that writes plain text among them."""

_SERVICE = "bianmin-window"
_TIME_LIMIT_S = 20.0
"""Enough for a person to answer the system's unlocking prompt once."""


class Backend(Protocol):
    """What is used of a keyring back-end."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return the secret text, if there is one."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep the secret text."""
        ...


@dataclass(frozen=True, slots=True)
class KeyringSecrets:
    """The `Secrets` port; each call runs aside under a time limit, because a store may prompt and hang."""

    find_backends: Callable[[], Iterable[Backend]] = get_all_keyring
    allowed: frozenset[str] = ALLOWED_BACKENDS
    time_limit_s: float = _TIME_LIMIT_S

    def state(self) -> SecretsState:
        """Say whether secrets can be read now, are behind a lock, or have no safe place at all."""
        try:
            self.get("state")
        except StorageError as error:
            is_absent = error.code == "storage.keyring_absent"
            return SecretsState.ABSENT if is_absent else SecretsState.LOCKED
        return SecretsState.READY

    def get(self, name: str) -> bytes | None:
        """Return the secret, or None; storage.keyring_absent or storage.keyring_locked."""
        text = self._ask(lambda backend: backend.get_password(_SERVICE, name))
        return None if text is None else b64decode(text)

    def put(self, name: str, value: bytes) -> None:
        """Keep the secret; storage.keyring_absent or storage.keyring_locked."""
        text = b64encode(value).decode()
        self._ask(lambda backend: backend.set_password(_SERVICE, name, text))

    def _ask(self, question: Callable[[Backend], Answer]) -> Answer:
        """Ask the allowed store; finding it is under the time limit too, for that already speaks D-Bus."""
        try:
            return within(self.time_limit_s, lambda: question(self._backend()))
        except (TimeoutError, KeyringError) as error:
            raise StorageError("storage.keyring_locked") from error

    def _backend(self) -> Backend:
        for backend in self.find_backends():
            kind = type(backend)
            if f"{kind.__module__}.{kind.__qualname__}" in self.allowed:
                return backend
        raise StorageError("storage.keyring_absent")
