"""The day's end of a drawer: handed over by voucher, counted against the receipts, signed by two."""

import pytest
import word_files
from cash_desk import CASH, batches, given_to_biller, paid, signed, turned_back
from counter import at_window, checked
from hall import CLERK, SECOND, SUPERVISOR, Bench
from whole_store import everything

from app.bootstrap.opening import OpenHall
from app.domain.cash.batch import CashBatch
from app.domain.words import Words
from app.services.cash.day_end import Count, HandOver, hand_over, sign_batch
from app.services.cash.drawer import CashRefused
from app.services.cash.review import LOOK_BACK_DAYS, review_drawers


def filled_batch(hall: OpenHall) -> CashBatch:
    """Two bills in cash of two billers, and one by phone."""
    paid(hall, "power")
    paid(hall, "water", name="water_by_transfer", pay_way=CASH, amount="20")
    paid(hall, "phone", name="water_by_transfer", pay_way="微信", amount="30", acct_no="1234568")
    (batch,) = batches(hall)
    return batch


def refused(code: str, act: object, hall: OpenHall) -> str:
    """Try an act, be told in words, and find that nothing changed."""
    before = everything(hall)
    with pytest.raises(CashRefused) as told:
        act()  # type: ignore[operator]
    assert told.value.code == code
    assert everything(hall) == before
    return Words(word_files.templates()).of(told.value).sentence()


def test_each_biller_and_way_of_paying_has_its_line(hall: OpenHall) -> None:
    turned_back(hall, paid(hall, "wrong", acct_no="3600123457"))
    lines = filled_batch(hall).lines

    assert {(one.way, one.taken, one.reversed, one.balance) for one in lines} == {
        (CASH, 2 * 8605, 8605, 8605),
        (CASH, 2000, 0, 2000),
        ("微信", 3000, 0, 3000),
    }
    assert (batches(hall)[0].cash, batches(hall)[0].balance) == (10605, 13605)
    assert sum(one.taken_count for one in lines) == 4


def test_handing_over_takes_a_line_to_nothing_and_keeps_the_voucher(hall: OpenHall) -> None:
    batch = filled_batch(hall)
    biller = batch.entries[0].biller

    after = given_to_biller(hall, batch)

    assert after.line(biller, CASH).balance == 0
    assert after.cash == 2000
    (handed,) = after.handed_over
    assert (handed.fen, handed.voucher, handed.papers) == (8605, "凭 0001", (batch.entries[0].paper,))
    assert given_to_biller(hall, batch) == after, "the same key press again"
    assert checked(hall).findings == ()


def test_what_cannot_be_handed_over_is_said_in_words(hall: OpenHall) -> None:
    batch, desk = filled_batch(hall), at_window()
    biller = batch.entries[0].biller
    given_to_biller(hall, batch)

    def hand(voucher: str, way: str, by: str = batch.id, clerk: object = CLERK) -> object:
        office, at = hall.office, at_window(clerk=clerk)
        return lambda: hand_over(office, at, "no", by, HandOver(biller, way, voucher))

    refused("cash.voucher_needed", hand(" ", "微信"), hall)
    assert "没有余额" in refused("cash.nothing_to_hand_over", hand("凭 0002", CASH), hall)
    refused("cash.not_own", hand("凭 0002", CASH, clerk=SECOND), hall)
    refused("cash.batch_unknown", hand("凭 0002", CASH, by=f"{desk.place}/{CLERK.id}/2026-11-26/9"), hall)


def test_two_sign_and_the_next_money_begins_another_batch(hall: OpenHall) -> None:
    batch = filled_batch(hall)

    after = signed(hall, batch, 10605)

    assert not after.is_open
    assert after.signed is not None
    assert (after.signed.taker, after.signed.checker) == (CLERK.id, SUPERVISOR.id)
    assert (after.signed.book, after.signed.counted, after.signed.note) == (10605, 10605, "")
    assert signed(hall, batch, 10605) == after, "the same key press again"
    paid(hall, "after", acct_no="3600123457")
    assert [(one.number, one.is_open, one.cash) for one in batches(hall)] == [
        (1, False, 10605),
        (2, True, 8605),
    ]
    assert checked(hall).findings == ()


def test_a_difference_is_signed_with_its_reason_alone(hall: OpenHall) -> None:
    batch = filled_batch(hall)

    said = refused("cash.difference_needs_note", lambda: signed(hall, batch, 10600), hall)
    assert "106.05" in said
    assert "106.00" in said
    refused("cash.counted_below_nothing", lambda: signed(hall, batch, -1, "少"), hall)

    after = signed(hall, batch, 10600, "找零少了五分，已报告")
    assert after.signed is not None
    assert (after.signed.book, after.signed.counted) == (10605, 10600)
    assert after.signed.note == "找零少了五分，已报告"


@pytest.mark.parametrize("checker", ["", CLERK.id, SECOND.id, "nobody"])
def test_nobody_signs_alone_or_with_somebody_who_checks_no_money(hall: OpenHall, checker: str) -> None:
    batch = filled_batch(hall)

    def sign() -> CashBatch:
        return sign_batch(hall.office, at_window(), "no", batch.id, batch.base, Count(10605, checker))

    refused("cash.needs_checker", sign, hall)


def test_what_came_after_the_count_must_be_counted_too(hall: OpenHall) -> None:
    seen = filled_batch(hall)
    paid(hall, "meanwhile", acct_no="3600123457")

    refused("cash.changed_meanwhile", lambda: signed(hall, seen, 10605), hall)
    assert signed(hall, batches(hall)[0], 10605 + 8605).signed is not None


def test_a_batch_is_signed_once(hall: OpenHall) -> None:
    batch = filled_batch(hall)
    after = signed(hall, batch, 10605)

    refused("cash.already_signed", lambda: signed(hall, after, 10605, command="twice"), hall)


def test_signed_money_is_asked_for_until_it_is_handed_over(bench: Bench, hall: OpenHall) -> None:
    paid(hall)
    batch = signed(hall, batches(hall)[0], 8605)
    bench.clock.advance(days=1)
    assert [one.id for one in batches(hall)] == [batch.id]

    given_to_biller(hall, batch)

    assert batches(hall) == ()


def test_a_batch_nobody_signed_waits_for_weeks(bench: Bench, hall: OpenHall) -> None:
    paid(hall)
    bench.clock.advance(days=LOOK_BACK_DAYS)

    (drawer,) = review_drawers(hall.office, at_window()).drawers
    assert [one.cash for one in drawer.batches] == [8605]
    assert drawer.balance == 8605
