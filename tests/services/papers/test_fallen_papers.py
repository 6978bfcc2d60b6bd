"""已发文书与现状不符: a paper whose ground fell stays and bears its mark until a supervisor deals with it."""

from collections.abc import Sequence

import pytest
import word_files
from commitments import LEAVING, accepted_on_commitment
from conflicts import arrives, stands
from counter import FOLDER, STREET, accepted, at_window, checked, intake
from hall import SUPERVISOR, Bench
from later_papers import accepted_without, stall

from app.bootstrap.opening import OpenHall
from app.domain.case.case import Case
from app.domain.case.commitments import Finding
from app.domain.case.fallen import Fall
from app.domain.case.state import CaseState
from app.domain.ledger.ledger_kinds import Keep
from app.domain.verification import Verdict, VerdictKind
from app.domain.words import Words
from app.ports.paper_store import PaperRecord
from app.services.case_turn import CaseDone
from app.services.cases.check_commitment import Revocation, check_commitment, revoke_case
from app.services.cases.conflicts import settle_conflict
from app.services.cases.look_up import list_papers
from app.services.cases.receive import receive_case
from app.services.cases.terminate import terminate_case
from app.services.cases.withdraw import withdraw_case
from app.services.matters import Unsettled
from app.services.papers.finish import finish_paper
from app.services.papers.print_paper import PrintRefused, confirm_print, print_paper
from app.services.papers.standing import with_records, without_records
from app.services.papers.void_paper import void_paper
from app.services.unsettled import unsettled

AT_TOP = at_window(clerk=SUPERVISOR)
DECISION = "崇关撤〔2026〕1号"


def revoked(hall: OpenHall) -> CaseDone:
    """Accepted and closed on a commitment that was found false and revoked; the acceptance is returned."""
    done = accepted_on_commitment(hall)
    check_commitment(hall.office, at_window(), "check", done.case.id, LEAVING, Finding.FALSE, "已向单位核实")
    by = Revocation(key=LEAVING, reason="承诺不实", decision=DECISION)
    revoke_case(hall.office, AT_TOP, "revoke", done.case.id, stands(hall, done.case).base, by)
    return done


def falls(case: Case) -> dict[str, Fall | None]:
    return {paper.type_code: paper.fall for paper in case.papers}


def waiting(hall: OpenHall) -> Sequence[Unsettled]:
    return [one for one in unsettled(hall.office) if one.code == "papers.fallen"]


def verdict_on(hall: OpenHall, record: PaperRecord) -> Verdict:
    pdf = finish_paper(hall.office, record.id)
    with hall.office.storage.reading() as unit:
        return with_records(unit, Verdict(VerdictKind.GENUINE, (), number=record.number), pdf)


def said_by(verdict: Verdict) -> str:
    (reason,) = verdict.reasons
    return Words(word_files.templates()).say(reason.code, reason.facts).sentence()


def test_everything_issued_on_a_revoked_case_bears_the_mark(hall: OpenHall) -> None:
    done = revoked(hall)

    assert falls(stands(hall, done.case)) == {"BJ": Fall.REVOKED, "GC": Fall.REVOKED}
    listed = {file.paper.number: file.fall for file in list_papers(hall.office, at_window())}
    assert listed == {paper.number: Fall.REVOKED for paper in done.papers}
    assert checked(hall).findings == ()


def test_it_waits_for_a_supervisor_in_one_line_until_the_last_of_them_is_void(hall: OpenHall) -> None:
    done = revoked(hall)
    first, second = done.papers
    (waits,) = waiting(hall)
    assert (waits.label, waits.case_id) == (done.case.case_number, done.case.id)
    sentence = Words(word_files.templates()).say(waits.code, waits.facts).sentence()
    assert all(part in sentence for part in (first.number, second.number, "已撤销"))

    void_paper(hall.office, AT_TOP, "one", first.id, "办件已撤销")
    (waits,) = waiting(hall)
    assert waits.facts["numbers"] == second.number

    void_paper(hall.office, AT_TOP, "two", second.id, "办件已撤销")
    assert waiting(hall) == []
    assert set(falls(stands(hall, done.case)).values()) == {None}


def test_verify_says_that_the_case_was_revoked_and_by_which_decision(hall: OpenHall) -> None:
    done = revoked(hall)

    verdict = verdict_on(hall, done.papers[0])

    assert verdict.kind is VerdictKind.FALLEN
    said = said_by(verdict)
    assert all(part in said for part in ("没有改动", "已于2026年11月26日撤销", DECISION, "不要再凭它办事"))
    assert "没有作废" not in said


def test_where_nobody_asks_the_hall_nothing_is_said_to_be_valid(hall: OpenHall) -> None:
    genuine = Verdict(VerdictKind.GENUINE, (), number="赣崇关结〔2026〕1号")

    said = said_by(without_records(genuine))

    assert "不知道" in said
    assert "撤销" in said


def test_a_voided_paper_of_a_revoked_case_is_void_first_of_all(hall: OpenHall) -> None:
    done = revoked(hall)
    finish_paper(hall.office, done.papers[0].id)
    void_paper(hall.office, AT_TOP, "void", done.papers[0].id, "办件已撤销")

    assert verdict_on(hall, done.papers[0]).kind is VerdictKind.VOID


def test_a_terminated_case_leaves_its_notice_standing_and_marks_what_accepted_it(bench: Bench) -> None:
    with bench.open() as hall:
        done = accepted_without(hall, stall(hall))
    bench.clock.advance(days=8)
    with bench.open() as hall:
        case = stands(hall, done.case)
        ended = terminate_case(hall.office, AT_TOP, "end", case.id, case.base, "催交三次未补")

        assert falls(ended.case) == {"SL": Fall.TERMINATED, "RQ": Fall.TERMINATED, "TJ": None}
        assert verdict_on(hall, ended.papers[0]).kind is VerdictKind.GENUINE
        verdict = verdict_on(hall, done.papers[0])
        assert verdict.kind is VerdictKind.FALLEN
        assert "逾期未补" in said_by(verdict)
        (waits,) = waiting(hall)
        assert waits.facts["numbers"] == "、".join(one.number for one in done.papers)


def test_a_withdrawn_application_is_told_and_asks_nothing_of_a_supervisor(hall: OpenHall) -> None:
    done = accepted(hall, STREET)
    withdraw_case(hall.office, at_window(), "withdraw", done.case.id, done.case.base, "不办了")

    assert falls(stands(hall, done.case)) == {"SL": Fall.WITHDRAWN}
    assert waiting(hall) == []
    verdict = verdict_on(hall, done.papers[0])
    assert (verdict.kind, "撤回" in said_by(verdict)) == (VerdictKind.FALLEN, True)


def test_a_receipt_of_papers_stays_true_whatever_becomes_of_the_case(hall: OpenHall) -> None:
    done = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET))
    withdraw_case(hall.office, at_window(), "withdraw", done.case.id, done.case.base, "不办了")

    assert falls(stands(hall, done.case)) == {"SJ": None}
    assert verdict_on(hall, done.papers[0]).kind is VerdictKind.GENUINE


def test_a_paper_whose_decision_lost_to_another_waits_whatever_is_settled_but_for_its_own_side(
    hall: OpenHall,
) -> None:
    """HISTORIES 3: the decision is a conflict, the paper printed on it is marked, not erased."""
    received = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET)).case
    arrives(hall, received, "case.accepted.v1", due_on="2026-12-03")
    lost = arrives(hall, received, "case.refused.v1", refusal={"reason": "材料不实"})
    notice = {"paper": "p-9", "type": "BS", "title": "不予受理通知书", "number": "赣崇关不受(5甲)〔2026〕1号"}
    arrives(hall, received, "paper.issued.v1", **notice, ground=lost)

    assert falls(stands(hall, received))["BS"] is Fall.GROUND
    (waits,) = waiting(hall)
    assert waits.facts["numbers"] == notice["number"]

    settle_conflict(hall.office, AT_TOP, "settle", received.id, lost, Keep.THEIRS)
    assert [one.facts["numbers"] for one in waiting(hall)] == [notice["number"]]


def test_the_state_that_a_settlement_gives_a_case_marks_the_papers_of_the_other_side(hall: OpenHall) -> None:
    received = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET)).case
    accepted_by = arrives(hall, received, "case.accepted.v1", due_on="2026-12-03")
    notice = {"paper": "p-8", "type": "SL", "title": "受理通知书", "number": "赣崇关受(5甲)〔2026〕1号"}
    arrives(hall, received, "paper.issued.v1", **notice, ground=accepted_by)
    lost = arrives(hall, received, "case.refused.v1", refusal={"reason": "材料不实"})

    settle_conflict(hall.office, AT_TOP, "settle", received.id, lost, Keep.MINE)

    case = stands(hall, received)
    assert (case.state, falls(case)["SL"]) == (CaseState.REFUSED, Fall.OTHERWISE)
    assert [one.number for one in case.fallen] == [notice["number"]]


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM subjects WHERE kind = 'case'",
        "UPDATE subjects SET state = json_set(state, '$.document.papers', json('{}')) WHERE kind = 'case'",
    ],
)
def test_verify_does_not_call_a_paper_valid_whose_case_is_gone(hall: OpenHall, damage: str) -> None:
    record = accepted(hall, STREET).papers[0]
    finish_paper(hall.office, record.id)
    with hall.database.engine.begin() as connection:
        connection.exec_driver_sql(damage)

    verdict = verdict_on(hall, record)

    assert (verdict.kind, verdict.reasons[0].code) == (VerdictKind.CANNOT_SAY, "verify.case_not_here")


def test_the_original_of_a_paper_that_is_untrue_by_now_is_not_printed(hall: OpenHall) -> None:
    done = accepted(hall, STREET)
    withdraw_case(hall.office, at_window(), "withdraw", done.case.id, stands(hall, done.case).base, "不办了")

    with pytest.raises(PrintRefused, match="paper_fell"):
        print_paper(hall.office, at_window(), done.papers[0].id, FOLDER)

    with hall.office.storage.reading() as unit:
        assert list(unit.print_jobs.of_paper(done.papers[0].id)) == []


def test_what_was_printed_in_time_may_be_printed_again_with_its_mark(hall: OpenHall) -> None:
    done = accepted(hall, STREET)
    first = print_paper(hall.office, at_window(), done.papers[0].id, FOLDER)
    confirm_print(hall.office, at_window(), first.job_id, came_out=True)
    withdraw_case(hall.office, at_window(), "withdraw", done.case.id, stands(hall, done.case).base, "不办了")

    again = print_paper(hall.office, at_window(), done.papers[0].id, FOLDER, reason="卷宗要留一份")

    assert again.is_reprint
