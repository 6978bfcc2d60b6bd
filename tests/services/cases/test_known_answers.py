"""What may be carried over from an earlier case, and what stays behind."""

from dataclasses import replace

from days import days_pass
from hall import desk

from app.domain.access import AccessKind
from app.domain.case.carried import carried_answers
from app.domain.form.copying import copyable
from app.services.cases.correct import answer_case
from app.services.cases.intake import Intake
from app.services.cases.known_answers import known_person, log_carry_over
from app.services.cases.receive import receive_case

NUMBER = "360725199003070011"
PERSON = {"name": "王小明", "cert_no": NUMBER, "mobile": "13800000000", "live_addr": "关田镇沙溪村"}


def receive(hall, item, **answers):
    intake = Intake(item_id=item, item_version=1, answers={**PERSON, **answers})
    return receive_case(hall.office, desk(), f"receive {item}", intake).case


def test_identity_is_carried_over_between_items_with_its_source(hall):
    earlier = receive(hall, "B09")
    item = hall.office.catalog.version("A01", 1)

    known = known_person(hall.office, desk(), item, NUMBER, {"cert_no": NUMBER}).known

    assert known.newest.case_number == earlier.case_number
    assert known.sources["mobile"].case_id == earlier.id
    assert known.answers["mobile"] == "13800000000"


def test_nothing_the_catalogue_does_not_mark_is_offered(hall):
    a01 = hall.office.catalog.version("A01", 1).form

    offered = copyable(a01, a01)

    assert {"name", "cert_no", "mobile"} <= offered
    assert offered.isdisjoint({"special", "dis_no", "tier", "sign", "village_op"})
    assert not [key for key in offered if a01.fields[key].sensitive]


def test_nobody_is_known_without_a_number_or_an_earlier_case(hall):
    item = hall.office.catalog.version("A01", 1)

    assert known_person(hall.office, desk(), item, "", {}).known is None
    assert known_person(hall.office, desk(), item, NUMBER, {"cert_no": NUMBER}).known is None


def test_a_second_registration_is_noticed_while_the_form_is_filled_in(hall):
    item = hall.office.catalog.version("A01", 1)
    before = known_person(hall.office, desk(), item, NUMBER, {"cert_no": NUMBER}).wrong_checks
    receive(hall, "A01")

    after = known_person(hall.office, desk(), item, NUMBER, {"cert_no": NUMBER}).wrong_checks

    assert (before, after) == (frozenset(), {"active_registration"})


def test_carrying_over_is_logged_by_field_names_and_never_by_value(hall):
    receive(hall, "B09")
    known = known_person(hall.office, desk(), hall.office.catalog.version("A01", 1), NUMBER, {}).known

    log_carry_over(hall.office, desk(), known, frozenset({"mobile", "name"}))

    with hall.office.storage.reading() as unit:
        entry = [one.entry for one in unit.audit.entries()][-1]
    whence = known.newest.case_id
    assert (entry.kind, entry.case_id, entry.fields) == (AccessKind.REVEAL, whence, ("mobile", "name"))
    assert PERSON["mobile"] not in str(entry)


def known_to(hall, item, number=NUMBER):
    return known_person(hall.office, desk(), hall.office.catalog.version(item, 1), number, {}).known


def test_of_each_field_the_newest_answer_counts_over_several_cases(hall, bench):
    older = receive(hall, "B09", mobile="13800000001")
    days_pass(hall, bench, 30)
    newer = receive(hall, "B05", mobile="13800000002", live_addr=None)

    known = known_to(hall, "A01")

    assert known.answers["mobile"] == "13800000002"
    assert known.sources["mobile"].case_id == newer.id
    assert known.answers["live_addr"] == PERSON["live_addr"]
    assert known.sources["live_addr"].case_id == older.id
    assert known.newest.case_id == newer.id


def test_after_twelve_months_an_answer_is_too_old(hall, bench):
    receive(hall, "B09")
    days_pass(hall, bench, 365)
    on_the_day = known_to(hall, "A01")
    days_pass(hall, bench, 1)

    assert on_the_day is not None
    assert known_to(hall, "A01") is None


def test_what_comes_from_two_cases_is_logged_against_both(hall, bench):
    older = receive(hall, "B09")
    days_pass(hall, bench, 3)
    newer = receive(hall, "B05", live_addr=None)

    log_carry_over(hall.office, desk(), known_to(hall, "A01"), frozenset({"mobile", "live_addr"}))

    with hall.office.storage.reading() as unit:
        entries = [one.entry for one in unit.audit.entries()][-2:]
    assert {one.case_id: one.fields for one in entries} == {older.id: ("live_addr",), newer.id: ("mobile",)}


HOUSEHOLD = [
    {"row": "1", "name": "王小明", "idno": NUMBER, "relation": "01", "health": "重病", "marital": "20"},
    {"row": "2", "name": "李春梅", "idno": "362125197508020020", "relation": "12", "labor": "完全"},
]


def test_the_household_is_carried_over_without_numbers_health_and_income(hall):
    receive(hall, "B01", members=HOUSEHOLD)

    known = known_to(hall, "B04")

    assert known.answers["members"] == [
        {"name": "王小明", "relation": "01", "marital": "20"},
        {"name": "李春梅", "relation": "12"},
    ]
    assert known.sources["members"].item_name == "最低生活保障对象认定与给付"


def test_a_table_of_the_others_takes_everybody_but_the_applicant(hall):
    receive(hall, "B01", members=HOUSEHOLD)

    assert known_to(hall, "A04").answers["family"] == [{"name": "李春梅"}]


def test_a_relation_to_somebody_else_is_not_carried_over(hall):
    """D01 asks for the relation to the head of the household, B01 for that to the applicant."""
    receive(hall, "B01", members=HOUSEHOLD)

    assert known_to(hall, "D01").answers["members"] == [{"member_name": "王小明"}, {"member_name": "李春梅"}]


def test_the_others_alone_are_no_household(hall):
    receive(hall, "A04", family=[{"row": "1", "name": "李春梅", "relation": "02"}])

    assert "members" not in known_to(hall, "B01").answers


def test_the_case_keeps_what_was_carried_over_until_it_is_changed(hall):
    receive(hall, "B09")
    known = known_to(hall, "A01")
    intake = Intake(item_id="A01", item_version=1, answers=PERSON, carried=known.sources)
    case = receive_case(hall.office, desk(), "again", intake).case
    carried = carried_answers(case.facts)

    after = answer_case(hall.office, desk(), "mend", case, {**PERSON, "mobile": "13900000000"}).case

    assert carried["mobile"] == known.sources["mobile"]
    assert carried.keys() <= case.answers.keys(), "nothing of what was left out in the end"
    assert carried_answers(after.facts).keys() == carried.keys() - {"mobile"}


def test_a_field_that_is_sensitive_in_the_new_form_is_not_filled(hall):
    item = hall.office.catalog.version("A01", 1)
    copies = replace(item.form.fields["name"], sensitive=True)
    guarded = replace(item.form, fields={**item.form.fields, "name": copies})

    assert "name" not in copyable(item.form, guarded)
