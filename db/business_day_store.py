"""The legal day, kept among the facts of the database."""

from datetime import date

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from db.tables import meta

_LAST, _CONFIRMED_BY = "business_date", "business_date_confirmed_by"


class BusinessDayRows:
    """Implements the BusinessDayStore port over the meta table."""

    def __init__(self, connection: Connection) -> None:
        """Work inside the transaction of `connection`."""
        self._connection = connection

    def last(self) -> date | None:
        """Return the last business date."""
        value = self._fact(_LAST)
        return date.fromisoformat(value) if value else None

    def confirmed(self) -> date | None:
        """Return the business date if a person had to confirm it."""
        return self.last() if self._fact(_CONFIRMED_BY) else None

    def set(self, day: date, *, confirmed_by: str | None) -> None:
        """Move to `day`."""
        for key, value in ((_LAST, day.isoformat()), (_CONFIRMED_BY, confirmed_by or "")):
            statement = insert(meta).values(key=key, value=value)
            self._connection.execute(
                statement.on_conflict_do_update(index_elements=["key"], set_={"value": value})
            )

    def _fact(self, key: str) -> str | None:
        return self._connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()
