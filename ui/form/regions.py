"""The regions a form offers by name: nobody knows twelve-digit codes, everybody knows the village."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from app.domain.form.lookups import LookupTable, RowValues
from app.domain.form.model import Choice
from ui.form.same import Same

TOWNSHIP_DIGITS, COUNTY_DIGITS = 9, 6
_LEVELS = ("counties", "townships", "villages")
_PARENTS = ("township", "county")
_SAID = {
    "社区居民委员会": "社区",
    "社区居委会": "社区",
    "居民委员会": "社区",
    "居委会": "社区",
    "村民委员会": "村",
    "村委会": "村",
}
"""Longest first: how the end of an official name is said."""


def region_choices(tables: Mapping[str, LookupTable], today: date, home: str) -> tuple[Choice, ...]:
    """Return every region known here, each under the path of its names (关田镇 沙溪村), nearest first.

    `home` is the code of the hall's own township: its villages come first, then its county, then the rest.
    Regions beyond the lists are typed as their code. The same tables give the very same list: every form that
    is opened and every case that is shown asks for it.
    """
    return _choices_of(Same(tables), today, home)


@lru_cache(2)
def _choices_of(same: Same[Mapping[str, LookupTable]], today: date, home: str) -> tuple[Choice, ...]:
    tables = same.held
    rows = {
        code: row
        for level in _LEVELS
        if level in tables
        for code, row in tables[level].edition(today).rows.items()
    }
    choices = (Choice(code, path_of(code, rows, home)) for code in rows)
    return tuple(sorted(choices, key=lambda choice: (_distance(choice.code, home), choice.code)))


def path_of(code: str, rows: Mapping[str, RowValues], home: str) -> str:
    """Return the names from the county down; the hall's own county goes without saying."""
    own_county = home[:COUNTY_DIGITS].ljust(len(home), "0")
    names = [short_name(str(rows[at]["label"])) for at in _upwards(code, rows) if at != own_county]
    return " ".join(reversed(names)) or str(rows[code]["label"])


def short_name(name: str) -> str:
    """Return a name as people say it: 沙溪村 for 沙溪村民委员会."""
    tail = next((tail for tail in _SAID if name.endswith(tail)), "")
    return name.removesuffix(tail) + _SAID.get(tail, "")


def _upwards(code: str, rows: Mapping[str, RowValues]) -> Iterator[str]:
    at: str | None = code
    while at is not None and at in rows:
        yield at
        at = next((str(rows[at][column]) for column in _PARENTS if column in rows[at]), None)


def _distance(code: str, home: str) -> int:
    digits = (TOWNSHIP_DIGITS, COUNTY_DIGITS)
    return sum(code[:count] != home[:count] for count in digits)
