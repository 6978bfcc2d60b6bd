"""What a thing is that waits for a person (待处理): its kind, its sentence, and the case that settles it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Matter(Enum):
    """What kind of thing waits."""

    OPERATION = "operation"
    PAPER = "paper"
    PRINT = "print"
    FILES = "files"
    CASE = "case"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """One thing that waits: what it is about (办件编号, 号票, 文号); code and facts of its sentence.

    `case_id` is the case in which a person settles it, empty where there is none.
    """

    id: str
    matter: Matter
    label: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)
    case_id: str = ""
