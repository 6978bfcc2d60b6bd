"""Receiving: whoever hands papers in gets a voucher, and the voucher says when the answer comes."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from counter import PENSION, STREET, at_window, checked, intake, numbers_of
from fakes import HALL_ZONE
from hall import Bench

from app.bootstrap.opening import OpenHall
from app.domain.case.deadlines import deemed_accepted_on
from app.domain.case.state import CaseState
from app.domain.paper_record import facts_from
from app.services.cases.intake import IntakeRefused
from app.services.cases.receive import receive_case


def test_receiving_begins_a_case_and_gives_a_voucher(hall: OpenHall) -> None:
    done = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET))

    assert done.case.state is CaseState.REGISTERED
    assert done.case.case_number == "3607251050002611260001"
    assert done.case.query_code not in done.case.case_number
    assert numbers_of(done) == ["赣崇关收〔2026〕1号"]
    assert done.case.window == "03"
    assert done.case.applicant.name == "欧阳·阿卜杜热合曼·买买提"
    assert done.case.received_at == datetime(2026, 11, 26, 9, 0, tzinfo=HALL_ZONE)


def test_the_voucher_lists_every_paper_and_when_the_answer_is_due(hall: OpenHall) -> None:
    whole = intake(hall.office, PENSION)
    taken = tuple(replace(one, returned=place == 0) for place, one in enumerate(whole.materials))

    done = receive_case(hall.office, at_window(), "receive", replace(whole, materials=taken))

    with hall.office.storage.reading() as unit:
        facts = facts_from(unit.papers.facts(done.papers[0].id))
    assert facts.case.acceptance_due == date(2026, 12, 3)
    assert [(row[0], row[-1]) for row in facts.table_rows] == [
        ("居民身份证", "核验退回"),
        ("户口簿（首页和本人页）", "留存"),
        ("参保登记表", "留存"),
    ]


def test_what_was_shown_and_given_back_is_with_the_applicant(hall: OpenHall) -> None:
    whole = intake(hall.office, PENSION)
    shown, kept, _form = whole.materials
    done = receive_case(
        hall.office, at_window(), "receive", replace(whole, materials=(replace(shown, returned=True), kept))
    )

    where = {material.key: material.where for material in done.case.materials}
    assert where == {shown.key: "applicant", kept.key: hall.office.hall.id}


def test_an_incomplete_application_is_received_all_the_same(hall: OpenHall) -> None:
    bare = replace(intake(hall.office, PENSION), answers={"name": "黄示范"}, materials=())

    done = receive_case(hall.office, at_window(), "receive", bare)

    assert done.case.state is CaseState.REGISTERED
    assert done.case.applicant.name == "黄示范"
    assert checked(hall).findings == ()


@pytest.mark.parametrize("name", ["\u00ad", " \u00ad ", "\u2063\u2062"])
def test_a_name_that_shows_nothing_is_none(hall: OpenHall, name: str) -> None:
    with pytest.raises(IntakeRefused, match="applicant_missing"):
        receive_case(hall.office, at_window(), "receive", intake(hall.office, PENSION, name=name))


def test_nobody_is_received_without_a_name_and_no_number_is_used(hall: OpenHall) -> None:
    with pytest.raises(IntakeRefused, match="applicant_missing"):
        receive_case(hall.office, at_window(), "nobody", intake(hall.office, STREET, name=None))

    done = receive_case(hall.office, at_window(), "somebody", intake(hall.office, STREET))
    assert numbers_of(done) == ["赣崇关收〔2026〕1号"]


def test_case_numbers_count_through_the_day_and_start_anew_with_the_next(bench: Bench) -> None:
    with bench.open() as hall:
        today = [
            receive_case(hall.office, at_window(), name, intake(hall.office, STREET)).case.case_number
            for name in ("one", "two")
        ]
        bench.clock.advance(days=1)
        tomorrow = receive_case(hall.office, at_window(), "three", intake(hall.office, STREET)).case

    assert [number[-10:] for number in today] == ["2611260001", "2611260002"]
    assert tomorrow.case_number[-10:] == "2611270001"


def test_the_same_command_twice_receives_once(hall: OpenHall) -> None:
    first = receive_case(hall.office, at_window(), "press", intake(hall.office, STREET))
    again = receive_case(hall.office, at_window(), "press", intake(hall.office, STREET))

    assert again.case.id == first.case.id
    assert again.papers == first.papers


def test_a_licence_nobody_answered_counts_as_accepted_after_the_fifth_working_day(hall: OpenHall) -> None:
    done = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET))

    def deemed(today: date, *, licence: bool = True) -> date | None:
        return deemed_accepted_on(
            done.case.facts, is_licence=licence, today=today, calendar=hall.office.calendar
        )

    assert deemed(date(2026, 12, 3)) is None
    assert deemed(date(2026, 12, 4)) == date(2026, 11, 26)
    assert deemed(date(2026, 12, 4), licence=False) is None
