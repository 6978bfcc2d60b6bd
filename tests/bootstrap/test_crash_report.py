"""What a report of a bug holds, and what it never holds."""

from pathlib import Path

import pytest
from fakes import FakeClock

from app.bootstrap.crash_report import CrashReports
from app.bootstrap.sentences import load_words
from app.domain.verification import VerificationError


@pytest.fixture
def reports(tmp_path: Path) -> CrashReports:
    return CrashReports(tmp_path / "reports", FakeClock())


def a_bug() -> Exception:
    """An error that went through our own code."""
    try:
        load_words(Path("/nonexistent")).say("no.such", {"name": "廖秀英"})
    except KeyError as error:
        return error
    raise AssertionError


def test_a_report_names_the_error_and_our_own_lines_only(reports: CrashReports) -> None:
    text = reports.keep(a_bug(), doing="doctor").read_text("utf-8")

    assert text.splitlines()[0] == "2026-11-26T09:00:00+08:00"
    assert "\ndoctor\nKeyError\n" in text
    assert "  app.domain.words:" in text
    assert "tests" not in text
    assert "廖秀英" not in text
    assert "no.such" not in text


def test_a_second_report_of_the_same_second_keeps_the_first(reports: CrashReports) -> None:
    first, second = reports.keep(a_bug()), reports.keep(VerificationError("verify.damaged"))

    assert first != second
    assert "KeyError" in first.read_text("utf-8")
    assert "VerificationError" in second.read_text("utf-8")


def test_long_numbers_are_masked_wherever_they_come_from(reports: CrashReports) -> None:
    text = reports.keep(a_bug(), doing="verify 362126194503090054 13800000001").read_text("utf-8")

    assert "verify * *" in text


def test_errors_that_cause_each_other_end(reports: CrashReports) -> None:
    one, other = a_bug(), ValueError()
    one.__cause__, other.__cause__ = other, one

    text = reports.keep(one).read_text("utf-8")
    assert (text.count("KeyError"), text.count("ValueError")) == (1, 1)
