"""What may be carried over from an earlier case, and what stays behind."""

from hall import desk

from app.domain.access import AccessKind
from app.services.cases.intake import Intake
from app.services.cases.known_answers import copyable, known_person, log_carry_over
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

    assert known.case_number == earlier.case_number
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
    assert (entry.kind, entry.case_id, entry.fields) == (AccessKind.REVEAL, known.case_id, ("mobile", "name"))
    assert PERSON["mobile"] not in str(entry)
