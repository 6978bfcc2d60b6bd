"""Founding a hall, the printers it finds, what a clerk chose, and what is loaded before it is needed."""

import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import pytest
from fakes import FakeClock, FakeIds
from hall import CLERK, KEY, Bench, KnownKey, hall_data
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from app.adapters.print_file.folder_printer import FolderPrinter
from app.adapters.seal_p12.signer import SealKeyError, open_signer
from app.bootstrap.founding import found_hall, owner_of
from app.bootstrap.places import HallHome
from app.bootstrap.preferences_file import keep_preferences, load_preferences
from app.bootstrap.printers import AllPrinters, default_printer, printers_of
from app.bootstrap.surroundings import Surroundings
from app.bootstrap.trust import load_trust
from app.bootstrap.window import WARMED, prepare, warm_up
from app.domain.print_job import PrintingError, SpoolId, SpoolPhase, SpoolState
from app.domain.storage import StorageError
from app.ports.printer import PrinterInfo, PrintRequest
from db.engine import open_engine
from db.hall_identity import HallIdentity, identity_of
from ui.panels.settings.preferences import IDLE_CHOICES, Preferences

# Founding.


def founded(folder: Path, seed: int = 0) -> HallHome:
    home = HallHome(folder)
    found_hall(home, hall_data().hall, KnownKey.of, CLERK, "", FakeClock(), FakeIds(seed))
    return home


def engine_of(home: HallHome) -> Engine:
    return open_engine(home.database, KEY)


def identity(home: HallHome) -> HallIdentity:
    engine = engine_of(home)
    with engine.connect() as connection:
        found = identity_of(connection)
    engine.dispose()
    return found


def test_a_founded_hall_opens_with_its_first_clerk_and_nothing_else(tmp_path: Path) -> None:
    home = founded(tmp_path / "新 大厅")

    with Bench(home).open() as hall, hall.office.storage.reading() as unit:
        assert list(unit.clerks.all()) == [CLERK]
        assert unit.papers.all_numbers() == []
        assert hall.signs == ()


def test_two_halls_share_no_secret(tmp_path: Path) -> None:
    first, second = (identity(founded(tmp_path / name, seed)) for seed, name in enumerate(("甲", "乙")))

    for secret in ("device", "receipt_key", "index_key", "seal_pass_phrase"):
        assert getattr(first, secret) != getattr(second, secret), secret


def test_a_hall_is_never_founded_over_another(tmp_path: Path) -> None:
    home = founded(tmp_path / "大厅")
    before = home.database.read_bytes()

    with pytest.raises(StorageError):
        founded(home.folder, seed=1)

    assert home.database.read_bytes() == before
    assert open_signer(home.seal_key.read_bytes(), identity(home).seal_pass_phrase)


def test_the_seal_key_opens_with_what_lies_in_the_encrypted_file_alone(tmp_path: Path) -> None:
    home = founded(tmp_path / "大厅")
    sealed = home.seal_key.read_bytes()

    assert open_signer(sealed, identity(home).seal_pass_phrase).caption == "完整性签名，非电子印章"
    with pytest.raises(SealKeyError):
        open_signer(sealed, "")


def test_a_hall_trusts_its_own_root_and_signer_and_no_government(tmp_path: Path) -> None:
    home = founded(tmp_path / "大厅")

    trust = load_trust(home.trust)

    assert (len(trust.roots), len(trust.signers), trust.government_roots) == (1, 1, ())
    assert trust.roots != trust.signers


def test_no_name_and_no_key_lies_readable_in_the_folder(tmp_path: Path) -> None:
    home = founded(tmp_path / "大厅")
    secrets = identity(home)

    written = b"".join(file.read_bytes() for file in home.folder.rglob("*") if file.is_file())

    for readable in (
        CLERK.name.encode(),
        secrets.receipt_key,
        secrets.index_key,
        secrets.seal_pass_phrase.encode(),
        b"SQLite format 3",
    ):
        assert readable not in written


def test_a_clerk_in_the_login_list_is_a_name_and_a_number() -> None:
    owner = owner_of(CLERK)

    assert (owner.clerk_id, owner.name, owner.staff_number) == ("c-wang", "王小兰", "0312")


# Printers.


@dataclass
class Spooler:
    """A spooler with some queues, which remembers what it was handed."""

    queues: tuple[PrinterInfo, ...] = ()
    taken: list[str] = field(default_factory=list)

    def submit(self, request: PrintRequest) -> SpoolId:
        self.taken.append(request.printer)
        return SpoolId(request.printer, len(self.taken))

    def state(self, spool_id: SpoolId) -> SpoolState:
        return SpoolState(SpoolPhase.PRINTING)

    def available(self) -> Sequence[PrinterInfo]:
        return self.queues


def printers(tmp_path: Path, *queues: PrinterInfo) -> AllPrinters:
    return AllPrinters(Spooler(queues), FolderPrinter(tmp_path / "printed"))


names = st.lists(st.sampled_from(["HP", "得力", "联想"]), unique=True, max_size=3)


@settings(max_examples=60, deadline=None)
@given(names=names, default=st.integers(-1, 2), chosen=st.sampled_from(["", "HP", "旧打印机", "文件夹"]))
def test_there_is_always_one_default_and_every_choice_is_a_printer_that_is_there(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], default: int, chosen: str
) -> None:
    queues = [PrinterInfo(name=name, is_default=place == default) for place, name in enumerate(names)]
    found = printers(tmp_path_factory.getbasetemp(), *queues)

    listed = found.available()
    assert [info.name for info in listed] == [*names, "文件夹"]
    assert sum(info.is_default for info in listed) == 1
    assert not names or not listed[-1].is_default, "a folder is no printer where there is a real one"
    taken = default_printer(found, chosen)
    assert taken == (chosen if chosen in [*names, "文件夹"] else next(i.name for i in listed if i.is_default))


def test_each_paper_goes_to_whoever_has_the_printer(tmp_path: Path) -> None:
    found = printers(tmp_path, PrinterInfo(name="HP"))

    real = found.submit(PrintRequest(printer="HP", pdf=b"%PDF-", title="B001"))
    folder = found.submit(PrintRequest(printer="文件夹", pdf=b"%PDF-", title="B002"))

    assert found.state(real).phase is SpoolPhase.PRINTING
    assert found.state(folder).phase is SpoolPhase.DONE_AT_DEVICE
    assert [file.name for file in (tmp_path / "printed").iterdir()] == ["0001 B002.pdf"]


def test_no_printer_at_all_is_said_in_words() -> None:
    with pytest.raises(PrintingError, match="no_printer"):
        default_printer(Spooler(), "HP")


def test_printers_none_of_which_is_the_default_are_better_than_none() -> None:
    found = Spooler((PrinterInfo(name="HP"), PrinterInfo(name="得力")))
    assert [default_printer(found, chosen) for chosen in ("", "得力", "旧的")] == ["HP", "得力", "HP"]


def test_where_no_spooler_can_be_asked_papers_go_to_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows knows no sockets of that kind, and this program no spooler of Windows yet."""
    monkeypatch.delattr("socket.AF_UNIX")
    found = printers_of(HallHome(tmp_path))

    (only,) = found.available()
    assert (only.name, only.is_default) == ("文件夹", True)
    done = found.submit(PrintRequest(printer=default_printer(found, ""), pdf=b"%PDF-", title="B001"))
    assert found.state(done).phase is SpoolPhase.DONE_AT_DEVICE


def test_a_printer_nobody_has_is_the_spoolers_to_refuse(tmp_path: Path) -> None:
    alone = AllPrinters(FolderPrinter(tmp_path, name="另一个"), FolderPrinter(tmp_path / "printed"))

    with pytest.raises(PrintingError, match="unknown_printer"):
        alone.submit(PrintRequest(printer="HP", pdf=b"%PDF-", title="B001"))


# Choices.

choices = st.builds(
    Preferences,
    printer=st.text(st.characters(codec=None, exclude_categories=()), max_size=30),
    idle_minutes=st.sampled_from(IDLE_CHOICES),
    large_type=st.booleans(),
    high_contrast=st.booleans(),
    queue_folded=st.booleans(),
    scan_folder=st.text(st.characters(codec=None, exclude_categories=()), max_size=30),
)


@settings(max_examples=60, deadline=None)
@given(chosen=choices, before=choices)
def test_what_was_chosen_is_chosen_at_the_next_start(
    tmp_path_factory: pytest.TempPathFactory, chosen: Preferences, before: Preferences
) -> None:
    file = tmp_path_factory.getbasetemp() / "preferences.json"
    keep_preferences(file, before)
    keep_preferences(file, chosen)

    assert load_preferences(file) == chosen
    assert list(file.parent.glob("*.unfinished")) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"7", b"\xff\xfe", b'"large"'])
def test_a_file_that_cannot_be_read_gives_the_defaults(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "preferences.json"
    file.write_bytes(content)

    assert load_preferences(file) == Preferences()


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ('"printer": 7', "printer"),
        ('"printer": null', "printer"),
        ('"printer": ["HP"]', "printer"),
        ('"idle_minutes": "5"', "idle_minutes"),
        ('"idle_minutes": true', "idle_minutes"),
        ('"idle_minutes": 0', "idle_minutes"),
        ('"idle_minutes": -3', "idle_minutes"),
        ('"idle_minutes": 1e9', "idle_minutes"),
        ('"idle_minutes": 5.0', "idle_minutes"),
        ('"idle_minutes": [5]', "idle_minutes"),
        ('"large_type": "ja"', "large_type"),
        ('"large_type": 1', "large_type"),
        ('"queue_folded": {}', "queue_folded"),
    ],
)
def test_a_choice_nobody_can_have_made_is_the_default_and_the_others_stay(
    tmp_path: Path, wrong: str, name: str
) -> None:
    file = tmp_path / "preferences.json"
    file.write_text(f'{{"high_contrast": true, {wrong}}}', "utf-8")

    found = load_preferences(file)

    assert found == replace(Preferences(), high_contrast=True)
    assert type(getattr(found, name)) is type(getattr(Preferences(), name))


def test_choices_of_a_newer_program_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "preferences.json"
    keep_preferences(file, replace(Preferences(), printer="HP"))
    file.write_text(file.read_text("utf-8").replace("{", '{"dark": true,', 1), "utf-8")

    assert load_preferences(file) == replace(Preferences(), printer="HP")


def test_a_choice_an_older_program_did_not_know_is_the_default(tmp_path: Path) -> None:
    (tmp_path / "preferences.json").write_text('{"large_type": true}', "utf-8")

    found = load_preferences(tmp_path / "preferences.json")

    assert asdict(found) == {**asdict(Preferences()), "large_type": True}


def test_a_first_start_has_nothing_chosen(tmp_path: Path) -> None:
    assert load_preferences(tmp_path / "none.json") == Preferences()


# Start.


def test_a_hall_that_is_there_is_not_founded_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even when its database is lost: its keys say that there was one."""
    around = Surroundings(clock=bench.clock, ids=bench.ids, printer=FolderPrinter(bench.home.printed))
    monkeypatch.setitem(sys.modules, "app.bootstrap.demo_hall", None)
    bench.home.keys.write_text("{}", "utf-8")
    bench.home.database.unlink()

    reception = prepare(bench.home, around)

    assert reception.home == bench.home
    assert not bench.home.database.exists()


def test_warming_up_loads_what_is_slow_and_can_be_done_twice() -> None:
    warm_up()
    warm_up()

    assert set(WARMED) <= sys.modules.keys()
