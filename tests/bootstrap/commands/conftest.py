"""A demo hall with one accepted case in it, and a way to run commands on copies of it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from counter import FOLDER, PENSION, accepted, at_window
from fakes import FakeClock, FakeIds
from hall import hall_data

from app.adapters.print_file.folder_printer import FolderPrinter
from app.adapters.random_ids import RandomIds
from app.adapters.secrets_keyring.keyring_secrets import KeyringSecrets
from app.bootstrap.commands.run import run
from app.bootstrap.demo_hall import found_demo_hall
from app.bootstrap.opening import OpenHall, Surroundings, open_hall
from app.bootstrap.places import HallHome
from app.bootstrap.unlocking import unlock
from app.services.papers.print_paper import print_paper


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture(scope="session", autouse=True)
def _no_keyring() -> Iterator[None]:
    """The secrets of whoever runs the tests are no business of theirs."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("unlocking", "commands.doctor"):
            patch.setattr(
                f"app.bootstrap.{module}.KeyringSecrets", lambda: KeyringSecrets(find_backends=tuple)
            )
        yield


@pytest.fixture(scope="session")
def worked_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demo hall where one pension case was accepted and its paper printed; do not touch."""
    home = HallHome(tmp_path_factory.mktemp("示范 大厅"))
    found_demo_hall(home, hall_data().hall, FakeClock(), FakeIds())
    with opened(home) as hall:
        done = accepted(hall, PENSION)
        print_paper(hall.office, at_window(), done.papers[0].id, FOLDER)
        with hall.office.storage.reading() as unit:
            pdf = unit.papers.pdf(done.papers[0].id)
    assert pdf is not None
    (home.folder / "办结通知单.pdf").write_bytes(pdf)
    return home.folder


@pytest.fixture
def home(worked_in: Path, tmp_path: Path) -> HallHome:
    """A copy of that hall for one test."""
    return HallHome(shutil.copytree(worked_in, tmp_path / "示范 大厅"))


@pytest.fixture
def paper(home: HallHome) -> Path:
    """The signed paper of that hall."""
    return home.folder / "办结通知单.pdf"


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Run a command line; whatever it says, it never shows a traceback."""
    monkeypatch.delenv("BIANMIN_PASS_PHRASE", raising=False)

    def ran(*arguments: object) -> Ran:
        try:
            code = int(run([str(one) for one in arguments]))
        except SystemExit as shown:  # argparse ends this way after --help
            code = int(shown.code or 0)
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Ran(code, said.out, said.err)

    return ran


def opened(home: HallHome) -> OpenHall:
    """Open a demo hall at window 3 as the window does."""
    unlocked = unlock(home, None)
    around = Surroundings(clock=FakeClock(), ids=RandomIds(), printer=FolderPrinter(home.printed))
    return open_hall(home, hall_data(), unlocked.key, unlocked.key_check, "03", around)


@pytest.fixture
def reopened() -> Callable[[HallHome], OpenHall]:
    return opened
