"""Any interleaving of windows, reception, clocks and restarts keeps the invariants of the queue."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from fakes import FakeClock, FakeIds
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from queue_fakes import KINDS, QueueWorld

from app.domain.ledger.log import rebuild
from app.domain.ticket import CloseReason, QueueError, ServiceResult, Ticket, TicketState
from app.services.business_day import ClockInDoubt
from app.services.queue.call_next import call_next
from app.services.queue.call_ticket import call_ticket
from app.services.queue.day_end import Decision, open_tickets, settle_earlier_days
from app.services.queue.finish import finish
from app.services.queue.pass_ticket import pass_ticket
from app.services.queue.reactivate import reactivate
from app.services.queue.recall import recall
from app.services.queue.transfer import transfer_to_letter, transfer_to_window

windows = st.sampled_from(["03", "04", "05"])
picks = st.integers(0, 99)


@contextmanager
def unless_refused(*codes: str) -> Iterator[None]:
    """Let the named refusals pass: they change nothing, which the invariants see."""
    try:
        yield
    except QueueError as refused:
        if refused.code not in codes:
            raise


class QueueMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.world = QueueWorld(clock=FakeClock(), ids=FakeIds())
        self.first_calls: dict[str, int] = {}

    def tickets(self) -> list[Ticket]:
        with self.world.storage.reading() as unit:
            found: list[Ticket] = unit.tickets.all()
        return found

    def pick(self, pick: int, state: TicketState) -> Ticket | None:
        found = [ticket for ticket in self.tickets() if ticket.state is state]
        return found[pick % len(found)] if found else None

    @rule(letter=st.sampled_from("BBC"), ground=st.sampled_from(["", "", "elderly"]))
    def issue(self, letter: str, ground: str) -> None:
        self.world.issue(letter, ground=ground)

    @rule(window=windows)
    def call_next(self, window: str) -> None:
        with unless_refused("queue.window_busy"):
            called = call_next(self.world.at(window), self.world.press())
            assert called is None or called.window == window

    @rule(window=windows, pick=picks, state=st.sampled_from([TicketState.WAITING, TicketState.PASSED]))
    def call_out_of_order(self, window: str, pick: int, state: TicketState) -> None:
        ticket = self.pick(pick, state)
        with unless_refused("queue.window_busy", "queue.other_day"):
            if ticket:
                call_ticket(self.world.at(window), self.world.press(), ticket, "特办")

    @rule(pick=picks, act=st.sampled_from(["recall", "pass", "finish", "letter", "window"]))
    def serve(self, pick: int, act: str) -> None:
        ticket = self.pick(pick, TicketState.SERVING)
        if ticket is None:
            return
        desk, press = self.world.at(ticket.window), self.world.press()
        if act == "recall":
            recall(desk, press, ticket)
        elif act == "pass":
            pass_ticket(desk, press, ticket)
        elif act == "finish":
            finish(desk, press, ticket, ServiceResult.DONE)
        elif act == "letter":
            transfer_to_letter(desk, press, ticket, "C", reason="转办")
        else:
            transfer_to_window(desk, press, ticket, "05", reason="转办")

    @rule(pick=picks)
    def reactivate(self, pick: int) -> None:
        ticket = self.pick(pick, TicketState.PASSED)
        with unless_refused("queue.passed_too_often", "queue.other_day"):
            if ticket:
                reactivate(self.world.at("03"), self.world.press(), ticket)

    @rule(seconds=st.integers(-7200, 7200))
    def shift_the_clock(self, seconds: int) -> None:
        now = self.world.clock.now()
        self.world.clock.set(now + timedelta(seconds=seconds))
        with self.world.storage.writing() as unit:
            desk = self.world.at("03")
            try:
                desk.business_day.moment(unit)
            except ClockInDoubt:
                self.world.clock.set(now)

    @precondition(lambda self: self.tickets())
    @rule(days=st.integers(1, 3))
    def off_for_days(self, days: int) -> None:
        self.world.clock.advance(days=days)
        self.world.issue()
        earlier = open_tickets(self.world.at("03")).earlier
        today = self.world.clock.now().date()
        fates = [today, CloseReason.NOT_SERVED]
        decisions = [Decision(ticket, fates[index % 2]) for index, ticket in enumerate(earlier)]
        settle_earlier_days(self.world.at("03"), self.world.press(), decisions)

    @rule()
    def restart(self) -> None:
        self.world = QueueWorld(
            clock=self.world.clock,
            ids=self.world.ids,
            storage=self.world.storage,
            presses=self.world.presses,
        )

    @invariant()
    def no_number_twice(self) -> None:
        numbers = [(one.hall, one.business_date, one.series, one.number) for one in self.tickets()]
        assert len(set(numbers)) == len(numbers)

    @invariant()
    def one_ticket_a_window(self) -> None:
        serving = Counter(one.window for one in self.tickets() if one.state is TicketState.SERVING)
        assert all(count == 1 for count in serving.values())

    @invariant()
    def first_calls_stay_and_no_time_is_negative(self) -> None:
        for ticket in self.tickets():
            if ticket.first_called_at is not None:
                assert (
                    self.first_calls.setdefault(ticket.id, ticket.first_called_at) == ticket.first_called_at
                )
            spans = [one for one in (ticket.wait, ticket.service) if one is not None]
            assert all(one.seconds >= 0 for one in spans)

    @invariant()
    def the_log_rebuilds_the_queue(self) -> None:
        memory = self.world.storage.memory
        assert rebuild(memory.log, KINDS) == memory.states


QueueMachine.TestCase.settings = settings(max_examples=50, stateful_step_count=25, deadline=None)
test_queue_machine = QueueMachine.TestCase
