"""Founds a hall: its database, its keys, its signing key and its first clerk."""

from collections.abc import Callable

from app.adapters.receipt_key import new_receipt_key
from app.adapters.seal_p12.authority import make_authority
from app.adapters.seal_p12.signer import open_signer
from app.bootstrap.machine import machine_identity
from app.bootstrap.places import HallHome
from app.bootstrap.side_folder import grown_aside
from app.domain.access import AccessEntry, AccessKind
from app.domain.clerk import Clerk
from app.domain.hall import Hall
from app.domain.keepable import refuse_unkeepable
from app.ports.clock import Clock
from app.ports.ids import Ids
from app.ports.key_slots import KeySlots, SlotOwner
from db.access_audit import AccessAuditRows
from db.clerks import ClerkRows
from db.engine import open_engine
from db.hall_identity import HallIdentity, found
from db.open import create_database

INDEX_KEY_BYTES = 32
PASS_PHRASE_BYTES = 32


def found_hall(
    home: HallHome,
    hall: Hall,
    slots_of: Callable[[HallHome], KeySlots],
    founder: Clerk,
    pass_phrase: str,
    clock: Clock,
    ids: Ids,
) -> bytes:
    """Make a new hall of one clerk in `home` and return its database key; StorageError where one exists."""
    with grown_aside(home) as aside:
        return plant_hall(aside, hall, slots_of(aside), founder, pass_phrase, clock, ids)


def plant_hall(
    home: HallHome, hall: Hall, slots: KeySlots, founder: Clerk, pass_phrase: str, clock: Clock, ids: Ids
) -> bytes:
    """Make the pieces of a hall in the folder where it grows, for `grown_aside`; return its database key.

    Until the county issues one, papers are signed with a key of the hall's own: integrity, not authority.
    """
    key = slots.create(owner_of(founder), pass_phrase)
    create_database(home.database, key)
    identity = _identity(hall, ids)
    engine = open_engine(home.database, key)
    with engine.begin() as connection:
        found(connection, identity)
        ClerkRows(connection).save(founder)
        AccessAuditRows(connection).record(
            AccessEntry(kind=AccessKind.FOUND, clerk_id=founder.id, at=clock.now())
        )
    engine.dispose()
    _make_seal_key(home, hall, identity, clock)
    return key


def owner_of(clerk: Clerk) -> SlotOwner:
    """Return a clerk as the login list shows him; NotKeepable for a name that cannot be written down."""
    refuse_unkeepable((clerk.name, clerk.staff_number))
    return SlotOwner(clerk.id, clerk.name, clerk.staff_number)


def _identity(hall: Hall, ids: Ids) -> HallIdentity:
    return HallIdentity(
        device=ids.operation_id(),
        device_number=1,
        install_epoch=1,
        authority=hall.id,
        authority_epoch=1,
        receipt_key=new_receipt_key(),
        index_key=ids.random_bytes(INDEX_KEY_BYTES),
        seal_pass_phrase=ids.random_bytes(PASS_PHRASE_BYTES).hex(),
        hardware=machine_identity(),
    )


def _make_seal_key(home: HallHome, hall: Hall, identity: HallIdentity, clock: Clock) -> None:
    now = clock.now()
    authority = make_authority(f"{hall.name} 自建根证书", now)
    sealed = authority.issue(hall.authority_name, now, identity.seal_pass_phrase)
    home.seal_key.write_bytes(sealed)
    signer = open_signer(sealed, identity.seal_pass_phrase)
    for folder, certificate in (("roots", authority.certificate), ("signers", signer.certificate)):
        (home.trust / folder).mkdir(parents=True, exist_ok=True)
        (home.trust / folder / "own.der").write_bytes(certificate)
