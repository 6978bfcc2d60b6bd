"""The legal day, kept among the facts of the database."""

from datetime import date

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from db.tables import meta

_LAST, _CONFIRMED_BY, _CLOCK = "business_date", "business_date_confirmed_by", "business_date_clock"


class BusinessDayRows:
    """Implements the BusinessDayStore port over the meta table."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def last(self) -> date | None:
        """Return the last business date."""
        return self._date(_LAST)

    def confirmed_under(self) -> date | None:
        """Return the date the clock showed when a person stated the business date."""
        return self._date(_CLOCK)

    def set(self, day: date, *, confirmed_by: str | None, clock: date | None = None) -> None:
        """Move to `day`."""
        shown = clock.isoformat() if clock else ""
        for key, value in ((_LAST, day.isoformat()), (_CONFIRMED_BY, confirmed_by or ""), (_CLOCK, shown)):
            statement = insert(meta).values(key=key, value=value)
            self._connection.execute(
                statement.on_conflict_do_update(index_elements=["key"], set_={"value": value})
            )

    def _date(self, key: str) -> date | None:
        value = self._fact(key)
        return date.fromisoformat(value) if value else None

    def _fact(self, key: str) -> str | None:
        return self._connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()
