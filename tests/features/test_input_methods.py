"""Pinyin typed into the real window through the real daemons, on a display of its own."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from input_methods import FCITX5, IBUS
from own_display import OwnDisplay, SeenFromOutside


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder near the root: the socket of an input method below it may have 108 characters, no more."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.mark.parametrize("method", [FCITX5, IBUS], ids=lambda method: method.name)
def test_a_name_is_typed_in_pinyin_and_enter_in_composition_stays_in_the_field(method, home_today, short):
    with OwnDisplay(short / "session") as display:
        method.start(display)
        window = SeenFromOutside(display, home_today.folder, method.environment)
        window.open()
        window.types("0312")
        window.press("Return")
        window.types("guantian-2026")
        window.press("Return")
        window.waits_to_see("今天坐哪个窗口")
        window.types("1")
        window.press("Return")
        window.waits_to_see("当前 无")
        window.press("alt+2")
        window.waits_to_see("要办什么事项")
        window.types("A01")
        window.press("Return")
        window.wait_for(lambda seen: seen["at"] == "证件号码", "the form")
        window.press("Return")
        window.wait_for(lambda seen: seen["at"] == "姓名", "the name")

        method.turn_on(display)
        window.types("zhongguo")
        window.wait_for(lambda seen: seen["composing"], "syllables in the making")
        window.press("space")
        committed = window.wait_for(lambda seen: bool(seen["text"]), "a word")
        window.types("ren")
        window.wait_for(lambda seen: seen["composing"], "more syllables")
        window.press("Return")
        after = window.wait_for(lambda seen: not seen["composing"], "the end of the composition")

        assert committed["text"] == "中国"
        assert after["at"] == "姓名"
        assert after["text"].startswith("中国")

        window.press("Return")
        window.wait_for(lambda seen: seen["at"] == "民族", "the next field that is not reckoned")
