"""Writes the map in ARCHITECTURE.md: every module of the tree with the first line of its docstring."""

import ast
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "ARCHITECTURE.md"
BEGIN = "<!-- map: written by `python3 dev.py map` from the docstrings; do not edit below -->"
END = "<!-- map: end -->"
FOLDERS = ("app", "db", "ui", "packaging")
# A released migration is history, not a part of the house.
LEFT_OUT = Path("db/migrations/versions")


def modules(root: Path) -> Iterator[Path]:
    """Yield the modules of the map relative to `root`, each package's own file first."""
    found = (path.relative_to(root) for folder in FOLDERS for path in (root / folder).rglob("*.py"))
    yield from sorted((path for path in found if LEFT_OUT not in path.parents), key=reading_order)


def reading_order(path: Path) -> tuple[str, bool, str]:
    """Order by folder; in it the package first, then its modules by name."""
    return path.parent.as_posix(), path.name != "__init__.py", path.name


def first_line(source: str) -> str:
    """Return the first line of a module's docstring, or nothing."""
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]


def drawn_map(root: Path) -> str:
    """Return the map of the tree at `root` as Markdown: a heading a folder, a line a module."""
    sections = groupby(modules(root), key=lambda path: path.parent)
    return "\n".join(section(root, folder, list(paths)) for folder, paths in sections)


def section(root: Path, folder: Path, paths: list[Path]) -> str:
    """Return the part of the map that shows one folder."""
    says = {path: first_line((root / path).read_text("utf-8")) for path in paths}
    package = says.pop(folder / "__init__.py", "")
    lines = [f"- [`{path.name}`]({path.as_posix()}): {said}" for path, said in says.items()]
    return (
        "\n".join(
            [f"### `{folder.as_posix()}/`", "", *([package, ""] if package else []), *lines, ""]
        ).rstrip()
        + "\n"
    )


def with_map(page: str, drawn: str) -> str:
    """Return the page with everything between the marks replaced by the map."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{drawn}\n{END}{after}"


def main() -> None:
    """Rewrite the page."""
    PAGE.write_text(with_map(PAGE.read_text("utf-8"), drawn_map(ROOT)), "utf-8")


if __name__ == "__main__":
    main()
