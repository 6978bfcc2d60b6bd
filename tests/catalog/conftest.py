"""The catalogue and the demo hall as the program loads them, once for all tests of the items."""

from datetime import date
from pathlib import Path

import pytest

from app.adapters.catalog_toml.loading import load_catalog
from app.adapters.data_files.codes import load_code_tables
from app.adapters.hall_toml.load import load_hall
from app.domain.form.sheet import FormContext, open_sheet

RESOURCES = Path(__file__).parents[2] / "resources"
TODAY = date(2026, 11, 25)


@pytest.fixture(scope="session")
def real_catalog():
    return load_catalog(RESOURCES / "catalog", load_code_tables(RESOURCES / "codes"))


@pytest.fixture(scope="session")
def demo_hall():
    return load_hall(RESOURCES / "demo" / "hall.toml")


@pytest.fixture(scope="session")
def item_of(real_catalog):
    """Return the version of an item in force today."""
    return lambda item_id: real_catalog.current(item_id, TODAY)


@pytest.fixture(scope="session")
def open_item(real_catalog):
    """Open the form of an item, blank or with answers."""

    def opened(item_id, answers=None, today=TODAY):
        form = real_catalog.current(item_id, TODAY).form
        return open_sheet(form, answers or {}, FormContext(today=today, tables=real_catalog.tables))

    return opened
