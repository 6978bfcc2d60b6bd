"""Where a hall lies, what it is founded with, and the data it may replace."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from fakes import FakeClock, FakeIds
from hall import CLERK, KEY, KnownKey, hall_data

from app.adapters.data_files.reading import DataFileError
from app.bootstrap.catalog_files import CatalogUnusable
from app.bootstrap.demo_hall import demo_clerks
from app.bootstrap.founding import found_hall
from app.bootstrap.hall_data import load_hall_data
from app.bootstrap.machine import machine_identity
from app.bootstrap.places import HallHome, default_home, resources
from app.bootstrap.trust import load_trust
from app.domain.role import Role
from app.domain.storage import StorageError
from db.clerks import ClerkRows
from db.engine import open_engine
from db.hall_identity import identity_of


@pytest.fixture
def home(tmp_path: Path) -> HallHome:
    return HallHome(tmp_path / "关田 大厅")


def founded(home: HallHome, seed: int = 0) -> None:
    found_hall(home, hall_data().hall, KnownKey.of, CLERK, "", FakeClock(), FakeIds(seed))


def test_a_founded_hall_has_its_founder_its_keys_and_trusts_itself(home: HallHome) -> None:
    founded(home)

    engine = open_engine(home.database, KEY)
    with engine.connect() as connection:
        identity = identity_of(connection)
        clerks = ClerkRows(connection).all()
    engine.dispose()
    assert list(clerks) == [CLERK]
    assert (identity.install_epoch, identity.authority) == (1, hall_data().hall.id)
    assert home.seal_key.exists()
    trust = load_trust(home.trust)
    assert (len(trust.roots), len(trust.signers), trust.revocations) == (1, 1, ())


def test_a_hall_is_founded_once(home: HallHome) -> None:
    founded(home)
    before = home.database.read_bytes()

    with pytest.raises(StorageError, match="already_exists"):
        founded(home, 1)
    assert home.database.read_bytes() == before


def test_a_hall_that_lost_its_database_still_exists(home: HallHome) -> None:
    assert not home.exists
    home.folder.mkdir()
    home.keys.write_text("{}", "utf-8")
    assert home.exists, "a new hall must not grow over the keys of a lost one"


def test_only_a_demo_hall_has_a_published_pass_phrase(home: HallHome) -> None:
    home.folder.mkdir()
    assert home.demo_pass_phrase is None
    home.demo_note.write_text("关田示范2026\n", "utf-8")
    assert home.demo_pass_phrase == "关田示范2026"


def test_the_own_hall_comes_before_the_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    demo = default_home()
    own = demo.folder.with_name("hall")
    own.mkdir(parents=True)
    (own / "keys.json").touch()

    assert demo.folder.name == "demo"
    assert default_home().folder == own


def test_demo_clerks_are_invented_people_with_every_needed_role() -> None:
    clerks = demo_clerks(resources())

    assert len({clerk.staff_number for clerk in clerks}) == len(clerks) == len({one.id for one in clerks})
    assert {role for clerk in clerks for role in clerk.roles} >= {Role.WINDOW, Role.SUPERVISOR, Role.GUIDE}
    assert Role.SUPERVISOR in clerks[0].roles, "the founder can let others in"


def write_own(own: Path, folder: str, phone: str) -> None:
    """The demo hall's file with another telephone, as a hall's own in that folder."""
    (own / folder).mkdir()
    text = (resources() / "demo/hall.toml").read_text("utf-8")
    (own / folder / "hall.toml").write_text(text.replace("0797-0000000", phone), "utf-8")


@pytest.mark.parametrize("folder", ["hall", "demo"], ids=["now", "as earlier versions had it"])
def test_the_towns_own_files_take_the_place_of_ours(tmp_path: Path, folder: str) -> None:
    write_own(tmp_path, folder, "0797-0000001")

    assert load_hall_data(resources(), tmp_path).hall.phone == "0797-0000001"
    assert hall_data().hall.phone == "0797-0000000"


def test_of_two_own_files_the_one_at_the_present_place_is_read(tmp_path: Path) -> None:
    write_own(tmp_path, "demo", "0797-0000001")
    write_own(tmp_path, "hall", "0797-0000002")

    assert load_hall_data(resources(), tmp_path).hall.phone == "0797-0000002"


def test_a_catalogue_with_a_mistake_is_not_used_at_all(tmp_path: Path) -> None:
    shutil.copytree(resources() / "catalog", tmp_path / "catalog")
    (tmp_path / "catalog/items/A01.toml").write_text('id = "A01"\n', "utf-8")

    with pytest.raises(CatalogUnusable) as refused:
        load_hall_data(resources(), tmp_path)
    assert refused.value.facts["file"] == "A01.toml"
    assert int(str(refused.value.facts["count"])) > 0


def test_this_computer_is_the_same_each_time() -> None:
    assert machine_identity() == machine_identity()
    assert "\n" not in machine_identity()


def test_trust_without_a_folder_is_trust_in_nobody(tmp_path: Path) -> None:
    trust = load_trust(tmp_path / "none")
    assert (trust.roots, trust.signers, trust.government_roots, trust.revocations) == ((), (), (), ())


def test_a_township_offers_only_what_it_claimed_of_the_catalogue(tmp_path: Path) -> None:
    (tmp_path / "claims.toml").write_text('[[claim]]\nitem = "A01"\nnotes = ["带户口簿。"]\n', "utf-8")

    catalog = load_hall_data(resources(), tmp_path).catalog

    (offered,) = catalog.in_force(date(2026, 11, 26))
    assert (offered.id, offered.reminders[-1]) == ("A01", "带户口簿。")
    assert catalog.version("F01", 1).name


def test_a_wrong_claim_says_where_and_no_hall_opens_on_it(tmp_path: Path) -> None:
    (tmp_path / "claims.toml").write_text('[[claim]]\nitem = "Z99"\n', "utf-8")

    with pytest.raises(DataFileError) as refused:
        load_hall_data(resources(), tmp_path)

    assert refused.value.facts == {"file": "claims.toml", "line": 1, "item": "Z99"}
