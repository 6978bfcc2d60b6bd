"""Function keys of a real X11 desktop reach us while another window has the keyboard."""

import select
from collections.abc import Iterator
from pathlib import Path

import pytest
from own_display import OwnDisplay

from app.adapters.global_keys.x11 import X11Keys
from app.ports.global_keys import FunctionKey, Hold

F11, SHIFT_F11, F12 = FunctionKey(11), FunctionKey(11, shift=True), FunctionKey(12)
PATIENCE_S = 10.0


@pytest.fixture(scope="module")
def display(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnDisplay]:
    with OwnDisplay(tmp_path_factory.mktemp("display") / "own") as own:
        yield own


@pytest.fixture
def keys(display: OwnDisplay) -> X11Keys:
    return X11Keys(display.environment["DISPLAY"])


@pytest.fixture
def hold(keys: X11Keys) -> Iterator[Hold]:
    held = keys.hold((F11, SHIFT_F11))
    assert held is not None
    yield held
    held.release()


def next_press(hold: Hold) -> list[FunctionKey]:
    ready, _, _ = select.select([hold.fileno()], [], [], PATIENCE_S)
    assert ready, "no key came"
    return list(hold.presses())


@pytest.mark.parametrize(("typed", "key"), [("F11", F11), ("shift+F11", SHIFT_F11)])
def test_a_held_key_is_heard_whoever_has_the_keyboard(
    display: OwnDisplay, hold: Hold, typed: str, key: FunctionKey
) -> None:
    display.run("xdotool", "key", typed)

    assert next_press(hold) == [key]


@pytest.mark.parametrize("lock", ["Caps_Lock", "Num_Lock"])
def test_a_lock_does_not_deafen_it(display: OwnDisplay, hold: Hold, lock: str) -> None:
    display.run("xdotool", "key", lock)
    display.run("xdotool", "key", "F11")
    display.run("xdotool", "key", lock)

    assert next_press(hold) == [F11]


def test_nothing_pressed_is_nothing_heard(hold: Hold) -> None:
    assert list(hold.presses()) == []


def test_when_somebody_else_holds_one_of_them_none_is_taken(keys: X11Keys, hold: Hold) -> None:
    assert keys.hold((F12, F11)) is None

    other = keys.hold((F12,))
    assert other is not None
    other.release()


def test_a_released_key_can_be_held_again(keys: X11Keys) -> None:
    for _ in range(50):
        held = keys.hold((F12,))
        assert held is not None
        held.release()


def test_without_a_display_nothing_is_held(tmp_path: Path) -> None:
    assert X11Keys(f"{tmp_path}:99").hold((F11,)) is None
