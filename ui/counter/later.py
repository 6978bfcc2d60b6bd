"""The papers that come later (容缺): what each key does to one, and the day it is promised for."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from app.domain.calendar import WorkCalendar
from app.domain.case.deferral_days import DeferralDays
from app.domain.draft import DEFERRAL_SLOT
from app.domain.form.sheet import MaterialNeed
from app.services.cases.excuses import Deferral

_DAY = timedelta(days=1)
PUT_OFF = "R"
_STEPS = {"+": 1, "=": 1, "-": -1}
"""The plus sign lies on the key of the equals sign."""
KEYS = frozenset({PUT_OFF, *_STEPS})


class Later:
    """The promises of one intake, by material; quick and without Qt."""

    def __init__(self, days: DeferralDays, calendar: WorkCalendar) -> None:
        """Promise for `days`, counted by `calendar`."""
        self._days, self._calendar = days, calendar
        self._until: dict[str, date] = {}

    def until(self, key: str) -> date | None:
        """Return the day a paper is promised for, None if it is not put off."""
        return self._until.get(key)

    def may_be_put_off(self, need: MaterialNeed) -> bool:
        """Say whether the item lets a paper come later, and the law leaves time for it."""
        return need.deferrable and self._days.first <= self._days.last

    def press(self, key: str, need: MaterialNeed) -> None:
        """Put a paper off until the usual day, or no longer; move its day by a working day of the terms."""
        name, until = need.material.key, self._until.get(need.material.key)
        if key == PUT_OFF and until is not None:
            self.drop(name)
        elif key == PUT_OFF and self.may_be_put_off(need):
            self._until[name] = self._days.usual
        elif key in _STEPS and until is not None:
            self._until[name] = self._moved(until, _STEPS[key])

    def drop(self, key: str) -> None:
        """The paper is here, or nobody promises it any more."""
        self._until.pop(key, None)

    def deferred(self, missing: Iterable[MaterialNeed]) -> tuple[Deferral, ...]:
        """Return the promises of the papers that are `missing`; one that is not needed any more is none."""
        promised = ((need.material.key, self._until.get(need.material.key)) for need in missing)
        return tuple(Deferral(key=key, until=until) for key, until in promised if until is not None)

    def draft(self) -> dict[str, Any]:
        """Return the promises as a draft keeps them."""
        return {f"{DEFERRAL_SLOT}{key}": until.isoformat() for key, until in self._until.items()}

    def load(self, answers: Mapping[str, Any]) -> None:
        """Take the promises back from a draft; whether their days still will do is seen at the acceptance."""
        self._until = {
            path.removeprefix(DEFERRAL_SLOT): date.fromisoformat(value)
            for path, value in answers.items()
            if path.startswith(DEFERRAL_SLOT)
        }

    def _moved(self, until: date, step: int) -> date:
        """Return the next working day or the one before; at either end of the terms it stays."""
        day = until + step * _DAY
        while self._days.holds(day):
            if self._calendar.is_working_day(day):
                return day
            day += step * _DAY
        return until
