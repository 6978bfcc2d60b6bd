"""Pages go into a backup and come back from it as they lie, and only those that are lacking."""

from pathlib import Path

import pytest

from app.adapters.blob_folder.copying import copy_pages
from app.adapters.blob_folder.store import FolderBlobStore
from app.domain.storage import StorageError

KEY = bytes(range(32))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    store = FolderBlobStore(tmp_path / "blobs", KEY)
    store.put(b"one")
    store.put(b"two")
    return tmp_path / "blobs"


def test_a_copied_page_is_read_with_the_same_key(source: Path, tmp_path: Path) -> None:
    blob = FolderBlobStore(source, KEY).put(b"three")

    assert copy_pages(source, tmp_path / "copy") == 3

    assert FolderBlobStore(tmp_path / "copy", KEY).get(blob) == b"three"


def test_a_second_copy_carries_only_what_is_new_and_mends_what_was_torn(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy"
    copy_pages(source, target)
    FolderBlobStore(source, KEY).put(b"three")
    torn = next(one for one in target.rglob("*") if one.is_file())
    torn.write_bytes(torn.read_bytes()[:5])

    assert copy_pages(source, target) == 2
    assert copy_pages(source, target) == 0


def test_what_a_stop_left_half_written_is_not_copied(source: Path, tmp_path: Path) -> None:
    whole = next(one for one in source.rglob("*") if one.is_file())
    whole.with_name(f"{whole.name}.0011.unfinished").write_bytes(b"half")

    assert copy_pages(source, tmp_path / "copy") == 2


def test_no_pages_are_no_error(tmp_path: Path) -> None:
    assert copy_pages(tmp_path / "nowhere", tmp_path / "copy") == 0
    assert not (tmp_path / "copy").exists()


def test_a_disk_that_refuses_is_told(source: Path, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("no folder")

    with pytest.raises(StorageError) as refused:
        copy_pages(source, tmp_path / "copy")

    assert refused.value.code == "storage.read_only_folder"


def test_a_page_deleted_while_it_was_to_be_copied_is_left_out(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Path.read_bytes

    def gone(file: Path) -> bytes:
        file.unlink()
        return read(file)

    monkeypatch.setattr(Path, "read_bytes", gone)

    assert copy_pages(source, tmp_path / "copy") == 0
