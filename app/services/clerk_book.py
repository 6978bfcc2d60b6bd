"""Keeps the people of a hall: who may sign in, as what, and who may no more."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from app.domain.access import AccessEntry, AccessKind
from app.domain.clerk import Clerk
from app.domain.errors import PersonFacing
from app.domain.role import Role
from app.domain.storage import StorageError
from app.ports.clock import Clock
from app.ports.ids import Ids
from app.ports.key_slots import KeySlots, SlotOwner
from app.ports.unit_of_work import Storage, UnitOfWork
from app.services.use_case import Typed, use_case

KEEPERS = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
"""The posts that answer for who may sign in; a hall always has one clerk with such a post."""


class ClerkRefused(PersonFacing):
    """A change to the people of a hall that may not be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClerkBook:
    """What such a change works on; `key` is the database key and `by` the clerk whose phrase opened it."""

    storage: Storage
    slots: KeySlots
    clock: Clock
    ids: Ids
    key: bytes
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer(Typed):
    """A person who is to sign in: the name as papers show it, the 工号, the posts, the own pass phrase."""

    name: str
    staff_number: str
    roles: AbstractSet[Role]
    pass_phrase: str


@use_case
def add_clerk(book: ClerkBook, newcomer: Newcomer) -> Clerk:
    """Let a clerk in and return him; one who had retired comes back under the old 工号 and name.

    Raises ClerkRefused (number_taken, no_role, not_a_keeper, incomplete), StorageError for a weak phrase.
    """
    if not newcomer.name or not newcomer.staff_number:
        raise ClerkRefused("clerk.incomplete")
    with book.storage.writing() as unit:
        _check_keeper(book, unit)
        clerk = Clerk(
            id=_id_for(book, unit, newcomer),
            name=newcomer.name,
            staff_number=newcomer.staff_number,
            roles=_some(newcomer.roles),
        )
        _keep(book, unit, AccessKind.CLERK_ADDED, clerk)
        book.slots.put_slot(book.key, _owner(clerk), newcomer.pass_phrase)
        unit.commit()
    return clerk


@use_case
def change_roles(book: ClerkBook, staff_number: str, roles: AbstractSet[Role]) -> Clerk:
    """Give a clerk these posts in place of the old ones; ClerkRefused where nobody would answer any more."""
    with book.storage.writing() as unit:
        _check_keeper(book, unit)
        clerk = replace(_known(unit, staff_number), roles=_some(roles))
        _keep(book, unit, AccessKind.CLERK_ROLES, clerk)
        unit.commit()
    return clerk


@use_case
def retire_clerk(book: ClerkBook, staff_number: str) -> Clerk:
    """Take a clerk's way in; he stays known, because papers name him. It may be done again after a stop."""
    with book.storage.writing() as unit:
        _check_keeper(book, unit)
        clerk = replace(_known(unit, staff_number), is_active=False)
        _keep(book, unit, AccessKind.CLERK_RETIRED, clerk)
        if any(slot.owner.clerk_id == clerk.id for slot in book.slots.slots()):
            book.slots.remove_slot(clerk.id)
        unit.commit()
    return clerk


def all_clerks(book: ClerkBook) -> tuple[Clerk, ...]:
    """Return every clerk, the retired too, by 工号."""
    with book.storage.reading() as unit:
        _check_keeper(book, unit)
        return unit.clerks.all()


@use_case
def let_in_again(book: ClerkBook, staff_number: str, pass_phrase: str) -> Clerk:
    """Give a clerk a new phrase with the key that two keepers recovered together; nobody else vouches."""
    with book.storage.writing() as unit:
        clerk = _known(unit, staff_number)
        if not clerk.is_active:
            raise StorageError("storage.unknown_clerk", clerk=staff_number)
        _record(replace(book, by=clerk.id), unit, AccessKind.CLERK_RECOVERED, clerk)
        book.slots.put_slot(book.key, _owner(clerk), pass_phrase)
        unit.commit()
    return clerk


def _check_keeper(book: ClerkBook, unit: UnitOfWork) -> None:
    by = unit.clerks.find(book.by)
    if by is None or not _answers(by):
        raise ClerkRefused("clerk.not_a_keeper")


def _answers(clerk: Clerk) -> bool:
    return clerk.is_active and not KEEPERS.isdisjoint(clerk.roles)


def _some(roles: AbstractSet[Role]) -> frozenset[Role]:
    if not roles:
        raise ClerkRefused("clerk.no_role")
    return frozenset(roles)


def _known(unit: UnitOfWork, staff_number: str) -> Clerk:
    clerk = unit.clerks.find_by_staff_number(staff_number)
    if clerk is None:
        raise ClerkRefused("clerk.unknown", number=staff_number)
    return clerk


def _id_for(book: ClerkBook, unit: UnitOfWork, newcomer: Newcomer) -> str:
    """Return the id a 工号 stands for: a new one, that of a retired clerk, or that of a slot without a clerk.

    The last is what a stop between slot and commit leaves: it is filled, not doubled in the login list.
    """
    known = unit.clerks.find_by_staff_number(newcomer.staff_number)
    if known is not None:
        if known.is_active or known.name != newcomer.name:
            raise ClerkRefused("clerk.number_taken", number=newcomer.staff_number, name=known.name)
        return known.id
    slots = (slot.owner for slot in book.slots.slots())
    left_over = (owner.clerk_id for owner in slots if owner.staff_number == newcomer.staff_number)
    return next(left_over, None) or book.ids.operation_id()


def _keep(book: ClerkBook, unit: UnitOfWork, kind: AccessKind, clerk: Clerk) -> None:
    unit.clerks.save(clerk)
    if not any(_answers(one) for one in unit.clerks.all()):
        raise ClerkRefused("clerk.last_keeper")
    _record(book, unit, kind, clerk)


def _record(book: ClerkBook, unit: UnitOfWork, kind: AccessKind, clerk: Clerk) -> None:
    posts = sorted(role.value for role in clerk.roles)
    fields = (f"clerk {clerk.id}", *posts)
    unit.audit.record(AccessEntry(kind=kind, clerk_id=book.by, at=book.clock.now(), fields=fields))


def _owner(clerk: Clerk) -> SlotOwner:
    return SlotOwner(clerk.id, clerk.name, clerk.staff_number)
