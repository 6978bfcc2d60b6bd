"""Whoever hands in a paper that was put off (容缺) gets a 收件凭证, as for all that is taken in."""

from dataclasses import replace
from datetime import date

from answer_sets import SETS, filled
from counter import at_window, checked, needed_papers, numbers_of
from hall import SECOND, Bench
from later_papers import (
    DESIGN,
    DESIGN_NAME,
    REFERRAL,
    accepted_without,
    now,
    putting_off,
    referral,
    stall,
    without,
)

from app.bootstrap.opening import OpenHall
from app.domain.case.case import Case
from app.domain.paper import PaperFacts
from app.domain.paper_record import facts_from
from app.domain.paper_wording import compose
from app.services.case_turn import CaseDone
from app.services.cases.accept import accept_intake
from app.services.cases.correct import answer_case, receive_materials
from app.services.cases.intake import HandedIn, Intake
from app.services.cases.receive import receive_case
from app.services.cases.withdraw import withdraw_case
from app.services.papers.finish import finish_paper

COMES = HandedIn(key=DESIGN, form="复", copies=2, pages=3)
SITE, DECEASED, KIN = "site_right", "deceased_id", "kin_proof"


def widow(hall: OpenHall) -> Intake:
    """An application that puts two papers off."""
    answered = next(iter(SETS["A03"]["accepted"].values()))
    bare = Intake(
        item_id="A03", item_version=1, answers=filled(hall.office.catalog, "A03", answered).answers()
    )
    whole = replace(bare, materials=needed_papers(hall.office, bare))
    return replace(without(whole, DECEASED, KIN), excuses=putting_off(DECEASED, KIN))


def brought(hall: OpenHall, case: Case, *came: HandedIn, command: str = "later") -> CaseDone:
    return receive_materials(hall.office, at_window("04", clerk=SECOND), command, case.id, came)


def stated(hall: OpenHall, done: CaseDone) -> PaperFacts:
    (paper,) = done.papers
    with hall.office.storage.reading() as unit:
        return facts_from(unit.papers.facts(paper.id))


def said(facts: PaperFacts) -> str:
    return "".join(compose(facts).closing)


def test_the_receipt_lists_what_was_handed_in_by_whom_it_was_taken_and_that_all_came(hall: OpenHall) -> None:
    case = accepted_without(hall, stall(hall)).case

    done = brought(hall, case, COMES)

    facts = stated(hall, done)
    label = next(one.label for one in hall.office.hall.windows if one.number == "04")
    assert numbers_of(done) == ["赣崇关收〔2026〕1号"]
    assert facts.table_rows == ((DESIGN_NAME, "复", "2", "3", "留存"),)
    assert (facts.counter.window, facts.counter.clerk) == (label, SECOND.name)
    assert "容缺后补的材料已于2026年11月26日全部补齐" in said(facts)
    assert [paper.type_code for paper in done.case.papers] == ["SL", "RQ", "SJ"]
    assert done.case.awaited == ()
    assert finish_paper(hall.office, done.papers[0].id).startswith(b"%PDF-")
    assert checked(hall).findings == ()


def test_while_another_is_still_to_come_the_receipt_names_it_with_its_day(hall: OpenHall) -> None:
    case = accept_intake(hall.office, at_window(), "accept", widow(hall)).case
    (left,) = (one.name for one in case.awaited if one.key == KIN)

    done = brought(hall, case, HandedIn(key=DECEASED, form="原"))

    facts = stated(hall, done)
    assert f"容缺后补的材料还有：{left}（2026年12月3日前）。请按期补齐" in said(facts)
    assert "全部补齐" not in said(facts)
    assert [one.key for one in done.case.awaited] == [KIN]


def test_papers_and_a_corrected_form_in_one_act_come_with_the_receipt(hall: OpenHall) -> None:
    case = accepted_without(hall, stall(hall)).case
    answers = {**case.answers, "mobile": "13800000009"}

    done = answer_case(hall.office, at_window(), "kept", case, answers, brought=(COMES,))

    assert [paper.type_code for paper in done.papers] == ["SJ"]
    assert stated(hall, done).applicant.phone == "138****0009"


def test_the_same_press_twice_gives_one_receipt(hall: OpenHall) -> None:
    case = accepted_without(hall, stall(hall)).case
    first, again = brought(hall, case, COMES), brought(hall, case, COMES)

    assert numbers_of(first) == numbers_of(again)
    assert len(now(hall, case).papers) == 3


def test_a_second_copy_of_what_came_and_any_other_paper_get_none(hall: OpenHall) -> None:
    case = accepted_without(hall, stall(hall)).case
    other = next(one for one in stall(hall).materials if one.key == SITE)
    assert brought(hall, case, other, command="other").papers == ()
    brought(hall, case, COMES)

    assert brought(hall, case, COMES, command="copy").papers == ()


def test_before_the_acceptance_and_after_the_end_nothing_is_awaited(hall: OpenHall) -> None:
    received = receive_case(hall.office, at_window(), "receive", stall(hall)).case
    assert brought(hall, received, COMES, command="early").papers == ()

    case = accepted_without(hall, referral(hall)).case
    withdraw_case(hall.office, at_window(), "withdraw", case.id, case.base, "不办了")
    assert brought(hall, case, HandedIn(key=REFERRAL, form="复")).papers == ()


def test_a_paper_handed_in_after_its_day_gets_its_receipt_of_that_day(bench: Bench) -> None:
    with bench.open("03") as hall:
        case = accepted_without(hall, stall(hall)).case
    bench.clock.advance(days=11)
    with bench.open("03") as hall:
        facts = stated(hall, brought(hall, case, COMES))

    assert facts.issued_on == date(2026, 12, 7)
    assert "2026年12月7日全部补齐" in said(facts)
