"""Any interleaving of work, network and misfortune, by Hypothesis: several windows, one authority."""

from dataclasses import replace
from datetime import datetime

from fakes import A_THURSDAY_MORNING, HALL_ZONE
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule
from ledger_world import COUNTY, TOWNSHIP, Window, World

from app.authority.held import conflicts
from app.authority.receive import Refused
from app.domain.ledger.chain import enclose
from app.domain.ledger.ledger_kinds import Keep
from app.domain.ledger.log import Delivered
from app.domain.ledger.operation import Subject

MOST_WINDOWS = 5
FIELDS = ("phone", "address", "note")
CLOCKS = (
    A_THURSDAY_MORNING,
    datetime(1985, 1, 1, tzinfo=HALL_ZONE),
    datetime(2067, 1, 1, tzinfo=HALL_ZONE),
    datetime(2027, 1, 1, tzinfo=HALL_ZONE),
)

any_number = st.integers(0, 63)


class TownshipMachine(RuleBasedStateMachine):
    """Three windows to begin with; numbers choose modulo what there is, so every example is valid."""

    def __init__(self) -> None:
        super().__init__()
        self.world = World()
        for number, place in ((3, TOWNSHIP), (5, TOWNSHIP), (1, COUNTY)):
            self.world.window(number, place)
        self.cases: list[Subject] = []
        self.backups = {window: window.backup() for window in self.world.windows}
        self.opens(0)

    def window(self, choice: int) -> Window:
        return self.world.windows[choice % len(self.world.windows)]

    def case(self, choice: int, window: Window) -> Subject:
        """A case that the window can see; a new one when it sees none, as after a restore."""
        seen = [case for case in self.cases if window.sees(case).version]
        if not seen:
            self.cases.append(window.opens())
            seen = self.cases[-1:]
        return seen[choice % len(seen)]

    # work

    @rule(who=any_number)
    def opens(self, who: int) -> None:
        self.cases.append(self.window(who).opens())

    @rule(who=any_number, case=any_number, field=st.sampled_from(FIELDS), value=any_number)
    def writes(self, who: int, case: int, field: str, value: int) -> None:
        window = self.window(who)
        window.writes(self.case(case, window), **{field: str(value)})

    @rule(who=any_number, case=any_number, row=st.sampled_from(["m1", "m2"]))
    def takes_in(self, who: int, case: int, row: str) -> None:
        window = self.window(who)
        window.takes_in(self.case(case, window), row)

    @rule(who=any_number, case=any_number)
    def accepts(self, who: int, case: int) -> None:
        window = self.window(who)
        window.accepts(self.case(case, window))

    @rule(who=any_number, case=any_number)
    def forwards(self, who: int, case: int) -> None:
        window = self.window(who)
        window.decides("case.forwarded.v1", self.case(case, window), to=COUNTY)

    @rule(who=any_number, case=any_number)
    def returns(self, who: int, case: int) -> None:
        window = self.window(who)
        window.decides("case.returned.v1", self.case(case, window), to=TOWNSHIP, return_reason="材料不全")

    @precondition(lambda self: self.world.pile)
    @rule(who=any_number, sheet=any_number)
    def voids(self, who: int, sheet: int) -> None:
        printed, window = self.world.pile[sheet % len(self.world.pile)], self.window(who)
        if window.sees(printed.case).version:
            window.voids(printed)

    @rule(who=any_number, case=any_number, keep=st.sampled_from(Keep))
    def settles(self, who: int, case: int, keep: Keep) -> None:
        window = self.window(who)
        subject = self.case(case, window)
        shown = conflicts(self.world.kinds, self.world.store, subject)
        if shown:
            window.settles(subject, shown[0].op_id, keep)

    @rule(who=any_number, made=any_number)
    def erases(self, who: int, made: int) -> None:
        body, window = self.world.made[made % len(self.world.made)].operation.body, self.window(who)
        if body.kind == "case.answered.v1" and window.sees(body.subject).version:
            window.erases(body.subject, body.op_id)

    # network

    @rule(who=any_number)
    def cuts_off(self, who: int) -> None:
        self.window(who).is_cut_off = True

    @rule(who=any_number)
    def reconnects(self, who: int) -> None:
        self.window(who).reconnects()

    @rule(who=any_number, answer_is_lost=st.booleans())
    def sends_one(self, who: int, answer_is_lost: bool) -> None:
        window = self.window(who)
        if window.database.unsent:
            window.sends(window.database.unsent[0], answer_is_lost=answer_is_lost)

    @rule(who=any_number)
    def loses_every_answer(self, who: int) -> None:
        window = self.window(who)
        for delivered in window.database.unsent:
            window.sends(delivered, answer_is_lost=True)

    @rule(made=any_number)
    def the_network_repeats(self, made: int) -> None:
        self.world.delivers(self.world.made[made % len(self.world.made)])

    @rule(who=any_number)
    def someone_tampers(self, who: int) -> None:
        """A body is changed on its way, envelope and all but the hash."""
        for delivered in self.window(who).database.unsent[:1]:
            self.world.delivers(Delivered(changed(delivered), delivered.envelope))

    @rule(who=any_number, made=any_number)
    def an_id_comes_with_another_body(self, who: int, made: int) -> None:
        operation = changed(self.world.made[made % len(self.world.made)])
        if operation.body.op_id in self.world.arrived:
            source = self.window(who).database.source
            head = self.world.store.head(source)
            envelope = enclose(source, head, operation.body.digest())
            assert isinstance(self.world.delivers(Delivered(operation, envelope)), Refused)

    # misfortune

    @rule(who=any_number)
    def backs_up(self, who: int) -> None:
        self.backups[self.window(who)] = self.window(who).backup()

    @rule(who=any_number)
    def dies_and_is_restored(self, who: int) -> None:
        window = self.window(who)
        window.dies_and_is_restored(self.backups[window])
        window.starts()

    @precondition(lambda self: len(self.world.windows) < MOST_WINDOWS)
    @rule(who=any_number)
    def is_imaged(self, who: int) -> None:
        twin = self.window(who).imaged()
        self.backups[twin] = twin.backup()

    @rule(clock=st.sampled_from(CLOCKS))
    def the_clock_jumps(self, clock: datetime) -> None:
        self.world.clock.set(clock)

    # laws

    def teardown(self) -> None:
        self.world.everyone_syncs()
        self.world.must_be_lawful()


def changed(delivered: Delivered):  # type: ignore[no-untyped-def]
    """The same operation id with another body."""
    operation = delivered.operation
    return replace(operation, body=replace(operation.body, kind="case.closed.v1"))
