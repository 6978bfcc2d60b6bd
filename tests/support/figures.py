"""One line of the table of figures, and how a time is taken."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """What was measured, beside the bare limit of the same run; milliseconds unless the name says MB."""

    name: str
    ours: float
    bare: float
    wanted: str
    note: str = ""

    def line(self) -> str:
        ratio = self.ours / self.bare if self.bare else float("nan")
        figures = f"{self.ours:>10.2f}{self.bare:>10.2f}{ratio:>8.1f}x"
        return f"{self.name:<36}{figures}   {self.wanted:<36}{self.note}"


HEADING = f"{'figure':<36}{'ours':>10}{'bare':>10}{'ratio':>9}   {'wanted (DESIGN 11)':<36}note"


def timed(work: Callable[[], object]) -> float:
    """Return how many milliseconds one call took."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def median(times: Sequence[float]) -> float:
    return statistics.median(times)


def p99(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def in_turn(rounds: int, *works: Callable[[int], object]) -> list[list[float]]:
    """Time several kinds of work in turn, so that a drift of the machine's speed hits all alike."""
    taken: list[list[float]] = [[] for _ in works]
    for number in range(rounds):
        for times, work in zip(taken, works, strict=True):
            times.append(timed(lambda work=work, number=number: work(number)))
    return taken
