"""What waits for a person is listed whole: nothing that is stuck goes unseen."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from catalog_shelves import SaidFiles
from counter import FOLDER, STREET, accepted, at_window, street_stall
from hall import SUPERVISOR, Bench, new_bench
from later_papers import DESIGN, DESIGN_NAME, accepted_without, brought_later, stall
from word_files import templates

from app.domain.errors import PersonFacing
from app.domain.ledger.operation import Subject
from app.domain.print_job import PrintState
from app.domain.words import Words
from app.services.cases.withdraw import withdraw_case
from app.services.catalog_shelf import CatalogShelf
from app.services.matters import Matter, Unsettled
from app.services.office import Office
from app.services.papers.finish import finish_left_over
from app.services.papers.print_paper import confirm_print, follow_jobs, print_paper
from app.services.papers.void_paper import void_paper
from app.services.record import Act
from app.services.unsettled import unsettled


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


def test_a_paper_that_did_not_come_out_waits_until_it_is_printed_again(bench: Bench) -> None:
    with bench.open() as hall:
        office = hall.office
        record = accepted(hall, STREET, command="one", **street_stall(1)).papers[0]
        job = print_paper(office, at_window(), record.id, FOLDER)
        follow_jobs(office)
        confirm_print(office, at_window(), job.job_id, came_out=False)

        (waits,) = unsettled(office)
        assert (waits.matter, waits.label, waits.code) == (
            Matter.PAPER,
            record.number,
            "window.print_failed",
        )

        again = print_paper(office, at_window(), record.id, FOLDER)
        follow_jobs(office)
        confirm_print(office, at_window(), again.job_id, came_out=True)
        assert unsettled(office) == ()


def test_what_is_void_is_missed_by_nobody(bench: Bench) -> None:
    with bench.open() as hall:
        office = hall.office
        record = accepted(hall, STREET, command="one", **street_stall(1)).papers[0]
        job = print_paper(office, at_window(), record.id, FOLDER)
        follow_jobs(office)
        confirm_print(office, at_window(), job.job_id, came_out=False)

        void_paper(office, at_window(clerk=SUPERVISOR), "void", record.id, "打错了")

        assert not [one for one in unsettled(office) if one.code == "window.print_failed"]


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


def promises(office: Office) -> tuple[Unsettled, ...]:
    """What waits besides the end of what was applied for, which is near as well."""
    return tuple(one for one in unsettled(office) if one.code != "case.term_ends")


def test_a_promised_paper_is_spoken_of_the_day_before_on_the_day_and_once_it_is_overdue(bench: Bench) -> None:
    with bench.open() as hall:
        case = accepted_without(hall, stall(hall)).case
        finish_left_over(hall.office)
        assert promises(hall.office) == (), "a week ahead nobody needs to hear of it"
    said = []
    for days in (6, 1, 1):
        bench.clock.advance(days=days)
        with bench.open() as hall:
            (waits,) = promises(hall.office)
            assert (waits.matter, waits.label) == (Matter.CASE, case.case_number)
            sentence = Words(templates()).say(waits.code, waits.facts).sentence()
            assert DESIGN_NAME in sentence
            assert "2026年12月3日" in sentence
            said.append(waits.code)
    assert said == ["deferral.falls_due", "deferral.falls_due", "deferral.overdue"]


@pytest.mark.parametrize("ending", ["it came", "withdrawn"])
def test_nothing_is_awaited_once_it_came_or_the_case_is_over(bench: Bench, ending: str) -> None:
    with bench.open() as hall:
        case = accepted_without(hall, stall(hall)).case
        finish_left_over(hall.office)
    bench.clock.advance(days=8)
    with bench.open() as hall:
        if ending == "it came":
            brought_later(hall, case, DESIGN)
            finish_left_over(hall.office)
        else:
            withdraw_case(hall.office, at_window(), "withdraw", case.id, case.base, "不办了")
        assert promises(hall.office) == ()


def test_a_promise_is_spoken_of_even_after_its_paper_was_voided(bench: Bench) -> None:
    with bench.open() as hall:
        done = accepted_without(hall, stall(hall))
        finish_left_over(hall.office)
        void_paper(hall.office, at_window(clerk=SUPERVISOR), "void", done.papers[1].id, "日期写错")
    bench.clock.advance(days=8)
    with bench.open() as hall:
        assert [one.code for one in promises(hall.office)] == ["deferral.overdue"]


def test_a_catalogue_with_a_mistake_waits_and_names_file_and_line(bench: Bench) -> None:
    with bench.open() as hall:
        files = SaidFiles(hall.office.catalog)
        shelf = CatalogShelf(hall.office.catalog, files, files.stamp())
        office = replace(hall.office, shelf=shelf)
        files.save(PersonFacing("data_files.syntax", file="A01.toml", line=7))
        shelf.look()

        (waits,) = unsettled(office)

        assert (waits.matter, waits.label) == (Matter.FILES, "A01.toml")
        assert "第 7 行" in Words(templates()).say(waits.code, waits.facts).say
        files.save(hall.office.catalog)
        shelf.look()
        assert unsettled(office) == ()


def test_files_that_were_wrong_at_the_start_name_the_day_of_the_copy_in_use(bench: Bench) -> None:
    with bench.open() as hall:
        files = SaidFiles(hall.office.catalog)
        fault = PersonFacing("data_files.syntax", file="A01.toml", line=7)
        shelf = CatalogShelf(hall.office.catalog, files, files.stamp(), fault, date(2026, 12, 3))

        wrong, copy = unsettled(replace(hall.office, shelf=shelf))

        assert wrong.label == "A01.toml"
        assert "2026年12月3日" in Words(templates()).say(copy.code, copy.facts).say
