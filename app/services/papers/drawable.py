"""Makes sure that a paper can be drawn before its number is used."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from app.domain.keepable import in_codes, on_one_line
from app.domain.paper import PaperError, PaperFacts
from app.domain.paper_wording import compose
from app.services.office import PaperWorks

Placed: TypeAlias = tuple[str, str]
"""A text and before it where it stands, in a clerk's words."""


def refuse_undrawable(works: PaperWorks, texts: Iterable[Placed]) -> None:
    """Refuse texts that no paper can show; PaperError papers.field_undrawable names the first place.

    `characters` are those of that place, each with its code point: some cannot be seen on a screen either.
    """
    for place, text in texts:
        missing = works.renderer.undrawable(on_one_line(text))
        if missing:
            named = "、".join(f"{one}（{in_codes(one)}）" for one in missing)
            raise PaperError("papers.field_undrawable", place=place, characters=named)


def refuse_undrawable_paper(works: PaperWorks, facts: PaperFacts) -> None:
    """Refuse a paper that cannot be drawn as it stands; its number may be a specimen of the series.

    PaperError: papers.fact_missing where it lacks what it must state, papers.field_undrawable.
    """
    texts = tuple(_texts(facts))
    if works.renderer.undrawable("".join(text for _, text in texts)):
        refuse_undrawable(works, texts)


def cells(works: PaperWorks, type_code: str, rows: Iterable[tuple[str, ...]]) -> Iterator[Placed]:
    """Yield the cells of a table of a paper type, each under its heading."""
    headings = [column.heading for column in works.type_of(type_code).columns]
    for row in rows:
        yield from zip(headings, row, strict=True)


def _texts(facts: PaperFacts) -> Iterator[Placed]:
    statement, title = compose(facts), facts.paper_type.title
    yield from ((row.label, row.value) for row in statement.rows)
    headings = [column.heading for column in facts.paper_type.columns]
    for row in facts.table_rows:
        yield from zip(headings, row, strict=True)
    said = (statement.salutation, *statement.opening, *statement.closing, *statement.pledge)
    whole = (*said, facts.paper_type.pledge_title, statement.foot)
    yield from ((title, text) for text in (title, facts.number, facts.unit.name, *whole))
