"""The few calls of libxcb that grabbing a key takes, as ctypes declarations.

X Protocol Reference Manual, GrabKey; libxcb's own headers. No Python binding is kept up that would not bring
an X client library of its own, and Qt loads this one anyway.
"""

import ctypes
import ctypes.util
from collections.abc import Mapping
from functools import cache
from typing import Any

KEY_PRESS = 2
RESPONSE_TYPE = 0x7F
SHIFT, LOCK, NUM_LOCK = 1 << 0, 1 << 1, 1 << 4
GRAB_ASYNC = 1
ANY_KEY, ANY_MODIFIER = 0, 1 << 15

Calls = Mapping[str, tuple[Any, tuple[Any, ...]]]
"""Functions of a library by name: what each returns and takes."""


class Cookie(ctypes.Structure):
    """The ticket of a request that is answered later."""

    _fields_ = (("sequence", ctypes.c_uint),)


class Screens(ctypes.Structure):
    """An iterator over the screens of a server; `data` is the first one's address."""

    _fields_ = (("data", ctypes.c_void_p), ("rem", ctypes.c_int), ("index", ctypes.c_int))


class KeyPress(ctypes.Structure):
    """The event of a key going down: its code, and the modifiers held."""

    _fields_ = (
        ("response_type", ctypes.c_uint8),
        ("detail", ctypes.c_uint8),
        ("sequence", ctypes.c_uint16),
        ("time", ctypes.c_uint32),
        ("root", ctypes.c_uint32),
        ("event", ctypes.c_uint32),
        ("child", ctypes.c_uint32),
        ("root_x", ctypes.c_int16),
        ("root_y", ctypes.c_int16),
        ("event_x", ctypes.c_int16),
        ("event_y", ctypes.c_int16),
        ("state", ctypes.c_uint16),
    )


_POINTER, _BYTE, _WORD = ctypes.c_void_p, ctypes.c_uint8, ctypes.c_uint32
_XCB: Calls = {
    "xcb_connect": (_POINTER, (ctypes.c_char_p, _POINTER)),
    "xcb_connection_has_error": (ctypes.c_int, (_POINTER,)),
    "xcb_get_setup": (_POINTER, (_POINTER,)),
    "xcb_setup_roots_iterator": (Screens, (_POINTER,)),
    "xcb_grab_key_checked": (
        Cookie,
        (_POINTER, _BYTE, _WORD, ctypes.c_uint16, _BYTE, _BYTE, _BYTE),
    ),
    "xcb_ungrab_key_checked": (Cookie, (_POINTER, _BYTE, _WORD, ctypes.c_uint16)),
    "xcb_request_check": (_POINTER, (_POINTER, Cookie)),
    "xcb_get_file_descriptor": (ctypes.c_int, (_POINTER,)),
    "xcb_poll_for_event": (_POINTER, (_POINTER,)),
    "xcb_disconnect": (None, (_POINTER,)),
}
_KEYSYMS: Calls = {
    "xcb_key_symbols_alloc": (_POINTER, (_POINTER,)),
    "xcb_key_symbols_get_keycode": (ctypes.POINTER(_BYTE), (_POINTER, _WORD)),
    "xcb_key_symbols_free": (None, (_POINTER,)),
}
_C: Calls = {"free": (None, (_POINTER,))}


@cache
def libraries() -> tuple[ctypes.CDLL, ctypes.CDLL, ctypes.CDLL]:
    """Return libxcb, libxcb-keysyms and the C library; OSError where one is missing."""
    return (
        _declared("libxcb.so.1", _XCB),
        _declared("libxcb-keysyms.so.1", _KEYSYMS),
        _declared(ctypes.util.find_library("c"), _C),
    )


def _declared(name: str | None, calls: Calls) -> ctypes.CDLL:
    library = ctypes.CDLL(name)
    for call, (result, arguments) in calls.items():
        function = getattr(library, call)
        function.restype, function.argtypes = result, arguments
    return library
