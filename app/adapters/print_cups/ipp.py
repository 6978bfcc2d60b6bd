"""A small IPP client: asks a CUPS scheduler one question and reads the attributes back.

RFC 8010 (encoding) and RFC 8011 (operations), as far as job and printer states need them.
"""

import errno
import http.client
import socket
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

Value: TypeAlias = int | bool | str
Attributes: TypeAlias = dict[str, list[Value]]

_VERSION = (2, 0)
_OPERATION_GROUP = 0x01
_END = 0x03
_FIRST_VALUE_TAG = 0x10
_OK_BELOW = 0x0100
_SERVER_ERRORS_FROM = 0x0500


class Operation(IntEnum):
    """The questions we ask; CUPS-Get-Printers is CUPS's own."""

    GET_JOB_ATTRIBUTES = 0x0009
    GET_PRINTER_ATTRIBUTES = 0x000B
    CUPS_GET_DEFAULT = 0x4001
    CUPS_GET_PRINTERS = 0x4002


class Tag(IntEnum):
    """Value tags of RFC 8010 3.5.2 that we send or read as other than text."""

    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48


class SchedulerSilentError(Exception):
    """The scheduler could not be reached, did not answer in time or in IPP, or could not work just now."""


class NotFoundError(Exception):
    """The scheduler answered that there is no such job or printer, or refused to tell."""


@dataclass(frozen=True, slots=True)
class Scheduler:
    """Where a CUPS scheduler listens: a path (its socket) or host:port; `timeout` in seconds."""

    address: str
    timeout: float = 3.0

    def ask(self, operation: Operation, *asked: tuple[Tag, str, Value]) -> list[Attributes]:
        """Return one dictionary of attributes for each job or printer in the answer."""
        connection = _connection(self.address, self.timeout)
        try:
            connection.request("POST", "/", _question(operation, asked), {"Content-Type": "application/ipp"})
            answer = connection.getresponse().read()
        except (OSError, http.client.HTTPException) as error:
            raise SchedulerSilentError(self.address) from error
        finally:
            connection.close()
        return _answer(answer)

    def ask_one(self, operation: Operation, *asked: tuple[Tag, str, Value]) -> Attributes:
        """Return the attributes of the one job or printer asked for."""
        found = self.ask(operation, *asked)
        if not found:
            raise SchedulerSilentError("an answer without attributes")
        return found[0]


class _SocketConnection(http.client.HTTPConnection):
    """HTTP over a Unix domain socket."""

    def __init__(self, path: str, timeout: float) -> None:
        # CUPS refuses a request whose Host is not a host name it knows.
        super().__init__("localhost", timeout=timeout)
        self.path = path

    def connect(self) -> None:
        """Open the socket instead of a port; OSError where the system has no such sockets (Windows)."""
        if not hasattr(socket, "AF_UNIX"):
            raise OSError(errno.EAFNOSUPPORT, "no Unix domain sockets")
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def _connection(address: str, timeout: float) -> http.client.HTTPConnection:
    if address.startswith("/"):
        return _SocketConnection(address, timeout)
    return http.client.HTTPConnection(address, timeout=timeout)


def _question(operation: Operation, asked: Sequence[tuple[Tag, str, Value]]) -> bytes:
    attributes = (
        (Tag.CHARSET, "attributes-charset", "utf-8"),
        # English messages: some faults are told by their text alone (see faults.py).
        (Tag.LANGUAGE, "attributes-natural-language", "en"),
        *asked,
    )
    head = struct.pack(">BBHIB", *_VERSION, operation, 1, _OPERATION_GROUP)
    return head + b"".join(_encode(*one) for one in attributes) + bytes([_END])


def _encode(tag: Tag, name: str, value: Value) -> bytes:
    raw = struct.pack(">i", value) if isinstance(value, int) else value.encode()
    return struct.pack(">BH", tag, len(name)) + name.encode() + struct.pack(">H", len(raw)) + raw


def _answer(answer: bytes) -> list[Attributes]:
    try:
        (status,) = struct.unpack_from(">H", answer, 2)
        groups = list(_groups(answer[8:]))
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise SchedulerSilentError("not IPP") from error
    # RFC 8011 B.1.5: busy, not accepting, an internal fault say nothing of the job itself.
    if status >= _SERVER_ERRORS_FROM:
        raise SchedulerSilentError(f"0x{status:04x}")
    if status >= _OK_BELOW:
        raise NotFoundError(f"0x{status:04x}")
    return groups


def _groups(rest: bytes) -> Iterator[Attributes]:
    """Yield the attributes of each group after the operation group."""
    tag, rest = rest[0], rest[1:]
    while tag != _END:
        is_about_request = tag == _OPERATION_GROUP
        attributes: Attributes = {}
        name = ""
        tag, rest = rest[0], rest[1:]
        while tag >= _FIRST_VALUE_TAG:
            own_name, raw, rest = _named_value(rest)
            # A value without a name is one more value of the attribute before it.
            name = own_name or name
            attributes.setdefault(name, []).append(_decode(tag, raw))
            tag, rest = rest[0], rest[1:]
        if not is_about_request:
            yield attributes


def _named_value(rest: bytes) -> tuple[str, bytes, bytes]:
    name, rest = _counted(rest)
    raw, rest = _counted(rest)
    return name.decode(), raw, rest


def _counted(rest: bytes) -> tuple[bytes, bytes]:
    (length,) = struct.unpack_from(">H", rest)
    return rest[2 : 2 + length], rest[2 + length :]


def _decode(tag: int, raw: bytes) -> Value:
    if tag in (Tag.INTEGER, Tag.ENUM):
        number: int = struct.unpack(">i", raw)[0]
        return number
    if tag == Tag.BOOLEAN:
        return raw != b"\x00"
    return raw.decode(errors="replace")
