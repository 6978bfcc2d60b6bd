"""Lists what lies in the drawers: each clerk's batches, and what they must come to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.cash.batch import CashBatch
from app.domain.clerk import Clerk
from app.domain.role import Action
from app.ports.unit_of_work import UnitOfWork
from app.services.cash.drawer import batches_of_day
from app.services.desk import Desk, NotAllowed
from app.services.office import Office
from app.services.use_case import use_case

LOOK_BACK_DAYS = 62
"""How long what is not signed or handed over is looked for; money is due at its biller within a day."""


@dataclass(frozen=True, slots=True)
class Drawer:
    """The batches of one clerk that a day's end is about, oldest first."""

    clerk: Clerk
    batches: tuple[CashBatch, ...]

    @property
    def cash(self) -> int:
        """What must lie in the drawer, in fen."""
        return sum(batch.cash for batch in self.batches)

    @property
    def balance(self) -> int:
        """What has still to be handed over by every way of paying, in fen."""
        return sum(batch.balance for batch in self.batches)


@dataclass(frozen=True, slots=True)
class Drawers:
    """The drawers a clerk may see, the own one first; `names` are of all clerks by id."""

    drawers: tuple[Drawer, ...]
    names: dict[str, str]


@use_case
def review_drawers(office: Office, desk: Desk) -> Drawers:
    """Return the own drawer, also while empty, and for somebody who checks money every other that is not.

    A drawer holds the batches of today, and of earlier days those unsigned or not handed over yet. NotAllowed
    for whoever neither takes nor checks money.
    """
    clerk = desk.clerk
    takes, checks = clerk.may(Action.TAKE_CASH), clerk.may(Action.CHECK_CASH)
    if not takes and not checks:
        raise NotAllowed("case.not_allowed", action=Action.CHECK_CASH.value, clerk=clerk.name)
    today = office.business_day.on_screen()
    with office.storage.reading() as unit:
        people = unit.clerks.all()
        others = [one for one in people if one.id != clerk.id] if checks else []
        found = [Drawer(one, tuple(_open_matters(office, unit, one.id, today))) for one in (clerk, *others)]
    kept = tuple(one for one in found if one.batches or (takes and one.clerk.id == clerk.id))
    return Drawers(kept, {one.id: one.name for one in (clerk, *people)})


def _open_matters(office: Office, unit: UnitOfWork, clerk: str, today: date) -> Iterator[CashBatch]:
    for back in range(LOOK_BACK_DAYS, -1, -1):
        day = today - timedelta(days=back)
        for batch in batches_of_day(office, unit, clerk, day):
            if day == today or batch.is_open or any(line.balance for line in batch.lines):
                yield batch
