"""A lost receipt comes back with its money: it is in the book again, and may be handed over or reversed."""

from dataclasses import replace
from pathlib import Path

import pytest
from cash_desk import CASH, batches, given_to_biller, paid, turned_back
from counter import FOLDER, at_window, checked
from hall import SUPERVISOR, Bench
from lost_papers import put_back_by_hand, qr_of

from app.domain.role import Role
from app.services.case_turn import CaseDone
from app.services.desk import NotAllowed
from app.services.papers.finish import finish_paper
from app.services.papers.print_paper import print_paper
from app.services.take_back.paper import look_at_paper, take_back_paper
from app.services.take_back.reopen import FromPaper, MoneyRead, TakeBackRefused
from db.backup import copy_into


@pytest.fixture
def lost(bench: Bench, tmp_path: Path) -> tuple[CaseDone, str]:
    """A receipt whose case and money the file does not know any more, and its QR."""
    copy = tmp_path / "stick.db"
    with bench.open() as hall:
        copy_into(hall.database.engine, copy)
        done = paid(hall)
        (entry,) = batches(hall)[0].entries
        code = qr_of(hall, done.papers[0])
        print_paper(hall.office, at_window(), done.papers[0].id, FOLDER)
    put_back_by_hand(bench, copy)
    bench.clock.advance(days=2)
    return done, f"{code}|{entry.biller}|{entry.what}|{entry.way}|{entry.fen}"


def parts(lost: tuple[CaseDone, str]) -> tuple[str, FromPaper]:
    code, biller, what, way, fen = lost[1].split("|")
    read = MoneyRead(fen=int(fen), biller=biller, what=what, way=way)
    case = lost[0].case
    return code, FromPaper(item_id=case.item.id, name=case.applicant.name, money=read)


def test_what_is_asked_are_the_choices_of_the_form(bench: Bench, lost: tuple[CaseDone, str]) -> None:
    code, read = parts(lost)
    with bench.open() as hall:
        seen = look_at_paper(hall.office, at_window(), code)

        assert {item.id for item in seen.items} == {"H01", "H03"}, "no other item gives receipts"
        asked = seen.money[read.item_id]
        assert asked is not None
        assert read.money is not None
        assert read.money.way in asked.ways
        assert read.money.biller in (asked.billers or (read.money.biller,))


def test_the_money_lies_in_the_drawer_of_who_brings_it_back_and_goes_its_way(
    bench: Bench, lost: tuple[CaseDone, str]
) -> None:
    code, read = parts(lost)
    assert read.money is not None
    with bench.open() as hall:
        back = take_back_paper(hall.office, at_window(), "take", code, read)

        (batch,) = batches(hall)
        (entry,) = batch.entries
        assert (entry.number, entry.fen, entry.way) == (back.paper.number, read.money.fen, read.money.way)
        assert batch.line(entry.biller, CASH).balance == read.money.fen
        assert given_to_biller(hall, batch).line(entry.biller, CASH).balance == 0
        assert checked(hall).findings == ()


def test_the_same_scan_again_enters_nothing_twice(bench: Bench, lost: tuple[CaseDone, str]) -> None:
    code, read = parts(lost)
    with bench.open() as hall:
        for _ in range(2):
            take_back_paper(hall.office, at_window(), "take", code, read)

        assert len(batches(hall)[0].entries) == 1


def test_it_may_be_reversed_like_any_other_and_the_red_one_can_be_drawn(
    bench: Bench, lost: tuple[CaseDone, str]
) -> None:
    code, read = parts(lost)
    with bench.open() as hall:
        back = take_back_paper(hall.office, at_window(), "take", code, read)
        red = turned_back(hall, CaseDone(back.case, (back.paper,))).papers[0]

        assert finish_paper(hall.office, red.id).startswith(b"%PDF-")
        (batch,) = batches(hall)
        assert sum(line.balance for line in batch.lines) == 0
        assert checked(hall).findings == ()


@pytest.mark.parametrize(
    "wrong", [None, {"fen": 0}, {"fen": -5}, {"way": "白条"}, {"biller": " "}, {"what": ""}]
)
def test_a_receipt_without_its_money_is_not_taken(
    bench: Bench, lost: tuple[CaseDone, str], wrong: dict[str, object] | None
) -> None:
    code, read = parts(lost)
    assert read.money is not None
    money = None if wrong is None else replace(read.money, **wrong)  # type: ignore[arg-type]
    with bench.open() as hall:
        with pytest.raises(TakeBackRefused) as refused:
            take_back_paper(hall.office, at_window(), "take", code, replace(read, money=money))

        assert refused.value.code == "take_back.which_money"
        with hall.office.storage.reading() as unit:
            assert unit.cases.recent(limit=9) == []


def test_who_may_take_no_money_brings_none_back(bench: Bench, lost: tuple[CaseDone, str]) -> None:
    code, read = parts(lost)
    chief = replace(SUPERVISOR, roles=frozenset({Role.SUPERVISOR}))
    with bench.open() as hall, pytest.raises(NotAllowed):
        take_back_paper(hall.office, at_window(clerk=chief), "take", code, read)
