"""What makes this file this hall: its device, its epoch and the keys that live inside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from db.tables import meta


@dataclass(frozen=True, slots=True, kw_only=True)
class HallIdentity:
    """Written once when a hall is founded; only a restore changes epochs and hardware.

    `was_put_back` is true between a restore by a person and the start that begins the new epoch. `folder` is
    empty until the hall is first opened in its place.
    """

    device: str
    device_number: int
    install_epoch: int
    authority: str
    authority_epoch: int
    receipt_key: bytes
    index_key: bytes
    seal_pass_phrase: str
    hardware: str
    was_put_back: bool = False
    folder: str = ""


class NotFounded(LookupError):
    """A database that was made and never became a hall."""


def found(connection: Connection, identity: HallIdentity) -> None:
    """Write the identity of a new hall; refused by the table when there is one already."""
    rows = [{"key": key, "value": value} for key, value in _facts(identity).items()]
    connection.execute(meta.insert(), rows)


def identity_of(connection: Connection) -> HallIdentity:
    """Return the hall's identity; NotFounded for a database without one."""
    facts = {row.key: row.value for row in connection.execute(select(meta.c.key, meta.c.value))}
    if "device" not in facts:
        raise NotFounded
    return HallIdentity(
        device=facts["device"],
        device_number=int(facts["device_number"]),
        install_epoch=int(facts["install_epoch"]),
        authority=facts["authority"],
        authority_epoch=int(facts["authority_epoch"]),
        receipt_key=bytes.fromhex(facts["receipt_key"]),
        index_key=bytes.fromhex(facts["index_key"]),
        seal_pass_phrase=facts["seal_pass_phrase"],
        hardware=facts["hardware"],
        was_put_back=facts["restored"] == "1",
        folder=facts.get("folder", ""),
    )


def bind_folder(connection: Connection, folder: str) -> None:
    """Keep in which folder this file is at home."""
    _write(connection, {"folder": folder})


def begin_epoch(
    connection: Connection, epoch: int, *, device_number: int, hardware: str, folder: str
) -> None:
    """Go on as install epoch `epoch` on this computer: a file that was put back must not keep its old one.

    The authority in this program was put back with it, so its epoch moves too (DESIGN §4).
    """
    authority_epoch = identity_of(connection).authority_epoch + 1
    facts = {
        "device_number": str(device_number),
        "install_epoch": str(epoch),
        "authority_epoch": str(authority_epoch),
        "hardware": hardware,
        "folder": folder,
        "restored": "0",
    }
    _write(connection, facts)


def _write(connection: Connection, facts: Mapping[str, str]) -> None:
    for key, value in facts.items():
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
        "seal_pass_phrase": identity.seal_pass_phrase,
        "hardware": identity.hardware,
        "restored": "1" if identity.was_put_back else "0",
    }
