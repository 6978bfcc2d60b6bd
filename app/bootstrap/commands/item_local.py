"""`item local`: lists every value a county has to confirm, and the file and line it is changed in."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.adapters.catalog_toml.loading import load_catalog
from app.adapters.data_files.codes import load_code_tables
from app.bootstrap.commands.county_files import Surrounding
from app.bootstrap.commands.item_check import say_mistakes
from app.bootstrap.terminal import Exit, Terminal
from app.domain.form.author import SourceText
from app.domain.item import Catalog, CatalogError, ServiceItem
from app.domain.local_values import LocalValue, local_values

ELEMENTS: Mapping[str, str] = {
    "codes": "事项编码（基本编码 12 位、实施编码 31 位、业务办理项编码 33 位）",
    "basis": "设定依据",
    "authority": "实施主体",
    "decides": "行使层级",
    "status": "事项状态",
    "legal_limit": "法定办结时限",
    "promised_limit": "承诺办结时限",
    "conditions": "受理条件",
    "refusals": "不予办理情形",
    "fee": "收费",
    "quota": "数量限制",
    "result": "办理结果",
}
"""What the elements of an item that differ by county are called."""


def item_local(terminal: Terminal, around: Surrounding, *, as_json: bool) -> Exit:
    """List them for the catalogue that holds for this hall: item by item, then the tables."""
    folder = around.folder("catalog")
    try:
        catalog = load_catalog(folder, load_code_tables(around.folder("codes")))
    except CatalogError as error:
        return say_mistakes(terminal, error.mistakes)
    blocks = [
        SourceText(path.name, path.read_text("utf-8")) for path in sorted((folder / "blocks").glob("*.toml"))
    ]
    found = [
        (item, file, local_values(item, text, catalog.tables, blocks))
        for item, file, text in _items(catalog, folder)
    ]
    if as_json:
        terminal.say_json(
            {"folder": str(folder), "items": _as_json(found), "tables": list(_tables(catalog, folder))}
        )
        return Exit.IN_ORDER
    for item, file, values in found:
        terminal.say(f"{item.id} {item.name}（第 {item.version} 版，{file}）")
        for value in values:
            terminal.say(f"  · {_line(value, folder)}")
    terminal.say("以下数据表的数值由本县核定：")
    for table in _tables(catalog, folder):
        terminal.say(f"  · {table['label']}：{table['file']}（{table['source']}）")
    terminal.say(f"文件在 {folder} 里；要改先用 item own 复制成本厅自己的，改完用 item check 检查。")
    return Exit.IN_ORDER


def name_of(value: LocalValue) -> str:
    """Return what a value is called: on the form, or as an element of the item."""
    return value.label or ELEMENTS.get(value.key, value.key)


def _items(catalog: Catalog, folder: Path) -> Iterator[tuple[ServiceItem, str, SourceText]]:
    for path in sorted((folder / "items").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        head = tomllib.loads(text)["item"]
        yield catalog.items[head["id"], head["version"]], f"items/{path.name}", SourceText(path.name, text)


def _line(value: LocalValue, folder: Path) -> str:
    tables = "".join(f"；数值在 tables/{name}.toml" for name in value.tables)
    at = f" 第 {value.spot.line} 行" if value.spot.line else ""
    return f"{name_of(value)}（{value.key}）：{_place(value.spot.file, folder)}{at}{tables}"


def _place(file: str, folder: Path) -> str:
    """Return a file's name with the part of the catalogue it lies in."""
    name = Path(file).name
    part = next((one for one in ("items", "blocks") if (folder / one / name).is_file()), "items")
    return f"{part}/{name}"


def _tables(catalog: Catalog, folder: Path) -> Iterator[dict[str, str]]:
    for name, table in catalog.tables.items():
        if table.local and (folder / "tables" / f"{name}.toml").is_file():
            yield {"name": name, "label": table.label, "file": f"tables/{name}.toml", "source": table.source}


def _as_json(found: list[tuple[ServiceItem, str, tuple[LocalValue, ...]]]) -> list[dict[str, Any]]:
    return [
        {
            "id": item.id,
            "version": item.version,
            "name": item.name,
            "file": file,
            "values": [
                {
                    "key": value.key,
                    "name": name_of(value),
                    "file": Path(value.spot.file).name,
                    "line": value.spot.line,
                    "tables": list(value.tables),
                }
                for value in values
            ],
        }
        for item, file, values in found
    ]
