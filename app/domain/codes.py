"""Code tables: the national and local lists a form offers and an exchange message carries."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeEntry:
    """One code and its name; `offered` is false for codes accepted when read but not put in pick lists.

    `facts` holds what this one table says beyond that (a letter code, a lower level, a duty).
    """

    code: str
    name: str
    offered: bool = True
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTable:
    """A list of codes under the name forms know it by, with where it comes from."""

    name: str
    title: str
    source: str
    version: str
    entries: tuple[CodeEntry, ...]

    def find(self, code: str) -> CodeEntry | None:
        """Return the entry of `code`, offered or not; None if the table has no such code."""
        return next((entry for entry in self.entries if entry.code == code), None)

    def offered(self) -> tuple[CodeEntry, ...]:
        """Return the entries a pick list shows, in the order of the table."""
        return tuple(entry for entry in self.entries if entry.offered)
