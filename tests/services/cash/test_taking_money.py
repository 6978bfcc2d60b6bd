"""Money taken for others: one act closes the case, prints the receipt and enters the drawer."""

import pytest
import word_files
from cash_desk import CASH, batches, bill, paid, turned_back
from counter import STREET, accepted, at_window, checked, numbers_of, paper
from hall import CLERK, SUPERVISOR
from whole_store import everything

from app.bootstrap.opening import OpenHall
from app.domain.case.state import CaseState
from app.domain.clerk import Clerk
from app.domain.paper_record import facts_from
from app.domain.role import Role
from app.domain.words import Words
from app.services.cases.accept import accept_case, accept_intake
from app.services.cases.receive import receive_case
from app.services.cash.review import review_drawers
from app.services.desk import NotAllowed
from app.services.papers.finish import finish_paper
from app.services.papers.print_paper import PrintRefused
from app.services.papers.reissue import ReissueRefused, reissue_paper
from app.services.papers.void_paper import void_paper

BOSS = Clerk(id="c-boss", name="陈主任", staff_number="0399", roles=frozenset({Role.SUPERVISOR}))


def facts(hall: OpenHall, paper_id: str):
    with hall.office.storage.reading() as unit:
        return facts_from(unit.papers.facts(paper_id))


def test_a_bill_paid_is_closed_by_its_receipt_and_lies_in_the_drawer(hall: OpenHall) -> None:
    done = paid(hall)

    assert done.case.state is CaseState.CLOSED
    assert [one.type_code for one in done.papers] == ["PJ"]
    assert numbers_of(done) == ["赣崇关票〔2026〕1号"]
    (batch,) = batches(hall)
    (entry,) = batch.entries
    assert (entry.number, entry.case, entry.way, entry.fen) == (numbers_of(done)[0], done.case.id, CASH, 8605)
    assert (batch.cash, batch.balance, entry.window) == (8605, 8605, "03")
    assert checked(hall).findings == ()


def test_the_receipt_tells_the_sum_in_figures_and_in_capitals_and_can_be_drawn(hall: OpenHall) -> None:
    done = paid(hall)

    money = facts(hall, done.papers[0].id).money
    assert (money.figures, money.capital, money.way) == ("86.05", "捌拾陆元零伍分", CASH)
    assert facts(hall, done.papers[0].id).table_rows == (("电", "0712345678", "2026年11月", "86.05"),)
    assert finish_paper(hall.office, done.papers[0].id).startswith(b"%PDF-")


def test_each_insured_person_is_a_line_of_the_receipt(hall: OpenHall) -> None:
    done = paid(hall, item="H03", name="medical_for_two")

    said = facts(hall, done.papers[0].id)
    assert [row[1:] for row in said.table_rows] == [
        ("林晓棠", "2027年", "400.00"),
        ("钟石生", "2027年", "200.00"),
    ]
    assert said.money.capital == "陆佰元整"
    (batch,) = batches(hall)
    assert (batch.balance, batch.cash) == (60000, 0), "what came by phone lies in no drawer"


def test_pressing_twice_takes_the_money_once(hall: OpenHall) -> None:
    first, again = paid(hall), paid(hall)

    assert again == first
    assert len(batches(hall)[0].entries) == 1
    assert numbers_of(paid(hall, "other", acct_no="3600123457")) == ["赣崇关票〔2026〕2号"]


def test_a_bill_received_first_is_paid_when_it_is_accepted(hall: OpenHall) -> None:
    case = receive_case(hall.office, at_window(), "receive", bill(hall)).case
    assert batches(hall) == ()

    done = accept_case(hall.office, at_window(), "accept", case.id, case.base)

    assert [one.type_code for one in done.papers] == ["PJ"]
    assert batches(hall)[0].cash == 8605


def test_whoever_only_checks_money_takes_none_and_no_number_is_used(hall: OpenHall) -> None:
    taken = bill(hall)
    before = everything(hall)

    with pytest.raises(NotAllowed):
        accept_intake(hall.office, at_window(clerk=BOSS), "boss", taken)

    assert everything(hall) == before
    assert numbers_of(paid(hall)) == ["赣崇关票〔2026〕1号"]


def test_an_item_that_takes_no_money_enters_no_drawer(hall: OpenHall) -> None:
    assert [one.type_code for one in accepted(hall, STREET).papers] == ["SL"]
    assert batches(hall) == ()


def test_every_clerk_has_a_drawer_and_who_checks_money_sees_all_of_them(hall: OpenHall) -> None:
    paid(hall)
    paid(hall, "other", clerk=SUPERVISOR, acct_no="3600123457", amount="10")

    own = review_drawers(hall.office, at_window()).drawers
    assert [(one.clerk.id, one.cash) for one in own] == [(CLERK.id, 8605)]
    seen = review_drawers(hall.office, at_window(clerk=SUPERVISOR))
    assert [(one.clerk.id, one.cash) for one in seen.drawers] == [(SUPERVISOR.id, 1000), (CLERK.id, 8605)]
    assert seen.names[CLERK.id] == CLERK.name
    by_boss = review_drawers(hall.office, at_window(clerk=BOSS)).drawers
    assert {one.clerk.id for one in by_boss} == {SUPERVISOR.id, CLERK.id}


def test_who_neither_takes_nor_checks_money_sees_no_drawer(hall: OpenHall) -> None:
    guide = Clerk(id="c-guide", name="导办", staff_number="0398", roles=frozenset({Role.GUIDE}))

    with pytest.raises(NotAllowed):
        review_drawers(hall.office, at_window(clerk=guide))


def test_a_receipt_is_never_simply_voided(hall: OpenHall) -> None:
    receipt = paid(hall).papers[0]

    with pytest.raises(PrintRefused) as refused:
        void_paper(hall.office, at_window(clerk=SUPERVISOR), "void", receipt.id, "录错")

    assert "红冲" in Words(word_files.templates()).of(refused.value).sentence()
    assert not paper(hall, receipt.id).is_void


def test_no_payment_ever_has_a_second_receipt(hall: OpenHall) -> None:
    blue = paid(hall)
    desk, before = at_window(clerk=SUPERVISOR), everything(hall)

    with pytest.raises(ReissueRefused) as refused:
        reissue_paper(hall.office, desk, "again", blue.papers[0].id, reason="卡纸")

    assert "一笔款只开一张" in Words(word_files.templates()).of(refused.value).sentence()
    assert everything(hall) == before
    turned_back(hall, blue)
    with pytest.raises(ReissueRefused):
        reissue_paper(hall.office, desk, "after", blue.papers[0].id)
