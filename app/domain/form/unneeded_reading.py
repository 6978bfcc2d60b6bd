"""Reads which answers mean that no permit is needed (行政许可法 32): an item's `[[unneeded]]`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.domain.form import shapes
from app.domain.form.author import Margin, SourceText
from app.domain.form.model import CheckDef, Rule
from app.domain.form.shapes import sound
from app.domain.identity.check import Severity
from app.domain.legal_basis import LegalBasis, misspelt


def read_unneeded(
    records: Iterable[Mapping[str, Any]], source: SourceText, margin: Margin
) -> Iterator[CheckDef]:
    """Yield each as a check that stops an acceptance and names the law; mistakes go into the margin."""
    for record in records:
        spot = source.spot(f"不需要许可〈{record.get('say', '')}〉", str(record.get("at", "")))
        good = sound(record, shapes.UNNEEDED, margin, spot)
        law = sound(good.get("basis", {}), shapes.BASIS, margin, spot) if "basis" in good else {}
        for code, text in misspelt(law):
            margin.note(spot, code, text=text)
        if shapes.UNNEEDED.needed <= good.keys() and shapes.BASIS.needed <= law.keys():
            yield CheckDef(
                wrong=Rule(good["when"], spot),
                say=good["say"],
                at=good["at"],
                severity=Severity.ERROR,
                basis=LegalBasis(**law),
            )
