"""A paper that was spoiled or named something wrong is issued again: another number, the same decision."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pypdfium2 as pdfium
import pytest
import word_files
from counter import ELDER_CARD, STREET, FakePrinter, accepted, at_window, checked, intake, paper, with_printer
from custom_shelves import with_custom
from hall import SECOND, SUPERVISOR, Bench

from app.bootstrap.opening import OpenHall
from app.domain.case.case import Case, IssuedPaper
from app.domain.case.deadlines import deemed_accepted_on
from app.domain.paper import PaperError, PaperFacts
from app.domain.paper_record import facts_from
from app.domain.verification import Verdict, VerdictKind
from app.domain.words import Words
from app.ports.paper_store import PaperRecord
from app.services.case_turn import CaseDone
from app.services.cases.correct import answer_case
from app.services.cases.look_up import open_case_file
from app.services.cases.receive import receive_case
from app.services.cases.refuse import Refusal, refuse_intake
from app.services.cases.supplement import Supplement, request_supplement_of_intake
from app.services.cases.withdraw import withdraw_case
from app.services.desk import NotAllowed
from app.services.office import Office
from app.services.papers.finish import finish_paper
from app.services.papers.print_paper import PrintRefused, print_paper
from app.services.papers.reissue import ReissueRefused, reissue_paper
from app.services.papers.standing import with_records
from app.services.papers.void_paper import void_paper

AT_TOP = at_window(clerk=SUPERVISOR)
WHY = Refusal(code="R1", reason="不符合条件", article="办事指南第三条", second_clerk=SECOND.id)
LINE = Supplement(material="户口簿", problem="缺失", requirement="提交原件", basis="办事指南")


def received(office: Office) -> CaseDone:
    return receive_case(office, at_window(), "first", intake(office, STREET))


def told(office: Office) -> CaseDone:
    return request_supplement_of_intake(office, at_window(), "first", intake(office, STREET), (LINE,))


def refused(office: Office) -> CaseDone:
    return refuse_intake(office, at_window(), "first", intake(office, STREET), WHY)


ISSUED: dict[str, Callable[[OpenHall], CaseDone]] = {
    "SJ": lambda hall: received(hall.office),
    "SL": lambda hall: accepted(hall, STREET),
    "BZ": lambda hall: told(hall.office),
    "BS": lambda hall: refused(hall.office),
    "BJ": lambda hall: accepted(hall, ELDER_CARD),
}


def text_of(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def facts_of(office: Office, record: PaperRecord) -> PaperFacts:
    with office.storage.reading() as unit:
        return facts_from(unit.papers.facts(record.id))


def case_of(office: Office, done: CaseDone) -> Case:
    return open_case_file(office, at_window(), done.case.id).case


def papers_of(office: Office, done: CaseDone) -> dict[str, IssuedPaper]:
    return {one.number: one for one in case_of(office, done).papers}


@pytest.mark.parametrize("kind", ISSUED)
def test_a_paper_that_still_counts_is_replaced_in_one_act(hall: OpenHall, kind: str) -> None:
    first = ISSUED[kind](hall).papers[0]

    done = reissue_paper(hall.office, AT_TOP, "again", first.id, reason="纸张用错")

    (new,) = done.papers
    assert (new.type_code, new.serial, new.series) == (kind, first.serial + 1, first.series)
    words = text_of(finish_paper(hall.office, new.id))
    assert f"原{first.number}《{first.title}》作废" in "".join(words.split())
    assert (paper(hall, first.id).is_void, paper(hall, new.id).is_void) == (True, False)
    known = papers_of(hall.office, done)
    assert (known[first.number].state, known[first.number].replaced_by) == ("superseded", new.number)
    assert (known[new.number].state, known[new.number].ground_stands) == ("issued", True)
    kept = done.case.facts["papers"]
    assert (kept[first.id]["by"], kept[new.id]["replaces"]) == (new.id, first.id)
    assert kept[new.id]["ground"] == kept[first.id]["ground"]
    assert checked(hall).findings == ()


def test_the_days_of_the_decision_stay_and_the_day_of_issue_is_todays(hall: OpenHall, bench: Bench) -> None:
    done = accepted(hall, STREET)
    before = facts_of(hall.office, done.papers[0])
    bench.clock.advance(days=3)

    again = reissue_paper(hall.office, AT_TOP, "again", done.papers[0].id, reason="纸张用错")

    after = facts_of(hall.office, again.papers[0])
    assert after.case == before.case
    assert before.case.delivery == "窗口自取"
    assert (after.issued_on - before.issued_on).days == 3
    assert after.replaces == before.number


def test_a_void_paper_is_given_out_again_by_the_clerk_who_may_issue_its_kind(hall: OpenHall) -> None:
    done = accepted(hall, STREET)
    void_paper(hall.office, AT_TOP, "void", done.papers[0].id, "纸弄湿了")

    again = reissue_paper(hall.office, at_window(), "again", done.papers[0].id)

    known = papers_of(hall.office, again)
    first = known[done.papers[0].number]
    assert (first.state, first.replaced_by) == ("void", again.papers[0].number)
    assert again.case.facts["papers"][first.id]["reason"] == "纸弄湿了"
    assert checked(hall).findings == ()


def test_a_window_clerk_does_not_replace_what_still_counts(hall: OpenHall) -> None:
    done = accepted(hall, STREET)

    with pytest.raises(NotAllowed):
        reissue_paper(hall.office, at_window(), "again", done.papers[0].id, reason="写错")

    assert not paper(hall, done.papers[0].id).is_void


def test_a_void_refusal_is_not_given_out_again_by_a_window_clerk_alone(hall: OpenHall) -> None:
    done = refused(hall.office)
    void_paper(hall.office, AT_TOP, "void", done.papers[0].id, "写错")

    with pytest.raises(NotAllowed):
        reissue_paper(hall.office, at_window(), "again", done.papers[0].id)


def test_a_corrected_name_stands_on_the_new_paper(hall: OpenHall) -> None:
    done = received(hall.office)
    void_paper(hall.office, AT_TOP, "void", done.papers[0].id, "名字写错")
    case = case_of(hall.office, done)
    answers = {**case.answers, "name": "李示例"}
    answer_case(hall.office, at_window(), "mend", case, answers)

    again = reissue_paper(hall.office, at_window(), "again", done.papers[0].id)

    assert facts_of(hall.office, again.papers[0]).applicant.name == "李示例"
    assert (
        facts_of(hall.office, again.papers[0]).table_rows == facts_of(hall.office, done.papers[0]).table_rows
    )


def test_a_notice_issued_again_is_served_and_the_first_service_still_answers_in_time(
    hall: OpenHall, bench: Bench
) -> None:
    done = told(hall.office)
    bench.clock.advance(days=9)

    again = reissue_paper(hall.office, AT_TOP, "again", done.papers[0].id, reason="群众拿到的那份印花了")

    served = [one.served_on for one in case_of(hall.office, again).papers]
    assert None not in served
    assert len(set(served)) == 2
    late = deemed_accepted_on(
        again.case.facts, is_licence=True, today=date(2027, 3, 1), calendar=hall.office.calendar
    )
    assert late is None


def test_the_same_press_twice_issues_one_paper(hall: OpenHall) -> None:
    done = accepted(hall, STREET)

    once = reissue_paper(hall.office, AT_TOP, "again", done.papers[0].id, reason="纸张用错")
    twice = reissue_paper(hall.office, AT_TOP, "again", done.papers[0].id, reason="纸张用错")

    assert once.papers == twice.papers
    assert len(twice.case.papers) == 2


def test_what_was_replaced_is_not_issued_a_third_time_but_its_successor_is(hall: OpenHall) -> None:
    first = accepted(hall, STREET).papers[0]
    second = reissue_paper(hall.office, AT_TOP, "2", first.id, reason="卡纸").papers[0]

    with pytest.raises(ReissueRefused) as refusal:
        reissue_paper(hall.office, AT_TOP, "3", first.id, reason="卡纸")
    done = reissue_paper(hall.office, AT_TOP, "4", second.id, reason="又卡纸")

    assert (refusal.value.code, refusal.value.facts["by"]) == ("case.reissued_already", second.number)
    known = papers_of(hall.office, done)
    assert known[first.number].replaced_by == known[second.number].replaced_by == done.papers[0].number


def test_replacing_needs_a_reason_and_takes_no_number_without(hall: OpenHall) -> None:
    first = accepted(hall, STREET).papers[0]

    with pytest.raises(PrintRefused, match="void_needs_reason"):
        reissue_paper(hall.office, AT_TOP, "again", first.id, reason=" ")
    done = reissue_paper(hall.office, AT_TOP, "again", first.id, reason="卡纸")

    assert done.papers[0].serial == first.serial + 1


def test_nothing_is_issued_again_in_a_case_that_was_taken_back(hall: OpenHall) -> None:
    done = received(hall.office)
    withdraw_case(hall.office, at_window(), "end", done.case.id, done.case.base, "不办了")

    with pytest.raises(ReissueRefused, match="reissue_case_left"):
        reissue_paper(hall.office, AT_TOP, "again", done.papers[0].id, reason="卡纸")


def test_a_countys_own_wording_without_the_line_takes_no_number(hall: OpenHall) -> None:
    first = accepted(hall, STREET).papers[0]
    types = hall.office.papers.types
    bare = replace(types["SL"], closing=types["SL"].closing[1:])
    office = with_custom(hall.office, paper_types={**types, "SL": bare})

    with pytest.raises(PaperError, match="replaced_unsaid"):
        reissue_paper(office, AT_TOP, "again", first.id, reason="卡纸")

    assert not paper(hall, first.id).is_void
    assert (
        reissue_paper(hall.office, AT_TOP, "2", first.id, reason="卡纸").papers[0].serial == first.serial + 1
    )


def test_a_replaced_paper_is_not_printed_and_the_new_one_is_an_original(hall: OpenHall) -> None:
    printer = FakePrinter()
    office = with_printer(hall, printer)
    first = accepted(hall, STREET).papers[0]
    print_paper(office, at_window(), first.id, "HP")
    new = reissue_paper(office, AT_TOP, "again", first.id, reason="纸张用错").papers[0]

    with pytest.raises(PrintRefused, match="paper_is_void"):
        print_paper(office, at_window(), first.id, "HP", reason="要")
    assert not print_paper(office, at_window(), new.id, "HP").is_reprint


@pytest.mark.parametrize("voided_before", [False, True])
def test_verify_says_by_which_number_a_paper_was_replaced(hall: OpenHall, voided_before: bool) -> None:
    first = accepted(hall, STREET).papers[0]
    pdf = finish_paper(hall.office, first.id)
    if voided_before:
        void_paper(hall.office, AT_TOP, "void", first.id, "纸张用错")
    new = reissue_paper(hall.office, AT_TOP, "again", first.id, reason="纸张用错").papers[0]

    with hall.office.storage.reading() as unit:
        verdict = with_records(unit, Verdict(VerdictKind.GENUINE, (), number=first.number), pdf)

    assert verdict.kind is VerdictKind.VOID
    said = Words(word_files.templates()).say(verdict.reasons[0].code, verdict.reasons[0].facts)
    assert [part in said.say for part in (new.number, "纸张用错", "2026年")] == [True] * 3


def test_verify_does_not_send_anybody_after_a_successor_that_is_void_too(hall: OpenHall) -> None:
    first = accepted(hall, STREET).papers[0]
    pdf = finish_paper(hall.office, first.id)
    new = reissue_paper(hall.office, AT_TOP, "again", first.id, reason="纸张用错").papers[0]
    void_paper(hall.office, AT_TOP, "void", new.id, "又错")

    with hall.office.storage.reading() as unit:
        verdict = with_records(unit, Verdict(VerdictKind.GENUINE, (), number=first.number), pdf)

    assert verdict.reasons[0].code == "verify.void"
