"""A legal text that something rests on (依据), and how its parts are written in data."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """设定依据: the text by its bare title, its 文号, the articles that count, and the wording if quoted."""

    title: str
    number: str = ""
    article: str = ""
    text: str = ""

    def cited(self) -> str:
        """Return it as papers name it: 《最低生活保障审核确认办法》（民发〔2021〕57号）第八条."""
        number = f"（{self.number}）" if self.number else ""
        return f"《{self.title}》{number}{self.article}"


_ARTICLE = "第[一二三四五六七八九十百千零]+条(之[一二三四五六七八九十]+)?(第[一二三四五六七八九十]+[款项])*"
_SPELLINGS = {
    "title": (re.compile("[^《》]+"), "form.quoted_title"),
    "number": (re.compile(r"[^〔〕]+〔\d{4}〕(第)?\d+号"), "form.bad_document_number"),
    "article": (re.compile(f"{_ARTICLE}([、至]{_ARTICLE})*"), "form.bad_article"),
}
"""How the parts of a legal basis are written, so that every paper can put them together."""


def misspelt(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the code of a mistake and the text it is about, for each part no paper could put together."""
    for name, (spelling, code) in _SPELLINGS.items():
        given = record.get(name, "")
        if given and not spelling.fullmatch(given):
            yield code, given
