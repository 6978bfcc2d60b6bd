"""The way an applicant gets the result is chosen when the application is taken in, kept, and printed."""

from dataclasses import replace
from datetime import date

import pytest
from counter import PENSION, STREET, at_window, checked, intake
from hall import Bench, hall_data
from later_papers import REFERRAL, brought_later, now, referral

from app.domain.paper_record import facts_from
from app.domain.paper_wording import compose
from app.services.cases.accept import accept_case, accept_intake
from app.services.cases.close import close_case
from app.services.cases.delivering import ways_of
from app.services.cases.intake import IntakeRefused
from app.services.cases.receive import receive_case

DAY = date(2026, 11, 26)
POST = "邮寄"


def ways(hall, item_id: str) -> tuple[str, ...]:
    return ways_of(hall.office.catalog, hall.office.catalog.version(item_id, 1), DAY)


def told(hall, paper) -> dict[str, str]:
    with hall.office.storage.reading() as unit:
        return {row.label: row.value for row in compose(facts_from(unit.papers.facts(paper.id))).rows}


def test_the_usual_way_needs_no_word_and_no_operation(bench: Bench) -> None:
    with bench.open() as hall:
        done = accept_intake(hall.office, at_window(), "accept", intake(hall.office, STREET))

        assert told(hall, done.papers[0])["结果领取"] == "窗口自取"
        assert "delivery" not in done.case.facts


def test_another_way_stands_on_the_notice_and_in_the_case(bench: Bench) -> None:
    with bench.open() as hall:
        assert ways(hall, "F01") == ("窗口自取", POST)
        wanted = replace(intake(hall.office, STREET), delivery=POST)
        done = accept_intake(hall.office, at_window(), "accept", wanted)

        assert told(hall, done.papers[0])["结果领取"] == POST
        assert done.case.facts["delivery"] == POST
        assert checked(hall).findings == ()


def test_what_was_chosen_at_the_receipt_holds_at_the_acceptance(bench: Bench) -> None:
    with bench.open() as hall:
        wanted = replace(intake(hall.office, STREET), delivery=POST)
        case = receive_case(hall.office, at_window(), "receive", wanted).case
        done = accept_case(hall.office, at_window("04"), "accept", case.id, case.base)

        assert told(hall, done.papers[0])["结果领取"] == POST


def test_what_is_closed_later_is_handed_over_as_it_was_chosen(bench: Bench) -> None:
    with bench.open() as hall:
        other = next(way for way in ways(hall, "A06") if way != ways(hall, "A06")[0])
        case = accept_intake(hall.office, at_window(), "accept", replace(referral(hall), delivery=other)).case
        brought_later(hall, case, REFERRAL)
        done = close_case(hall.office, at_window(), "close", case.id, now(hall, case).base)

        assert told(hall, done.papers[0])["结果领取"] == other


def test_a_way_the_item_does_not_offer_is_promised_by_no_paper(bench: Bench) -> None:
    with bench.open() as hall:
        wanted = replace(intake(hall.office, STREET), delivery="代办员代取")
        with pytest.raises(IntakeRefused) as refused:
            accept_intake(hall.office, at_window(), "accept", wanted)

        assert refused.value.code == "case.delivery_not_offered"
        with hall.office.storage.reading() as unit:
            assert not unit.papers.all_numbers()


def test_an_item_that_names_no_way_offers_those_of_the_code_list() -> None:
    bare = replace(hall_data().catalog.version("A01", 1), delivery=())

    assert ways_of(hall_data().catalog, bare, DAY) == ("窗口自取", POST, "代办员代取", "电子证照")
    assert ways_of(replace(hall_data().catalog, tables={}), bare, DAY) == ("窗口自取",)


def test_the_usual_way_said_aloud_is_the_usual_way(bench: Bench) -> None:
    with bench.open() as hall:
        wanted = replace(intake(hall.office, PENSION), delivery=ways(hall, "A01")[0])
        done = accept_intake(hall.office, at_window(), "accept", wanted)

        assert "delivery" not in done.case.facts
