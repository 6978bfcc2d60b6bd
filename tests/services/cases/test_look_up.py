"""Searching and unmasking are acts: scoped, capped and in the log."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hall import SECOND, SUPERVISOR, desk

from app.domain.access import AccessKind
from app.services.cases import look_up
from app.services.cases.intake import Intake
from app.services.cases.look_up import LookUpRefused
from app.services.cases.receive import receive_case

NUMBER = "360725199003070011"


@pytest.fixture
def case(hall):
    answers = {"name": "欧阳小明", "cert_no": NUMBER, "mobile": "13800000000"}
    return receive_case(
        hall.office, desk(), "receive", Intake(item_id="A01", item_version=1, answers=answers)
    ).case


def log(hall):
    with hall.office.storage.reading() as unit:
        return [one.entry for one in unit.audit.entries()]


@pytest.mark.parametrize("text", ["小明", "oyxm", "36072519900307", NUMBER])
def test_a_case_is_found_by_what_a_clerk_knows(hall, case, text):
    assert [row.id for row in look_up.search_cases(hall.office, desk(), text)] == [case.id]


def test_a_case_is_found_by_its_own_numbers(hall, case):
    for number in (case.case_number, case.query_code, case.papers[0].number):
        assert [row.id for row in look_up.search_cases(hall.office, desk(), number)] == [case.id]


def test_a_search_is_logged_by_its_kind_and_never_by_its_words(hall, case):
    look_up.search_cases(hall.office, desk(), NUMBER)

    entry = log(hall)[-1]

    assert (entry.kind, entry.fields, entry.reason) == (AccessKind.SEARCH, ("证件号或编号",), "1 件")
    assert NUMBER not in str(entry)


def test_unmasking_is_logged_before_it_is_shown(hall, case):
    shown = look_up.reveal(hall.office, desk(), case.id, ["mobile", "cert_no"])

    assert shown == {"mobile": "13800000000", "cert_no": NUMBER}
    assert (log(hall)[-1].kind, log(hall)[-1].case_id) == (AccessKind.REVEAL, case.id)


def test_a_clerk_of_another_window_is_refused_and_a_supervisor_is_not(hall, case):
    with pytest.raises(LookUpRefused):
        look_up.reveal(hall.office, desk("05", SECOND), case.id, ["mobile"])

    assert look_up.reveal(hall.office, desk("05", SUPERVISOR), case.id, ["mobile"])


def test_a_case_file_has_its_papers_and_the_names_of_its_clerks(hall, case):
    file = look_up.open_case_file(hall.office, desk(), case.id)

    assert [paper.number for paper in file.papers] == [case.papers[0].number]
    assert file.clerk_names[desk().clerk.id] == desk().clerk.name


def test_a_case_stays_its_clerks_and_the_windows_only_on_the_day_it_came(hall, case):
    assert look_up.reveal(hall.office, desk("3", SECOND), case.id, ["mobile"])

    hall.office.clock.set(hall.office.clock.now() + timedelta(days=1))

    with pytest.raises(LookUpRefused):
        look_up.reveal(hall.office, desk("3", SECOND), case.id, ["mobile"])
    assert look_up.reveal(hall.office, desk("05"), case.id, ["mobile"]), "who took it in, wherever"


def test_whoever_corrects_a_case_is_logged_with_the_names_of_all_answers_seen(hall, case):
    shown = look_up.open_for_correction(hall.office, desk(), case.id)

    entry = log(hall)[-1]
    assert shown.answers == case.answers
    assert (entry.kind, entry.case_id, set(entry.fields)) == (AccessKind.REVEAL, case.id, set(case.answers))
    assert NUMBER not in str(entry)


def test_a_case_of_another_window_is_not_opened_for_correction(hall, case):
    before = log(hall)

    with pytest.raises(LookUpRefused):
        look_up.open_for_correction(hall.office, desk("05", SECOND), case.id)

    assert log(hall) == before


def test_a_search_looks_for_no_more_than_anybody_types(hall, case):
    assert look_up.search_cases(hall.office, desk(), "小明" + " " * 98 + "王" * 100_000)


def test_a_search_lets_the_counters_write_meanwhile(hall, case):
    """The search reads; only its line in the log waits for its turn."""
    begun = []
    storage = hall.office.storage
    watched = SimpleNamespace(
        reading=lambda: (begun.append("read"), storage.reading())[1],
        writing=lambda: (begun.append("write"), storage.writing())[1],
    )

    look_up.search_cases(replace(hall.office, storage=watched), desk(), "小明")

    assert begun == ["read", "write"]
