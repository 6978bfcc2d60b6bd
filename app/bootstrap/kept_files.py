"""Keeps a copy of a county's files as they last were right: a mistake made in the evening closes no hall."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Generic, TypeVar
from zipfile import BadZipFile, ZipFile, ZipInfo

from app.disk.durable import replace_durably
from app.domain.errors import PersonFacing
from app.ports.live_files import LiveFiles

Held = TypeVar("Held")
READ = frozenset({".toml", ".csv"})
"""How the names of data files end; what else lies beside them is nobody's data."""


@dataclass(frozen=True, slots=True)
class Opened(Generic[Held]):
    """What a hall opens with: its files as they are, or because of `fault` their copy kept on `day`."""

    held: Held
    fault: PersonFacing | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFiles(Generic[Held]):
    """Files of a hall's `own` folder, read by `reader`; the copy of their `parts` is one archive, `kept`.

    `reader` gives the same reading over any folder. Without `kept` there is no copy.
    """

    own: Path
    parts: tuple[str, ...]
    reader: Callable[[Path], LiveFiles[Held]]
    kept: Path | None = None

    def stamp(self) -> Hashable:
        """Return what differs as soon as any file changed."""
        return self.reader(self.own).stamp()

    def load(self) -> Held:
        """Return what the files say, and keep a copy of them; PersonFacing with file and line if wrong."""
        files = self.reader(self.own)
        before = files.stamp()
        found = files.load()
        archive = _archive(self.own, self.parts)
        # A file saved while they were read may be wrong: then what was kept stays.
        if self.kept is not None and archive is not None and files.stamp() == before:
            _keep(self.kept, archive)
        return found

    def opened(self) -> Opened[Held]:
        """Return what the files say, else their copy; the PersonFacing of the files where that fails too."""
        try:
            return Opened(self.load())
        except PersonFacing as fault:
            kept = self._from_copy()
            if kept is None:
                raise
            return Opened(kept, fault, self.day())

    def day(self) -> date | None:
        """Return the day the copy was made; None where there is none."""
        try:
            made = self.kept.stat().st_mtime if self.kept is not None else None
        except OSError:
            return None
        return None if made is None else datetime.fromtimestamp(made, UTC).astimezone().date()

    def _from_copy(self) -> Held | None:
        if self.kept is None:
            return None
        with TemporaryDirectory() as folder:
            try:
                with ZipFile(self.kept) as archive:
                    archive.extractall(folder)
                return self.reader(Path(folder)).load()
            except (OSError, BadZipFile, PersonFacing):
                # Gone, damaged, or no longer right for this version of the program: there is no copy.
                return None


def _keep(kept: Path, archive: bytes) -> None:
    """Put a copy in place of an older one; the day of one that says the same stays."""
    try:
        if kept.exists() and kept.read_bytes() == archive:
            return
        kept.parent.mkdir(parents=True, exist_ok=True)
        replace_durably(kept, archive)
    except OSError:
        # A full or read-only disk stops no hall that is right; `doctor` tells of the disk.
        return


def _archive(own: Path, parts: tuple[str, ...]) -> bytes | None:
    """Return the files as one archive, the same bytes for the same files; None if one could not be read."""
    content = BytesIO()
    try:
        with ZipFile(content, "w") as archive:
            for file in _files(own, parts):
                archive.writestr(ZipInfo(file.relative_to(own).as_posix()), file.read_bytes())
    except OSError:
        return None
    return content.getvalue()


def _files(own: Path, parts: tuple[str, ...]) -> Iterator[Path]:
    for place in (own / part for part in parts):
        found = sorted(place.rglob("*")) if place.is_dir() else [place]
        yield from (file for file in found if file.suffix in READ and file.is_file())
