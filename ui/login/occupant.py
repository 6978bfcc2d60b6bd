"""Who sits at a window, as the window choice shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Occupant:
    """A clerk by id, and the masked name others may read (王*兰)."""

    clerk_id: str
    name: str
