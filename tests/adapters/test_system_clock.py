"""The clock speaks of the hall's zone."""

from datetime import UTC, datetime, timedelta

from app.adapters.system_clock import SystemClock


def test_now_is_aware_and_eight_hours_ahead_of_greenwich() -> None:
    before = datetime.now(UTC)
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(hours=8)
    assert before <= now <= datetime.now(UTC)
    assert now.tzname() == "Asia/Shanghai"


def test_the_steady_clock_never_runs_backwards() -> None:
    clock = SystemClock()
    readings = [clock.monotonic() for _ in range(100)]
    assert readings == sorted(readings)
