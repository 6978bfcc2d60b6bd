"""`ledger check` over what no chain shows: papers that contradict each other, and acts of the wrong post."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import word_files
from commitments import LEAVING, accepted_on_commitment
from conflicts import arrives, stands
from counter import STREET, accepted, at_window, checked, intake
from hall import CLERK, SUPERVISOR, new_bench
from later_papers import accepted_without, stall

from app.bootstrap.commands.keeping import SUBJECTS
from app.bootstrap.kinds import KINDS
from app.bootstrap.opening import OpenHall
from app.domain.access import AccessEntry, AccessKind
from app.domain.case.case import Case
from app.domain.case.commitments import Finding as Checked
from app.domain.ledger.finding import Finding
from app.domain.ledger.kind import Nature
from app.domain.posts import DEEDS, POST_NAMES, could, post_word
from app.domain.role import GRANTS, Role
from app.domain.words import Words
from app.services.cases.check_commitment import Revocation, check_commitment, revoke_case
from app.services.cases.receive import receive_case
from app.services.papers.void_paper import void_paper

AT_TOP = at_window(clerk=SUPERVISOR)
OURS = {"ledger.papers_contradict", "ledger.paper_fallen", "ledger.paper_without_decision"}
OF_POSTS = {"ledger.post_could_not", "ledger.post_never_held"}


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[OpenHall]:
    with new_bench(tmp_path / "关田镇").open() as hall:
        yield hall


def told(hall: OpenHall, codes: set[str]) -> list[Finding]:
    return [one for one in checked(hall).findings if one.code in codes]


def said(finding: Finding) -> str:
    assert finding.subject is not None
    named = f"{SUBJECTS[finding.subject.kind]} {finding.facts.get('number', '')}"
    return Words(word_files.templates()).say(finding.code, {**finding.facts, "subject": named}).sentence()


def prints(hall: OpenHall, case: Case, type_code: str, *, ground: str | None) -> str:
    """A paper of another window that reached the case; its own row is missing, which is told by itself."""
    number = f"{type_code}(5甲)〔2026〕1号"
    arrives(
        hall,
        case,
        "paper.issued.v1",
        paper=f"p {type_code}",
        type=type_code,
        title=type_code,
        number=number,
        ground=ground,
    )
    return number


def test_an_acceptance_and_a_refusal_that_both_count_are_told_once_with_both_numbers(hall: OpenHall) -> None:
    done = accepted(hall, STREET)
    refusal = arrives(hall, stands(hall, done.case), "case.refused.v1", refusal={"reason": "材料不实"})
    number = prints(hall, done.case, "BS", ground=refusal)

    (finding,) = told(hall, OURS)

    assert finding.code == "ledger.papers_contradict"
    sentence = said(finding)
    assert all(part in sentence for part in (done.papers[0].number, number, done.case.case_number, "作废"))


def test_once_one_of_them_is_void_nothing_contradicts_it(hall: OpenHall) -> None:
    done = accepted(hall, STREET)
    prints(hall, done.case, "SL", ground=None)
    assert [one.code for one in told(hall, OURS)] == ["ledger.papers_contradict"]

    void_paper(hall.office, AT_TOP, "void", done.papers[0].id, "重复")

    assert told(hall, OURS) == []


def test_a_paper_whose_decision_lost_is_told_though_it_is_alone(hall: OpenHall) -> None:
    received = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET)).case
    arrives(hall, received, "case.withdrawn.v1", withdrawal_reason="不办了")
    lost = arrives(hall, received, "case.accepted.v1", due_on="2026-12-03")
    number = prints(hall, received, "SL", ground=lost)

    (finding,) = told(hall, OURS)

    assert finding.code == "ledger.paper_fallen"
    assert all(part in said(finding) for part in (number, "撤回申请", received.case_number))


@pytest.mark.parametrize("type_code", ["SL", "BJ", "BS", "TJ", "RQ", "GC", "PJ"])
def test_a_deciding_paper_of_a_case_that_decided_nothing_is_told(hall: OpenHall, type_code: str) -> None:
    received = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET)).case
    number = prints(hall, received, type_code, ground=None)

    (finding,) = told(hall, OURS)

    assert finding.code == "ledger.paper_without_decision"
    assert number in said(finding)


def test_a_paper_that_rests_on_what_the_log_never_had_is_told_in_any_state(hall: OpenHall) -> None:
    done = accepted(hall, STREET)
    number = prints(hall, done.case, "BZ", ground="01a2155d-0000-7000-8000-000000000000")

    (finding,) = told(hall, OURS)

    assert finding.code == "ledger.paper_without_decision"
    assert number in said(finding)


def test_what_fell_by_a_decision_of_this_hall_is_no_fault_of_its_file(hall: OpenHall) -> None:
    done = accepted_on_commitment(hall)
    check_commitment(hall.office, at_window(), "check", done.case.id, LEAVING, Checked.FALSE, "已向单位核实")
    by = Revocation(key=LEAVING, reason="承诺不实", decision="崇关撤〔2026〕1号")
    revoke_case(hall.office, AT_TOP, "revoke", done.case.id, stands(hall, done.case).base, by)

    assert stands(hall, done.case).fallen
    assert checked(hall).findings == ()


# posts


def acts_as(hall: OpenHall, case: Case, role: str, user: str = SUPERVISOR.id) -> None:
    """A void of the case's first paper arrives, by `user` in the post `role`."""
    arrives(hall, case, "paper.voided.v1", paper=case.papers[0].id, reason="印错", role=role, user=user)


def test_an_act_in_a_post_that_does_not_allow_it_is_told_with_day_clerk_and_act(hall: OpenHall) -> None:
    case = accepted(hall, STREET).case
    acts_as(hall, stands(hall, case), "guide")

    (finding,) = told(hall, OF_POSTS)

    assert finding.code == "ledger.post_could_not"
    parts = ("2026年11月26日", "作废文书", "导办", SUPERVISOR.name, case.case_number)
    assert all(part in said(finding) for part in parts)


@pytest.mark.parametrize(
    ("role", "word"), [("", "没有写岗位"), ("chief of everything", "chief of everything")]
)
def test_a_post_that_is_none_allows_nothing(hall: OpenHall, role: str, word: str) -> None:
    case = accepted(hall, STREET).case
    acts_as(hall, stands(hall, case), role)

    (finding,) = told(hall, OF_POSTS)

    assert finding.code == "ledger.post_could_not"
    assert word in said(finding)


def test_a_post_nobody_ever_gave_is_told(hall: OpenHall) -> None:
    case = accepted(hall, STREET).case
    acts_as(hall, stands(hall, case), "supervisor", CLERK.id)

    (finding,) = told(hall, OF_POSTS)

    assert finding.code == "ledger.post_never_held"
    assert all(part in said(finding) for part in (CLERK.name, "窗口负责人", "核实"))


def test_a_post_that_was_given_and_taken_since_was_held(hall: OpenHall) -> None:
    case = accepted(hall, STREET).case
    acts_as(hall, stands(hall, case), "supervisor", CLERK.id)
    given = AccessEntry(
        kind=AccessKind.CLERK_ROLES,
        clerk_id=SUPERVISOR.id,
        at=hall.office.clock.now(),
        fields=(f"clerk {CLERK.id}", "supervisor", "window"),
    )
    with hall.office.storage.writing() as unit:
        unit.audit.record(given)
        unit.commit()

    assert told(hall, OF_POSTS) == []


def test_whom_this_hall_does_not_know_is_left_to_the_hall_that_does(hall: OpenHall) -> None:
    case = accepted(hall, STREET).case
    acts_as(hall, stands(hall, case), "supervisor", "c-elsewhere")

    assert told(hall, OF_POSTS) == []


def test_a_day_of_ordinary_work_finds_nothing(hall: OpenHall) -> None:
    done = accepted_without(hall, stall(hall))
    void_paper(hall.office, AT_TOP, "void", done.papers[1].id, "日期写错")

    assert checked(hall).findings == ()


def test_clerks_that_cannot_be_read_stop_no_check(hall: OpenHall) -> None:
    accepted(hall, STREET)
    with hall.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE clerks SET roles = '[[[' WHERE id = 'c-wang'")

    assert {one.code for one in checked(hall).findings} <= OF_POSTS


# the table of deeds


def test_every_decision_has_a_post_that_may_make_it() -> None:
    """Those that only other devices record are made by posts this program does not know yet."""
    decisions = {one.name for one in KINDS.values() if one.nature is Nature.DECISION and one.subject != "*"}
    elsewhere = {"case.forwarded.v1", "case.returned.v1"}

    assert {name for name in decisions - elsewhere if name.partition(".")[0] in {"case", "cash"}} <= set(
        DEEDS
    )
    assert set(DEEDS) <= set(KINDS)


@pytest.mark.parametrize("kind", DEEDS)
def test_a_deed_is_done_by_just_the_posts_of_the_role_table(kind: str) -> None:
    may = {role for role in Role if any(role in GRANTS[action] for action in DEEDS[kind].actions)}

    assert {role for role in Role if could(role.value, kind)} == may
    assert may, "somebody may"


def test_every_post_has_its_word() -> None:
    assert {post_word(role.value) for role in Role} == set(POST_NAMES.values())
    assert len(set(POST_NAMES.values())) == len(Role)


def test_what_binds_nobody_may_be_done_in_any_post() -> None:
    assert could("", "material.received.v1")
