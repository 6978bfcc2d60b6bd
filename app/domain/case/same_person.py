"""The operation by which two cases under different numbers are known to be of one person.

A number changes: an old one of 15 digits was made anew, a wrong one was corrected, a passport became a
permanent residence card. What is kept names the other case and no number, so that nothing personal is left
in it when a person's data is erased.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain.case.case import Case
from app.domain.identity import citizen_id
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload

SAME_PERSON = "case.same_person.v1"


def other_cases(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the ids of the cases somebody confirmed to be of the same person as this one."""
    return tuple(document.get("same_person", ()))


def may_be_one_person(one: Case, name: str, birth: date | None) -> bool:
    """Say whether a case may be of somebody with this name and birth date, whatever the number."""
    applicant = one.applicant
    is_person = not applicant.is_organization and not one.is_erased
    return is_person and birth is not None and applicant.name == name and birth_in(one) == birth


def birth_in(case: Case) -> date | None:
    """Return the applicant's birth date as the answers or the number tell it; None where neither does."""
    told = case.answers.get("birth")
    if isinstance(told, str):
        return date.fromisoformat(told)
    number = case.applicant.id_number
    eighteen = citizen_id.from_fifteen(number) if len(number) == citizen_id.OLD_LENGTH else number
    return citizen_id.birth_of(eighteen) if len(eighteen) == citizen_id.LENGTH else None


def _same(document: Document, payload: Payload, _occasion: Occasion) -> Document:
    known = document.get("same_person")
    before = [str(one) for one in known] if isinstance(known, list | tuple) else []
    return {**document, "same_person": list(dict.fromkeys([*before, str(payload["case"])]))}


SAME_PERSON_KINDS: tuple[Kind, ...] = (
    Kind(name=SAME_PERSON, nature=Nature.FACT, subject="case", apply=_same),
)
