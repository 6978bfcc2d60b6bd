"""Between which days a paper that comes later (容缺) may be promised."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.calendar import WorkCalendar
from app.domain.case.deadlines import due_dates
from app.domain.hall import DeferralTerms
from app.domain.item import Handling, ServiceItem


@dataclass(frozen=True, slots=True)
class DeferralDays:
    """The first and last day that may be promised, and the usual one; no day may where `last` is earlier."""

    first: date
    last: date
    usual: date

    def holds(self, day: date) -> bool:
        """Say whether a day may be promised."""
        return self.first <= day <= self.last


def deferral_days(
    terms: DeferralTerms, item: ServiceItem, accepted_on: date, calendar: WorkCalendar
) -> DeferralDays:
    """Return the days a paper of a case accepted on a day may be promised for, by the hall's `terms`.

    What has to be decided by a day in law cannot wait beyond it for a paper. An 即办件 is decided once all is
    there, so nothing runs out meanwhile.
    """
    first, last, usual = (
        calendar.add_working_days(accepted_on, count).date
        for count in (terms.fewest, terms.most, terms.usual)
    )
    statutory = due_dates(item, accepted_on, calendar).statutory
    if statutory is not None and item.handling is Handling.PROMISED:
        last = min(last, statutory.date)
    return DeferralDays(first, last, max(first, min(usual, last)))


def is_barred(terms: DeferralTerms, broken: date | None, today: date) -> bool:
    """Say whether who broke a promise of the day `broken` is given no other one on `today`."""
    return broken is not None and today <= broken + timedelta(days=terms.barred) and terms.barred > 0
