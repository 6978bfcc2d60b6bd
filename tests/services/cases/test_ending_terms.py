"""A term that ends soon waits for a person (到期提醒); a renewal that comes late is said to the clerk."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from catalog_shelves import shelf_with
from counter import STREET, at_window, intake
from days import days_pass
from hall import hall_data
from word_files import templates

from app.domain.case.state import CaseState
from app.domain.form.lookups import edition_of
from app.domain.item import Catalog
from app.domain.words import Words
from app.services.cases.accept import accept_intake
from app.services.cases.ending_terms import ENDING_TERMS, Term, day_in, ending_soon, terms_in
from app.services.cases.withdraw import withdraw_case
from app.services.papers.finish import finish_left_over
from app.services.unsettled import unsettled

ENDS = date(2026, 12, 10)
TODAY = date(2026, 11, 26)


def stall(hall, command="stall", **changed):
    told = intake(hall.office, STREET, **changed)
    return accept_intake(hall.office, at_window(), command, told).case


def soon(hall):
    with hall.office.storage.reading() as unit:
        return [(one.case.id, one.ends) for one in ending_soon(hall.office, unit)]


def test_a_stall_is_spoken_of_from_seven_days_before_to_its_last_day(hall, bench):
    case = stall(hall)
    said = {}
    for _day in range(16):
        said[bench.clock.now().date()] = soon(hall) == [(case.id, ENDS)]
        days_pass(hall, bench, 1)

    told = [day for day, is_said in said.items() if is_said]
    assert (told[0], told[-1], len(told)) == (ENDS - timedelta(days=7), ENDS, 8)


def test_it_stands_in_what_waits_with_item_day_and_case(hall, bench):
    case = stall(hall)
    days_pass(hall, bench, 10)
    finish_left_over(hall.office)

    (waits,) = [one for one in unsettled(hall.office) if one.code == "case.term_ends"]

    sentence = Words(templates()).say(waits.code, waits.facts).sentence()
    assert (waits.label, waits.case_id) == (case.case_number, case.id)
    assert case.item.name in sentence
    assert "占道期满日期是 2026年12月10日，还有 4 天" in sentence
    assert case.applicant.name not in sentence


def test_what_was_taken_back_ends_nothing(hall, bench):
    case = stall(hall)
    withdraw_case(hall.office, at_window(), "withdraw", case.id, case.base, "不办了")
    days_pass(hall, bench, 10)

    assert soon(hall) == []


def test_who_applied_anew_need_not_be_reminded(hall, bench):
    stall(hall)
    days_pass(hall, bench, 10)
    stall(hall, "again", since="2026-12-11T08:00", until="2026-12-20T18:00")

    assert soon(hall) == []


def test_another_case_of_somebody_else_does_not_still_it(hall, bench):
    case = stall(hall)
    days_pass(hall, bench, 10)
    stall(
        hall,
        "other",
        cert_no="360725199003070011",
        site="广场西侧",
        since="2026-12-11T08:00",
        until="2026-12-20T18:00",
    )

    assert soon(hall) == [(case.id, ENDS)]


def with_days(hall, days):
    """The same hall after its county changed the days in its table."""
    catalog = hall.office.catalog
    table = catalog.tables[ENDING_TERMS]
    rows = {code: {**row, "days": days} for code, row in table.editions[0].rows.items()}
    changed = replace(table, editions=(edition_of(date(2020, 1, 1), rows),))
    tables = {**catalog.tables, ENDING_TERMS: changed}
    return replace(hall.office, shelf=shelf_with(Catalog(catalog.items, tables)))


def test_how_long_before_is_the_countys(hall):
    case = stall(hall)
    office = with_days(hall, 30)

    with office.storage.reading() as unit:
        assert [one.case.id for one in ending_soon(office, unit)] == [case.id]
    assert case.state is CaseState.ACCEPTED


def test_every_watched_date_is_a_date_of_its_item():
    catalog = hall_data().catalog
    terms = terms_in(catalog.tables[ENDING_TERMS], TODAY)
    assert terms
    for term in terms:
        field = catalog.version(term.item, 1).form.fields[term.field]
        assert field.kind.value in {"date", "datetime"}, (term.item, term.field)
        assert 0 < term.days >= term.renew_days or term.renew_days == 30


def test_without_the_table_nothing_is_watched():
    assert terms_in(None, TODAY) == ()


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2026-12-10T18:00", ENDS),
        ("2026-12-10", ENDS),
        ("长期有效的证件", None),
        (7, None),
        (None, None),
    ],
)
def test_a_day_is_read_from_a_date_or_a_moment_and_nothing_else(hall, told, day):
    case = replace(stall(hall), answers={"until": told})

    assert day_in(case, "until") == day


def test_a_term_names_its_item_field_and_days():
    (first, *_others) = terms_in(hall_data().catalog.tables[ENDING_TERMS], TODAY)

    assert first == Term("street", "占道期满", "F01", "until", 7, 0)
