"""容缺逾期退件: only after the promised day, only by a supervisor, with a reason that stands on paper."""

from datetime import date

import pytest
from counter import at_window, checked, street_stall
from hall import SUPERVISOR, Bench
from later_papers import DESIGN, DESIGN_NAME, accepted_without, brought_later, now, referral, stall

from app.bootstrap.opening import OpenHall
from app.domain.case.case import Case
from app.domain.case.state import CaseState
from app.domain.clerk import Clerk
from app.domain.paper import PaperError
from app.domain.paper_record import facts_from
from app.domain.paper_wording import compose
from app.domain.role import GRANTS, Action, Role
from app.services.case_turn import CaseConflict, CaseDone
from app.services.cases.accept import accept_intake
from app.services.cases.close import close_case
from app.services.cases.correct import answer_case, give_back
from app.services.cases.intake import IntakeRefused
from app.services.cases.terminate import terminate_case
from app.services.desk import NotAllowed
from app.services.papers.finish import finish_paper
from app.services.papers.reissue import ReissueRefused, reissue_paper

NEXT_WEEK = date(2026, 12, 10)
REASON = "三次电话催交，申请人表示无法提供。"


def end(hall: OpenHall, case: Case, command: str = "end", reason: str = REASON) -> CaseDone:
    return terminate_case(
        hall.office, at_window(clerk=SUPERVISOR), command, case.id, now(hall, case).base, reason
    )


def overdue(bench: Bench) -> Case:
    """A stall whose design was promised for 3 December; it is the 4th now."""
    with bench.open() as hall:
        case = accepted_without(hall, stall(hall)).case
    bench.clock.advance(days=8)
    return case


def test_what_did_not_come_in_time_is_ended_with_a_paper_that_names_it_and_the_remedies(bench: Bench) -> None:
    case = overdue(bench)
    with bench.open() as hall:
        done = end(hall, case)

        assert done.case.state is CaseState.TERMINATED
        assert done.case.facts["termination_reason"] == REASON
        assert [step.what for step in done.case.history] == ["received", "accepted", "terminated"]
        assert done.case.awaited == ()
        (paper,) = done.papers
        assert (paper.type_code, paper.number) == ("TJ", "赣崇关退〔2026〕1号")
        with hall.office.storage.reading() as unit:
            facts = facts_from(unit.papers.facts(paper.id))
        assert facts.table_rows == ((DESIGN_NAME, "2026年12月3日"),)
        statement = compose(facts)
        assert "三次电话催交，申请人表示无法提供。按照《容缺受理告知承诺书》的约定" in statement.opening[0]
        assert any("申请行政复议" in sentence for sentence in statement.closing)
        assert finish_paper(hall.office, paper.id).startswith(b"%PDF-")
        assert checked(hall).findings == ()


def test_on_the_promised_day_itself_nothing_is_ended(bench: Bench) -> None:
    with bench.open() as hall:
        case = accepted_without(hall, stall(hall)).case
    bench.clock.advance(days=7)
    with bench.open() as hall:
        with pytest.raises(IntakeRefused) as refused:
            end(hall, case)
        assert refused.value.code == "deferral.nothing_overdue"
        assert now(hall, case).state is CaseState.ACCEPTED


def test_what_came_though_late_is_not_ended(bench: Bench) -> None:
    case = overdue(bench)
    with bench.open() as hall:
        brought_later(hall, case, DESIGN)
        with pytest.raises(IntakeRefused) as refused:
            end(hall, case)
        assert refused.value.code == "deferral.nothing_overdue"


def test_a_reason_is_needed_and_one_that_no_font_has_is_refused_before_a_number_is_taken(
    bench: Bench,
) -> None:
    case = overdue(bench)
    with bench.open() as hall:
        with pytest.raises(IntakeRefused) as refused:
            end(hall, case, reason="  ")
        assert refused.value.code == "deferral.termination_needs_reason"
        with pytest.raises(PaperError):
            end(hall, case, reason="没有\ue000补齐")
        assert now(hall, case).state is CaseState.ACCEPTED
        assert end(hall, case).papers[0].serial == 1


@pytest.mark.parametrize(
    ("code", "words", "stated"),
    [("2", "", "逾期未补正"), ("2", " 三次催交 ", "逾期未补正，三次催交"), ("9", "搬走了", "搬走了")],
)
def test_a_listed_reason_stands_before_the_words(bench: Bench, code: str, words: str, stated: str) -> None:
    case = overdue(bench)
    with bench.open() as hall:
        base = now(hall, case).base
        desk = at_window(clerk=SUPERVISOR)
        done = terminate_case(hall.office, desk, "end", case.id, base, words, code=code)

        assert done.case.facts["termination_reason"] == stated
        with hall.office.storage.reading() as unit:
            assert facts_from(unit.papers.facts(done.papers[0].id)).case.reason == stated


@pytest.mark.parametrize(
    ("code", "words", "refusal"),
    [
        ("9", "", "deferral.termination_needs_reason"),
        ("", "", "deferral.termination_needs_reason"),
        ("8", "搬走了", "deferral.termination_unknown_code"),
    ],
)
def test_neither_nothing_nor_what_is_not_listed_is_a_reason(
    bench: Bench, code: str, words: str, refusal: str
) -> None:
    case = overdue(bench)
    with bench.open() as hall:
        base = now(hall, case).base
        with pytest.raises(IntakeRefused) as refused:
            terminate_case(hall.office, at_window(clerk=SUPERVISOR), "end", case.id, base, words, code=code)
        assert refused.value.code == refusal
        assert now(hall, case).state is CaseState.ACCEPTED


def test_it_is_done_once_and_not_over_what_changed_meanwhile(bench: Bench) -> None:
    case = overdue(bench)
    with bench.open() as hall:
        seen = now(hall, case)
        first = end(hall, case)
        again = terminate_case(hall.office, at_window(clerk=SUPERVISOR), "end", case.id, seen.base, REASON)
        assert again.papers == first.papers

        other = accepted_without(hall, referral(hall, since="2026-12-04", until=NEXT_WEEK), "other").case
        with pytest.raises(IntakeRefused):
            end(hall, other, "too early")
        assert len([one for one in now(hall, case).papers if one.type_code == "TJ"]) == 1


def test_a_decision_on_a_stale_view_is_a_conflict(bench: Bench) -> None:
    case = overdue(bench)
    with bench.open() as hall:
        seen = now(hall, case)
        changed = {**seen.answers, "mobile": "13900000000"}
        answer_case(hall.office, at_window(), "answer", seen, changed)
        desk = at_window(clerk=SUPERVISOR)
        with pytest.raises(CaseConflict):
            terminate_case(hall.office, desk, "end", case.id, seen.base, REASON)
        assert now(hall, case).state is CaseState.ACCEPTED


@pytest.mark.parametrize("role", set(Role) - set(GRANTS[Action.TERMINATE]))
def test_nobody_but_a_supervisor_ends_a_case(bench: Bench, role: Role) -> None:
    case = overdue(bench)
    clerk = Clerk(id="c-wang", name="王小兰", staff_number="0312", roles=frozenset({role}))
    with bench.open() as hall:
        with pytest.raises(NotAllowed):
            terminate_case(hall.office, at_window(clerk=clerk), "end", case.id, case.base, REASON)
        assert now(hall, case).state is CaseState.ACCEPTED


def test_an_ended_case_is_over_its_papers_go_back_and_its_applicant_is_given_no_new_promise(
    bench: Bench,
) -> None:
    case = overdue(bench)
    with bench.open() as hall:
        ended = end(hall, case).case
        with pytest.raises(IntakeRefused):
            close_case(hall.office, at_window(), "close", ended.id, ended.base)
        row = ended.materials[0].row
        back = give_back(hall.office, at_window(), "back", ended.id, row).case
        assert next(one for one in back.materials if one.row == row).where == "applicant"
        brought_later(hall, ended, DESIGN)

        again = stall(hall, **street_stall(2), until=NEXT_WEEK)
        with pytest.raises(IntakeRefused) as refused:
            accept_intake(hall.office, at_window(), "again", again)
        assert refused.value.code == "deferral.promise_broken"


def test_of_a_terminated_case_only_the_notice_of_that_is_given_out_again(bench: Bench) -> None:
    case = overdue(bench)
    with bench.open() as hall:
        chief = at_window(clerk=SUPERVISOR)
        (notice,) = end(hall, case).papers

        for paper in case.papers:
            with pytest.raises(ReissueRefused) as refused:
                reissue_paper(hall.office, chief, f"again {paper.id}", paper.id, reason="再要一份")
            assert refused.value.code == "case.reissue_case_left"
        again = reissue_paper(hall.office, chief, "notice", notice.id, reason="印错")
        assert [one.type_code for one in again.papers] == ["TJ"]
