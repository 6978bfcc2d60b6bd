"""What makes this file this hall: its device, its epoch and the keys that live inside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from db.tables import meta


@dataclass(frozen=True, slots=True, kw_only=True)
class HallIdentity:
    """Written once when a hall is founded; only a restore changes the epoch and the restored mark."""

    device: str
    device_number: int
    install_epoch: int
    authority: str
    authority_epoch: int
    receipt_key: bytes
    index_key: bytes
    restored: bool = False


def found(connection: Connection, identity: HallIdentity) -> None:
    """Write the identity of a new hall; refused by the table when there is one already."""
    rows = [{"key": key, "value": value} for key, value in _facts(identity).items()]
    connection.execute(meta.insert(), rows)


def identity_of(connection: Connection) -> HallIdentity | None:
    """Return the hall's identity, or None for a database that was made and never founded."""
    facts = {row.key: row.value for row in connection.execute(select(meta.c.key, meta.c.value))}
    if "device" not in facts:
        return None
    return HallIdentity(
        device=facts["device"],
        device_number=int(facts["device_number"]),
        install_epoch=int(facts["install_epoch"]),
        authority=facts["authority"],
        authority_epoch=int(facts["authority_epoch"]),
        receipt_key=bytes.fromhex(facts["receipt_key"]),
        index_key=bytes.fromhex(facts["index_key"]),
        restored=facts.get("restored") == "1",
    )


def begin_epoch(connection: Connection, epoch: int, *, restored: bool) -> None:
    """Begin a new install epoch: a restored file must not go on under the old one (DESIGN §4)."""
    for key, value in (("install_epoch", str(epoch)), ("restored", "1" if restored else "0")):
        statement = insert(meta).values(key=key, value=value)
        connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def _facts(identity: HallIdentity) -> Mapping[str, str]:
    return {
        "device": identity.device,
        "device_number": str(identity.device_number),
        "install_epoch": str(identity.install_epoch),
        "authority": identity.authority,
        "authority_epoch": str(identity.authority_epoch),
        "receipt_key": identity.receipt_key.hex(),
        "index_key": identity.index_key.hex(),
        "restored": "1" if identity.restored else "0",
    }
