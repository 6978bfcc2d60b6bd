"""The operations on the pages (照片) that answers of a case are given by: taken in, taken out.

Which answer a page belongs to, and in what order, is said by the answer itself, which names its pages by id.
"""

from collections.abc import Callable, Mapping

from app.domain.attachment import KeptPage
from app.domain.case.case import Case, pages_kept
from app.domain.case.page_names import ATTACHED
from app.domain.case.scans import Change, captured, dropped
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload

TAKEN_IN, TAKEN_OUT = "answer.attached.v1", "answer.attached_dropped.v1"


def attached_pages(case: Case) -> Mapping[str, KeptPage]:
    """Return the pages a case keeps for its answers, by their ids."""
    return {page.id: page for page in pages_kept(case.facts.get(ATTACHED, {}))}


def taken_in_by(case: Case, clerk_id: str) -> frozenset[str]:
    """Return the ids of the pages that one clerk took in."""
    kept = case.facts.get(ATTACHED, {}).get("scans", {})
    return frozenset(one for one, page in kept.items() if page["by"] == clerk_id)


def _of_answers(change: Change) -> Callable[[Document, Payload, Occasion], Document]:
    def happened(document: Document, payload: Payload, occasion: Occasion) -> Document:
        known = document.get(ATTACHED)
        before = known if isinstance(known, Mapping) else {}
        return {**document, ATTACHED: {**before, **change(before, payload, occasion)}}

    return happened


ATTACHED_KINDS: tuple[Kind, ...] = tuple(
    Kind(name=name, nature=Nature.FACT, subject="case", apply=_of_answers(change))
    for name, change in ((TAKEN_IN, captured), (TAKEN_OUT, dropped))
)
