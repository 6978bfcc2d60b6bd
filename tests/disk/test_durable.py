"""Files that are whole or not there: after a replacement, after a refusal, with two writers at once."""

import threading
from pathlib import Path

import pytest

from app.disk.durable import UNFINISHED, replace_durably, sync_folder


def test_a_new_file_and_a_new_content_are_whole_and_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "钥匙.json"
    for content in (b"first", b"second, longer"):
        replace_durably(path, content)
        assert path.read_bytes() == content

    assert path.stat().st_mode & 0o077 == 0
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_refusal_leaves_the_old_content_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "taken"
    path.mkdir()
    (path / "inside").touch()

    with pytest.raises(OSError, match=r"(?i)directory"):
        replace_durably(path, b"content")

    assert (path / "inside").exists()
    assert list(tmp_path.glob(f"*{UNFINISHED}")) == []


def test_a_folder_that_is_missing_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_durably(tmp_path / "nowhere" / "file", b"content")
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "nowhere")


def test_of_many_writers_one_content_stands_whole(tmp_path: Path) -> None:
    path, start = tmp_path / "file", threading.Barrier(6)
    contents = [bytes([number]) * 50_000 for number in range(6)]

    def write(content: bytes) -> None:
        start.wait()
        replace_durably(path, content)

    threads = [threading.Thread(target=write, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert path.read_bytes() in contents
    assert [file.name for file in tmp_path.iterdir()] == ["file"]
