"""The accepted and refused answers of every item, one TOML file an item under tests/catalog.

`[accepted.NAME]` gives `answers` (and `rows` by table); `expect` names calculated values, `needs` the
materials asked for. `[refused.NAME]` starts from an accepted set, changes answers, and lists the `problems`
that must be among those found, as "path: part of the sentence or code".
"""

import copy
import tomllib
from datetime import date
from pathlib import Path

from app.domain.form.sheet import FormContext, open_sheet

TODAY = date(2026, 11, 25)
SETS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parents[1] / "catalog").glob("*.toml"))
}
ACCEPTED = [(item, name) for item, sets in SETS.items() for name in sets["accepted"]]
REFUSED = [(item, name) for item, sets in SETS.items() for name in sets["refused"]]


def filled(catalog, item_id, entry):
    """Open a new sheet and type the answers, as a clerk would."""
    sheet = open_sheet(
        catalog.current(item_id, TODAY).form, {}, FormContext(today=TODAY, tables=catalog.tables)
    )
    for path, text in entry["answers"].items():
        sheet.set(path, text)
    for table, rows in entry.get("rows", {}).items():
        waiting = list(sheet.row_ids(table))
        for cells in rows:
            row = waiting.pop(0) if waiting else sheet.add_row(table)
            for column, text in cells.items():
                sheet.set(f"{table}/{row}/{column}", text)
    return sheet


def changed(item_id, entry):
    base = copy.deepcopy(SETS[item_id]["accepted"][entry["base"]])
    base["answers"] |= entry.get("change", {})
    return base | ({"rows": entry["rows"]} if "rows" in entry else {})
