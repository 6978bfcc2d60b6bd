"""Loads by which certificates papers are verified, and which of them were withdrawn."""

from pathlib import Path

from app.adapters.data_files.reading import read
from app.domain.verification import Revocation, RevocationGround, TrustStore


def load_trust(folder: Path) -> TrustStore:
    """Return the trust kept in a hall's `trust` folder.

    `roots/`, `signers/` and `government/` hold certificates as DER files; `revoked.toml` lists the withdrawn
    ones as [[revoked]] serial, at, ground. A missing folder trusts nobody; DataFileError for a broken list.
    """
    return TrustStore(
        roots=_certificates(folder / "roots"),
        signers=_certificates(folder / "signers"),
        government_roots=_certificates(folder / "government"),
        revocations=_revocations(folder / "revoked.toml"),
    )


def _certificates(folder: Path) -> tuple[bytes, ...]:
    return tuple(file.read_bytes() for file in sorted(folder.glob("*.der")))


def _revocations(file: Path) -> tuple[Revocation, ...]:
    if not file.exists():
        return ()
    rows = read(file).head.need("revoked", list)
    return tuple(Revocation(int(row["serial"]), row["at"], RevocationGround(row["ground"])) for row in rows)
