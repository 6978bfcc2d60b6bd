"""A hall as data: its windows, business letters, priority grounds, hours, numbers and queue policy."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from app.domain.queue.policy import QueuePolicy

USUAL_CLOSURE = 10
"""Days: the Spring Festival with a weekend beside it (国务院办公厅 notices of the holidays)."""


USUAL_DRAFT_DAYS = 30


@dataclass(frozen=True, slots=True)
class DeferralTerms:
    """How long a paper may be put off at an acceptance (容缺补齐), in working days; local custom [U].

    Who broke such a promise is given no other one for `barred` natural days from the promised day; 0: no bar.
    """

    fewest: int = 3
    most: int = 15
    usual: int = 5
    barred: int = 365


@dataclass(frozen=True, slots=True)
class BusinessLetter:
    """A letter printed on tickets, and the business it stands for."""

    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class PriorityGround:
    """Why a person is served before others; kept with the ticket, with the rule it rests on."""

    code: str
    label: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """A counter window: its number as printed on the sign, its business, whose staff sit there."""

    number: str
    name: str
    letters: tuple[str, ...]
    department: str = ""

    @property
    def label(self) -> str:
        """The words a clerk and the hall board use."""
        return f"{self.number}号窗口 {self.name}"

    @property
    def routes(self) -> tuple[str, ...]:
        """What a ticket may wait for to be called here: one of its letters, or this window by its number."""
        return (*self.letters, self.number)


@dataclass(frozen=True, slots=True)
class Session:
    """A part of the opening hours; days are 1 (Monday) to 7, `extended` marks 延时服务."""

    name: str
    days: tuple[int, ...]
    opens: time
    closes: time
    extended: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """One hall. `document_prefix` begins every 文号 (赣崇关), `seals` names a seal by its use.

    `longest_closure` is the most days in a row it is ever closed: a clock that leaps further is asked about.
    `deferral` says for how long papers may come later, `draft_days` after how many days a draft that still
    lies there is asked about; 0: never.
    """

    id: str
    name: str
    authority_name: str
    area_code: str
    document_prefix: str
    address: str
    phone: str
    complaint_phone: str
    letters: tuple[BusinessLetter, ...]
    windows: tuple[Window, ...]
    grounds: tuple[PriorityGround, ...]
    sessions: tuple[Session, ...]
    policy: QueuePolicy
    seals: Mapping[str, str]
    longest_closure: int = USUAL_CLOSURE
    deferral: DeferralTerms = DeferralTerms()
    draft_days: int = USUAL_DRAFT_DAYS

    def window(self, number: str) -> Window | None:
        """Return the window with that number, or None."""
        return next((window for window in self.windows if window.number == number), None)

    def window_numbers(self) -> tuple[str, ...]:
        """Return the numbers of all windows, in the order of the file."""
        return tuple(window.number for window in self.windows)

    def letter(self, letter: str) -> BusinessLetter | None:
        """Return the business behind a letter, or None."""
        return next((business for business in self.letters if business.letter == letter), None)

    def ground(self, code: str) -> PriorityGround | None:
        """Return the priority ground with that code, or None."""
        return next((ground for ground in self.grounds if ground.code == code), None)

    def open_until(self, day: date, at: time) -> time | None:
        """Return when the last session of a day ends, None where it has ended by `at` or none is held."""
        last = max((one.closes for one in self.sessions if day.isoweekday() in one.days), default=None)
        return last if last is not None and at < last else None

    def windows_for(self, letter: str) -> tuple[Window, ...]:
        """Return the windows that serve a letter: what the slip tells people to watch."""
        return tuple(window for window in self.windows if letter in window.letters)

    def windows_on(self, route: str) -> tuple[Window, ...]:
        """Return the windows that call a ticket on a route: a letter, or the number of one window."""
        return tuple(window for window in self.windows if route in window.routes)
