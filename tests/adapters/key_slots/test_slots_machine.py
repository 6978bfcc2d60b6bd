"""Clerks come, go, change and mistype pass phrases; the key stays, and tries stay counted over restarts."""

from collections.abc import Callable

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from app.adapters.key_slots import FileKeySlots
from app.domain.login_attempts import FREE_TRIES
from app.domain.storage import StorageError, key_check
from app.ports.key_slots import SlotOwner

OWNERS = {f"c-{place}": SlotOwner(f"c-{place}", name, f"010{place}") for place, name in enumerate("廖钟邱")}
PHRASES = ("阳岭的云雾茶 2026", "上堡梯田 & 米酒", "聂都溶洞的石笋 17")
WRONG = "猜一个口令 1234"
KEEPERS = ("第一位保管人 01", "第二位保管人 02")
who = st.sampled_from(sorted(OWNERS))
phrases = st.sampled_from(PHRASES)


class SlotsMachine(RuleBasedStateMachine):
    """`begin` empties the folder, `start` is a start of the program over what lies there."""

    def __init__(
        self, begin: Callable[[], None], start: Callable[[], FileKeySlots], pass_time: Callable[[float], None]
    ) -> None:
        super().__init__()
        begin()
        self.start, self.pass_time = start, pass_time
        self.slots = start()
        self.key = self.slots.create(OWNERS["c-0"], PHRASES[0])
        self.known = {"c-0": PHRASES[0]}
        self.wrong = dict.fromkeys(OWNERS, 0)
        self.has_recovery = False

    @rule(clerk=who, phrase=phrases)
    def let_in(self, clerk: str, phrase: str) -> None:
        self.slots.put_slot(self.key, OWNERS[clerk], phrase)
        self.known[clerk], self.wrong[clerk] = phrase, 0

    @rule(clerk=who, new=phrases)
    def change(self, clerk: str, new: str) -> None:
        if clerk in self.known and self.wrong[clerk] < FREE_TRIES:
            self.slots.put_slot(self.slots.unlock(clerk, self.known[clerk]), OWNERS[clerk], new)
            self.known[clerk], self.wrong[clerk] = new, 0

    @rule(clerk=who)
    def take_away(self, clerk: str) -> None:
        if clerk in self.known and len(self.known) > 1:
            self.slots.remove_slot(clerk)
            del self.known[clerk]

    @rule(clerk=who)
    def mistype(self, clerk: str) -> None:
        code = self._refusal(clerk, WRONG)
        if clerk not in self.known:
            assert code == "storage.unknown_clerk"
        elif self.wrong[clerk] < FREE_TRIES:
            self.wrong[clerk] += 1
            is_last = self.wrong[clerk] == FREE_TRIES
            assert code == ("storage.wait_before_next_try" if is_last else "storage.wrong_pass_phrase")
        else:
            assert code == "storage.wait_before_next_try"

    @rule(clerk=who)
    def type_it_right(self, clerk: str) -> None:
        code = self._refusal(clerk, self.known.get(clerk, WRONG))
        if clerk not in self.known:
            assert code == "storage.unknown_clerk"
        elif self.wrong[clerk] < FREE_TRIES:
            assert code == ""
            self.wrong[clerk] = 0
        else:
            assert code == "storage.wait_before_next_try"

    @rule()
    def wait_an_hour(self) -> None:
        self.pass_time(3600)
        for clerk in self.known:
            if self.wrong[clerk] >= FREE_TRIES:
                assert self._refusal(clerk, self.known[clerk]) == ""
                self.wrong[clerk] = 0

    @rule()
    def restart(self) -> None:
        self.slots = self.start()

    @rule()
    def keep_a_recovery(self) -> None:
        self.slots.set_recovery(self.key, *KEEPERS)
        self.has_recovery = True

    @invariant()
    def the_key_is_one_and_the_list_is_who_was_let_in(self) -> None:
        assert self.slots.key_check() == key_check(self.key)
        assert {one.owner.clerk_id for one in self.slots.slots()} == self.known.keys()

    @invariant()
    def two_keepers_always_get_it_back(self) -> None:
        if self.has_recovery:
            assert self.slots.recover(*KEEPERS) == self.key

    @invariant()
    def no_pass_phrase_and_no_key_lies_in_the_file(self) -> None:
        written = self.slots.path.read_bytes()
        assert self.key not in written
        assert self.key.hex().encode() not in written
        assert not any(phrase.encode() in written for phrase in (*PHRASES, *KEEPERS))

    def _refusal(self, clerk: str, phrase: str) -> str:
        try:
            assert self.slots.unlock(clerk, phrase) == self.key
        except StorageError as refused:
            return refused.code
        return ""


def test_any_history_of_clerks_and_pass_phrases(
    start_program: Callable[[], FileKeySlots], clock, tmp_path
) -> None:
    def begin() -> None:
        for file in tmp_path.glob("*.json"):
            file.unlink()

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        lambda: SlotsMachine(begin, start_program, clock.advance),
        settings=settings(
            max_examples=30,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
