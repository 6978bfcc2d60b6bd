"""Red receipts (红冲): one for one blue, at most once, with a second person, and nothing deleted."""

import pytest
import word_files
from cash_desk import WRONG, batches, given_to_biller, paid, signed, turned_back
from counter import STREET, accepted, at_window, checked, numbers_of, paper
from hall import CLERK, SECOND, SUPERVISOR, Bench
from whole_store import everything

from app.bootstrap.opening import OpenHall
from app.domain.access import AccessKind
from app.domain.case.state import CaseState
from app.domain.clerk import Clerk
from app.domain.paper import PaperError
from app.domain.paper_record import facts_from
from app.domain.role import Role
from app.domain.words import Words
from app.services.cash.drawer import CashRefused
from app.services.cash.reverse import Reversal, reverse_receipt
from app.services.desk import NotAllowed
from app.services.papers.finish import finish_paper

BOSS = Clerk(id="c-boss", name="陈主任", staff_number="0399", roles=frozenset({Role.SUPERVISOR}))


def must_be_refused(
    hall: OpenHall, code: str, paper_id: str, reversal: Reversal = WRONG, clerk: Clerk = CLERK
) -> None:
    """Try to reverse, be told in words, and find that nothing changed."""
    before = everything(hall)
    with pytest.raises(CashRefused) as refused:
        reverse_receipt(hall.office, at_window(clerk=clerk), "no", paper_id, reversal)
    assert refused.value.code == code
    Words(word_files.templates()).of(refused.value).sentence().encode()
    assert everything(hall) == before


def test_a_red_receipt_takes_the_blue_one_back_and_both_stay(hall: OpenHall) -> None:
    blue = paid(hall)
    red = turned_back(hall, blue)

    assert [one.type_code for one in red.papers] == ["HC"]
    assert numbers_of(red) == ["赣崇关票〔2026〕2号"]
    assert paper(hall, blue.papers[0].id).is_void
    assert not paper(hall, red.papers[0].id).is_void
    (batch,) = batches(hall)
    assert [(one.number, one.fen, one.reverses) for one in batch.entries] == [
        (numbers_of(blue)[0], 8605, ""),
        (numbers_of(red)[0], 8605, numbers_of(blue)[0]),
    ]
    assert (batch.cash, batch.entries[1].reason, batch.entries[1].second) == (0, "户号录错", SUPERVISOR.id)
    assert red.case.state is CaseState.CLOSED
    assert checked(hall).findings == ()


def test_the_red_paper_names_the_blue_number_and_every_sum_with_a_minus(hall: OpenHall) -> None:
    blue = paid(hall, item="H03", name="medical_for_two")
    red = turned_back(hall, blue).papers[0]

    with hall.office.storage.reading() as unit:
        said = facts_from(unit.papers.facts(red.id))
    assert (said.money.reverses, said.money.reason) == (numbers_of(blue)[0], "户号录错")
    assert (said.money.figures, said.money.capital) == ("-600.00", "陆佰元整")
    assert [row[-1] for row in said.table_rows] == ["-400.00", "-200.00"]
    assert finish_paper(hall.office, red.id).startswith(b"%PDF-")


def test_a_receipt_is_reversed_at_most_once_and_a_red_one_never(hall: OpenHall) -> None:
    blue = paid(hall)
    red = turned_back(hall, blue)

    assert turned_back(hall, blue) == red, "the same key press again"
    must_be_refused(hall, "cash.reversed_before", blue.papers[0].id)
    must_be_refused(hall, "cash.reversed_before", red.papers[0].id)
    assert len(batches(hall)[0].entries) == 2


def test_no_other_paper_is_reversed(hall: OpenHall) -> None:
    must_be_refused(hall, "cash.not_a_receipt", accepted(hall, STREET).papers[0].id)


@pytest.mark.parametrize("second", ["", CLERK.id, SECOND.id, "nobody"])
def test_somebody_who_checks_money_stands_beside(hall: OpenHall, second: str) -> None:
    blue = paid(hall).papers[0].id

    must_be_refused(hall, "cash.reversal_needs_second", blue, Reversal("户号录错", second))


def test_a_reason_is_written(hall: OpenHall) -> None:
    must_be_refused(hall, "cash.reversal_needs_reason", paid(hall).papers[0].id, Reversal(" ", SUPERVISOR.id))


def test_a_reason_that_cannot_be_printed_uses_no_number(hall: OpenHall) -> None:
    blue, reversal = paid(hall).papers[0].id, Reversal("户名\U00030ede错", SUPERVISOR.id)

    with pytest.raises(PaperError) as refused:
        reverse_receipt(hall.office, at_window(), "no", blue, reversal)

    assert refused.value.facts["place"] == "红冲原因"
    assert numbers_of(paid(hall, "next", acct_no="3600123457")) == ["赣崇关票〔2026〕2号"]


def test_nobody_gives_back_what_a_colleague_took(hall: OpenHall) -> None:
    blue = paid(hall).papers[0].id

    must_be_refused(hall, "cash.not_own", blue, clerk=SECOND)
    with pytest.raises(NotAllowed):
        reverse_receipt(hall.office, at_window(clerk=BOSS), "boss", blue, WRONG)


def test_money_handed_over_is_given_back_by_the_biller_alone(hall: OpenHall) -> None:
    gone = paid(hall)
    given_to_biller(hall, batches(hall)[0])
    here = paid(hall, "later", acct_no="3600123457")

    must_be_refused(hall, "cash.gone_to_biller", gone.papers[0].id)
    assert turned_back(hall, here).papers[0].type_code == "HC"
    assert batches(hall)[0].cash == 0


@pytest.fixture
def tomorrow(bench: Bench, hall: OpenHall) -> OpenHall:
    """The same hall on the next day, with a bill of yesterday signed and not handed over."""
    paid(hall, "yesterday")
    signed(hall, batches(hall)[0], 8605)
    bench.clock.advance(days=1)
    return hall


def test_a_mistake_found_the_next_morning_comes_out_of_the_batch_it_lies_in(tomorrow: OpenHall) -> None:
    with tomorrow.office.storage.reading() as unit:
        blue = next(one for one in unit.papers.all_numbers() if one.type_code == "PJ")

    reverse_receipt(tomorrow.office, at_window(), "reverse", blue.id, WRONG)

    assert batches(tomorrow) == (), "nothing of yesterday is left, and today nothing was taken"
    assert checked(tomorrow).findings == ()


def test_a_reversal_stands_in_the_access_audit(hall: OpenHall) -> None:
    blue = paid(hall)
    red = turned_back(hall, blue)

    with hall.office.storage.reading() as unit:
        kept_entries = [one.entry for one in unit.audit.entries()]
    (kept,) = [one for one in kept_entries if one.kind is AccessKind.VOID]
    assert (kept.clerk_id, kept.fields) == (CLERK.id, (numbers_of(blue)[0],))
    assert kept.reason == f"{numbers_of(red)[0]} 户号录错"
