"""Column types for STRICT tables: JSON, moments, days and yes-or-no kept as text and whole numbers."""

# ruff: noqa: ARG002 - SQLAlchemy hands its dialect to every conversion.

import json
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy import Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

Member = TypeVar("Member", bound=Enum)


class JsonText(TypeDecorator[Any]):
    """A JSON value as compact text, keys sorted, Chinese left readable."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Turn the value into text."""
        if value is None:
            return None
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Turn the text back into a value."""
        return None if value is None else json.loads(value)


class Moment(TypeDecorator[datetime]):
    """An aware datetime as ISO 8601 text in UTC, microseconds always written: text order is time order."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Refuse a moment without a zone: nobody could say when it was."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Return the aware moment, in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A calendar day as ISO 8601 text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Turn the day into text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Turn the text back into a day."""
        return None if value is None else date.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """Yes or no as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: FBT001
        """Turn the flag into a number."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """Turn the number back into a flag."""
        return None if value is None else bool(value)


class Choice(TypeDecorator[Member]):
    """A member of an enum, kept as its value."""

    impl = Text
    cache_ok = True

    def __init__(self, members: type[Member]) -> None:
        """Take the enum whose members the column holds."""
        super().__init__()
        self.members = members

    def process_bind_param(self, value: Member | None, dialect: Dialect) -> str | None:
        """Turn the member into its value."""
        return None if value is None else str(value.value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Member | None:
        """Turn the value back into the member; ValueError when the enum no longer knows it."""
        return None if value is None else self.members(value)
