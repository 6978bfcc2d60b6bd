"""The rule that pressing twice does once: one command, one transaction, one effect."""

from collections.abc import Callable
from typing import TypeVar

from app.domain.ledger.canonical import Json
from app.domain.ledger.operation import Moment
from app.ports.unit_of_work import Storage, UnitOfWork
from app.services.business_day import BusinessDay

Result = TypeVar("Result")


def once(
    storage: Storage,
    business_day: BusinessDay,
    command_id: str,
    command: Callable[[UnitOfWork, Moment], Result],
    *,
    keep: Callable[[Result], Json],
    again: Callable[[UnitOfWork, Json], Result],
) -> Result:
    """Carry out a command in one transaction; the same `command_id` again changes nothing.

    `keep` says what to remember of the result, `again` gives the first result back from that. What was done
    before asks no day: a clock that went wrong since must not hide that it is done (ClockInDoubt).
    """
    with storage.writing() as unit:
        known = unit.commands.result(command_id)
        if known is not None:
            return again(unit, known)
        result = command(unit, business_day.moment(unit))
        unit.commands.remember(command_id, keep(result))
        unit.commit()
        return result
