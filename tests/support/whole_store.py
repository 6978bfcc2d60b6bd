"""Everything a hall keeps, to prove that none of it has changed, and a township that tells what it gave."""

from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import inspect, text

from app.bootstrap.opening import OpenHall
from app.ports.township import Township
from app.services.office import Office


def everything(hall: OpenHall) -> dict[str, Any]:
    """Every row of the database, number series included, and every file of the issue log."""
    with hall.database.engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        rows = {name: connection.execute(text(f'SELECT * FROM "{name}"')).all() for name in tables}
    return {**rows, "issue log": [file.read_bytes() for file in sorted(hall.home.issue_log.glob("*"))]}


@dataclass
class WatchedTownship:
    """A township that remembers for which series it was asked for a number."""

    real: Township
    asked: list[str] = field(default_factory=list)

    def next_serial(self, store: Any, series: str) -> int | None:
        self.asked.append(series)
        return self.real.next_serial(store, series)

    def submit(self, store: Any, delivered: Any) -> Any:
        return self.real.submit(store, delivered)

    def conflicts(self, store: Any, subject: Any) -> Any:
        return self.real.conflicts(store, subject)


def watched(hall: OpenHall) -> tuple[Office, WatchedTownship]:
    """The office of a hall whose numbers are watched."""
    township = WatchedTownship(hall.office.recorder.township)
    return replace(hall.office, recorder=replace(hall.office.recorder, township=township)), township
