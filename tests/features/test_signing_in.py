"""Named clerks only, few tries, one window a process, and a lock that loses nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import busy_window
import pytest
from own_display import ROOT


@contextmanager
def another_program(home, window: str) -> "Iterator[subprocess.Popen[str]]":
    """A window program of its own with an application begun, killed in the end as a power cut would."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "support")])
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-m", "busy_window", str(home.folder), window]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == busy_window.READY
            yield process
        finally:
            process.kill()


def test_a_wrong_pass_phrase_is_said_and_the_right_one_then_opens(opens):
    clerk = opens()
    clerk.signs_in("0312", "guantian-2025")
    clerk.waits_to_see("口令不对，还可以试 4 次")

    clerk.types("guantian-2026")
    clerk.press("Enter")

    clerk.waits_to_see("今天坐哪个窗口")


def test_after_five_wrong_pass_phrases_everybody_must_wait_even_in_a_new_window(opens, clock):
    clerk = opens()
    clerk.signs_in("0312", "guantian-2025")
    for _try in range(4):
        clerk.types("guantian-2025")
        clerk.press("Enter")
    clerk.waits_to_see("请等 30 秒")
    again = opens()
    again.signs_in("0312")
    again.waits_to_see("请等")
    clock.advance(seconds=31)
    third = opens()
    third.signs_in("0312")

    third.waits_to_see("今天坐哪个窗口")


def test_who_signed_in_last_at_this_machine_only_types_the_pass_phrase(opens):
    first = opens()
    first.signs_in("0313")
    first.waits_to_see("今天坐哪个窗口")
    first.place.close()

    again = opens()
    again.settle()

    assert again.sees("0313 李国平")
    assert again.at == "口令"
    again.types("guantian-2026")
    again.press("Enter")
    again.waits_to_see("今天坐哪个窗口", "李国平")


def test_who_is_not_a_clerk_is_told_so(opens):
    clerk = opens()
    clerk.signs_in("0999")

    assert clerk.sees("0999")
    assert not clerk.sees("今天坐哪个窗口")


def test_one_window_is_not_opened_twice_but_the_next_is_free(opens, home):
    with another_program(home, "01"):
        clerk = opens()
        clerk.signs_in("0312")
        clerk.waits_to_see("今天坐哪个窗口", "李*平 在用")
        clerk.types("01")
        clerk.press("Enter")
        asked = clerk.sees("确实要接替")
        clerk.press("Enter")
        clerk.waits_to_see("同一个窗口不能开两次")
        clerk.press("Ctrl+A")
        clerk.sits_at("02")

    assert asked


def test_what_was_typed_before_the_power_cut_is_offered_back(opens, home):
    with another_program(home, "01"):
        pass
    clerk = opens()
    clerk.signs_in("0313")
    clerk.sits_at("01")
    clerk.goes_to("收件")
    clerk.picks_draft()

    assert clerk.sees(busy_window.NAME)


@pytest.fixture
def half_typed(clerk):
    clerk.goes_to("收件")
    clerk.picks_item("A01")
    clerk.fills({"姓名": "王小明"})
    return clerk


def test_what_was_typed_in_the_last_moment_before_closing_is_kept(half_typed, opens):
    half_typed.walks_to("手机号码")
    half_typed.types("13800000001")
    half_typed.place.close()
    again = opens()
    again.signs_in("0312")
    again.sits_at("01")
    again.goes_to("收件")
    again.picks_draft()

    assert again.sees("王小明", "138 0000 0001")


def test_the_lock_key_hides_the_work_and_the_pass_phrase_brings_it_back(half_typed):
    half_typed.press("Ctrl+L")
    half_typed.waits_to_see("已锁屏")
    hidden = not half_typed.sees("王小明")
    half_typed.press("F12", "Alt+3")
    still_locked = half_typed.sees("已锁屏")
    half_typed.types("guantian-2026")
    half_typed.press("Enter")

    assert hidden
    assert still_locked
    assert half_typed.sees("王小明")


def test_a_window_nobody_touches_locks_itself_and_keeps_what_was_typed(half_typed):
    half_typed.place.is_left_alone()
    half_typed.waits_to_see("已锁屏")
    half_typed.types("guantian-2026")
    half_typed.press("Enter")

    half_typed.waits_to_see("王小明")
    half_typed.walks_to("户籍地址")
