"""A half-filled form and the changes typed into it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.ledger.canonical import Json

MATERIAL_SLOT = "material:"
"""Begins the path of a paper that was ticked; its key follows."""
COMMITMENT_SLOT = "commits:"
"""Begins the path of a certificate that a commitment replaces (告知承诺); the key of its material follows."""
DEFERRAL_SLOT = "later:"
"""Begins the path of a paper that comes later (容缺); the key of its material follows."""
CARRIED_SLOT = "carried:"
"""Begins the path of an answer that was carried over from an earlier case; its field or table follows."""
SAME_PERSON_SLOT = "same_person"
"""The path of the cases that a clerk confirmed to be of the applicant, with the number there was then."""
DELIVERY_SLOT = "result:delivery"
"""The path of the way in which the applicant gets the result, where it is not the usual one."""
ELSEWHERE_SLOT = "elsewhere"
"""The path of the reason for which an item is taken in at a window it is not served at."""
PRINTED_SLOT = "printed:"
"""Begins the path of a paper that was printed to be signed; the key of its material follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A form begun at a window; it pins the item version it was begun with."""

    id: str
    clerk_id: str
    window: str
    item_id: str
    item_version: str
    ticket_id: str | None
    started_at: datetime


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One answer as it now stands; None takes the answer away. `path` names field, row and column."""

    path: str
    value: Json


@dataclass(frozen=True, slots=True)
class LoadedDraft:
    """A draft with the latest answer at each path."""

    draft: Draft
    answers: Mapping[str, Json]
