"""An item is received from its first day to its last; a case under way goes on under its own version."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import word_files
from catalog_shelves import shelf_with
from counter import STREET, applications, at_window, intake, numbers_of
from hall import SECOND, Bench
from whole_store import everything, watched

from app.bootstrap.opening import OpenHall
from app.domain.case.state import CaseState
from app.domain.item import Catalog, ServiceItem, Status
from app.domain.item_withdrawal import Reason
from app.domain.words import Words
from app.services.case_turn import CaseDone
from app.services.cases import drafts
from app.services.cases.accept import accept_case, accept_intake
from app.services.cases.intake import Intake, IntakeRefused
from app.services.cases.receive import receive_case
from app.services.cases.refuse import Refusal, refuse_intake
from app.services.cases.supplement import Supplement, request_supplement_of_intake
from app.services.office import Office

YESTERDAY, TODAY, TOMORROW = date(2026, 11, 25), date(2026, 11, 26), date(2026, 11, 27)
Take = Callable[[Office, Intake], CaseDone]


def received(office: Office, application: Intake) -> CaseDone:
    return receive_case(office, at_window(), "receive", application)


def accepted(office: Office, application: Intake) -> CaseDone:
    return accept_intake(office, at_window(), "accept", application)


def asked(office: Office, application: Intake) -> CaseDone:
    line = Supplement(material="户口簿", problem="未提供", requirement="提供复印件", basis="第七条")
    return request_supplement_of_intake(office, at_window(), "ask", application, (line,))


@pytest.fixture(params=[received, accepted, asked])
def take(request: pytest.FixtureRequest) -> Take:
    way: Take = request.param
    return way


def with_item(office: Office, newer: bool = False, **changed: Any) -> Office:
    """An office whose street item is otherwise; `newer` adds a second version."""
    known = office.catalog.items
    item = replace(street(office), **changed)
    items = {**known, (item.id, 1): item}
    if newer:
        items[item.id, 2] = replace(street(office), version=2, valid_from=TOMORROW)
    return replace(office, shelf=shelf_with(Catalog(items, office.catalog.tables)))


def street(office: Office) -> ServiceItem:
    return office.catalog.version(applications()[STREET]["item"], 1)


@pytest.mark.parametrize(
    ("changed", "code", "named"),
    [
        ({"valid_from": TOMORROW}, "case.item_not_yet", "2026年11月27日"),
        ({"valid_until": YESTERDAY}, "case.item_abolished", "2026年11月25日"),
        ({"valid_until": YESTERDAY, "withdrawn": Reason.ABOLISHED}, "case.item_abolished", "废止"),
        ({"valid_until": YESTERDAY, "newer": True}, "case.item_revised", "2026年11月25日"),
        ({"valid_until": YESTERDAY, "withdrawn": Reason.REVISED}, "case.item_revised", "改版"),
        (
            {"valid_until": YESTERDAY, "withdrawn": Reason.TAKEN_BACK, "competent_body": "崇义县城市管理局"},
            "case.item_taken_back",
            "2026年11月25日为止（收回）",
        ),
        ({"status": Status.PAUSED}, "case.item_not_taken", "暂停"),
        ({"status": Status.CANCELLED}, "case.item_not_taken", "取消"),
        ({"is_claimed": False}, "case.item_not_taken", "未承接"),
    ],
)
def test_an_item_not_in_force_today_takes_nothing_in_and_no_number_is_used(
    hall: OpenHall, take: Take, changed: dict[str, Any], code: str, named: str
) -> None:
    application, (office, township) = intake(hall.office, STREET), watched(hall)
    before = everything(hall)

    with pytest.raises(IntakeRefused) as stopped:
        take(with_item(office, **changed), application)

    said = Words(word_files.templates()).of(stopped.value)
    assert stopped.value.code == code
    assert named in said.say
    assert street(office).name in said.say
    assert township.asked == []
    assert everything(hall) == before


def test_where_to_go_instead_is_said(hall: OpenHall) -> None:
    gone = {"valid_until": YESTERDAY, "withdrawn": Reason.TAKEN_BACK, "competent_body": "崇义县城市管理局"}

    with pytest.raises(IntakeRefused) as stopped:
        received(with_item(hall.office, **gone), intake(hall.office, STREET))

    assert "崇义县城市管理局" in Words(word_files.templates()).of(stopped.value).do


@pytest.mark.parametrize("changed", [{"valid_from": TODAY}, {"valid_until": TODAY}])
def test_the_first_and_the_last_day_count(hall: OpenHall, take: Take, changed: dict[str, Any]) -> None:
    done = take(with_item(hall.office, **changed), intake(hall.office, STREET))

    assert len(numbers_of(done)) == 1


def test_whoever_insists_gets_a_refusal_in_writing_of_an_item_taken_back(hall: OpenHall) -> None:
    """行政许可法 32 1 (2): 不属于本机关职权范围的，即时作出不予受理的决定."""
    office = with_item(hall.office, valid_until=YESTERDAY, withdrawn=Reason.TAKEN_BACK)
    refusal = Refusal(**applications()["refused"]["refusal"], second_clerk=SECOND.id)

    done = refuse_intake(office, at_window(), "refuse", intake(hall.office, STREET), refusal)

    assert done.case.state is CaseState.REFUSED


def test_a_case_received_in_time_is_accepted_after_its_version_ended(bench: Bench) -> None:
    """History 5: an open case of an older version goes on."""
    with bench.open("03") as hall:
        case = received(hall.office, intake(hall.office, STREET)).case
        bench.clock.advance(days=1)
        later = with_item(hall.office, newer=True, valid_until=TODAY)

        done = accept_case(later, at_window(), "accept", case.id, case.base)

    assert done.case.state is CaseState.ACCEPTED
    assert (done.case.item.version, done.case.received_on) == (1, TODAY)


def test_a_pause_stops_new_applications_and_no_case_under_way(hall: OpenHall) -> None:
    case = received(hall.office, intake(hall.office, STREET)).case

    done = accept_case(
        with_item(hall.office, status=Status.PAUSED), at_window(), "accept", case.id, case.base
    )

    assert done.case.state is CaseState.ACCEPTED


def test_a_case_received_after_the_last_day_is_not_accepted(hall: OpenHall) -> None:
    """The hall learned of the withdrawal only after it had received."""
    case = received(hall.office, intake(hall.office, STREET)).case

    with pytest.raises(IntakeRefused, match="item_abolished"):
        accept_case(with_item(hall.office, valid_until=YESTERDAY), at_window(), "accept", case.id, case.base)


def test_a_draft_of_a_version_that_is_gone_is_said_in_words(hall: OpenHall) -> None:
    opened = drafts.start_draft(hall.office, at_window(), applications()[STREET]["item"])
    assert opened is not None
    drafts.journal(hall.office, opened.draft.id, {"name": "王小明"})
    emptied = replace(hall.office, shelf=shelf_with(Catalog({}, {})))

    with pytest.raises(Exception, match="item_version_gone"):
        drafts.reopen(emptied, at_window(), opened.draft.id)

    again = drafts.reopen(hall.office, at_window(), opened.draft.id)
    assert again is not None
    assert again.answers == {"name": "王小明"}
