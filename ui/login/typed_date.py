"""Reads a date as a clerk types it: 20261125, 2026-11-25 or 2026年11月25日."""

from datetime import date

_YEAR_MONTH_DAY = 8


def typed_date(typed: str) -> date | None:
    """Return the date, or None when it is none."""
    digits = [part for part in "".join(char if char.isdecimal() else " " for char in typed).split() if part]
    whole = digits[0] if len(digits) == 1 else "".join(part.zfill(2) for part in digits)
    if len(whole) != _YEAR_MONTH_DAY:
        return None
    try:
        return date(int(whole[:4]), int(whole[4:6]), int(whole[6:]))
    except ValueError:
        return None
