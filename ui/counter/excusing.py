"""Why papers on the checklist need not be here: they come later, or a commitment replaces them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.domain.case.deferral_days import deferral_days
from app.domain.form.sheet import MaterialNeed
from app.domain.item import ServiceItem
from app.services.cases.excuses import Excuses
from app.services.office import Office
from ui.counter.committed import COMMIT, Committed
from ui.counter.later import KEYS as LATER_KEYS
from ui.counter.later import Later

KEYS = LATER_KEYS | {COMMIT}
"""The keys that excuse a paper on its line."""


class Excusing:
    """Both grounds of one intake; a paper has one of them at most."""

    def __init__(self, later: Later) -> None:
        """Begin with nothing excused; `later` knows the days."""
        self.later, self.committed = later, Committed()
        self.agent = ""

    def press(self, key: str, need: MaterialNeed) -> None:
        """Do what a key does; the ground it names takes the place of the other."""
        name = need.material.key
        if key == COMMIT:
            self.committed.press(need, agent=self.agent)
            if self.committed.made((need,), agent=self.agent):
                self.later.drop(name)
        else:
            self.later.press(key, need)
            if self.later.until(name) is not None:
                self.committed.drop(name)

    def drop(self, key: str) -> None:
        """The paper is here."""
        self.later.drop(key)
        self.committed.drop(key)

    def excuses(self, missing: Iterable[MaterialNeed]) -> Excuses:
        """Return what the `missing` papers are excused by."""
        wanted = tuple(missing)
        made = self.committed.made(wanted, agent=self.agent)
        may_commit = bool(self.agent and made)
        return Excuses(deferred=self.later.deferred(wanted), committed=made, agent_may_commit=may_commit)

    def draft(self) -> dict[str, Any]:
        """Return both as a draft keeps them."""
        return {**self.later.draft(), **self.committed.draft()}

    def load(self, answers: Mapping[str, Any]) -> None:
        """Take both back from a draft."""
        self.later.load(answers)
        self.committed.load(answers)


def excusing_for(office: Office, item: ServiceItem, today: date) -> Excusing:
    """Return what may be excused of an application for `item` accepted today; nothing is so far."""
    days = deferral_days(office.hall.deferral, item, today, office.calendar)
    return Excusing(Later(days, office.calendar))
