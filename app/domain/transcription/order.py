"""In which order another system asks for a case's values (转录单), and the number it gives in return."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.errors import PersonFacing
from app.domain.item import ServiceItem
from app.domain.transcription.notation import Notation

CASE_NUMBER, QUERY_CODE, RECEIVED_ON = "办件编号", "查询码", "收件日期"
CASE_FACTS = (CASE_NUMBER, QUERY_CODE, RECEIVED_ON)
"""What an order may ask for beside the answers of the form."""


class SerialRefused(PersonFacing):
    """What was given as the other system's number cannot be one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One field of the other system.

    `slot` is a key of the form, `table/column`, or one of CASE_FACTS. `theirs` gives their writing for ours
    where the two differ (男 → 1). `line` is where the step stands in its file.
    """

    label: str
    slot: str
    notation: Notation = Notation.WORDS
    theirs: Mapping[str, str] = field(default_factory=dict)
    line: int = 1

    @property
    def table(self) -> str:
        """The table the field is a column of, "" for a field of the form itself."""
        return self.slot.partition("/")[0] if "/" in self.slot else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyingOrder:
    """What one system asks for when one of `items` is entered there.

    `serial_pattern` is a regular expression the whole of its number must match; `serial_help` says in words
    what the number looks like.
    """

    id: str
    name: str
    items: frozenset[str]
    steps: tuple[Step, ...]
    serial_label: str
    serial_pattern: str
    serial_help: str
    file: str = ""


def missing_steps(order: KeyingOrder, item: ServiceItem) -> tuple[Step, ...]:
    """Return the steps that ask for something this version of the item does not have."""
    known = {*CASE_FACTS, *item.form.fields}
    return tuple(step for step in order.steps if step.slot not in known)


def read_serial(order: KeyingOrder, typed: str) -> str:
    """Return the other system's number as pasted, without the blanks around and inside it.

    SerialRefused, with what the number looks like, when it is none of that system's.
    """
    serial = "".join(typed.split())
    if not re.fullmatch(order.serial_pattern, serial, re.ASCII):
        raise SerialRefused(
            "transcription.serial_wrong", label=order.serial_label, system=order.name, help=order.serial_help
        )
    return serial
