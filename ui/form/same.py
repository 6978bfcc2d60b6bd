"""A key for what is too large to be compared: equal to itself alone."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """Holds `held`, and so its identity: nothing else takes its place in memory while this is a key."""

    __slots__ = ("held",)

    def __init__(self, held: T) -> None:
        """Stand for `held`."""
        self.held = held

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.held is other.held

    def __hash__(self) -> int:
        return id(self.held)
