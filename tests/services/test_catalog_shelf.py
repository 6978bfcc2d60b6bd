"""The shelf serves one catalogue: a good edit holds at the next look, a bad one changes nothing."""

from dataclasses import replace

import pytest
from catalog_shelves import SaidFiles
from hall import hall_data

from app.domain.errors import PersonFacing
from app.domain.item import Catalog
from app.services.catalog_shelf import CatalogShelf
from app.services.live_shelf import MustWait

BAD = PersonFacing("data_files.syntax", file="A01.toml", line=7)


@pytest.fixture
def old() -> Catalog:
    return hall_data().catalog


@pytest.fixture
def new(old: Catalog) -> Catalog:
    """The county added a second version of A01."""
    second = replace(old.version("A01", 1), version=2)
    return replace(old, items={**old.items, ("A01", 2): second})


@pytest.fixture
def files(old: Catalog) -> SaidFiles:
    return SaidFiles(old)


@pytest.fixture
def shelf(files: SaidFiles, old: Catalog) -> CatalogShelf:
    return CatalogShelf(old, files, files.stamp())


def test_files_that_nobody_touched_are_not_read_again(shelf: CatalogShelf, files: SaidFiles) -> None:
    assert not shelf.look()
    assert files.reads == 0


def test_a_good_edit_holds_at_the_next_look(shelf: CatalogShelf, files: SaidFiles, new: Catalog) -> None:
    files.save(new)

    assert shelf.look()
    assert shelf.current is new
    assert shelf.fault is None
    assert not shelf.look()


def test_a_bad_edit_changes_nothing_and_is_told(shelf: CatalogShelf, files: SaidFiles, old: Catalog) -> None:
    files.save(BAD)

    assert not shelf.look()
    assert shelf.current is old
    assert shelf.fault is BAD


def test_a_bad_edit_is_read_once_and_not_at_every_look(shelf: CatalogShelf, files: SaidFiles) -> None:
    files.save(BAD)
    shelf.look()
    shelf.look()

    assert files.reads == 1
    assert shelf.fault is BAD


def test_a_mended_edit_holds_and_the_fault_is_forgotten(
    shelf: CatalogShelf, files: SaidFiles, new: Catalog
) -> None:
    files.save(BAD)
    shelf.look()
    files.save(new)

    assert shelf.look()
    assert (shelf.current, shelf.fault) == (new, None)


def test_a_file_saved_while_it_is_being_read_is_seen_at_the_next_look(
    shelf: CatalogShelf, files: SaidFiles, old: Catalog, new: Catalog
) -> None:
    class SavedMeanwhile(SaidFiles):
        def load(self) -> Catalog:
            found = super().load()
            if self.reads == 1:
                self.save(new)
            return found

    busy = SavedMeanwhile(old)
    shelf = CatalogShelf(old, busy, "before")
    shelf.look()

    assert shelf.look()
    assert shelf.current is new


def test_the_key_reads_the_files_whether_they_changed_or_not(shelf: CatalogShelf, files: SaidFiles) -> None:
    assert shelf.reload()
    assert files.reads == 1


def test_a_version_that_cases_may_rest_on_cannot_be_taken_away(
    shelf: CatalogShelf, files: SaidFiles, old: Catalog
) -> None:
    files.save(replace(old, items={key: item for key, item in old.items.items() if key != ("A01", 1)}))

    assert not shelf.look()
    assert shelf.current is old
    assert shelf.fault is not None
    assert (shelf.fault.code, shelf.fault.facts["item"]) == ("data_files.catalog_version_gone", "A01")


def test_a_table_that_forms_may_rest_on_cannot_be_taken_away(
    shelf: CatalogShelf, files: SaidFiles, old: Catalog
) -> None:
    files.save(replace(old, tables={name: t for name, t in old.tables.items() if name != "refusal_reasons"}))

    assert not shelf.look()
    assert shelf.fault is not None
    assert shelf.fault.code == "data_files.catalog_table_gone"


class Gate:
    """Lets a value through or not; counts how often it was asked."""

    def __init__(self, refusal: PersonFacing | None) -> None:
        self.refusal, self.asked = refusal, 0

    def __call__(self, _known: Catalog, _found: Catalog) -> None:
        self.asked += 1
        if self.refusal is not None:
            raise self.refusal


def test_what_has_to_wait_is_asked_about_at_each_look_and_read_once(
    shelf: CatalogShelf, files: SaidFiles, old: Catalog, new: Catalog
) -> None:
    gate = Gate(MustWait("custom.letter_has_ticket"))
    files.save(new)

    assert not shelf.look(gate)
    assert not shelf.look(gate)
    assert (gate.asked, files.reads, shelf.current, shelf.fault) == (2, 1, old, gate.refusal)
    gate.refusal = None
    assert shelf.look(gate)
    assert (files.reads, shelf.current, shelf.fault) == (1, new, None)
    assert not shelf.look(gate)
    assert gate.asked == 3


def test_what_is_refused_for_good_is_not_asked_about_again(
    shelf: CatalogShelf, files: SaidFiles, old: Catalog, new: Catalog
) -> None:
    gate = Gate(PersonFacing("custom.hall_fixed"))
    files.save(new)
    shelf.look(gate)

    assert not shelf.look(gate)
    assert (gate.asked, shelf.current, shelf.fault) == (1, old, gate.refusal)


def test_a_newer_edit_takes_the_place_of_one_that_waits(
    shelf: CatalogShelf, files: SaidFiles, old: Catalog, new: Catalog
) -> None:
    files.save(new)
    shelf.look(Gate(MustWait("custom.letter_has_ticket")))
    files.save(BAD)
    shelf.look()

    assert not shelf.look()
    assert (shelf.current, shelf.fault) == (old, BAD)
