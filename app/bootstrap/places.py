"""Where things lie: the program's own data, and the folder of a hall."""

import sys
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path, user_state_path


def resources() -> Path:
    """Return the folder of the data that comes with the program, frozen or in the source tree."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen is not None else Path(__file__).parents[2]
    return root / "resources"


@dataclass(frozen=True, slots=True)
class HallHome:
    """The folder of one hall on this machine."""

    folder: Path

    @property
    def database(self) -> Path:
        """The encrypted file."""
        return self.folder / "hall.db"

    @property
    def keys(self) -> Path:
        """The key slots of the clerks."""
        return self.folder / "keys.json"

    @property
    def attempts(self) -> Path:
        """The counts of wrong pass phrases."""
        return self.folder / "attempts.json"

    @property
    def issue_log(self) -> Path:
        """The record of issued papers outside the database."""
        return self.folder / "issue-log"

    @property
    def seal_key(self) -> Path:
        """The signing key, sealed; its pass phrase lies in the encrypted file."""
        return self.folder / "seal.p12"

    @property
    def blobs(self) -> Path:
        """The pages captured of applicants' papers, each encrypted in a file of its own."""
        return self.folder / "blobs"

    @property
    def trust(self) -> Path:
        """The certificates by which papers are verified."""
        return self.folder / "trust"

    @property
    def data(self) -> Path:
        """The township's own data, in place of what comes with the program."""
        return self.folder / "data"

    @property
    def kept(self) -> Path:
        """The township's data as they last were right, copied and parsed; made again whenever missing."""
        return self.folder / "cache"

    @property
    def preferences(self) -> Path:
        """What was chosen on this machine: printer, look, idle minutes."""
        return self.folder / "preferences.json"

    @property
    def printed(self) -> Path:
        """The folder that stands in for a printer where there is none."""
        return self.folder / "printed"

    @property
    def reports(self) -> Path:
        """The reports of bugs, without personal data."""
        return self.folder / "reports"

    @property
    def demo_note(self) -> Path:
        """The note that makes this a demo hall and tells its published pass phrase."""
        return self.folder / "demo-pass-phrase.txt"

    @property
    def demo_pass_phrase(self) -> str | None:
        """The published pass phrase of a demo hall, None for a real one."""
        return self.demo_note.read_text("utf-8").strip() if self.demo_note.exists() else None

    @property
    def founded(self) -> Path:
        """A hall that is whole and was stopped on its way into its place: `finish_founding` moves it in."""
        return self.folder / "founded"

    @property
    def exists(self) -> bool:
        """Say whether a hall was founded here: its keys are here, even if its database is lost."""
        return self.keys.exists() or self.database.exists() or self.founded.exists()


def state_folder() -> Path:
    """Return where this user's account keeps what must not travel with a hall's folder."""
    return user_state_path("bianmin-window", appauthor=False)


def default_home() -> HallHome:
    """Return the hall of this user, or the demo hall while none was founded."""
    folder = user_data_path("bianmin-window", appauthor=False)
    own = HallHome(folder / "hall")
    return own if own.exists else HallHome(folder / "demo")
