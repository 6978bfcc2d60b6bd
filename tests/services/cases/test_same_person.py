"""A person stays the same under a changed number, on a clerk's word alone; nothing is merged in silence."""

import pytest
from counter import at_window, checked
from days import days_pass

from app.domain.access import AccessKind
from app.domain.case.same_person import other_cases
from app.services.cases.intake import HandedIn, Intake, IntakeRefused, lent_again
from app.services.cases.known_answers import known_person
from app.services.cases.merge import merge_cases
from app.services.cases.receive import receive_case
from app.services.cases.same_person import log_same_person, rows_of_person

OLD, NEW = "360725199003070011", "E12345678"
"""One person: by the 居民身份证, and by the passport."""
FIFTEEN, EIGHTEEN = "360725900307001", "360725199003070011"
PERSON = {"name": "王小明", "mobile": "13800000000", "live_addr": "关田镇沙溪村"}
BOOK = HandedIn(key="household_book", form="复")


def named(number):
    if number != NEW:
        return {"cert_no": number}
    return {"cert_type": "414", "cert_no": number, "birth": "1990-03-07", "sex": "1"}


def received(hall, item="B09", number=OLD, *papers, same_as=(), command="", **answers):
    told = {**PERSON, **named(number), **answers}
    intake = Intake(item_id=item, item_version=1, answers=told, materials=papers, same_as=frozenset(same_as))
    return receive_case(hall.office, at_window(), command or f"receive {item} {number}", intake).case


def known(hall, item="A01", number=NEW, same_as=(), **answers):
    wanted = hall.office.catalog.version(item, 1)
    told = {**PERSON, **named(number), **answers}
    return known_person(hall.office, at_window(), wanted, number, told, same_as=frozenset(same_as))


def rows(hall, number, also=()):
    with hall.office.storage.reading() as unit:
        return [row.id for row in rows_of_person(hall.office, unit, number, also)]


@pytest.mark.parametrize(("first", "then"), [(FIFTEEN, EIGHTEEN), (EIGHTEEN, FIFTEEN)])
def test_fifteen_and_eighteen_digits_are_one_number(hall, first, then):
    case = received(hall, number=first)

    found = known(hall, number=then)

    assert found.known.sources["mobile"].case_id == case.id
    assert found.suspects == ()
    assert known(hall, "B09", then).twins[0].id == case.id


def test_another_number_with_name_and_birth_date_is_a_suspicion_and_nothing_more(hall):
    case = received(hall)

    found = known(hall)

    assert [row.id for row in found.suspects] == [case.id]
    assert found.known is None
    assert found.twins == ()
    assert found.reusable == {}


@pytest.mark.parametrize("other", [{"name": "王晓明"}, {"number": "362125197508020020"}, {"number": OLD}])
def test_who_differs_in_name_or_birth_date_is_not_suspected_nor_is_the_same_number(hall, other):
    received(hall)

    assert known(hall, **other).suspects == ()


def test_what_a_clerk_confirmed_counts_while_the_form_is_filled_in(hall):
    case = received(hall, "D08", OLD, BOOK)
    received(hall, "B09")

    found = known(hall, same_as=[case.id])

    assert found.known.answers["mobile"] == "13800000000"
    assert found.reusable["household_book"].case_number == case.case_number
    assert len(known(hall, "B09", same_as=[case.id]).twins) == 1
    assert found.suspects == ()


def test_a_second_registration_under_the_new_number_is_noticed(hall):
    case = received(hall, "A01")

    assert known(hall).wrong_checks == frozenset()
    assert known(hall, same_as=[case.id]).wrong_checks == {"active_registration"}


def test_the_cases_keep_it_on_both_sides_and_it_holds_ever_after(hall):
    earlier = received(hall)

    later = received(hall, "B05", NEW, same_as=[earlier.id])

    assert other_cases(later.facts) == (earlier.id,)
    assert set(rows(hall, OLD)) == set(rows(hall, NEW)) == {earlier.id, later.id}
    assert known(hall).known.sources["mobile"].case_id == later.id
    assert checked(hall).findings == ()


def test_a_chain_of_numbers_is_followed_to_its_end(hall, bench):
    first = received(hall)
    days_pass(hall, bench, 1)
    second = received(hall, "B05", NEW, same_as=[first.id])
    days_pass(hall, bench, 1)
    third = received(hall, "A01", FIFTEEN.replace("001", "002"), same_as=[second.id], birth="1990-03-07")

    assert rows(hall, OLD) == [third.id, second.id, first.id]


def test_a_paper_of_the_old_number_is_used_again_under_the_new_one(hall):
    earlier = received(hall, "D08", OLD, BOOK)
    lent = known(hall, same_as=[earlier.id]).reusable["household_book"]

    case = received(hall, "A01", NEW, lent_again("household_book", lent), same_as=[earlier.id])

    assert case.materials[0].reused_from == earlier.case_number


def test_twins_under_two_numbers_can_be_merged_once_they_are_known_to_be_one_person(hall):
    earlier = received(hall)
    stranger = received(hall, "B09", NEW)
    with pytest.raises(IntakeRefused, match=r"case\.not_twins"):
        merge_cases(hall.office, at_window(), "merge", stranger.id, stranger.base, earlier.id)

    twin = received(hall, "B09", NEW, same_as=[earlier.id], command="again")

    merged = merge_cases(hall.office, at_window(), "merge 2", twin.id, twin.base, earlier.id).case
    assert merged.state.label == "已并入另一办件"


def test_somebody_else_is_not_taken_for_the_one_who_was_confirmed(hall):
    earlier = received(hall)

    with pytest.raises(IntakeRefused, match=r"case\.not_same_person"):
        received(hall, "B05", NEW, same_as=[earlier.id], name="王晓明")

    assert rows(hall, NEW) == []


def test_the_word_of_a_clerk_is_logged_against_the_other_case(hall):
    case = received(hall)

    for is_same in (True, False):
        log_same_person(hall.office, at_window(), case.id, is_same=is_same)

    with hall.office.storage.reading() as unit:
        entries = [one.entry for one in unit.audit.entries()][-2:]
    assert [one.reason for one in entries] == ["确认同一人", "取消确认同一人"]
    assert {(one.kind, one.case_id) for one in entries} == {(AccessKind.REVEAL, case.id)}
