"""Whether a file may go on under its own name, and what it takes with it when it may not."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from app.domain.restore import Sign
from app.domain.storage import StorageError
from app.ports.issue_log import EpochLog, IssuedPaper
from db.authority_store import AuthorityRows
from db.engine import connect_new, open_engine
from db.hall_identity import HallIdentity, NotFounded, begin_epoch, found, identity_of
from db.migrate import apply_migrations
from db.standing import Whereabouts, settle_standing

HERE, ELSEWHERE = "board-1", "board-2"
SLIPS = "ticket/360725105000/2026-11-26/B"
IDENTITY = HallIdentity(
    device="device-1",
    device_number=3,
    install_epoch=1,
    authority="360725105000",
    authority_epoch=4,
    receipt_key=bytes(range(32)),
    index_key=bytes(range(32, 64)),
    seal_pass_phrase="a1" * 32,
    hardware=HERE,
)


@pytest.fixture
def founded(engine: Engine) -> Engine:
    with engine.begin() as connection:
        found(connection, IDENTITY)
    return engine


def identity(engine: Engine) -> HallIdentity:
    with engine.connect() as connection:
        return identity_of(connection)


def issued(seq: int, *, series: str = "赣崇关受〔2026〕", number: int = 1, epoch: int = 1) -> IssuedPaper:
    """A line of the issue log whose operation no database here knows."""
    return IssuedPaper(
        series=series, number=number, body_hash=f"{seq:064x}", op_id=f"op-{seq}", epoch=epoch, seq=seq
    )


@dataclass
class Epochs:
    """Which epochs were begun, and which the database had at that moment."""

    taken: list[int] = field(default_factory=list)

    def begin_epoch(self, epoch: int) -> None:
        self.taken.append(epoch)

    def begun(self) -> int:
        return max(self.taken, default=0)


def settled(
    engine: Engine, lines: Sequence[IssuedPaper], hardware: str, epochs: EpochLog | None = None
) -> tuple[Sign, ...]:
    return settle_standing(engine, lines, Whereabouts(hardware=hardware), epochs or Epochs())


def next_serial(engine: Engine, series: str) -> int:
    with engine.connect() as connection:
        return AuthorityRows(connection, {}).next_serial(series)


# Identity.


def test_a_hall_keeps_word_for_word_what_it_was_founded_with(founded: Engine) -> None:
    assert identity(founded) == IDENTITY


def test_a_hall_is_founded_once(founded: Engine) -> None:
    other = replace(IDENTITY, device="device-2", receipt_key=bytes(32))

    with founded.connect() as connection, pytest.raises(IntegrityError):
        found(connection, other)

    assert identity(founded) == IDENTITY


def test_a_database_nobody_founded_is_no_hall(engine: Engine) -> None:
    with pytest.raises(NotFounded):
        identity(engine)
    with pytest.raises(NotFounded):
        settled(engine, (), HERE)


@settings(max_examples=30, deadline=None)
@given(
    device=st.text(min_size=1, max_size=40),
    receipt=st.binary(min_size=32, max_size=32),
    index=st.binary(min_size=32, max_size=32),
    epoch=st.integers(1, 10**6),
    was_put_back=st.booleans(),
)
def test_any_identity_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory,
    device: str,
    receipt: bytes,
    index: bytes,
    epoch: int,
    was_put_back: bool,
) -> None:
    given_identity = replace(
        IDENTITY,
        device=device,
        receipt_key=receipt,
        index_key=index,
        install_epoch=epoch,
        was_put_back=was_put_back,
    )
    engine = fresh_engine(tmp_path_factory.mktemp("identity"))

    with engine.begin() as connection:
        found(connection, given_identity)

    assert identity(engine) == given_identity
    engine.dispose()


def fresh_engine(folder: Path) -> Engine:
    connect_new(folder / "hall.db", bytes(range(32))).close()
    engine = open_engine(folder / "hall.db", bytes(range(32)))
    apply_migrations(engine)
    return engine


def test_a_new_epoch_changes_epochs_and_hardware_and_nothing_else(founded: Engine) -> None:
    with founded.begin() as connection:
        begin_epoch(connection, 7, device_number=3, hardware=ELSEWHERE, folder="1:2")

    moved = replace(IDENTITY, install_epoch=7, authority_epoch=5, hardware=ELSEWHERE, folder="1:2")
    assert identity(founded) == moved


def test_a_new_epoch_answers_the_mark_of_a_restore(engine: Engine) -> None:
    with engine.begin() as connection:
        found(connection, replace(IDENTITY, was_put_back=True))
        begin_epoch(connection, 2, device_number=3, hardware=HERE, folder="")

    assert not identity(engine).was_put_back


# Standing.


@pytest.mark.parametrize("hardware", [HERE, ""], ids=["the same board", "a board without a name"])
def test_an_undisturbed_hall_goes_on_under_its_name(founded: Engine, hardware: str) -> None:
    assert settled(founded, (), hardware) == ()
    assert identity(founded) == IDENTITY


def test_another_board_is_another_machine(founded: Engine) -> None:
    assert settled(founded, (), ELSEWHERE) == (Sign.OTHER_HARDWARE,)

    after = identity(founded)
    assert (after.install_epoch, after.authority_epoch, after.hardware) == (2, 5, ELSEWHERE)
    assert settled(founded, (), ELSEWHERE) == (), "dealt with once"


def test_a_restore_by_a_person_needs_no_other_sign(engine: Engine) -> None:
    with engine.begin() as connection:
        found(connection, replace(IDENTITY, was_put_back=True))

    assert settled(engine, (), HERE) == (Sign.BY_PERSON,)
    assert settled(engine, (), HERE) == ()


def test_a_printed_number_the_database_does_not_know_gives_it_away(founded: Engine) -> None:
    assert settled(founded, [issued(12)], HERE) == (Sign.NUMBERS_AHEAD,)
    assert identity(founded).install_epoch == 2
    assert settled(founded, [issued(12)], HERE) == (), "its epoch is a past one now"


@pytest.mark.parametrize("epochs", [(3,), (2, 5), (5, 2, 1)])
def test_the_new_epoch_is_above_all_that_ever_printed(founded: Engine, epochs: tuple[int, ...]) -> None:
    lines = [issued(place, epoch=epoch) for place, epoch in enumerate(epochs, start=1)]

    settled(founded, lines, HERE)

    assert identity(founded).install_epoch == max(epochs) + 1


def test_an_epoch_begun_without_printing_is_not_begun_again(engine: Engine) -> None:
    """Restored, sealed and handed over as a file, then restored once more: no printed number tells."""
    with engine.begin() as connection:
        found(connection, replace(IDENTITY, was_put_back=True))
    epochs = Epochs([2])

    assert Sign.BY_PERSON in settled(engine, (), HERE, epochs)

    assert identity(engine).install_epoch == 3
    assert epochs.taken == [2, 3]


def test_a_file_older_than_the_last_restore_gives_itself_away(founded: Engine) -> None:
    assert settled(founded, (), HERE, Epochs([2])) == (Sign.NUMBERS_AHEAD,)
    assert identity(founded).install_epoch == 3


def test_a_new_epoch_is_written_down_before_the_database_takes_it(founded: Engine) -> None:
    class FullDisk(Epochs):
        def begin_epoch(self, epoch: int) -> None:
            raise StorageError("storage.issue_log_unwritable")

    with pytest.raises(StorageError, match="issue_log_unwritable"):
        settled(founded, (), ELSEWHERE, FullDisk())

    assert identity(founded) == IDENTITY


def test_an_undisturbed_hall_begins_no_epoch(founded: Engine) -> None:
    epochs = Epochs([1])
    assert settled(founded, (), HERE, epochs) == ()
    assert epochs.taken == [1]


@pytest.mark.parametrize("folder", ["1:2", ""], ids=["the same folder", "a folder nobody can name"])
def test_a_hall_is_bound_to_the_folder_it_was_first_opened_in(founded: Engine, folder: str) -> None:
    for one in ("1:2", folder):
        assert settle_standing(founded, (), Whereabouts(hardware=HERE, folder=one), Epochs()) == ()
    assert identity(founded) == replace(IDENTITY, folder="1:2")


def test_a_copy_of_the_folder_begins_above_every_epoch_that_a_copy_used(founded: Engine) -> None:
    settle_standing(founded, (), Whereabouts(hardware=HERE, folder="1:2"), Epochs())
    copy = Whereabouts(hardware=HERE, folder="1:3", ever_begun=4)

    assert settle_standing(founded, (), copy, Epochs()) == (Sign.OTHER_FOLDER,)

    assert (identity(founded).install_epoch, identity(founded).folder) == (5, "1:3")
    assert settle_standing(founded, (), copy, Epochs()) == (), "dealt with once"


def test_a_folder_on_another_machine_is_told_as_that_alone(founded: Engine) -> None:
    settle_standing(founded, (), Whereabouts(hardware=HERE, folder="1:2"), Epochs())
    other = Whereabouts(hardware=ELSEWHERE, folder="1:3")
    assert settle_standing(founded, (), other, Epochs()) == (Sign.OTHER_HARDWARE,)


# The queue's numbers.


def test_a_restored_hall_goes_on_after_the_last_printed_slip(founded: Engine) -> None:
    slips = [issued(seq, series=SLIPS, number=seq) for seq in range(1, 8)]

    settled(founded, slips, HERE)

    assert next_serial(founded, SLIPS) == 8


def test_every_letter_and_every_day_goes_on_by_itself(founded: Engine) -> None:
    priority, tomorrow = SLIPS.replace("/B", "/VB"), SLIPS.replace("26/", "27/")
    slips = [issued(1, series=SLIPS, number=9), issued(2, series=priority, number=4)]

    settled(founded, slips, HERE)

    assert [next_serial(founded, series) for series in (SLIPS, priority, tomorrow)] == [10, 5, 1]


def test_a_number_further_on_than_the_last_slip_is_not_lowered(founded: Engine) -> None:
    """Numbers were given after the last slip that came out; the printer had no paper."""
    with founded.begin() as connection:
        AuthorityRows(connection, {}).lift_series(SLIPS, 30)

    settled(founded, [issued(1, series=SLIPS, number=12)], HERE)

    assert next_serial(founded, SLIPS) == 31


def test_the_numbers_of_papers_are_not_lifted_for_they_get_a_series_of_their_own(founded: Engine) -> None:
    settled(founded, [issued(1, number=12)], HERE)

    assert next_serial(founded, "赣崇关受〔2026〕") == 1


def test_an_undisturbed_hall_has_no_number_moved(founded: Engine) -> None:
    settled(founded, [issued(1, series=SLIPS, number=12, epoch=0)], HERE)

    assert next_serial(founded, SLIPS) == 1


@settings(max_examples=40, deadline=None)
@given(numbers=st.lists(st.integers(1, 999), min_size=1, max_size=12), given_out=st.integers(0, 999))
def test_no_slip_in_anybodys_hand_is_ever_printed_again(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int], given_out: int
) -> None:
    engine = fresh_engine(tmp_path_factory.mktemp("slips"))
    with engine.begin() as connection:
        found(connection, IDENTITY)
        if given_out:
            AuthorityRows(connection, {}).lift_series(SLIPS, given_out)

    lines = [issued(seq, series=SLIPS, number=number) for seq, number in enumerate(numbers, start=1)]
    settled(engine, lines, HERE)

    assert next_serial(engine, SLIPS) == max(*numbers, given_out) + 1
    engine.dispose()
