"""The few calls of libxcb that grabbing a key takes, as ctypes declarations.

X Protocol Reference Manual, GrabKey; libxcb's own headers. No Python binding is kept up that would not bring
an X client library of its own, and Qt loads this one anyway.
"""

import ctypes
import ctypes.util
from functools import cache

KEY_PRESS = 2
RESPONSE_TYPE = 0x7F
SHIFT, LOCK, NUM_LOCK = 1 << 0, 1 << 1, 1 << 4
GRAB_ASYNC = 1


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


@cache
def libraries() -> tuple[ctypes.CDLL, ctypes.CDLL, ctypes.CDLL]:
    """Return libxcb, libxcb-keysyms and the C library; OSError where one is missing."""
    xcb, keysyms = ctypes.CDLL("libxcb.so.1"), ctypes.CDLL("libxcb-keysyms.so.1")
    c = ctypes.CDLL(ctypes.util.find_library("c"))
    pointer = ctypes.c_void_p
    xcb.xcb_connect.restype, xcb.xcb_connect.argtypes = pointer, (ctypes.c_char_p, pointer)
    xcb.xcb_connection_has_error.argtypes = (pointer,)
    xcb.xcb_get_setup.restype, xcb.xcb_get_setup.argtypes = pointer, (pointer,)
    xcb.xcb_setup_roots_iterator.restype, xcb.xcb_setup_roots_iterator.argtypes = Screens, (pointer,)
    xcb.xcb_grab_key_checked.restype = Cookie
    xcb.xcb_grab_key_checked.argtypes = (
        pointer,
        ctypes.c_uint8,
        ctypes.c_uint32,
        ctypes.c_uint16,
        ctypes.c_uint8,
        ctypes.c_uint8,
        ctypes.c_uint8,
    )
    xcb.xcb_request_check.restype, xcb.xcb_request_check.argtypes = pointer, (pointer, Cookie)
    xcb.xcb_get_file_descriptor.argtypes = (pointer,)
    xcb.xcb_poll_for_event.restype, xcb.xcb_poll_for_event.argtypes = pointer, (pointer,)
    xcb.xcb_disconnect.argtypes = (pointer,)
    keysyms.xcb_key_symbols_alloc.restype, keysyms.xcb_key_symbols_alloc.argtypes = pointer, (pointer,)
    keysyms.xcb_key_symbols_get_keycode.restype = ctypes.POINTER(ctypes.c_uint8)
    keysyms.xcb_key_symbols_get_keycode.argtypes = (pointer, ctypes.c_uint32)
    keysyms.xcb_key_symbols_free.argtypes = (pointer,)
    c.free.argtypes = (pointer,)
    return xcb, keysyms, c
