"""Opens a catalogue that was checked before, fast: parsed records are kept beside the hall's data."""

import hashlib
import json
import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from app.adapters.catalog_toml.loading import FORM_PAPERS, load_catalog, shelf_of
from app.adapters.catalog_toml.people_words import load_people_words
from app.domain.codes import CodeTable
from app.domain.form.author import Margin, SourceText
from app.domain.item import Catalog
from app.domain.item_reading import read_checked_item

_FOLDERS = ("items", "blocks", "tables", FORM_PAPERS)
_DAY, _MOMENT = "$day", "$moment"
FORMAT = 6
"""Goes up when the reading of the format changes: what was checked by other rules is checked again."""


def open_catalog(folder: Path, codes: Mapping[str, CodeTable], kept: Path | None) -> Catalog:
    """Return the catalogue of `folder`: checked whole when any file changed, from `kept` when none did.

    Raises CatalogError as `load_catalog` does. `kept` holds no more than the files themselves say; without
    it they are checked every time.
    """
    if kept is None:
        return load_catalog(folder, codes)
    digest = _digest(folder, codes)
    known = _read(kept)
    if known.get("digest") == digest:
        return replace(_from_records(known["records"], codes), people_words=load_people_words(folder))
    catalog = load_catalog(folder, codes)
    _keep(kept, folder, codes, digest)
    return catalog


def _keep(kept: Path, folder: Path, codes: Mapping[str, CodeTable], digest: str) -> None:
    """Keep what was checked; nothing if a file changed while it was, or where the disk takes nothing."""
    try:
        records = _records(folder)
        if _digest(folder, codes) == digest:
            _write(kept, {"digest": digest, "records": records})
    except (OSError, ValueError):
        return


def _from_records(records: Mapping[str, Mapping[str, Any]], codes: Mapping[str, CodeTable]) -> Catalog:
    sources = {
        part: [SourceText(name, "", found) for name, found in records[part].items()] for part in _FOLDERS
    }
    tables, blocks, papers = (sources[part] for part in ("tables", "blocks", FORM_PAPERS))
    shelf = shelf_of(tables, blocks, papers, codes, Margin())
    items = [read_checked_item(source, shelf) for source in sources["items"]]
    known = {(item.id, item.version): item for item in items}
    return Catalog(known, shelf.tables, form_papers=shelf.papers)


def _records(folder: Path) -> dict[str, dict[str, Any]]:
    return {
        part: {file.name: tomllib.loads(file.read_text("utf-8-sig")) for file in _files(folder / part)}
        for part in _FOLDERS
    }


def _digest(folder: Path, codes: Mapping[str, CodeTable]) -> str:
    known = hashlib.sha256(_read_with(codes))
    for part in _FOLDERS:
        for file in _files(folder / part):
            known.update(f"{part}/{file.name}\n".encode())
            known.update(file.read_bytes())
    return known.hexdigest()


def _read_with(codes: Mapping[str, CodeTable]) -> bytes:
    """Return what tells apart how files are read: the rules and the code lists."""
    return f"{FORMAT} {sorted(codes.items())!r}".encode()


def _files(folder: Path) -> Iterable[Path]:
    return sorted(folder.glob("*.toml"))


def _read(kept: Path) -> dict[str, Any]:
    try:
        found = json.loads(kept.read_text("utf-8"), object_hook=_restored)
    except (OSError, ValueError):
        # Nothing is lost with it: the files are read again.
        return {}
    return found if isinstance(found, dict) else {}


def _write(kept: Path, value: Mapping[str, Any]) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    # Two windows may take up the same change at the same moment.
    unfinished = kept.with_suffix(f".{os.getpid()}")
    unfinished.write_text(json.dumps(value, ensure_ascii=False, default=_plain), "utf-8")
    unfinished.replace(kept)


def _plain(value: object) -> dict[str, str]:
    if isinstance(value, datetime):
        return {_MOMENT: value.isoformat()}
    if isinstance(value, date):
        return {_DAY: value.isoformat()}
    raise TypeError(type(value).__name__)


def _restored(value: dict[str, Any]) -> Any:
    if value.keys() == {_DAY}:
        return date.fromisoformat(value[_DAY])
    if value.keys() == {_MOMENT}:
        return datetime.fromisoformat(value[_MOMENT])
    return value
