"""Dates and lengths of time as a clerk says them."""

from datetime import date

_DAYS = "一二三四五六日"
_HOUR = 60


def day(of: date, *, today: date | None = None) -> str:
    """Return 12月4日（周五）; with the year when it is not today's."""
    year = f"{of.year}年" if today is not None and of.year != today.year else ""
    return f"{year}{of.month}月{of.day}日（周{_DAYS[of.weekday()]}）"


def left(working_days: int) -> str:
    """Return what is left of a limit in working days: 还有 3 个工作日, 今天到期, 已超 2 个工作日."""
    if working_days > 0:
        return f"还有 {working_days} 个工作日"
    return "今天到期" if working_days == 0 else f"已超 {-working_days} 个工作日"


def minutes(count: int) -> str:
    """Return a wait: 不到 1 分, 6 分, 1 时 5 分."""
    if count < 1:
        return "不到 1 分"
    hours, rest = divmod(count, _HOUR)
    return f"{hours} 时 {rest} 分" if hours else f"{rest} 分"
