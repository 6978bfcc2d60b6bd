"""一乡一策: an item whose claim names windows is taken in there, or elsewhere with a reason that is kept."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from claimed_items import office_with
from counter import PENSION, STREET, at_window, checked, intake
from hall import CLERK, SECOND, new_bench

from app.bootstrap.opening import OpenHall
from app.domain.case.taken_elsewhere import TakenElsewhere, taken_elsewhere
from app.services.cases.accept import accept_case, accept_intake
from app.services.cases.intake import IntakeRefused
from app.services.cases.receive import receive_case
from app.services.cases.refuse import Refusal, refuse_intake
from app.services.cases.supplement import Supplement, request_supplement_of_intake
from app.services.office import Office
from app.services.papers.guide_facts import Asked, guide_facts

WHY = "那边今天没有人办"


@pytest.fixture
def hall(tmp_path) -> Iterator[OpenHall]:
    with new_bench(tmp_path).open() as hall:
        yield hall


@pytest.fixture
def office(hall: OpenHall) -> Office:
    return office_with(hall.office, A01=("04", "05"), F01=("15",))


def taken_in(office: Office, way: str, number: str, reason: str = "", key: str = PENSION):
    desk = at_window(number)
    told = replace(intake(office, key), elsewhere=reason)
    if way == "accept":
        return accept_intake(office, desk, way, told)
    if way == "receive":
        return receive_case(office, desk, way, told)
    if way == "notice":
        line = Supplement(material="户口簿", problem="缺失", requirement="请带来原件", basis="某办法第三条")
        return request_supplement_of_intake(office, desk, way, told, (line,))
    refusal = Refusal(code="R3", reason="主体不适格", article="某办法第三条", second_clerk=SECOND.id)
    return refuse_intake(office, at_window(number, clerk=CLERK), way, told, refusal)


WAYS = ("accept", "receive", "notice", "refuse")


@pytest.mark.parametrize("way", WAYS)
def test_at_another_window_nothing_is_taken_in_by_mistake_and_no_number_is_used(office, way):
    with pytest.raises(IntakeRefused) as refused:
        taken_in(office, way, "03")

    assert refused.value.code == "case.item_elsewhere"
    assert refused.value.facts["windows"] == "04、05 号窗口"
    with office.storage.reading() as unit:
        assert not unit.cases.recent(limit=10)
        assert not unit.papers.all_numbers()


@pytest.mark.parametrize("way", WAYS)
def test_with_a_reason_it_is_and_the_case_keeps_it(hall, office, way):
    done = taken_in(office, way, "03", f" {WHY} ")

    assert taken_elsewhere(done.case.facts) == TakenElsewhere("03", ("04", "05"), WHY)
    assert checked(hall).findings == ()


@pytest.mark.parametrize("number", ["04", "05"])
def test_at_its_own_windows_it_is_taken_in_and_a_reason_given_for_nothing_is_not_kept(office, number):
    done = taken_in(office, "accept", number, WHY)

    assert taken_elsewhere(done.case.facts) is None


def test_blanks_are_no_reason(office):
    with pytest.raises(IntakeRefused):
        taken_in(office, "accept", "03", "　 ")


def test_an_item_without_windows_is_taken_in_anywhere(hall):
    done = taken_in(office_with(hall.office), "accept", "09")

    assert taken_elsewhere(done.case.facts) is None


def test_a_station_outside_the_hall_is_not_held_to_its_windows(office):
    assert taken_elsewhere(taken_in(office, "receive", "代办点2").case.facts) is None


def test_what_was_taken_in_may_be_decided_at_any_window_of_the_hall(office):
    received = taken_in(office, "receive", "15", key=STREET).case

    done = accept_case(office, at_window("03"), "later", received.id, received.base)

    assert done.case.state.label == "已受理"


def test_pressed_twice_it_is_one_case(office):
    first = taken_in(office, "accept", "03", WHY)

    assert taken_in(office, "accept", "03", WHY).case.id == first.case.id


def test_the_sheet_for_who_only_asks_names_those_windows(office):
    told = guide_facts(office, at_window("03"), Asked(item_id="A01", item_version=1)).guide

    assert told.windows == "04号窗口 社保、05号窗口 医保"
