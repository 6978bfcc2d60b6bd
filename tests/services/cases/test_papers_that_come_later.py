"""容缺受理: which missing papers may come later, and what acceptance makes of them."""

from dataclasses import replace
from datetime import date

import pytest
from counter import STREET, at_window, checked, intake, numbers_of, street_stall
from custom_shelves import with_custom
from hall import SECOND, SUPERVISOR, Bench
from later_papers import (
    DESIGN,
    DESIGN_NAME,
    FIRST,
    IDENTITY,
    LAST,
    REFERRAL,
    USUAL,
    accepted_without,
    brought_later,
    now,
    putting_off,
    referral,
    stall,
    without,
)
from whole_store import everything

from app.bootstrap.opening import OpenHall
from app.domain.case.state import CaseState
from app.domain.hall import DeferralTerms
from app.domain.paper import PaperError, PaperFacts
from app.domain.paper_record import facts_from
from app.domain.paper_wording import compose
from app.services.case_turn import CaseConflict, CaseDone
from app.services.cases.accept import accept_case, accept_intake
from app.services.cases.correct import answer_case
from app.services.cases.intake import Intake, IntakeRefused
from app.services.cases.receive import receive_case
from app.services.cases.withdraw import withdraw_case
from app.services.papers.finish import finish_paper
from app.services.papers.reissue import reissue_paper
from app.services.papers.void_paper import void_paper


def refusal(hall: OpenHall, wanted: Intake, command: str = "accept") -> IntakeRefused:
    """What is said, and nothing is stored of it."""
    with hall.office.storage.reading() as unit:
        before = (unit.operations.head(), unit.papers.all_numbers())
    with pytest.raises(IntakeRefused) as refused:
        accept_intake(hall.office, at_window(), command, wanted)
    with hall.office.storage.reading() as unit:
        assert (unit.operations.head(), unit.papers.all_numbers()) == before
    return refused.value


def stated(hall: OpenHall, done: CaseDone, code: str) -> PaperFacts:
    paper = next(one for one in done.papers if one.type_code == code)
    with hall.office.storage.reading() as unit:
        return facts_from(unit.papers.facts(paper.id))


def test_a_case_is_accepted_with_the_promise_in_it_and_both_papers_beside_each_other(hall: OpenHall) -> None:
    done = accepted_without(hall, stall(hall))

    assert done.case.state is CaseState.ACCEPTED
    assert numbers_of(done) == ["赣崇关受〔2026〕1号", "赣崇关容〔2026〕1号"]
    (awaited,) = done.case.awaited
    assert (awaited.key, awaited.name, awaited.until) == (DESIGN, DESIGN_NAME, USUAL)
    assert (awaited.by_agent, awaited.came_on) == (False, None)
    assert done.case.due_on == date(2026, 12, 3)
    assert all(paper.ground_stands for paper in done.case.papers)
    assert now(hall, done.case).awaited == done.case.awaited
    assert checked(hall).findings == ()


def test_the_notice_names_what_comes_later_and_does_not_say_that_all_is_there(hall: OpenHall) -> None:
    done = accepted_without(hall, stall(hall))

    said = "".join(compose(stated(hall, done, "SL")).opening)
    assert f"容缺后补：{DESIGN_NAME}（2026年12月3日前）" in said
    assert "，申请材料齐全" not in said


def test_the_pledge_lists_each_paper_with_its_form_and_day_and_can_be_drawn(hall: OpenHall) -> None:
    done = accepted_without(hall, stall(hall))

    assert stated(hall, done, "RQ").table_rows == ((DESIGN_NAME, "复印件", "2026年12月3日"),)
    assert all(finish_paper(hall.office, paper.id).startswith(b"%PDF-") for paper in done.papers)


def test_an_on_the_spot_item_is_accepted_and_stays_open_with_no_day_it_cannot_keep(hall: OpenHall) -> None:
    done = accepted_without(hall, referral(hall))

    assert done.case.state is CaseState.ACCEPTED
    assert [step.what for step in done.case.history] == ["received", "accepted"]
    assert [paper.type_code for paper in done.papers] == ["SL", "RQ"]
    assert (done.case.due_on, done.case.law_due_on) == (None, None)
    assert "承诺办结日期" not in [row.label for row in compose(stated(hall, done, "SL")).rows]
    assert done.case.awaited[0].by_agent, "an agent stood at the window"


def test_a_case_received_earlier_is_accepted_without_its_paper_as_well(hall: OpenHall) -> None:
    received = receive_case(hall.office, at_window(), "receive", stall(hall)).case

    done = accept_case(
        hall.office, at_window(), "accept", received.id, received.base, excuses=putting_off(DESIGN)
    )

    assert [one.key for one in done.case.awaited] == [DESIGN]
    assert [paper.type_code for paper in done.case.papers] == ["SJ", "SL", "RQ"]


def test_the_same_command_again_gives_the_same_case_and_papers(hall: OpenHall) -> None:
    first = accepted_without(hall, stall(hall), "press")
    again = accepted_without(hall, stall(hall), "press")

    assert (again.case.id, numbers_of(again)) == (first.case.id, numbers_of(first))
    assert len(now(hall, first.case).papers) == 2


def test_an_acceptance_that_came_second_promises_nothing(hall: OpenHall) -> None:
    received = receive_case(hall.office, at_window(), "receive", stall(hall)).case
    late = {"excuses": putting_off(DESIGN)}
    accept_case(hall.office, at_window(), "first", received.id, received.base, **late)

    with pytest.raises(CaseConflict):
        accept_case(
            hall.office,
            at_window("04", clerk=SECOND),
            "second",
            received.id,
            received.base,
            excuses=putting_off(DESIGN, until=LAST),
        )

    assert [one.until for one in now(hall, received).awaited] == [USUAL]
    assert checked(hall).findings == ()


def test_a_paper_that_nobody_promised_is_missing_as_ever(hall: OpenHall) -> None:
    bare = without(intake(hall.office, STREET, elevated=True), DESIGN)

    assert refusal(hall, bare).code == "case.materials_missing"


def test_one_promised_paper_excuses_no_other(hall: OpenHall) -> None:
    assert refusal(hall, without(stall(hall), IDENTITY)).code == "case.materials_missing"


@pytest.mark.parametrize("key", [IDENTITY, "nothing_such"])
def test_a_main_paper_or_an_unknown_one_is_never_put_off(hall: OpenHall, key: str) -> None:
    wanted = replace(without(stall(hall), IDENTITY), excuses=putting_off(DESIGN, key, IDENTITY))

    assert refusal(hall, wanted).code == "case.not_deferrable"


def test_a_paper_that_lies_here_is_not_put_off(hall: OpenHall) -> None:
    whole = intake(hall.office, STREET, elevated=True)

    assert refusal(hall, replace(whole, excuses=putting_off(DESIGN))).code == "case.deferred_not_missing"


def test_a_paper_nobody_needs_this_time_is_not_put_off(hall: OpenHall) -> None:
    plain = replace(intake(hall.office, STREET), excuses=putting_off(DESIGN))

    assert refusal(hall, plain).code == "case.deferred_not_missing"


def test_no_paper_is_promised_for_two_days(hall: OpenHall) -> None:
    twice = replace(stall(hall), excuses=putting_off(DESIGN, DESIGN))

    assert refusal(hall, twice).code == "case.deferred_not_missing"


@pytest.mark.parametrize("until", [date(2026, 11, 30), date(2026, 12, 18), date(2025, 12, 3)])
def test_a_day_beyond_the_hall_s_terms_is_refused_with_the_days_that_will_do(
    hall: OpenHall, until: date
) -> None:
    refused = refusal(hall, stall(hall, until=until))

    assert refused.code == "deferral.day_out_of_terms"
    assert (refused.facts["first"], refused.facts["last"]) == ("2026年12月1日", "2026年12月17日")


@pytest.mark.parametrize("until", [FIRST, LAST])
def test_the_first_and_the_last_day_of_the_terms_will_do(hall: OpenHall, until: date) -> None:
    assert accepted_without(hall, stall(hall, until=until)).case.awaited[0].until == until


def test_the_terms_are_the_hall_s_own_data(hall: OpenHall) -> None:
    own = replace(hall.office.hall, deferral=DeferralTerms(fewest=1, usual=1, most=1))
    office = with_custom(hall.office, hall=own)

    with pytest.raises(IntakeRefused):
        accept_intake(office, at_window(), "too late", stall(hall))
    done = accept_intake(office, at_window(), "next day", stall(hall, until=date(2026, 11, 27)))

    assert done.case.awaited[0].until == date(2026, 11, 27)


def test_who_broke_a_promise_is_given_no_other_one_by_anybody(bench: Bench) -> None:
    with bench.open() as hall:
        first = accepted_without(hall, stall(hall))
    bench.clock.advance(days=8)
    with bench.open() as hall:
        again = stall(hall, until=date(2026, 12, 10), **street_stall(2))
        refused = refusal(hall, again, "again")
        assert refused.code == "deferral.promise_broken"
        assert (refused.facts["number"], refused.facts["day"]) == (first.case.case_number, "2026年12月3日")

        whole = intake(hall.office, STREET, elevated=True, **street_stall(2))
        assert accepted_without(hall, whole, "whole").case.state is CaseState.ACCEPTED


def test_on_the_promised_day_itself_nothing_is_broken(bench: Bench) -> None:
    with bench.open() as hall:
        accepted_without(hall, stall(hall))
    bench.clock.advance(days=7)
    with bench.open() as hall:
        again = stall(hall, until=date(2026, 12, 10), **street_stall(2))
        assert accepted_without(hall, again, "again").case.awaited


def test_what_came_though_late_or_was_withdrawn_in_time_bars_nobody(bench: Bench) -> None:
    with bench.open() as hall:
        late = accepted_without(hall, stall(hall)).case
        taken_back = accepted_without(hall, stall(hall, **street_stall(2)), "two").case
        withdraw_case(hall.office, at_window(), "withdraw", taken_back.id, taken_back.base, "不办了")
    bench.clock.advance(days=8)
    with bench.open() as hall:
        brought_later(hall, late, DESIGN)
        again = stall(hall, until=date(2026, 12, 10), **street_stall(3))
        assert accepted_without(hall, again, "again").case.awaited


def test_a_bar_ends_by_the_hall_s_terms(bench: Bench) -> None:
    with bench.open() as hall:
        accepted_without(hall, stall(hall))
    bench.clock.advance(days=9)
    with bench.open() as hall:
        barred = replace(hall.office.hall, deferral=DeferralTerms(barred=1))
        office = with_custom(hall.office, hall=barred)
        again = stall(hall, until=date(2026, 12, 10), **street_stall(2))
        assert accept_intake(office, at_window(), "again", again).case.awaited


def test_a_promised_paper_that_comes_is_awaited_no_more(bench: Bench) -> None:
    with bench.open() as hall:
        case = accepted_without(hall, stall(hall)).case
    bench.clock.advance(days=1)
    with bench.open() as hall:
        after = brought_later(hall, case, DESIGN)

        assert after.awaited == ()
        assert [(one.key, one.came_on) for one in after.deferred] == [(DESIGN, date(2026, 11, 27))]
        assert checked(hall).findings == ()


def test_an_accepted_case_with_a_paper_to_come_may_still_be_corrected(hall: OpenHall) -> None:
    seen = accepted_without(hall, stall(hall)).case

    done = answer_case(hall.office, at_window(), "answer", seen, {**seen.answers, "mobile": "13900000000"})

    assert done.case.answers["mobile"] == "13900000000"


def test_a_voided_pledge_keeps_its_number_and_the_promise_stands(hall: OpenHall) -> None:
    done = accepted_without(hall, stall(hall))
    pledge = done.papers[1]

    void_paper(hall.office, at_window(clerk=SUPERVISOR), "void", pledge.id, "日期写错")

    case = now(hall, done.case)
    assert [(one.type_code, one.state) for one in case.papers] == [("SL", "issued"), ("RQ", "void")]
    assert [one.key for one in case.awaited] == [DESIGN]
    with hall.office.storage.reading() as unit:
        assert [one.number for one in unit.papers.all_numbers() if one.is_void] == ["赣崇关容〔2026〕1号"]


def test_a_referral_is_one_paper_and_no_main_one(hall: OpenHall) -> None:
    assert [one.key for one in referral(hall).excuses.deferred] == [REFERRAL]


def test_a_void_pledge_is_issued_again_with_the_same_papers_and_days(hall: OpenHall) -> None:
    done = accepted_without(hall, stall(hall))
    void_paper(hall.office, at_window(clerk=SUPERVISOR), "void", done.papers[1].id, "没有签字")

    again = reissue_paper(hall.office, at_window(), "again", done.papers[1].id)

    assert numbers_of(again) == ["赣崇关容〔2026〕2号"]
    assert stated(hall, again, "RQ").table_rows == ((DESIGN_NAME, "复印件", "2026年12月3日"),)
    assert [one.key for one in now(hall, done.case).awaited] == [DESIGN]


def test_without_the_kind_of_paper_that_is_signed_nothing_is_accepted_and_no_number_taken(
    hall: OpenHall,
) -> None:
    before, works = everything(hall), hall.office.papers
    fewer = {code: one for code, one in works.types.items() if code != "RQ"}
    office = with_custom(hall.office, paper_types=fewer)

    with pytest.raises(PaperError, match="type_missing"):
        accept_intake(office, at_window(), "accept", stall(hall))

    assert everything(hall) == before


def test_nobody_else_steps_into_a_promise_not_even_when_its_papers_are_void(hall: OpenHall) -> None:
    done = accepted_without(hall, stall(hall))
    for paper in done.papers:
        void_paper(hall.office, at_window("01", clerk=SUPERVISOR), f"void {paper.id}", paper.id, "印错")
    seen = now(hall, done.case)
    other = {**seen.answers, "name": "林大江", "cert_no": "360725199002280017"}
    agent = {**seen.answers, "by_agent": True, "agent_name": "林大江", "agent_cert_no": "360725199002280017"}

    for command, answers in (("other", other), ("agent", agent)):
        with pytest.raises(IntakeRefused) as refused:
            answer_case(hall.office, at_window(), command, seen, answers)
        assert refused.value.code == "case.applicant_promised"

    assert now(hall, done.case).applicant == done.case.applicant
