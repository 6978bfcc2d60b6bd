"""Any day of a real hall: work, prints, voids, stops and restores in any order keep laws 1, 2 and 4."""

import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from counter import FOLDER, STREET, accepted, at_window, checked, intake, street_stall
from hall import KEY, SECOND, SUPERVISOR, Bench, new_bench
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from later_papers import accepted_without, brought_later, referral, stall

from app.adapters.paper_verify.verifier import OfflineVerifier
from app.bootstrap.opening import OpenHall
from app.bootstrap.places import HallHome
from app.bootstrap.trust import load_trust
from app.domain.case.case import Case, case_of
from app.domain.case.deferral import broken_on
from app.domain.case.state import CaseState
from app.domain.keepable import mended
from app.domain.ledger.operation import Subject
from app.domain.verification import VerdictKind
from app.ports.paper_store import PaperRecord
from app.services.case_turn import CaseConflict
from app.services.cases.accept import accept_case
from app.services.cases.close import close_case
from app.services.cases.correct import answer_case
from app.services.cases.drafts import journal, reopen, start_draft
from app.services.cases.intake import IntakeRefused
from app.services.cases.receive import receive_case
from app.services.cases.refuse import Refusal, refuse_case
from app.services.cases.supplement import Completion, Supplement, request_supplement, supplements_complete
from app.services.cases.terminate import terminate_case
from app.services.cases.withdraw import withdraw_case
from app.services.confirm_day import confirm_day
from app.services.papers.finish import finish_left_over, finish_paper
from app.services.papers.print_paper import print_paper
from app.services.papers.print_slip import print_slip
from app.services.papers.void_paper import void_paper
from app.services.queue.desk import queue_desk
from app.services.queue.issue import Wish, issue_ticket
from db.backup import copy_into
from db.restore import restore_database

picks = st.integers(0, 99)
REFUSAL = Refusal(code="R1", reason="不符合条件", article="办事指南第三条", second_clerk=SECOND.id)
LINE = Supplement(material="效果图", problem="不清晰", requirement="重新打印", basis="办事指南")


@dataclass(frozen=True)
class Known:
    """What the hall has said is kept; a restore takes it back to what it was at the copy."""

    cases: Mapping[str, Case] = field(default_factory=dict)
    drafts: Mapping[str, str] = field(default_factory=dict)
    voids: frozenset[str] = frozenset()
    bytes_of: Mapping[str, bytes] = field(default_factory=dict)


class HallMachine(RuleBasedStateMachine):
    """`founded` is only to be copied; `folder` gives a new place for each run."""

    def __init__(self, founded: Path, folder: Callable[[], Path]) -> None:
        super().__init__()
        self.place = folder()
        self.bench = Bench(HallHome(shutil.copytree(founded, self.place / "关田镇")))
        self.hall: OpenHall = self.bench.open("03")
        self.known, self.at_copy = Known(), Known()
        self.copies = 0
        self.on_paper: Counter[str] = Counter()
        self.presses = 0

    def teardown(self) -> None:
        self.every_paper_that_counts_can_be_finished_and_is_genuine()
        self.hall.close()
        shutil.rmtree(self.place)

    def press(self) -> str:
        self.presses += 1
        return f"press {self.presses}"

    def learn(self, case: Case) -> Case:
        self.known = replace(self.known, cases={**self.known.cases, case.id: case})
        return case

    def pick(self, pick: int, *states: CaseState) -> Case | None:
        found = [case for case in self.known.cases.values() if case.state in states]
        return found[pick % len(found)] if found else None

    def papers(self) -> list[PaperRecord]:
        with self.hall.office.storage.reading() as unit:
            return list(unit.papers.all_numbers())

    # What clerks do.

    @rule()
    def accept_at_once(self) -> None:
        serial = self.presses + 1
        self.learn(accepted(self.hall, STREET, self.press(), **street_stall(serial)).case)

    @rule()
    def receive(self) -> None:
        office, serial = self.hall.office, self.presses + 1
        form = intake(office, STREET, **street_stall(serial))
        self.learn(receive_case(office, at_window(), self.press(), form).case)

    @rule(pick=picks, days=st.integers(1, 9))
    def correct(self, pick: int, days: int) -> None:
        case = self.pick(pick, CaseState.REGISTERED, CaseState.SUPPLEMENT_REQUIRED, CaseState.ACCEPTED)
        if case:
            answers = {**case.answers, "time_band": f"{days}:00至18:00", "length_m": str(days)}
            self.learn(answer_case(self.hall.office, at_window(), self.press(), case, answers).case)

    @rule(pick=picks, act=st.sampled_from(["accept", "refuse", "supplement", "complete", "withdraw"]))
    def decide(self, pick: int, act: str) -> None:
        state = CaseState.SUPPLEMENT_REQUIRED if act == "complete" else CaseState.REGISTERED
        case = self.pick(pick, state)
        if case is None:
            return
        to = (self.hall.office, at_window(), self.press(), case.id, case.base)
        acts: Mapping[str, Callable[[], Any]] = {
            "accept": lambda: accept_case(*to),
            "refuse": lambda: refuse_case(*to, REFUSAL),
            "supplement": lambda: request_supplement(*to, (LINE,), why_again="新发现"),
            "complete": lambda: supplements_complete(*to, Completion(is_vouched=True)),
            "withdraw": lambda: withdraw_case(*to, "不办了"),
        }
        self.learn(acts[act]().case)

    @rule(on_the_spot=st.booleans())
    def accept_without_a_paper(self, on_the_spot: bool) -> None:
        """Accept 容缺; only who broke a promise is turned away, or has such a referral already."""
        office, today = self.hall.office, self.bench.clock.now().date()
        until = office.calendar.add_working_days(today, office.hall.deferral.usual).date
        here = street_stall(self.presses + 1)
        wanted = (
            referral(self.hall, until=until, since=today.isoformat())
            if on_the_spot
            else stall(self.hall, until=until, **here)
        )
        try:
            self.learn(accepted_without(self.hall, wanted, self.press()).case)
        except IntakeRefused:
            kept = self.known.cases.values()
            assert on_the_spot or any(broken_on(case.facts, today) for case in kept)

    @rule(pick=picks)
    def bring_what_was_promised(self, pick: int) -> None:
        waiting = [case for case in self.known.cases.values() if case.awaited]
        if waiting:
            case = waiting[pick % len(waiting)]
            self.learn(brought_later(self.hall, case, case.awaited[0].key, self.press()))

    @rule(pick=picks)
    def end_a_wait(self, pick: int) -> None:
        """Close what is whole, end what is overdue; anything else is refused and changes nothing."""
        case = self.pick(pick, CaseState.ACCEPTED)
        if case is None:
            return
        office, today = self.hall.office, self.bench.clock.now().date()
        to = (case.id, case.base)
        may_end = any(one.is_overdue(today) for one in case.awaited)
        may_close = case.item.id == "A06" and not case.awaited
        if may_end:
            chief = at_window(clerk=SUPERVISOR)
            self.learn(terminate_case(office, chief, self.press(), *to, "没有按期补齐").case)
        elif may_close:
            self.learn(close_case(office, at_window(), self.press(), *to).case)
        else:
            with pytest.raises(IntakeRefused):
                close_case(office, at_window(), self.press(), *to)
            with pytest.raises(IntakeRefused):
                terminate_case(office, at_window(clerk=SUPERVISOR), self.press(), *to, "没有补齐")

    @rule(pick=picks)
    def decide_on_what_was_seen_before_it_changed(self, pick: int) -> None:
        case = self.pick(pick, CaseState.REFUSED, CaseState.WITHDRAWN, CaseState.ACCEPTED)
        if case:
            with pytest.raises(CaseConflict):
                refuse_again(self.hall, self.press(), case)

    @rule(typed=st.text(max_size=20))
    def type_into_a_draft(self, typed: str) -> None:
        draft = start_draft(self.hall.office, at_window(), "F01")
        assert draft is not None
        journal(self.hall.office, draft.draft.id, {"site": typed})
        self.known = replace(self.known, drafts={**self.known.drafts, draft.draft.id: mended(typed)})

    # What comes out of the printer.

    @rule(pick=picks)
    def print_one(self, pick: int) -> None:
        papers = [one for one in self.papers() if not one.is_void]
        if not papers:
            return
        paper = papers[pick % len(papers)]
        job = print_paper(self.hall.office, at_window(), paper.id, FOLDER, reason="群众遗失")
        if not job.is_reprint:
            self.on_paper[paper.number] += 1
        pdf = finish_paper(self.hall.office, paper.id)
        self.known = replace(self.known, bytes_of={**self.known.bytes_of, paper.id: pdf})

    @rule()
    def give_a_ticket(self) -> None:
        desk = queue_desk(self.hall.office, at_window())
        ticket = issue_ticket(desk, self.press(), [Wish("B", "社保")])
        print_slip(self.hall.office, at_window(), ticket, FOLDER)
        self.on_paper[f"{ticket.business_date} {ticket.label}"] += 1

    @rule(pick=picks)
    def void(self, pick: int) -> None:
        papers = [one for one in self.papers() if not one.is_void]
        if papers:
            paper = papers[pick % len(papers)]
            done = void_paper(self.hall.office, at_window(clerk=SUPERVISOR), self.press(), paper.id, "写错")
            self.learn(done.case)
            self.known = replace(self.known, voids=self.known.voids | {paper.id})

    # What happens to the machine.

    @rule(days=st.integers(0, 40))
    def close_and_open_again(self, days: int) -> None:
        self.hall.close()
        self.bench.clock.advance(days=days)
        self.hall = self.opened()

    @initialize()
    def have_a_copy(self) -> None:
        self.take_a_copy()

    @rule()
    def take_a_copy(self) -> None:
        self.copies += 1
        copy_into(self.hall.database.engine, self.copy)
        self.at_copy = self.known

    @rule(by_hand=st.booleans())
    def put_the_copy_back(self, by_hand: bool) -> None:
        self.hall.close()
        if by_hand:
            for left_over in self.bench.home.folder.glob("hall.db-*"):
                left_over.unlink()
            shutil.copyfile(self.copy, self.bench.home.database)
        else:
            restore_database(self.copy, self.bench.home.database, KEY, self.bench.clock.now())
        self.known = self.at_copy
        self.hall = self.opened()

    def opened(self) -> OpenHall:
        """The hall, open again; after more days than a hall is ever closed somebody says the date."""
        hall, today = self.bench.open("03"), self.bench.clock.now().date()
        with hall.office.storage.reading() as unit:
            is_asked = hall.office.business_day.is_doubtful(today, unit.business_day.last())
        if is_asked:
            confirm_day(hall.office, today, by=SUPERVISOR, supervisor=SUPERVISOR)
        return hall

    @property
    def copy(self) -> Path:
        return self.place / "stick" / f"{self.copies}.db"

    # The laws.

    @invariant()
    def nothing_that_was_kept_is_lost(self) -> None:
        with self.hall.office.storage.reading() as unit:
            for case in self.known.cases.values():
                now = case_of(unit.authority.state(Subject("case", case.id)))
                assert (now.case_number, now.state, now.answers) == (
                    case.case_number,
                    case.state,
                    case.answers,
                )
                assert now.deferred == case.deferred
        for draft, typed in self.known.drafts.items():
            found = reopen(self.hall.office, at_window(), draft)
            assert found is not None
            assert found.answers == {"site": typed}

    @invariant()
    def nothing_is_issued_twice(self) -> None:
        assert [number for number, times in self.on_paper.items() if times > 1] == []
        numbers = [one.number for one in self.papers()]
        assert len(set(numbers)) == len(numbers)

    @invariant()
    def a_printed_paper_never_changes(self) -> None:
        with self.hall.office.storage.reading() as unit:
            assert {one: unit.papers.pdf(one) for one in self.known.bytes_of} == self.known.bytes_of

    @invariant()
    def what_is_void_stays_void(self) -> None:
        void = {one.id for one in self.papers() if one.is_void}
        assert self.known.voids <= void

    @invariant()
    def the_rows_are_the_fold_of_the_ledger(self) -> None:
        assert checked(self.hall).findings == ()

    def every_paper_that_counts_can_be_finished_and_is_genuine(self) -> None:
        finish_left_over(self.hall.office)
        trust = load_trust(self.bench.home.trust)
        for paper in self.papers():
            if not paper.is_void:
                pdf = finish_paper(self.hall.office, paper.id)
                assert OfflineVerifier().verify(pdf, trust).kind is VerdictKind.GENUINE, paper.number


def refuse_again(hall: OpenHall, press: str, case: Case) -> None:
    """Decide once more on a case that is decided."""
    refuse_case(hall.office, at_window(), press, case.id, case.base, REFUSAL)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_bench(tmp_path_factory.mktemp("machine") / "关田镇").home.folder


def play(founded: Path, tmp_path_factory: pytest.TempPathFactory, examples: int, steps: int) -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        lambda: HallMachine(founded, lambda: tmp_path_factory.mktemp("run")),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_any_day_of_a_hall(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    play(founded, tmp_path_factory, examples=8, steps=14)


@pytest.mark.simulation
@pytest.mark.timeout(3600)
def test_a_long_year_of_halls(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    play(founded, tmp_path_factory, examples=150, steps=60)
