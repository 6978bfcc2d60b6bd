"""A command id belongs to one command: under another it gives no result that was never reached."""

import pytest
from counter import STREET, accepted, at_window, intake, paper
from hall import SUPERVISOR

from app.bootstrap.opening import OpenHall
from app.services.cases.accept import accept_intake
from app.services.cases.receive import receive_case
from app.services.once import CommandReused
from app.services.papers.void_paper import void_paper


def test_the_id_of_an_acceptance_voids_no_paper_and_says_so(hall: OpenHall) -> None:
    done = accepted(hall, STREET, "pressed")

    with pytest.raises(CommandReused):
        void_paper(hall.office, at_window(clerk=SUPERVISOR), "pressed", done.papers[0].id, "打错了")

    assert not paper(hall, done.papers[0].id).is_void


def test_the_id_of_a_receipt_accepts_nothing(hall: OpenHall) -> None:
    taken_in = intake(hall.office, STREET)
    receive_case(hall.office, at_window(), "pressed", taken_in)

    with pytest.raises(CommandReused):
        accept_intake(hall.office, at_window(), "pressed", taken_in)


def test_what_an_older_program_remembered_is_still_told_again(hall: OpenHall) -> None:
    done = accepted(hall, STREET, "new")
    with hall.office.storage.writing() as unit:
        unit.commands.remember("old", {"case": done.case.id, "papers": [done.papers[0].id]})
        unit.commit()

    again = accept_intake(hall.office, at_window(), "old", intake(hall.office, STREET))

    assert (again.case.id, again.papers) == (done.case.id, done.papers)
