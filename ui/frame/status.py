"""What the top bar tells about the house: what was not sent yet, what is stuck, how the printer is."""

from dataclasses import dataclass

from app.domain.ticket import Ticket
from ui import dates
from ui.widgets.text import Tone

_OLD_MINUTES = 60
"""Unsent work older than this is worth a colour."""


@dataclass(frozen=True, slots=True)
class Place:
    """Hall and window as the bar names them; the county may rename both while the window is open."""

    hall: str
    window: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseStatus:
    """The counts; `unsent_minutes` is the age of the oldest unsent operation, `place` None before a look.

    Until a county takes part in the exchange nothing is sent anywhere, and nothing may be said to be.
    """

    place: Place | None = None
    has_county: bool = False
    unsent: int = 0
    unsent_minutes: int = 0
    unsettled: int = 0
    printer: str = "正常"
    printer_tone: Tone = Tone.DONE

    @property
    def unsent_words(self) -> str:
        """Return 未上报 3（2 时 0 分）, that all was sent, or that this hall works on its own."""
        if not self.has_county:
            return "单机运行"
        return (
            f"未上报 {self.unsent}（{dates.minutes(self.unsent_minutes)}）" if self.unsent else "已全部上报"
        )

    @property
    def unsent_tone(self) -> Tone:
        """Return whether the unsent work has become old."""
        is_old = self.unsent and self.unsent_minutes >= _OLD_MINUTES
        return Tone.SOON if self.has_county and is_old else Tone.PLAIN

    @property
    def unsettled_words(self) -> str:
        """Return 待处理 1."""
        return f"待处理 {self.unsettled}"

    @property
    def unsettled_tone(self) -> Tone:
        """Return whether something waits for a person."""
        return Tone.SOON if self.unsettled else Tone.PLAIN


def waited_words(ticket: Ticket) -> str:
    """Return how long the person at the window waited before they were called: 等了 6 分."""
    wait = ticket.wait
    return f"等了 {dates.minutes(wait.minutes)}" if wait else ""
