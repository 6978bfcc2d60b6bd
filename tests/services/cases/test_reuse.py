"""A paper the hall has of a person need not be brought again while it is valid (材料复用)."""

from dataclasses import replace
from datetime import date

import pytest
from captured_draft import page, texts
from counter import at_window, checked
from days import days_pass
from hall import SUPERVISOR

from app.domain.access import AccessKind
from app.domain.attachment import AttachmentError, Source
from app.domain.case.reuse import ReusablePaper
from app.domain.paper_record import facts_from
from app.services.cases.certified_copy import print_certified_copy
from app.services.cases.correct import give_back, receive_materials
from app.services.cases.intake import HandedIn, Intake, IntakeRefused, lent_again
from app.services.cases.known_answers import known_person
from app.services.cases.receive import receive_case
from app.services.cases.refuse import Refusal, refuse_case
from app.services.cases.scans import drop_page, keep_pages
from app.services.cases.withdraw import withdraw_case

NUMBER = "360725199003070011"
OTHER = "362125197508020020"
PERSON = {"name": "王小明", "cert_no": NUMBER, "mobile": "13800000000"}
BOOK = HandedIn(key="household_book", form="复", copies=2, pages=3)


def received(hall, item, *papers, command="", **answers):
    intake = Intake(item_id=item, item_version=1, answers={**PERSON, **answers}, materials=papers)
    return receive_case(hall.office, at_window(), command or f"receive {item}", intake)


def offered(hall, item="D08", number=NUMBER):
    wanted = hall.office.catalog.version(item, 1)
    return known_person(hall.office, at_window(), wanted, number, {"cert_no": number}).reusable


def again(lent):
    return lent_again("household_book", lent)


def row_of(case):
    return case.materials[0].row


def captured(hall, case, *words):
    pages = [page(one) for one in words]
    return keep_pages(
        hall.office, at_window(), f"keep {words}", case.id, row_of(case), pages, Source.CAMERA
    ).case


def test_a_valid_paper_of_this_person_is_offered_with_its_source(hall):
    case = received(hall, "A01", BOOK).case

    assert offered(hall) == {
        "household_book": ReusablePaper(
            case_id=case.id,
            row=row_of(case),
            case_number=case.case_number,
            item_name=case.item.name,
            received_on=case.received_on,
            until=case.received_on.replace(year=case.received_on.year + 1),
            copies=2,
            pages=3,
        )
    }


def test_nobody_elses_paper_is_offered_and_none_to_an_item_that_does_not_allow_it(hall):
    received(hall, "A01", BOOK)

    assert offered(hall, number=OTHER) == {}
    assert offered(hall, number="") == {}
    assert offered(hall, item="B09") == {}
    assert offered(hall, item="G02") == {}, "G02 wants the original book, and a diploma it never got"


def test_the_last_day_is_still_valid_and_the_day_after_is_not(hall, bench):
    case = received(hall, "A01", BOOK).case
    until = offered(hall)["household_book"].until

    days_pass(hall, bench, (until - case.received_on).days)
    on_the_day = offered(hall)
    days_pass(hall, bench, 1)

    assert "household_book" in on_the_day
    assert offered(hall) == {}


def test_taking_it_makes_a_row_that_says_where_it_comes_from(hall):
    source = received(hall, "A01", BOOK).case
    lent = offered(hall)["household_book"]

    done = received(hall, "D08", again(lent))

    held = done.case.materials[0]
    assert (held.form, held.copies, held.pages) == ("复用", 2, 3)
    assert held.reused_from == source.case_number
    assert held.expires_on == lent.until.isoformat()
    assert source.case_number in held.note
    assert checked(hall).findings == ()


def test_the_receipt_says_the_paper_was_used_again_and_where_it_lies(hall):
    source = received(hall, "A01", BOOK).case

    done = received(hall, "D08", again(offered(hall)["household_book"]))

    with hall.office.storage.reading() as unit:
        (line,) = facts_from(unit.papers.facts(done.papers[0].id)).table_rows
    assert (line[1], line[4]) == ("复用", "复用")
    assert line[0] == f"户口簿，取自办件{source.case_number}，有效至2027年11月26日"


def test_the_pages_come_along_and_stay_when_the_source_lets_go_of_them(hall):
    source = captured(hall, received(hall, "A01", BOOK).case, "首页", "本人页")

    case = received(hall, "D08", again(offered(hall)["household_book"])).case
    mine = case.materials[0].scans
    for page_id in [one.id for one in source.materials[0].scans]:
        drop_page(hall.office, at_window(), f"drop {page_id}", source.id, row_of(source), page_id)

    assert texts(hall, mine) == ["首页", "本人页"]
    assert {one.id for one in mine}.isdisjoint({one.id for one in source.materials[0].scans})
    assert [one.source for one in mine] == ["高拍仪", "高拍仪"]


def test_the_bytes_go_once_neither_case_names_them(hall):
    source = captured(hall, received(hall, "A01", BOOK).case, "首页")
    case = received(hall, "D08", again(offered(hall)["household_book"])).case
    blob = source.materials[0].scans[0].blob

    for one in (source, case):
        page_id = one.materials[0].scans[0].id
        drop_page(hall.office, at_window(), f"drop {one.id}", one.id, row_of(one), page_id)

    with pytest.raises(AttachmentError):
        hall.office.scans.blobs.get(blob)


def test_taking_it_is_logged_against_the_case_it_comes_from(hall):
    source = received(hall, "A01", BOOK).case

    received(hall, "D08", again(offered(hall)["household_book"]))

    with hall.office.storage.reading() as unit:
        entry = [one.entry for one in unit.audit.entries()][-1]
    assert (entry.kind, entry.case_id, entry.fields, entry.reason) == (
        AccessKind.REVEAL,
        source.id,
        ("household_book",),
        "材料复用",
    )


def test_an_original_that_went_back_lends_nothing_unless_it_was_captured(hall):
    case = received(hall, "A01", replace(BOOK, form="原", returned=True)).case
    bare = offered(hall)

    captured(hall, case, "首页")

    assert bare == {}
    assert "household_book" in offered(hall)


def test_what_was_used_again_is_not_valid_any_longer_for_it(hall, bench):
    """The case that first got it lends it: using it again never renews its year."""
    first = received(hall, "A01", BOOK).case
    days_pass(hall, bench, 200)
    received(hall, "D08", again(offered(hall)["household_book"]))

    lent = offered(hall, item="G01")["household_book"]

    assert lent.case_id == first.id
    days_pass(hall, bench, 200)
    assert offered(hall, item="G01") == {}


def test_the_newest_of_two_is_offered(hall, bench):
    received(hall, "A01", BOOK)
    days_pass(hall, bench, 30)
    newer = received(hall, "D08", BOOK).case

    assert offered(hall, item="G01")["household_book"].case_id == newer.id


def withdrawn(hall, case):
    withdraw_case(hall.office, at_window(), "withdraw", case.id, case.base, "不办了")


def refused(hall, case):
    why = Refusal(code="R4", reason="伪造", article="第三十二条", second_clerk=SUPERVISOR.id)
    refuse_case(hall.office, at_window(), "refuse", case.id, case.base, why)


@pytest.mark.parametrize("end", [withdrawn, refused])
def test_a_case_that_fell_lends_nothing_and_what_it_lent_stays(hall, end):
    source = received(hall, "A01", BOOK).case
    lent = offered(hall)["household_book"]
    case = received(hall, "D08", again(lent)).case

    end(hall, source)

    assert offered(hall, item="G01") == {}
    with hall.office.storage.reading() as unit:
        assert unit.cases.row(case.id) is not None
    with pytest.raises(IntakeRefused) as refusal:
        received(hall, "G01", again(lent))
    assert refusal.value.code == "case.reuse_gone"


def test_a_paper_of_somebody_else_or_one_made_up_is_refused_and_nothing_is_kept(hall):
    received(hall, "A01", BOOK)
    lent = offered(hall)["household_book"]
    longer = replace(lent, until=date(2099, 1, 1))

    for number, one in ((OTHER, lent), (NUMBER, longer)):
        with pytest.raises(IntakeRefused) as refusal:
            received(hall, "D08", again(one), cert_no=number)
        assert refusal.value.code == "case.reuse_gone"

    assert offered(hall)["household_book"] == lent
    with hall.office.storage.reading() as unit:
        assert len(unit.cases.recent(limit=9)) == 1


def test_an_item_that_does_not_allow_it_takes_nothing_used_again(hall):
    received(hall, "A01", BOOK)
    lent = offered(hall)["household_book"]

    with pytest.raises(IntakeRefused, match=r"case\.reuse_gone"):
        received(hall, "G02", replace(again(lent), key="household_book"))


@pytest.mark.parametrize("told", [{"form": "原"}, {"copies": 5}, {"pages": 1}, {"returned": True}])
def test_it_is_taken_in_as_it_lies_there_and_not_otherwise(hall, told):
    received(hall, "A01", BOOK)
    lent = offered(hall)["household_book"]

    with pytest.raises(IntakeRefused, match=r"case\.material_form"):
        received(hall, "D08", replace(again(lent), **told))


def test_it_may_be_used_for_a_case_that_waits_for_it_too(hall):
    received(hall, "A01", BOOK)
    case = received(hall, "D08").case

    lent = offered(hall)["household_book"]
    after = receive_materials(hall.office, at_window(), "bring", case.id, (again(lent),)).case

    assert [one.form for one in after.materials] == ["复用"]


def test_there_is_no_sheet_to_give_back_and_none_to_certify(hall):
    received(hall, "A01", BOOK)
    case = received(hall, "D08", again(offered(hall)["household_book"])).case

    with pytest.raises(IntakeRefused, match=r"case\.material_reused"):
        give_back(hall.office, at_window(), "back", case.id, row_of(case))
    with pytest.raises(AttachmentError, match=r"attachment\.copy_reused"):
        print_certified_copy(hall.office, at_window(), case.id, row_of(case), "文件夹")
