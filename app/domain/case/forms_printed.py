"""The operation that notes which paper to be signed was printed for a case, and what stood on it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.case.kinds import stated_at
from app.domain.ledger.canonical import Json
from app.domain.ledger.kind import Document, Kind, Nature, Occasion
from app.domain.ledger.operation import Payload

FORM_PRINTED = "material.form_printed.v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPrint:
    """The last sheet that went to a printer: `digest` is of what stood on it.

    `is_sure` is False where nobody knows whether the spooler took it. `earlier` are the rows of signed
    sheets that were here already and say something else: this sheet still waits for its signature.
    """

    digest: str
    is_sure: bool = True
    earlier: frozenset[str] = frozenset()

    def after(self, last: "FormPrint | None") -> "FormPrint":
        """Return this print as it counts after the `last` one: the same sheet twice stays one sheet."""
        if last is None or last.digest != self.digest:
            return self
        return FormPrint(
            digest=self.digest, is_sure=self.is_sure or last.is_sure, earlier=self.earlier & last.earlier
        )


def form_prints(document: Mapping[str, Any]) -> Mapping[str, FormPrint]:
    """Return the last print of each paper to be signed, by the key of its material."""
    prints = document.get("forms_printed", {})
    return {
        key: FormPrint(digest=one["digest"], is_sure=one["sure"], earlier=frozenset(one["earlier"]))
        for key, one in prints.items()
    }


def print_payload(material: str, one: FormPrint) -> Payload:
    """Return what the operation says of a print of `material`."""
    return {"material": material, "digest": one.digest, "sure": one.is_sure}


def _printed(document: Document, payload: Payload, occasion: Occasion) -> Document:
    """Keep the print; the signed sheets of this paper that the case has belong to the print before."""
    key, known = str(payload["material"]), form_prints(document)
    here = FormPrint(
        digest=str(payload["digest"]),
        is_sure=bool(payload["sure"]),
        earlier=frozenset(_rows_of(document, key)),
    )
    now = here.after(known.get(key))
    mark: dict[str, Json] = {
        "digest": now.digest,
        "sure": now.is_sure,
        "earlier": list[Json](sorted(now.earlier)),
        "at": stated_at(occasion),
        "by": occasion.actor.user,
    }
    before = document.get("forms_printed")
    return {**document, "forms_printed": {**(before if isinstance(before, Mapping) else {}), key: mark}}


def _rows_of(document: Document, key: str) -> Iterator[str]:
    materials = document.get("materials")
    for row, paper in (materials if isinstance(materials, Mapping) else {}).items():
        if isinstance(paper, Mapping) and paper.get("key") == key:
            yield row


FORM_PRINT_KINDS: tuple[Kind, ...] = (
    Kind(name=FORM_PRINTED, nature=Nature.FACT, subject="case", apply=_printed),
)
