"""Reads catalogue files from disk into a Catalog, or says everything that is wrong with them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from app.adapters.catalog_toml.people_words import load_people_words
from app.domain.codes import CodeTable
from app.domain.form.author import AuthorMistake, Margin, SourceText
from app.domain.form.lookups import LookupTable, from_code_table
from app.domain.form.model import Spot
from app.domain.form.parsing import parse
from app.domain.form.reading import Block, Shelf
from app.domain.form.table_reading import read_table
from app.domain.form_paper.reading import read_paper_text
from app.domain.item import Catalog, CatalogError, ServiceItem
from app.domain.item_reading import read_item
from app.domain.keepable import unkeepable_line

FORM_PAPERS = "form_papers"
"""The folder of the texts of papers to be signed."""


class CatalogFolder:
    """A catalogue folder whose tables, blocks and papers are read once, for all files checked with them."""

    def __init__(self, folder: Path, codes: Mapping[str, CodeTable]) -> None:
        """Take the folder and the code lists that join its tables; nothing is read yet."""
        self._folder, self._codes = folder, codes

    @property
    def items(self) -> list[Path]:
        """The files of the items."""
        return _files(self._folder / "items")

    def shelf(self, margin: Margin) -> Shelf:
        """Return what items are read with; what is wrong with it is noted in `margin` each time."""
        shelf, mistakes = self._shelf
        margin.mistakes.extend(mistakes)
        return shelf

    @cached_property
    def _shelf(self) -> tuple[Shelf, tuple[AuthorMistake, ...]]:
        margin = Margin()
        parts = ("tables", "blocks", FORM_PAPERS)
        tables, blocks, papers = (_sources(_files(self._folder / part), margin) for part in parts)
        return shelf_of(tables, blocks, papers, self._codes, margin), tuple(margin.mistakes)


def load_catalog(folder: Path, codes: Mapping[str, CodeTable]) -> Catalog:
    """Load the items of a catalogue folder with their blocks, tables and papers; code lists join the tables.

    Raises CatalogError with every mistake in every file.
    """
    margin, files = Margin(), CatalogFolder(folder, codes)
    shelf = files.shelf(margin)
    items: dict[tuple[str, int], ServiceItem] = {}
    for source in _sources(files.items, margin):
        item = read_item(source, shelf, margin)
        if item is not None and (item.id, item.version) in items:
            margin.note(source.spot("事项要素"), "form.duplicate_item", id=item.id, version=item.version)
        elif item is not None:
            items[item.id, item.version] = item
    if margin.mistakes:
        raise CatalogError(_once(margin.mistakes))
    return Catalog(items, shelf.tables, load_people_words(folder), shelf.papers)


def check_files(paths: Iterable[Path], around: CatalogFolder) -> tuple[AuthorMistake, ...]:
    """Return every mistake of the given item or table files.

    The blocks and tables they use are those of the catalogue `around` them, whose own mistakes are told too.
    """
    margin = Margin()
    shelf = around.shelf(margin)
    for source in _sources(paths, margin):
        if _is_table(source):
            read_table(source, margin)
        else:
            read_item(source, shelf, margin)
    return _once(margin.mistakes)


def check_block(path: Path, around: CatalogFolder) -> tuple[AuthorMistake, ...]:
    """Return every mistake of a common block, as the items of the catalogue `around` it meet them."""
    margin = Margin()
    for source in _sources([path], margin):
        shelf = around.shelf(margin)
        records = parse(source, margin)
        if records is None:
            break
        shelf = replace(shelf, blocks={**shelf.blocks, path.stem: Block(records, source)})
        for item in _sources(around.items, margin):
            if path.stem in _blocks_of(item):
                read_item(item, shelf, margin)
    return _once(margin.mistakes)


def check_form_paper(path: Path, around: CatalogFolder) -> tuple[AuthorMistake, ...]:
    """Return every mistake of the text of a paper to be signed, as the items that print it meet them."""
    margin = Margin()
    for source in _sources([path], margin):
        text = read_paper_text(source, margin)
        if text is None:
            break
        shelf = around.shelf(margin)
        shelf = replace(shelf, papers={**shelf.papers, path.stem: text})
        for item in _sources(around.items, margin):
            read_item(item, shelf, margin)
    return _once(margin.mistakes)


def read_file(path: Path, folder: Path, codes: Mapping[str, CodeTable]) -> tuple[ServiceItem, Shelf]:
    """Return the item of one file, and what its form looks things up in, with the catalogue `folder` around.

    Raises CatalogError with every mistake.
    """
    margin = Margin()
    shelf = CatalogFolder(folder, codes).shelf(margin)
    items = [read_item(source, shelf, margin) for source in _sources([path], margin)]
    if margin.mistakes or not items or items[0] is None:
        raise CatalogError(_once(margin.mistakes))
    return items[0], shelf


def shelf_of(
    tables: Iterable[SourceText],
    blocks: Iterable[SourceText],
    papers: Iterable[SourceText],
    codes: Mapping[str, CodeTable],
    margin: Margin,
) -> Shelf:
    """Return what items are read with: lookup tables (code lists too), common blocks, texts to be signed."""
    known: dict[str, LookupTable] = {name: from_code_table(table) for name, table in codes.items()}
    for source in tables:
        table = read_table(source, margin)
        if table is not None and table.name in known:
            margin.note(source.spot(f"表〈{table.label}〉"), "form.duplicate_key", key=table.name)
        elif table is not None:
            known[table.name] = table
    found = {
        source.file.removesuffix(".toml"): Block(records, source)
        for source in blocks
        if (records := parse(source, margin)) is not None
    }
    texts = {text.key: text for source in papers if (text := read_paper_text(source, margin)) is not None}
    return Shelf(blocks=found, tables=known, papers=texts)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"))


def _sources(paths: Iterable[Path], margin: Margin) -> Iterable[SourceText]:
    for path in paths:
        try:
            source = SourceText(path.name, path.read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError:
            margin.note(Spot(file=path.name, words="文件"), "form.not_utf8")
        except OSError:
            margin.note(Spot(file=path.name, words="文件"), "form.unreadable_file")
        else:
            line = unkeepable_line(source.text)
            if line is not None:
                margin.note(Spot(file=path.name, line=line, words="文件"), "form.hidden_character")
            yield source


def _is_table(source: SourceText) -> bool:
    records = parse(source, Margin())
    return records is not None and "edition" in records


def _blocks_of(source: SourceText) -> set[object]:
    """Return the names of the blocks an item includes, as far as it can be read."""
    form = (parse(source, Margin()) or {}).get("form", {})
    sections = form.get("section", ()) if isinstance(form, dict) else ()
    includes = (section.get("include", {}) for section in sections if isinstance(section, dict))
    return {str(include.get("block")) for include in includes if isinstance(include, dict)}


def _once(mistakes: list[AuthorMistake]) -> tuple[AuthorMistake, ...]:
    """A mistake in a block is met by every item that includes the block; it is told once."""
    return tuple(mistake for place, mistake in enumerate(mistakes) if mistake not in mistakes[:place])
