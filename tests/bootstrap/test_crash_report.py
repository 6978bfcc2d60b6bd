"""What a report of a bug holds, and what it never holds."""

from pathlib import Path

import pytest
from fakes import FakeClock

from app.bootstrap.crash_report import CrashReports
from app.bootstrap.places import resources
from app.bootstrap.sentences import load_words
from app.domain.verification import VerificationError
from ui.words import Wording


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


def kept(reports: CrashReports, error: BaseException, doing: str = "") -> str:
    file = reports.keep(error, doing)
    assert file is not None
    return file.read_text("utf-8")


def test_a_report_names_the_error_and_our_own_lines_only(reports: CrashReports) -> None:
    text = kept(reports, a_bug(), doing="doctor")

    assert text.splitlines()[0] == "2026-11-26T09:00:00+08:00"
    assert "\ndoctor\nKeyError\n" in text
    assert "  app.domain.words:" in text
    assert "tests" not in text
    assert "廖秀英" not in text
    assert "no.such" not in text


def test_a_second_report_of_the_same_second_keeps_the_first(reports: CrashReports) -> None:
    first = kept(reports, a_bug())
    second = kept(reports, VerificationError("verify.damaged"))

    assert len(list(reports.folder.iterdir())) == 2
    assert "KeyError" in first
    assert "VerificationError" in second


def test_what_goes_wrong_every_few_seconds_is_kept_once_a_start(reports: CrashReports) -> None:
    first = [reports.keep(a_bug(), "window") for _ in range(3)]

    assert len(set(first)) == len(list(reports.folder.iterdir())) == 1
    assert reports.keep(a_bug(), "doctor") not in first, "elsewhere it is another bug"
    assert CrashReports(reports.folder, reports.clock).keep(a_bug(), "window") not in first


def test_long_numbers_are_masked_wherever_they_come_from(reports: CrashReports) -> None:
    text = kept(reports, a_bug(), doing="verify 362126194503090054 13800000001")

    assert "verify * *" in text


def test_errors_that_cause_each_other_end(reports: CrashReports) -> None:
    one, other = a_bug(), ValueError()
    one.__cause__, other.__cause__ = other, one

    text = kept(reports, one)
    assert (text.count("KeyError"), text.count("ValueError")) == (1, 1)


def test_a_folder_that_cannot_be_written_hides_no_bug(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", "utf-8")

    assert CrashReports(tmp_path / "file" / "reports", FakeClock()).keep(a_bug()) is None


def test_the_window_says_the_same_of_a_bug_that_could_not_be_kept(tmp_path: Path) -> None:
    """The second error, of the disk, must not take the place of the first on its way to the clerk."""
    (tmp_path / "file").write_text("not a folder", "utf-8")
    reports = CrashReports(tmp_path / "file" / "reports", FakeClock())
    wording = Wording(load_words(resources() / "words"), reports.keep)

    assert wording.of(a_bug()).title == "程序出了问题"


def test_half_a_surrogate_pair_in_what_was_done_keeps_no_report_away(reports: CrashReports) -> None:
    assert "verify \\ud800" in kept(reports, a_bug(), doing="verify \ud800")
