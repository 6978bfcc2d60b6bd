"""A founded hall to open; founded once, since that takes longer than most of these tests."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from checked_once import CheckedOnce
from hall import Bench, new_bench

from app.bootstrap.places import HallHome


@pytest.fixture(scope="session")
def founded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded hall; only to be copied."""
    return new_bench(tmp_path_factory.mktemp("halls") / "关田镇").home.folder


@pytest.fixture
def bench(founded_once: Path, tmp_path: Path) -> Bench:
    return Bench(HallHome(shutil.copytree(founded_once, tmp_path / "关田镇")))


@pytest.fixture(scope="session", autouse=True)
def _catalogues_are_checked_once() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.adapters.catalog_toml.checked.load_catalog", CheckedOnce())
        yield
