"""What waits for a person is listed whole: nothing that is stuck goes unseen."""

from dataclasses import replace
from pathlib import Path

import pytest
from catalog_shelves import SaidFiles
from counter import FOLDER, STREET, accepted, at_window, street_stall
from hall import Bench, new_bench
from word_files import templates

from app.domain.errors import PersonFacing
from app.domain.ledger.operation import Subject
from app.domain.print_job import PrintState
from app.domain.words import Words
from app.services.catalog_shelf import CatalogShelf
from app.services.papers.print_paper import confirm_print, follow_jobs, print_paper
from app.services.record import Act
from app.services.unsettled import Matter, unsettled


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return new_bench(tmp_path / "hall")


def test_a_quiet_hall_has_nothing_unsettled(bench: Bench) -> None:
    with bench.open() as hall:
        assert unsettled(hall.office) == ()


def test_a_paper_without_bytes_is_named_until_it_is_made(bench: Bench) -> None:
    with bench.open() as hall:
        record = accepted(hall, STREET, command="one", **street_stall(1)).papers[0]
        (waits,) = unsettled(hall.office)
        assert (waits.matter, waits.label) == (Matter.PAPER, record.number)


def test_a_print_waits_until_somebody_says_whether_paper_came_out(bench: Bench) -> None:
    with bench.open() as hall:
        record = accepted(hall, STREET, command="one", **street_stall(1)).papers[0]
        job = print_paper(hall.office, at_window(), record.id, FOLDER)
        follow_jobs(hall.office)
        (waits,) = unsettled(hall.office)
        assert (waits.matter, waits.label) == (Matter.PRINT, record.number)
        assert waits.code == f"window.print_{PrintState.DONE_AT_DEVICE.value}"
        confirm_print(hall.office, at_window(), job.job_id, came_out=True)
        assert unsettled(hall.office) == ()


def test_an_operation_on_something_unknown_waits_and_is_said_why(bench: Bench) -> None:
    with bench.open() as hall:
        office = hall.office
        with office.storage.writing() as unit:
            act = Act(
                kind="visit.slip_printed.v1",
                subject=Subject("visit", "nobody"),
                payload={},
                actor=at_window().actor,
                moment=office.business_day.moment(unit),
            )
            office.recorder.record(unit, act)
            unit.commit()
        (waits,) = unsettled(office)
        assert (waits.matter, waits.code) == (Matter.OPERATION, "ledger.unknown_subject")


def test_a_catalogue_with_a_mistake_waits_and_names_file_and_line(bench: Bench) -> None:
    with bench.open() as hall:
        files = SaidFiles(hall.office.catalog)
        shelf = CatalogShelf(hall.office.catalog, files, files.stamp())
        office = replace(hall.office, shelf=shelf)
        files.save(PersonFacing("data_files.syntax", file="A01.toml", line=7))
        shelf.look()

        (waits,) = unsettled(office)

        assert (waits.matter, waits.label) == (Matter.CATALOG, "A01.toml")
        assert "第 7 行" in Words(templates()).say(waits.code, waits.facts).say
        files.save(hall.office.catalog)
        shelf.look()
        assert unsettled(office) == ()
