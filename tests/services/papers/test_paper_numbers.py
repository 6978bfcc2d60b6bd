"""Numbers: one series for each 代字 and year, used once, kept when void."""

from datetime import date, datetime, timedelta

import pytest
from counter import (
    ELDER_CARD,
    PENSION,
    STREET,
    accepted,
    at_window,
    checked,
    intake,
    numbers_of,
    paper,
    street_stall,
)
from fakes import HALL_ZONE
from hall import SUPERVISOR, Bench

from app.bootstrap.opening import OpenHall
from app.services.cases.accept import accept_case
from app.services.cases.receive import receive_case
from app.services.desk import NotAllowed
from app.services.papers.known import PaperUnknown
from app.services.papers.print_paper import PrintRefused
from app.services.papers.void_paper import void_paper


def stall(hall: OpenHall, serial: int) -> str:
    return numbers_of(accepted(hall, STREET, command=f"stall {serial}", **street_stall(serial)))[0]


def test_each_word_counts_by_itself_and_without_gaps(hall: OpenHall) -> None:
    numbers = [
        *numbers_of(accepted(hall, PENSION, command="a")),
        stall(hall, 1),
        *numbers_of(accepted(hall, ELDER_CARD, command="b")),
        stall(hall, 2),
        *numbers_of(receive_case(hall.office, at_window(), "c", intake(hall.office, PENSION))),
    ]

    assert numbers == [
        "赣崇关结〔2026〕1号",
        "赣崇关受〔2026〕1号",
        "赣崇关结〔2026〕2号",
        "赣崇关受〔2026〕2号",
        "赣崇关收〔2026〕1号",
    ]


def test_every_series_starts_anew_on_the_first_of_january(bench: Bench) -> None:
    with bench.open() as hall:
        bench.clock.set(datetime(2026, 12, 31, 23, 59, tzinfo=HALL_ZONE))
        old = [stall(hall, 1), stall(hall, 2)]
        bench.clock.advance(minutes=2)
        new = [stall(hall, 3), stall(hall, 4)]

    assert old == ["赣崇关受〔2026〕1号", "赣崇关受〔2026〕2号"]
    assert new == ["赣崇关受〔2027〕1号", "赣崇关受〔2027〕2号"]


def test_the_year_is_that_of_the_legal_day_whatever_the_machine_says(bench: Bench) -> None:
    with bench.open() as hall:
        stall(hall, 1)
        bench.clock.set(datetime(1970, 1, 1, tzinfo=HALL_ZONE))
        with hall.office.storage.writing() as unit:
            hall.office.business_day.confirm(unit, date(2027, 1, 4), by=SUPERVISOR.id)
            unit.commit()

        assert stall(hall, 2) == "赣崇关受〔2027〕1号"


def test_a_refused_command_uses_no_number(hall: OpenHall) -> None:
    stall(hall, 1)
    with pytest.raises(Exception, match="answers_wrong"):
        accepted(hall, STREET, command="same place", **street_stall(1))

    assert stall(hall, 2) == "赣崇关受〔2026〕2号"


def test_a_void_paper_keeps_its_number_and_stays_in_the_list(hall: OpenHall) -> None:
    done = accepted(hall, STREET, command="a")

    after = void_paper(hall.office, at_window(clerk=SUPERVISOR), "void", done.papers[0].id, "印错姓名")

    assert paper(hall, done.papers[0].id).is_void
    assert [issued.state for issued in after.case.papers] == ["void"]
    assert stall(hall, 2) == "赣崇关受〔2026〕2号"
    with hall.office.storage.reading() as unit:
        assert [record.serial for record in unit.papers.all_numbers()] == [1, 2]
        last = list(unit.audit.entries())[-1].entry
    assert (last.kind.value, last.clerk_id, last.reason) == ("void", SUPERVISOR.id, "印错姓名")
    assert checked(hall).findings == ()


def test_voiding_takes_a_supervisor_a_reason_and_a_paper_that_counts(hall: OpenHall) -> None:
    known = accepted(hall, STREET).papers[0]
    supervisor = at_window(clerk=SUPERVISOR)

    with pytest.raises(NotAllowed):
        void_paper(hall.office, at_window(), "clerk", known.id, "印错")
    with pytest.raises(PrintRefused, match="void_needs_reason"):
        void_paper(hall.office, supervisor, "silent", known.id, " ")
    with pytest.raises(PaperUnknown):
        void_paper(hall.office, supervisor, "nothing", "no such paper", "印错")
    first = void_paper(hall.office, supervisor, "void", known.id, "印错")
    again = void_paper(hall.office, supervisor, "void", known.id, "印错")
    with pytest.raises(PrintRefused, match="paper_is_void"):
        void_paper(hall.office, supervisor, "another", known.id, "印错")

    assert again.case.base == first.case.base


def test_papers_issued_while_clock_and_ids_go_back_keep_the_ledger_in_order(bench: Bench) -> None:
    with bench.open() as hall:
        received = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET)).case
        bench.clock.set(bench.clock.now() - timedelta(hours=1))
        bench.ids._made = -9_000
        done = accept_case(hall.office, at_window(), "accept", received.id, received.base)

        void_paper(hall.office, at_window(clerk=SUPERVISOR), "void", done.papers[0].id, "印错")

        assert done.papers[0].id < done.case.papers[0].id
        assert checked(hall).findings == ()
