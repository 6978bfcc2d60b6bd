"""The rule that pressing twice does once: one command, one transaction, one effect."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from app.domain.errors import PersonFacing
from app.domain.ledger.canonical import Json
from app.domain.ledger.operation import Moment
from app.ports.unit_of_work import Storage, UnitOfWork
from app.services.asked import asked
from app.services.business_day import BusinessDay

Result = TypeVar("Result")
_NAME, _ASKED, _RESULT = "command", "asked", "result"


class CommandReused(PersonFacing):
    """One command id was given to two commands that differ: a fault of the program, and nothing is done."""


def once(
    storage: Storage,
    business_day: BusinessDay,
    command_id: str,
    command: Callable[[UnitOfWork, Moment], Result],
    *,
    name: str,
    keep: Callable[[Result], Json],
    again: Callable[[UnitOfWork, Json], Result],
) -> Result:
    """Carry out a command in one transaction; the same `command_id` again changes nothing.

    `name` says which command it is: the same id under another name, or asked for something else (`asked`), is
    CommandReused, or a paper would seem voided because another was. `keep` says what to remember of the
    result, `again` gives the first result back from that. What was done before asks no day: a clock that went
    wrong since must not hide that it is done (ClockInDoubt).
    """
    with storage.writing() as unit:
        known = unit.commands.result(command_id)
        if known is not None:
            return again(unit, _kept(known, name))
        result = command(unit, business_day.moment(unit))
        unit.commands.remember(command_id, {_NAME: name, _ASKED: asked(), _RESULT: keep(result)})
        unit.commit()
        return result


def name_of(command: Callable[..., object]) -> str:
    """Return the name under which a command is remembered: the use case that a nested function stands in."""
    return str(getattr(command, "__qualname__", "")).partition(".")[0]


def _kept(known: Json, name: str) -> Json:
    """Return the result remembered; what an older program did not note of a command is believed."""
    if not isinstance(known, Mapping) or not {_NAME, _RESULT} <= known.keys() <= {_NAME, _ASKED, _RESULT}:
        return known
    if known[_NAME] != name or known.get(_ASKED, asked()) != asked():
        raise CommandReused("case.command_reused")
    return known[_RESULT]
