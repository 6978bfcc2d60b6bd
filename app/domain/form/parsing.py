"""Parses the text of a catalogue file."""

import tomllib
from collections.abc import Mapping
from typing import Any

from app.domain.form.author import Margin, SourceText
from app.domain.form.model import Spot


def parse(source: SourceText, margin: Margin) -> Mapping[str, Any] | None:
    """Return the records of a TOML text; None, with the line noted, if it is not TOML."""
    if source.records is not None:
        return source.records
    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        where = str(error).rpartition("(at line ")[2].partition(",")[0]
        # "at end of document" is the last line.
        line = int(where) if where.isdigit() else max(1, len(source.text.splitlines()))
        margin.note(Spot(file=source.file, line=line, words="文件"), "form.broken_toml")
        return None
