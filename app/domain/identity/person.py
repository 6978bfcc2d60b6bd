"""What an identity number says of its holder: sex, birth date and, from that, age."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Sex(Enum):
    """Sex by GB/T 2261.1."""

    UNKNOWN = "0"
    MALE = "1"
    FEMALE = "2"
    UNSTATED = "9"


@dataclass(frozen=True, slots=True)
class Holder:
    """The person a number belongs to, as far as the number tells."""

    birth: date
    sex: Sex


def age_on(birth: date, day: date) -> int:
    """Return the full years reached on `day`.

    Who was born on 29 February reaches a new age on 1 March of a common year: until then the
    calendar day of birth has not come round. (The other reading is 28 February; we chose the later
    day, so that nobody is granted an age limit early.)
    """
    not_yet = (day.month, day.day) < (birth.month, birth.day)
    return day.year - birth.year - not_yet
