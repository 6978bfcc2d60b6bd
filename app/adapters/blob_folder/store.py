"""One encrypted file for each captured page, named by a keyed hash of its content.

A name that is the plain SHA-256 would tell a thief whether a known document lies here; HMAC does not. Each
file is AES-256-GCM with its own nonce, bound to its name (NIST SP 800-38D).
"""

import errno
import hashlib
import hmac
import secrets
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.disk.durable import replace_durably, sync_folder
from app.domain.attachment import AttachmentError
from app.domain.storage import StorageError

_NONCE_BYTES = 12
_KEY_BYTES = 32


class FolderBlobStore:
    """The folder and the two keys made from the hall's database key."""

    def __init__(self, folder: Path, database_key: bytes) -> None:
        """Derive the keys; the folder is made when the first page is kept."""
        self._folder = folder
        self._names = _derived(database_key, b"bianmin-window blob names v1")
        self._cipher = AESGCM(_derived(database_key, b"bianmin-window blob content v1"))

    def put(self, data: bytes) -> str:
        """Keep bytes durably and return their SHA-256; StorageError if the disk is full or refuses them."""
        blob = hashlib.sha256(data).hexdigest()
        path = self._path(blob)
        if not path.exists():
            nonce = secrets.token_bytes(_NONCE_BYTES)
            sealed = nonce + self._cipher.encrypt(nonce, data, path.name.encode())
            try:
                keep_file(path, sealed)
            except OSError as refused:
                is_full = refused.errno in {errno.ENOSPC, errno.EDQUOT}
                code = "storage.disk_full" if is_full else "storage.pages_unwritable"
                raise StorageError(code, path=str(self._folder)) from refused
        return blob

    def get(self, blob: str) -> bytes:
        """Return the bytes; attachment.not_here or attachment.damaged when they cannot be given."""
        path = self._path(blob)
        try:
            sealed = path.read_bytes()
        except OSError as missing:
            raise AttachmentError("attachment.not_here") from missing
        try:
            data = self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], path.name.encode())
        except (InvalidTag, ValueError) as changed:
            raise AttachmentError("attachment.damaged") from changed
        return data

    def has(self, blob: str) -> bool:
        """Say whether a file of that content is here."""
        return self._path(blob).exists()

    def remove(self, blob: str) -> bool:
        """Delete the bytes of a SHA-256, if they are here; False if the disk does not let go of them."""
        return _is_deleted(self._path(blob))

    def strays(self, named: Collection[str], before: datetime) -> tuple[str, ...]:
        """Return the files last written before a moment to which no SHA-256 of `named` leads."""
        kept = {self._path(blob).name for blob in named}
        lying = (file for file in self._folder.glob("??/*") if file.name not in kept)
        return tuple(sorted(f"{one.parent.name}/{one.name}" for one in lying if _written(one) < before))

    def remove_strays(self, files: Iterable[str]) -> int:
        """Delete files that `strays` named and return how many the disk let go of."""
        return sum(_is_deleted(self._folder / file) for file in files)

    def _path(self, blob: str) -> Path:
        name = hmac.digest(self._names, blob.encode(), "sha256").hex()
        return self._folder / name[:2] / name


def keep_file(path: Path, data: bytes) -> None:
    """Write a page's file and the folder it lies in durably; OSError if the disk refuses them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_durably(path, data)
    sync_folder(path.parent.parent)


def _is_deleted(file: Path) -> bool:
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _written(file: Path) -> datetime:
    """Return when a file was last written; one that just went counts as new, so that nobody asks for it."""
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except FileNotFoundError:
        return datetime.max.replace(tzinfo=UTC)


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=purpose).derive(key)
