"""What a kind of operation is: its nature, when it fits, and what it does to its subject's document."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.domain.ledger.canonical import Json
from app.domain.ledger.operation import Actor, Payload

Document = Mapping[str, Json]

ANY_SUBJECT = "*"
"""The subject of kinds that act on whatever they are about: settling a conflict, erasing."""


class Nature(Enum):
    """The three classes of DESIGN §4: they differ in what may hold an operation back."""

    FACT = "fact"
    EDIT = "edit"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a fold may know of the operation besides its payload."""

    op_id: str
    actor: Actor
    business_date: date
    at: str


def no_objection(_document: Document, _payload: Payload) -> str | None:
    """Let everything pass."""
    return None


def no_fields(_payload: Payload) -> frozenset[str]:
    """Touch no editable field."""
    return frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind, frozen once released: a change of meaning is a new kind (`….v2`).

    A kind that `opens` begins its subject, once: a second opening is a conflict, for it would wipe the first.
    `when_erased` takes the place of `apply` once the payload is erased: it marks the document, and takes away
    whatever of before the lost payload may have replaced (decision 008).
    """

    name: str
    nature: Nature
    subject: str
    apply: Callable[[Document, Payload, Occasion], Document]
    opens: bool = False
    shifts_ground: bool = False
    objection: Callable[[Document, Payload], str | None] = no_objection
    fields: Callable[[Payload], frozenset[str]] = no_fields
    when_erased: Callable[[Document, Occasion], Document] = lambda document, _occasion: {
        **document,
        "erased": True,
    }


Kinds = Mapping[str, Kind]


def register(*groups: tuple[Kind, ...]) -> Kinds:
    """Return the kinds by name; ValueError if two share one."""
    kinds: dict[str, Kind] = {}
    for kind in (kind for group in groups for kind in group):
        if kind.name in kinds:
            raise ValueError(kind.name)
        kinds[kind.name] = kind
    return kinds
