"""Who may state today's date, and what a put-back hall tells: over a real hall and its key slots."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

import pytest
from counter import FOLDER, STREET, accepted, at_window, street_stall
from fakes import HALL_ZONE, FakeClock, FakeIds
from hall import CLERK, KEY, SECOND, SUPERVISOR, Bench, hall_data

from app.adapters.print_file.folder_printer import FolderPrinter
from app.bootstrap.reception import LOG_LAGGED, Reception
from app.bootstrap.surroundings import Surroundings
from app.domain.access import AccessKind
from app.domain.restore import Sign
from app.domain.role import Role
from app.domain.storage import StorageError, key_check
from app.ports.key_slots import OpenSlot, SlotOwner
from app.services.business_day import ClockInDoubt
from app.services.confirm_day import DayRefused
from app.services.desk import NotAllowed
from app.services.papers.print_paper import print_paper
from app.services.papers.print_slip import print_slip
from app.services.queue.desk import queue_desk
from app.services.queue.issue import Wish, issue_ticket
from db.backup import copy_into

PHRASE = "三江口 2026"
TODAY = date(2026, 11, 26)
WINDOW = hall_data().hall.window("03")


@dataclass
class OpenSlots:
    """Key slots of three clerks with one pass phrase."""

    def slots(self) -> tuple[OpenSlot, ...]:
        clerks = (CLERK, SECOND, SUPERVISOR)
        owners = (SlotOwner(one.id, one.name, one.staff_number) for one in clerks)
        return tuple(OpenSlot(owner, is_device_bound=False) for owner in owners)

    def unlock(self, _clerk_id: str, pass_phrase: str) -> bytes:
        if pass_phrase != PHRASE:
            raise StorageError("storage.wrong_pass_phrase", left=4)
        return KEY

    def key_check(self) -> str:
        return key_check(KEY)


@pytest.fixture
def reception(bench: Bench) -> Iterator[Reception]:
    """A hall that worked on 26 November, with its clerk signed in."""
    around = Surroundings(clock=FakeClock(), ids=FakeIds(31), printer=FolderPrinter(bench.home.printed))
    opened = Reception(home=bench.home, data=hall_data(), slots=OpenSlots(), around=around)
    opened.take_window(opened.sign_in("0312", PHRASE), WINDOW, instead=False)
    yield opened
    opened.close()


def set_clock(reception: Reception, year: int, month: int = 11, day: int = 26) -> None:
    clock = reception.around.clock
    assert isinstance(clock, FakeClock)
    clock.set(datetime(year, month, day, 9, 0, tzinfo=HALL_ZONE))


def legal_day(reception: Reception) -> date:
    assert reception.hall is not None
    office = reception.hall.office
    with office.storage.writing() as unit:
        return office.business_day.moment(unit).business_date


@pytest.mark.parametrize(("year", "day"), [(1985, 26), (2067, 26), (2026, 25)])
def test_a_clerk_s_word_is_enough_for_the_last_business_date(
    reception: Reception, year: int, day: int
) -> None:
    set_clock(reception, year, 11, day)
    with pytest.raises(ClockInDoubt):
        legal_day(reception)

    reception.confirm_day(CLERK, TODAY, None)

    assert legal_day(reception) == TODAY


@pytest.mark.parametrize("day", [date(2026, 11, 25), date(1985, 11, 26), date(2067, 11, 26)])
def test_a_day_back_or_far_ahead_is_refused_to_a_clerk_alone(reception: Reception, day: date) -> None:
    with pytest.raises(DayRefused, match="day_needs_supervisor"):
        reception.confirm_day(CLERK, day, None)
    with pytest.raises(DayRefused, match="not_a_supervisor"):
        reception.confirm_day(CLERK, day, (SECOND.staff_number, PHRASE))
    assert legal_day(reception) == TODAY


def test_a_supervisor_s_pass_phrase_moves_the_day_back(reception: Reception) -> None:
    set_clock(reception, 2026, 11, 25)

    with pytest.raises(StorageError, match="wrong_pass_phrase"):
        reception.confirm_day(CLERK, date(2026, 11, 25), (SUPERVISOR.staff_number, "不是这个"))
    reception.confirm_day(CLERK, date(2026, 11, 25), (SUPERVISOR.staff_number, PHRASE))

    assert legal_day(reception) == date(2026, 11, 25)


def said_days(reception: Reception) -> list[tuple[str, tuple[str, ...]]]:
    assert reception.hall is not None
    with reception.hall.office.storage.reading() as unit:
        kept = [one.entry for one in unit.audit.entries()]
    return [(one.clerk_id, one.fields) for one in kept if one.kind is AccessKind.STATE_DAY]


def test_every_stated_day_stays_in_the_audit_with_whoever_said_it(reception: Reception) -> None:
    """In the settings the second word overwrites the first; here both stay."""
    set_clock(reception, 1985)
    reception.confirm_day(CLERK, TODAY, None)
    reception.confirm_day(CLERK, date(2026, 11, 25), (SUPERVISOR.staff_number, PHRASE))

    asked = f"asked {CLERK.id}"
    assert said_days(reception) == [
        (CLERK.id, ("day 2026-11-26", "last 2026-11-26", "clock 1985-11-26", asked)),
        (SUPERVISOR.id, ("day 2026-11-25", "last 2026-11-26", "clock 1985-11-26", asked)),
    ]


def test_a_day_that_was_refused_leaves_no_word_in_the_audit(reception: Reception) -> None:
    with pytest.raises(DayRefused):
        reception.confirm_day(CLERK, date(2026, 11, 25), None)

    assert said_days(reception) == []


def test_after_a_break_longer_than_any_a_clerk_s_word_is_enough(reception: Reception) -> None:
    set_clock(reception, 2026, 12, 15)
    with pytest.raises(ClockInDoubt):
        legal_day(reception)

    reception.confirm_day(CLERK, date(2026, 12, 15), None)

    assert legal_day(reception) == date(2026, 12, 15)


def test_a_new_year_takes_a_supervisor(reception: Reception) -> None:
    set_clock(reception, 2027, 1, 15)
    with pytest.raises(DayRefused, match="day_needs_supervisor"):
        reception.confirm_day(CLERK, date(2027, 1, 15), None)

    reception.confirm_day(CLERK, date(2027, 1, 15), (SUPERVISOR.staff_number, PHRASE))

    assert legal_day(reception) == date(2027, 1, 15)


def test_nobody_states_another_day_while_the_clock_is_believed(reception: Reception) -> None:
    set_clock(reception, 2026, 11, 26)
    with pytest.raises(DayRefused, match="day_not_asked"):
        reception.confirm_day(CLERK, date(2026, 12, 9), None)

    assert legal_day(reception) == TODAY
    assert said_days(reception) == []


@pytest.mark.parametrize("role", [Role.GUIDE, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_takes_nothing_in_states_no_day(reception: Reception, role: Role) -> None:
    set_clock(reception, 1985)
    with pytest.raises(NotAllowed):
        reception.confirm_day(replace(CLERK, roles=frozenset({role})), TODAY, None)

    assert said_days(reception) == []


def test_an_ordinary_opening_finds_nothing(reception: Reception) -> None:
    assert reception.findings().codes == ()


def test_a_put_back_hall_names_the_papers_and_slips_it_lacks(bench: Bench, reception: Reception) -> None:
    hall = reception.hall
    assert hall is not None
    copy = bench.home.folder / "stick.db"
    copy_into(hall.database.engine, copy)
    paper = accepted(hall, STREET, command="late", **street_stall(1)).papers[0]
    print_paper(hall.office, at_window(), paper.id, FOLDER)
    ticket = issue_ticket(queue_desk(hall.office, at_window()), "late ticket", [Wish("B", "社保")])
    print_slip(hall.office, at_window(), ticket, FOLDER)
    reception.close()
    for left_over in bench.home.folder.glob("hall.db-*"):
        left_over.unlink()
    shutil.copyfile(copy, bench.home.database)

    reception.sign_in("0312", PHRASE)

    findings = reception.findings()
    assert findings.codes == (Sign.NUMBERS_AHEAD.code,)
    assert findings.lost.papers == (paper.number,)
    assert findings.lost.tickets == (f"2026-11-26 号票 {ticket.label}",)


def test_an_issue_log_that_lost_its_lines_is_told_after_sign_in_and_only_once(
    bench: Bench, reception: Reception
) -> None:
    reception.sign_in("0312", PHRASE)
    hall = reception.hall
    assert hall is not None
    paper = accepted(hall, STREET, command="printed", **street_stall(1)).papers[0]
    print_paper(hall.office, at_window(), paper.id, FOLDER)
    for told in (LOG_LAGGED,), ():
        reception.close()
        if told:
            shutil.rmtree(bench.home.issue_log)
        reception.sign_in("0312", PHRASE)
        assert reception.findings().codes == told
