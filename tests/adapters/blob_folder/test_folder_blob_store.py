"""Captured pages lie encrypted, once each, and what was damaged is told, never shown."""

import errno
import hashlib
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.adapters.blob_folder.store import FolderBlobStore
from app.domain.attachment import AttachmentError
from app.domain.storage import StorageError

KEY = bytes(range(32))


@pytest.fixture
def store(tmp_path: Path) -> FolderBlobStore:
    return FolderBlobStore(tmp_path / "blobs", KEY)


def files(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "blobs").rglob("*") if path.is_file()]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=2000))
def test_what_was_put_comes_back(store: FolderBlobStore, data: bytes) -> None:
    blob = store.put(data)

    assert blob == hashlib.sha256(data).hexdigest()
    assert store.has(blob)
    assert store.get(blob) == data


def test_the_same_page_is_kept_once(store: FolderBlobStore, tmp_path: Path) -> None:
    assert store.put(b"page") == store.put(b"page")
    assert len(files(tmp_path)) == 1


def test_neither_content_nor_its_hash_can_be_read_from_the_disk(
    store: FolderBlobStore, tmp_path: Path
) -> None:
    secret = b"360725199003070011" * 20
    blob = store.put(secret)

    (file,) = files(tmp_path)
    assert secret[:18] not in file.read_bytes()
    assert blob not in str(file)
    assert file.stat().st_mode & 0o077 == 0


def test_another_halls_key_finds_nothing(store: FolderBlobStore, tmp_path: Path) -> None:
    blob = store.put(b"page")
    other = FolderBlobStore(tmp_path / "blobs", bytes(32))

    assert not other.has(blob)
    with pytest.raises(AttachmentError) as refused:
        other.get(blob)
    assert refused.value.code == "attachment.not_here"


@pytest.mark.parametrize("place", [0, 5, 12, -1])
def test_a_changed_file_is_told_and_not_shown(store: FolderBlobStore, tmp_path: Path, place: int) -> None:
    blob = store.put(b"page" * 50)
    (file,) = files(tmp_path)
    changed = bytearray(file.read_bytes())
    changed[place] ^= 1
    file.write_bytes(changed)

    with pytest.raises(AttachmentError) as refused:
        store.get(blob)

    assert refused.value.code == "attachment.damaged"


@pytest.mark.parametrize("length", [0, 11, 20])
def test_a_file_cut_short_is_told(store: FolderBlobStore, tmp_path: Path, length: int) -> None:
    blob = store.put(b"page" * 50)
    (file,) = files(tmp_path)
    file.write_bytes(file.read_bytes()[:length])

    with pytest.raises(AttachmentError):
        store.get(blob)


def test_a_page_put_in_the_place_of_another_is_told(store: FolderBlobStore, tmp_path: Path) -> None:
    mine = store.put(b"mine")
    (first,) = files(tmp_path)
    store.put(b"theirs")
    (second,) = [file for file in files(tmp_path) if file != first]
    first.write_bytes(second.read_bytes())

    with pytest.raises(AttachmentError):
        store.get(mine)


def test_a_disk_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "blobs").write_text("a file where the folder should be", "utf-8")

    with pytest.raises(StorageError) as refused:
        FolderBlobStore(tmp_path / "blobs", KEY).put(b"page")

    assert refused.value.code == "storage.pages_unwritable"


def test_two_windows_that_put_the_same_page_at_once_both_have_it(store: FolderBlobStore) -> None:
    start, blobs = threading.Barrier(4), list[str]()

    def put() -> None:
        start.wait()
        blobs.append(store.put(b"page" * 10_000))

    threads = [threading.Thread(target=put) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(blobs) == 4
    assert len(set(blobs)) == 1
    assert store.get(blobs[0]) == b"page" * 10_000


def test_a_full_disk_is_told_as_one(store: FolderBlobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr("app.adapters.blob_folder.store.keep_file", full)
    with pytest.raises(StorageError) as refused:
        store.put(b"page")

    assert refused.value.code == "storage.disk_full"


def test_what_is_removed_is_off_the_disk_and_removing_again_is_no_error(
    store: FolderBlobStore, tmp_path: Path
) -> None:
    blob, other = store.put(b"page"), store.put(b"other")

    assert store.remove(blob)
    assert store.remove(blob)

    assert (store.has(blob), store.has(other)) == (False, True)
    assert len(files(tmp_path)) == 1


def test_a_disk_that_does_not_let_go_is_told(store: FolderBlobStore, tmp_path: Path) -> None:
    blob = store.put(b"page")
    (file,) = files(tmp_path)
    file.unlink()
    file.mkdir()

    assert not store.remove(blob)


def test_strays_are_old_files_to_which_no_name_leads(store: FolderBlobStore, tmp_path: Path) -> None:
    named, unnamed = store.put(b"named"), store.put(b"unnamed")
    torn = files(tmp_path)[0].with_name("torn.unfinished")
    torn.write_bytes(b"half")
    now = datetime.now(UTC)

    assert store.strays({named}, now - timedelta(hours=1)) == ()
    strays = store.strays({named}, now + timedelta(hours=1))

    assert len(strays) == 2
    assert store.remove_strays(strays) == 2
    assert (store.has(named), store.has(unnamed), torn.exists()) == (True, False, False)
