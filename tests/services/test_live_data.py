"""What is under way keeps what it rests on: a change of the hall waits for it, is told, and then holds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from catalog_shelves import SaidFiles
from counter import STREET, accepted, at_window, paper, street_stall
from custom_shelves import on_shelf
from hall import SECOND, Bench, new_bench
from word_files import templates

from app.bootstrap.opening import OpenHall
from app.domain.calendar import WorkCalendar
from app.domain.errors import PersonFacing
from app.domain.hall import BusinessLetter, Window
from app.domain.local_custom import LocalCustom
from app.domain.ticket import CloseReason, ServiceResult, Ticket
from app.domain.words import Words
from app.services.cases.look_up import open_case_file
from app.services.catalog_shelf import CatalogShelf
from app.services.live_data import faults_of_files, look_at_files, read_files_again
from app.services.live_shelf import MustWait
from app.services.matters import Matter
from app.services.papers.finish import finish_paper
from app.services.queue.abandon import abandon
from app.services.queue.call_next import call_next
from app.services.queue.desk import queue_desk
from app.services.queue.finish import finish
from app.services.queue.issue import Wish, issue_ticket
from app.services.queue.transfer import transfer_to_letter, transfer_to_window
from app.services.queue.window import leave_window, take_window
from app.services.unsettled import unsettled
from db.unit_of_work import SqlStorage


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return new_bench(tmp_path / "hall")


@pytest.fixture
def town(bench: Bench) -> "Iterator[Town]":
    with bench.open() as hall:
        yield Town(hall, bench)


class Town:
    """A hall whose county saves files while clerks work; `other` is a second window's process."""

    def __init__(self, hall: OpenHall, bench: Bench) -> None:
        self.hall, self.bench = hall, bench
        self.files = SaidFiles(hall.office.custom.current)
        self.office = on_shelf(hall.office, self.files)
        self.other = on_shelf(hall.office, self.files)
        self.pressed = 0

    @property
    def now(self) -> LocalCustom:
        return self.office.custom.current

    def press(self) -> str:
        self.pressed += 1
        return f"press-{self.pressed}"

    def at(self, window: str, **person: Any) -> Any:
        return queue_desk(self.office, at_window(window, **person))

    def issue(self, letter: str, window: str = "03") -> Ticket:
        return issue_ticket(self.at(window), self.press(), [Wish(letter, "办事")])

    def save(self, **changes: Any) -> None:
        self.files.save(replace(self.now, **changes))

    def without(
        self, *, windows: frozenset[str] = frozenset(), letters: frozenset[str] = frozenset()
    ) -> None:
        hall = self.now.hall
        kept = [
            replace(window, letters=tuple(one for one in window.letters if one not in letters))
            for window in hall.windows
            if window.number not in windows
        ]
        known = tuple(one for one in hall.letters if one.letter not in letters)
        self.save(hall=replace(hall, windows=tuple(kept), letters=known))

    def waits(self) -> str:
        """What is said about a change that may not hold yet."""
        assert not look_at_files(self.office)
        (fault,) = faults_of_files(self.office)
        assert isinstance(fault, MustWait)
        return Words(templates()).of(fault).sentence()


def test_a_new_window_and_a_new_letter_hold_under_an_open_day(town: Town) -> None:
    waiting = town.issue("B")
    hall = town.now.hall
    window, letter = Window("18", "夜间", ("N",)), BusinessLetter("N", "夜间")
    town.save(hall=replace(hall, windows=(*hall.windows, window), letters=(*hall.letters, letter)))

    assert look_at_files(town.office)
    new = town.issue("N", "18")
    assert new.label == "N001"
    assert call_next(town.at("18"), town.press()) is not None
    called = call_next(town.at("03"), town.press())
    assert called is not None
    assert called.id == waiting.id


def test_a_letter_goes_when_nobody_waits_for_it(town: Town) -> None:
    town.issue("B")
    town.without(letters=frozenset({"D"}))

    assert look_at_files(town.office)
    assert town.now.hall.letter("D") is None


def test_a_letter_stays_while_somebody_waits_for_it_and_goes_by_itself_afterwards(town: Town) -> None:
    ticket = town.issue("D", "07")
    town.without(letters=frozenset({"D"}))

    said = town.waits()

    assert "hall.toml" in said
    assert ticket.label in said
    assert town.now.hall.letter("D") is not None
    abandon(town.at("07"), town.press(), ticket, CloseReason.LEFT)
    assert look_at_files(town.office)
    assert town.now.hall.letter("D") is None
    assert town.files.reads == 1


def test_a_letter_stays_while_it_is_the_second_wish_of_somebody(town: Town) -> None:
    issue_ticket(town.at("03"), town.press(), [Wish("B", "社保"), Wish("D", "民政")])
    town.without(letters=frozenset({"D"}))

    assert "D" in town.waits()


def test_a_ticket_sent_to_another_letter_lets_its_own_go(town: Town) -> None:
    ticket = town.issue("H", "13")
    town.without(letters=frozenset({"H"}))
    town.waits()

    sent = transfer_to_letter(town.at("13"), town.press(), ticket, "A", reason="取错号")
    assert {item.letter for item in sent.open_items} == {"H"}
    called = call_next(town.at("01"), town.press())
    assert called is not None
    finish(town.at("01"), town.press(), called, ServiceResult.DONE)

    assert look_at_files(town.office)


def test_a_window_stays_while_it_serves_somebody(town: Town) -> None:
    town.issue("B")
    called = call_next(town.at("04"), town.press())
    assert called is not None
    town.without(windows=frozenset({"04"}))

    assert called.label in town.waits()
    finish(town.at("04"), town.press(), called, ServiceResult.DONE)
    assert look_at_files(town.office)
    assert town.now.hall.window("04") is None


def test_a_window_stays_while_a_ticket_was_sent_to_it(town: Town) -> None:
    ticket = town.issue("B")
    transfer_to_window(town.at("03"), town.press(), ticket, "04", reason="那边空")
    town.without(windows=frozenset({"04"}))

    assert "04" in town.waits()


def test_a_window_stays_while_somebody_sits_there(town: Town) -> None:
    take_window(town.at("04", clerk=SECOND), town.press())
    town.without(windows=frozenset({"04"}))

    assert "04 号窗口" in town.waits()
    leave_window(town.at("04", clerk=SECOND), town.press())
    assert look_at_files(town.office)


def test_every_process_of_the_hall_waits_for_what_any_of_them_has_under_way(town: Town) -> None:
    ticket = town.issue("D", "07")
    town.without(letters=frozenset({"D"}))

    assert not look_at_files(town.other)
    abandon(town.at("07"), town.press(), ticket, CloseReason.LEFT)
    assert look_at_files(town.other)
    assert look_at_files(town.office)


def test_a_run_of_numbers_begun_this_year_keeps_its_word_until_the_next(town: Town) -> None:
    record = accepted(replace(town.hall, office=town.office), STREET).papers[0]
    finish_paper(town.office, record.id, at_window())
    town.save(hall=replace(town.now.hall, document_prefix="赣崇新"))

    said = town.waits()

    assert "赣崇关受" in said
    assert "赣崇新受" in said
    assert look_and_number(town) == "赣崇关受〔2026〕2号"
    town.bench.clock.advance(days=40)
    with town.hall.office.storage.writing() as unit:
        town.hall.office.business_day.confirm(unit, date(2027, 1, 5), by="c-liu")
        unit.commit()
    assert look_at_files(town.office)
    assert look_and_number(town) == "赣崇新受〔2027〕1号"


def look_and_number(town: Town) -> str:
    look_at_files(town.office)
    done = accepted(
        replace(town.hall, office=town.office), STREET, town.press(), **street_stall(town.pressed + 10)
    )
    for record in done.papers:
        finish_paper(town.office, record.id, at_window())
    return next(record.number for record in done.papers if record.type_code == "SL")


def test_a_word_that_numbered_nothing_yet_may_change_at_once(town: Town) -> None:
    town.save(hall=replace(town.now.hall, document_prefix="赣崇新"))

    assert look_at_files(town.office)
    assert look_and_number(town).startswith("赣崇新受")


def test_one_paper_s_own_word_in_use_names_its_file(town: Town) -> None:
    look_and_number(town)
    types = dict(town.now.paper_types)
    town.save(paper_types={**types, "SL": replace(types["SL"], number_word="理")})

    assert "SL.toml" in town.waits()


def test_a_numbered_paper_gets_the_seal_it_was_decided_under(town: Town) -> None:
    record = accepted(replace(town.hall, office=town.office), STREET).papers[0]
    seals = town.now.cabinet.seals
    other = replace(seals["approval"], keeper="另一人")
    town.save(cabinet=replace(town.now.cabinet, seals={"approval": other}))

    assert record.number in town.waits()
    finish_paper(town.office, record.id, at_window())
    assert look_at_files(town.office)
    assert town.office.papers.cabinet.seals["approval"].keeper == "另一人"


def test_a_changed_text_is_on_the_next_paper_and_never_on_one_that_has_its_number(town: Town) -> None:
    before = accepted(replace(town.hall, office=town.office), STREET).papers[0]
    known = finish_paper(town.office, before.id, at_window())
    types = dict(town.now.paper_types)
    town.save(paper_types={**types, "SL": replace(types["SL"], title="受理通知书（新）")})

    assert look_at_files(town.office)
    after = accepted(replace(town.hall, office=town.office), STREET, "two", **street_stall(2)).papers[0]

    assert after.title == "受理通知书（新）"
    assert (paper(town.hall, before.id).title, finish_paper(town.office, before.id)) == ("受理通知书", known)


def test_a_day_off_moves_the_next_limit_and_no_date_that_was_printed(town: Town) -> None:
    hall = replace(town.hall, office=town.office)
    before = accepted(hall, STREET)
    due = before.case.due_on
    assert due is not None
    calendar = town.now.calendar
    town.save(calendar=WorkCalendar(calendar.years, frozenset({due})))

    assert look_at_files(town.office)
    after = accepted(hall, STREET, "two", **street_stall(2))

    assert after.case.due_on is not None
    assert after.case.due_on > due
    file = open_case_file(town.office, at_window(), before.case.id)
    assert file.case.due_on == due


def test_what_may_not_hold_waits_among_the_unsettled_and_leaves_by_itself(town: Town) -> None:
    ticket = town.issue("D", "07")
    town.without(letters=frozenset({"D"}))
    look_at_files(town.office)

    (waits,) = unsettled(town.office)

    assert (waits.matter, waits.label) == (Matter.FILES, "hall.toml")
    abandon(town.at("07"), town.press(), ticket, CloseReason.LEFT)
    look_at_files(town.office)
    assert unsettled(town.office) == ()


def test_the_key_reads_all_files_and_asks_what_is_under_way_too(town: Town) -> None:
    town.issue("D", "07")
    town.without(letters=frozenset({"D"}))

    read_files_again(town.office)

    assert [fault.code for fault in faults_of_files(town.office)] == ["custom.letter_has_ticket"]


def test_a_change_put_back_waits_for_nothing(town: Town) -> None:
    town.issue("D", "07")
    good = town.now
    town.without(letters=frozenset({"D"}))
    town.waits()
    town.files.save(good)

    assert look_at_files(town.office)
    assert faults_of_files(town.office) == ()


def test_a_look_at_untouched_files_asks_the_database_nothing(town: Town) -> None:
    assert isinstance(town.office.storage, SqlStorage)
    silent = replace(town.office, storage=None)  # type: ignore[arg-type]

    assert not look_at_files(silent)


def test_a_mistake_that_two_readers_of_a_file_find_is_told_once(town: Town) -> None:
    fault = PersonFacing("data_files.syntax", file="certificate_kinds.toml", line=3)
    other = PersonFacing("data_files.syntax", file="certificate_kinds.toml", line=3)
    files = SaidFiles(town.office.catalog)
    office = replace(town.office, shelf=CatalogShelf(town.office.catalog, files, files.stamp()))
    town.files.save(fault)
    files.save(other)
    look_at_files(office)

    assert len(faults_of_files(office)) == 1
    files.save(PersonFacing("data_files.syntax", file="A01.toml", line=3))
    look_at_files(office)
    assert [waits.label for waits in unsettled(office)] == ["certificate_kinds.toml", "A01.toml"]
