"""One table of a hall file: typed values, and mistakes told with file, line and name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import Enum
from typing import TypeVar

from app.domain.errors import PersonFacing

Member = TypeVar("Member", bound=Enum)


class HallFileError(PersonFacing):
    """A mistake in a hall file, for the person who writes it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A table, with the place it stands at."""

    values: Mapping[str, object]
    file: str
    line: int

    def fault(self, code: str, name: str, **facts: object) -> HallFileError:
        """Return the error about one value of this table."""
        return HallFileError(f"hall.{code}", file=self.file, line=self.line, name=name, **facts)

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text; without a default it must be there and not be empty."""
        value = self.values.get(name, default)
        if value is None or (value == "" and default is None):
            raise self.fault("missing", name)
        if not isinstance(value, str):
            raise self.fault("not_text", name)
        return value

    def whole(self, name: str, default: int) -> int:
        """Return a whole number that is not negative."""
        value = self.values.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.fault("not_whole", name)
        return value

    def flag(self, name: str) -> bool:
        """Return yes or no; no when it is not there."""
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            raise self.fault("not_flag", name)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts with at least one entry."""
        values = self._list(name)
        if not all(isinstance(value, str) for value in values):
            raise self.fault("not_list", name)
        return tuple(str(value) for value in values)

    def days(self, name: str) -> tuple[int, ...]:
        """Return days of the week, 1 (Monday) to 7."""
        values = self._list(name)
        days = tuple(value for value in values if isinstance(value, int) and 1 <= value <= 7)
        if len(days) != len(values):
            raise self.fault("not_days", name)
        return days

    def time(self, name: str) -> time:
        """Return a time of day written as 08:30."""
        written = self.text(name)
        if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", written):
            raise self.fault("not_time", name, written=written)
        return time.fromisoformat(written)

    def member(self, name: str, members: type[Member]) -> Member:
        """Return the member of an enum whose value is written."""
        written = self.text(name)
        for member in members:
            if member.value == written:
                return member
        raise self.fault("not_choice", name, written=written, choices="、".join(m.value for m in members))

    def _list(self, name: str) -> list[object]:
        values = self.values.get(name)
        if not isinstance(values, list) or not values:
            raise self.fault("not_list", name)
        return values
