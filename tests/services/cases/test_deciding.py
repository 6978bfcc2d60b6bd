"""What every decision on a case has in common: over an open conflict none is made, none against the law.

A decision that this program learns must join the table; the last tests find one that does not.
"""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from commitments import LEAVING, accepted_on_commitment
from conflicts import arrives, mended_elsewhere, stands
from counter import STREET, at_window, checked, intake
from hall import SUPERVISOR, Bench
from later_papers import REFERRAL, accepted_without, brought_later, referral, stall

from app.bootstrap.kinds import KINDS
from app.bootstrap.opening import OpenHall
from app.domain.case.case import Case
from app.domain.case.commitments import Finding
from app.domain.case.deemed import deemed_from
from app.domain.case.state import CaseState
from app.domain.ledger.kind import Nature
from app.domain.ledger.ledger_kinds import Keep
from app.services import cases as case_services
from app.services.case_turn import CaseDone
from app.services.cases.accept import accept_case
from app.services.cases.check_commitment import Revocation, check_commitment, revoke_case
from app.services.cases.close import close_case
from app.services.cases.conflicts import settle_conflict
from app.services.cases.deemed import DeemedRefused
from app.services.cases.intake import HandedIn, IntakeRefused
from app.services.cases.merge import merge_cases
from app.services.cases.receive import receive_case
from app.services.cases.record_deemed import record_deemed
from app.services.cases.refuse import Refusal, refuse_case
from app.services.cases.supplement import (
    Completion,
    Supplement,
    request_supplement,
    supplements_complete,
)
from app.services.cases.terminate import terminate_case
from app.services.cases.withdraw import withdraw_case

AT_TOP = at_window(clerk=SUPERVISOR)
LINE = Supplement(material="居民身份证", problem="缺失", requirement="提交原件", basis="办事指南")
REFUSAL = Refusal(code="R3", reason="不符合条件", article="行政许可法第三十二条", second_clerk="")
WEEK = 8

Maker = Callable[[Bench], Case]
Act = Callable[[OpenHall, Case], CaseDone]


def received(bench: Bench, command: str = "receive") -> Case:
    with bench.open() as hall:
        return receive_case(hall.office, at_window(), command, intake(hall.office, STREET)).case


def forgotten(bench: Bench) -> Case:
    case = received(bench)
    bench.clock.advance(days=WEEK)
    return case


def told(bench: Bench) -> Case:
    case = received(bench)
    with bench.open() as hall:
        return request_supplement(hall.office, at_window(), "tell", case.id, case.base, (LINE,)).case


def doubled(bench: Bench) -> Case:
    """A case whose twin, found by its number, is open too."""
    received(bench, "twin")
    return received(bench)


def overdue(bench: Bench) -> Case:
    with bench.open() as hall:
        case = accepted_without(hall, stall(hall)).case
    bench.clock.advance(days=WEEK)
    return case


def to_be_closed(bench: Bench) -> Case:
    with bench.open() as hall:
        case = accepted_without(hall, referral(hall)).case
        return brought_later(hall, case, REFERRAL)


def false_commitment(bench: Bench) -> Case:
    with bench.open() as hall:
        case = accepted_on_commitment(hall).case
        return check_commitment(
            hall.office, at_window(), "check", case.id, LEAVING, Finding.FALSE, "已核实"
        ).case


def accept(hall: OpenHall, case: Case) -> CaseDone:
    return accept_case(hall.office, AT_TOP, "act", case.id, case.base)


def refuse(hall: OpenHall, case: Case) -> CaseDone:
    return refuse_case(hall.office, AT_TOP, "act", case.id, case.base, REFUSAL)


def ask(hall: OpenHall, case: Case) -> CaseDone:
    return request_supplement(
        hall.office, AT_TOP, "act", case.id, case.base, (LINE,), why_again="上次没有看出来"
    )


def complete(hall: OpenHall, case: Case) -> CaseDone:
    came = Completion(brought=(HandedIn(key="identity", form="复"),), is_vouched=True)
    return supplements_complete(hall.office, AT_TOP, "act", case.id, case.base, came)


def close(hall: OpenHall, case: Case) -> CaseDone:
    return close_case(hall.office, AT_TOP, "act", case.id, case.base)


def withdraw(hall: OpenHall, case: Case) -> CaseDone:
    return withdraw_case(hall.office, AT_TOP, "act", case.id, case.base, "不办了")


def twin_of(hall: OpenHall, case: Case) -> Case:
    with hall.office.storage.reading() as unit:
        (other,) = [row.id for row in unit.cases.recent(limit=9) if row.id != case.id]
    return stands(hall, replace(case, id=other))


def merge(hall: OpenHall, case: Case) -> CaseDone:
    twin = twin_of(hall, case)
    return merge_cases(hall.office, AT_TOP, "act", case.id, case.base, twin.id)


def terminate(hall: OpenHall, case: Case) -> CaseDone:
    return terminate_case(hall.office, AT_TOP, "act", case.id, case.base, "催交三次未补")


def revoke(hall: OpenHall, case: Case) -> CaseDone:
    by = Revocation(key=LEAVING, reason="承诺不实", decision="崇关撤〔2026〕1号")
    return revoke_case(hall.office, AT_TOP, "act", case.id, case.base, by)


def record(hall: OpenHall, case: Case) -> CaseDone:
    return record_deemed(hall.office, AT_TOP, "act", case.id, case.base)


@dataclass(frozen=True)
class Decision:
    """One decision use case: a case that is ripe for it, the act, and the kind it records."""

    ripe: Maker
    act: Act
    kind: str


DECISIONS = {
    "accept_case": Decision(received, accept, "case.accepted.v1"),
    "refuse_case": Decision(received, refuse, "case.refused.v1"),
    "request_supplement": Decision(received, ask, "case.supplement_requested.v1"),
    "supplements_complete": Decision(told, complete, "case.supplemented.v1"),
    "close_case": Decision(to_be_closed, close, "case.closed.v1"),
    "withdraw_case": Decision(received, withdraw, "case.withdrawn.v1"),
    "merge_cases": Decision(doubled, merge, "case.merged.v1"),
    "terminate_case": Decision(overdue, terminate, "case.terminated.v1"),
    "revoke_case": Decision(false_commitment, revoke, "case.revoked.v1"),
    "record_deemed": Decision(forgotten, record, "case.deemed_accepted.v1"),
}

ELSEWHERE = {"case.forwarded.v1", "case.returned.v1"}
"""Decisions that only other devices record."""


def in_conflict(hall: OpenHall, case: Case) -> Case:
    """The case as it stands after two colleagues changed one answer of it."""
    for number in ("13900000001", "13900000002"):
        mended_elsewhere(hall, case, {"mobile": number})
    now = stands(hall, case)
    assert len(now.conflicts) == 1
    return now


@pytest.mark.parametrize("name", DECISIONS)
def test_no_decision_is_made_while_two_changes_wait_to_be_settled(bench: Bench, name: str) -> None:
    decision = DECISIONS[name]
    ripe = decision.ripe(bench)
    with bench.open() as hall:
        case = in_conflict(hall, ripe)
        numbered = checked(hall).operations
        with pytest.raises(IntakeRefused) as refused:
            decision.act(hall, case)

        assert refused.value.code == "case.conflict_open"
        assert stands(hall, case).state is ripe.state
        assert checked(hall).operations == numbered, "nothing was taken: no number, no paper"
        settle_conflict(hall.office, AT_TOP, "settle", case.id, case.conflicts[0], Keep.THEIRS)
        assert decision.act(hall, stands(hall, case)).case.state is not ripe.state


def deemed(bench: Bench, state: CaseState) -> Case:
    """A case that was recorded as accepted by law; RETURNED is where an answer before it could slip in."""
    case = forgotten(bench)
    with bench.open() as hall:
        case = record_deemed(hall.office, AT_TOP, "record", case.id, case.base).case
        if state is CaseState.RETURNED:
            arrives(hall, case, "case.returned.v1", to=at_window().place, return_reason="材料不清")
        return stands(hall, case)


@pytest.mark.parametrize("state", [CaseState.ACCEPTED, CaseState.RETURNED])
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("accept_case", "case.deemed_already"),
        ("refuse_case", "case.deemed_no_way_back"),
        ("request_supplement", "case.deemed_no_way_back"),
        ("record_deemed", "case.deemed_already"),
    ],
)
def test_the_application_the_law_accepted_is_not_answered_again(
    bench: Bench, name: str, code: str, state: CaseState
) -> None:
    case = deemed(bench, state)
    with bench.open() as hall:
        with pytest.raises(DeemedRefused) as refused:
            DECISIONS[name].act(hall, case)

        assert refused.value.code == code
        assert (stands(hall, case).state, deemed_from(case.facts)) == (state, date(2026, 11, 26))
        assert checked(hall).findings == ()


@pytest.mark.parametrize("name", ["refuse_case", "request_supplement"])
def test_nor_while_nobody_recorded_it_yet(bench: Bench, name: str) -> None:
    case = forgotten(bench)
    with bench.open() as hall:
        with pytest.raises(DeemedRefused) as refused:
            DECISIONS[name].act(hall, case)

        assert (refused.value.code, refused.value.facts["since"]) == (
            "case.deemed_no_way_back",
            "2026年11月26日",
        )


@pytest.mark.parametrize("name", ["withdraw_case", "merge_cases"])
def test_the_applicant_may_still_end_what_the_law_accepted(bench: Bench, name: str) -> None:
    if name == "merge_cases":
        received(bench, "twin")
    case = deemed(bench, CaseState.ACCEPTED)
    with bench.open() as hall:
        if name == "merge_cases":
            twin = twin_of(hall, case)
            record_deemed(hall.office, AT_TOP, "twin too", twin.id, twin.base)
        assert DECISIONS[name].act(hall, case).case.state.is_over


def test_every_decision_this_program_makes_is_in_the_table() -> None:
    decisions = {
        one.name for one in KINDS.values() if one.nature is Nature.DECISION and one.subject == "case"
    }

    assert {one.kind for one in DECISIONS.values()} == decisions - ELSEWHERE


def test_no_use_case_records_a_decision_past_the_common_guard() -> None:
    """A decision recorded by `turn.record` would be made over an open conflict."""
    folder = Path(inspect.getfile(case_services)).parent.parent
    kinds = "|".join(re.escape(one.kind) for one in DECISIONS.values())
    past = re.compile(rf"record\(\s*\"(?:{kinds})\"")

    assert [str(file) for file in folder.rglob("*.py") if past.search(file.read_text("utf-8"))] == []


def test_every_use_case_that_decides_is_in_the_table() -> None:
    deciding = re.compile(r"\bdecide\(")
    folder = Path(inspect.getfile(case_services)).parent
    modules = {file.stem for file in folder.glob("*.py") if deciding.search(file.read_text("utf-8"))}
    known = {inspect.getmodule(globals()[name]).__name__.rpartition(".")[2] for name in DECISIONS}  # type: ignore[union-attr]

    assert modules - {"deciding"} == known
