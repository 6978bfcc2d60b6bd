"""Grabs function keys of an X11 desktop over a connection of its own."""

import ctypes
import os
from collections.abc import Collection, Iterator
from typing import Any

from app.adapters.global_keys import xcb
from app.ports.global_keys import FunctionKey, Hold

_F1_KEYSYM = 0xFFBE
# Caps Lock and Num Lock are modifiers too: a key grabbed without them would be dead while they are on.
_LOCKS = (0, xcb.LOCK, xcb.NUM_LOCK, xcb.LOCK | xcb.NUM_LOCK)


class X11Keys:
    """The keyboard of an X11 desktop."""

    def __init__(self, display: str = "") -> None:
        """Name the display; without a name it is the one in DISPLAY."""
        self._display = display or os.environ.get("DISPLAY", "")

    def hold(self, keys: Collection[FunctionKey]) -> Hold | None:
        """Take `keys` from every window; None without such a display or when one of them is taken."""
        try:
            libraries = xcb.libraries()
        except OSError:
            return None
        grip = _Grip(libraries, self._display)
        if grip.is_open and all(grip.grab(key) for key in keys):
            return grip
        grip.release()
        return None


class _Grip:
    """One connection to the server; the keys grabbed over it are free again when it is closed."""

    def __init__(self, libraries: tuple[Any, Any, Any], display: str) -> None:
        self._xcb, self._keysyms, self._c = libraries
        self._at = self._xcb.xcb_connect(display.encode(), None)
        self.is_open = not self._xcb.xcb_connection_has_error(self._at)
        self._numbers: dict[int, int] = {}

    def grab(self, key: FunctionKey) -> bool:
        """Grab one key under every state of the locks; False when another program has it."""
        codes = self._codes_of(key)
        shift = xcb.SHIFT if key.shift else 0
        return bool(codes) and all(self._grab(code, shift | lock) for code in codes for lock in _LOCKS)

    def fileno(self) -> int:
        """Return the socket to the server."""
        return int(self._xcb.xcb_get_file_descriptor(self._at))

    def presses(self) -> Iterator[FunctionKey]:
        """Yield the grabbed keys that were pressed since."""
        while event := self._xcb.xcb_poll_for_event(self._at):
            press = ctypes.cast(event, ctypes.POINTER(xcb.KeyPress)).contents
            kind, code, state = press.response_type & xcb.RESPONSE_TYPE, press.detail, press.state
            self._c.free(event)
            if kind == xcb.KEY_PRESS and code in self._numbers:
                yield FunctionKey(self._numbers[code], bool(state & xcb.SHIFT))

    def release(self) -> None:
        """Give the keys back and close the connection; who holds them next finds them free."""
        # The server notices a closed connection in its own time; only an answered request is done.
        if self.is_open:
            self._refused(
                self._xcb.xcb_ungrab_key_checked(self._at, xcb.ANY_KEY, self._root(), xcb.ANY_MODIFIER)
            )
        self._xcb.xcb_disconnect(self._at)

    def _codes_of(self, key: FunctionKey) -> tuple[int, ...]:
        symbols = self._keysyms.xcb_key_symbols_alloc(self._at)
        found = self._keysyms.xcb_key_symbols_get_keycode(symbols, _F1_KEYSYM + key.number - 1)
        codes = tuple(_until_zero(found)) if found else ()
        self._c.free(found)
        self._keysyms.xcb_key_symbols_free(symbols)
        self._numbers |= dict.fromkeys(codes, key.number)
        return codes

    def _grab(self, code: int, modifiers: int) -> bool:
        modes = (xcb.GRAB_ASYNC, xcb.GRAB_ASYNC)
        return not self._refused(
            self._xcb.xcb_grab_key_checked(self._at, 0, self._root(), modifiers, code, *modes)
        )

    def _root(self) -> int:
        screens = self._xcb.xcb_setup_roots_iterator(self._xcb.xcb_get_setup(self._at))
        return int(ctypes.cast(screens.data, ctypes.POINTER(ctypes.c_uint32))[0])

    def _refused(self, request: xcb.Cookie) -> bool:
        refusal = self._xcb.xcb_request_check(self._at, request)
        self._c.free(refusal)
        return bool(refusal)


def _until_zero(codes: Any) -> Iterator[int]:
    place = 0
    while codes[place]:
        yield codes[place]
        place += 1
