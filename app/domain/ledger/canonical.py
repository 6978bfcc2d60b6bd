"""The one way a value becomes bytes before it is hashed, chained or signed."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"


class NotCanonical(ValueError):
    """A value without canonical form: a float, a key that is not text, half a surrogate pair, too deep."""


def encode(value: Json) -> bytes:
    """Return the canonical bytes of `value`: JSON, keys sorted, no spaces, UTF-8, no floats.

    Raises NotCanonical. Money is integer fen, decimals and dates are text, so floats never belong here.
    """
    try:
        _check(value)
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("half a surrogate pair") from error
    except RecursionError as error:
        raise NotCanonical("nested too deep") from error


def decode(data: bytes) -> Json:
    """Return the value of canonical bytes; raises NotCanonical when `data` is not in canonical form."""
    try:
        value: Json = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotCanonical("not JSON, or nested too deep") from error
    if encode(value) != data:
        raise NotCanonical("not the canonical spelling")
    return value


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _check(value: object) -> None:
    if value is None or isinstance(value, bool | int | str):
        return
    if isinstance(value, dict):
        _check_mapping(value)
    elif isinstance(value, list | tuple):
        for entry in value:
            _check(entry)
    else:
        raise NotCanonical(type(value).__name__)


def _check_mapping(value: Mapping[object, object]) -> None:
    for key, entry in value.items():
        if not isinstance(key, str):
            raise NotCanonical(f"key of type {type(key).__name__}")
        _check(entry)
