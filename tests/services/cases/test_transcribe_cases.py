"""A case is carried over into another system: in its order, logged as shown, and its number taken back."""

from dataclasses import replace

import pytest
from counter import ELDER_CARD, PENSION, accepted, at_window, checked
from custom_shelves import with_custom
from hall import SECOND, SUPERVISOR

from app.bootstrap.opening import OpenHall
from app.domain.access import AccessEntry, AccessKind
from app.domain.case.case import Case
from app.domain.role import Role
from app.domain.transcription.order import SerialRefused, Step
from app.services.cases.look_up import LookUpRefused, open_case_file
from app.services.cases.transcribe import (
    TranscriptionRefused,
    begin_transcription,
    orders_for,
    take_serial,
)
from app.services.desk import NotAllowed
from app.services.office import Office

PLATFORM, SERIAL = "pension_platform", "YB20261126000001"


@pytest.fixture
def case(hall: OpenHall) -> Case:
    return accepted(hall, PENSION).case


def log(hall: OpenHall) -> list[AccessEntry]:
    with hall.office.storage.reading() as unit:
        return [one.entry for one in unit.audit.entries()]


def values_of(hall: OpenHall, case: Case, order: str = PLATFORM) -> dict[str, str]:
    begun = begin_transcription(hall.office, at_window(), case.id, order)
    return {value.label: value.text for value in begun.values}


def test_an_accepted_case_stands_in_the_order_of_the_other_system(hall: OpenHall, case: Case) -> None:
    begun = begin_transcription(hall.office, at_window(), case.id, PLATFORM)

    assert [value.label for value in begun.values[:4]] == ["证件号码", "姓名", "性别", "民族"]
    told = {value.label: value.text for value in begun.values}
    assert told["姓名"] == case.answers["name"]
    assert told["证件号码"] == case.answers["cert_no"]
    assert told["出生日期"] == case.answers["birth"].replace("-", "")
    assert told["性别"] in {"1", "2"}
    assert told["经办人备注"] == case.case_number
    assert (begun.case_number, begun.serial) == (case.case_number, "")


def test_codes_become_words_and_words_the_other_systems(hall: OpenHall) -> None:
    told = values_of(hall, accepted(hall, ELDER_CARD).case, "elder_card_platform")

    assert told["证件类型"] == "居民身份证"
    assert told["性别"] in {"男", "女"}
    assert told["办理类型"] == "新办"
    assert told["是否长期"] in {"0", "1"}
    assert "年" in told["出生年月日"]


def test_what_was_handed_out_is_logged_as_shown_by_field_and_never_by_value(
    hall: OpenHall, case: Case
) -> None:
    values_of(hall, case)

    entry = log(hall)[-1]
    assert (entry.kind, entry.case_id) == (AccessKind.REVEAL, case.id)
    assert {"name", "cert_no", "mobile"} <= set(entry.fields)
    assert "虔东养老保险经办平台（示范）" in entry.reason
    assert case.answers["cert_no"] not in str(entry)


def test_orders_are_offered_only_for_their_items(hall: OpenHall) -> None:
    assert [order.id for order in orders_for(hall.office, "A01")] == [PLATFORM]
    assert orders_for(hall.office, "F01") == ()


def test_another_windows_case_is_not_handed_out_but_a_supervisor_may(hall: OpenHall, case: Case) -> None:
    before = len(log(hall))

    with pytest.raises(LookUpRefused):
        begin_transcription(hall.office, at_window("05", clerk=SECOND), case.id, PLATFORM)

    assert len(log(hall)) == before
    assert begin_transcription(hall.office, at_window("05", clerk=SUPERVISOR), case.id, PLATFORM).values


def test_who_may_not_see_answers_gets_none(hall: OpenHall, case: Case) -> None:
    guide = replace(at_window().clerk, roles=frozenset({Role.GUIDE}))

    with pytest.raises(NotAllowed):
        begin_transcription(hall.office, replace(at_window(), clerk=guide), case.id, PLATFORM)


def with_step(office: Office, step: Step) -> Office:
    """The office of a county whose order asks for something else."""
    changed = tuple(replace(order, steps=(*order.steps, step)) for order in office.keying_orders)
    return with_custom(office, keying_orders=changed)


def test_an_order_that_no_longer_fits_the_item_says_which_line_and_hands_out_nothing(
    hall: OpenHall, case: Case
) -> None:
    office = with_step(hall.office, Step(label="旧栏", slot="gone", line=99))
    before = len(log(hall))

    with pytest.raises(TranscriptionRefused) as refused:
        begin_transcription(office, at_window(), case.id, PLATFORM)

    assert (refused.value.code, refused.value.facts["line"]) == ("transcription.order_outdated", 99)
    assert len(log(hall)) == before


def test_an_order_nobody_has_is_a_mistake_of_the_caller(hall: OpenHall, case: Case) -> None:
    with pytest.raises(LookupError):
        begin_transcription(hall.office, at_window(), case.id, "no such order")


def test_the_other_systems_number_comes_back_into_the_case(hall: OpenHall, case: Case) -> None:
    take_serial(hall.office, at_window(), "serial", case.id, PLATFORM, f" {SERIAL}\n")

    file = open_case_file(hall.office, at_window(), case.id)
    assert [(one.system, one.serial) for one in file.case.elsewhere] == [(PLATFORM, SERIAL)]
    assert file.case.state is case.state
    assert begin_transcription(hall.office, at_window(), case.id, PLATFORM).serial == SERIAL
    assert checked(hall).findings == ()


def test_the_same_command_twice_takes_the_number_once(hall: OpenHall, case: Case) -> None:
    first = take_serial(hall.office, at_window(), "serial", case.id, PLATFORM, SERIAL)
    again = take_serial(hall.office, at_window(), "serial", case.id, PLATFORM, SERIAL)

    assert again.case.base == first.case.base


def test_a_number_of_no_such_system_is_refused_and_nothing_is_kept(hall: OpenHall, case: Case) -> None:
    with pytest.raises(SerialRefused):
        take_serial(hall.office, at_window(), "serial", case.id, PLATFORM, "12345")

    assert open_case_file(hall.office, at_window(), case.id).case.elsewhere == ()
