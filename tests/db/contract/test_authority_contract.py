"""What every AuthorityStore promises."""

from dataclasses import replace
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_lines import CASE, OTHER_CASE, Line, state_of
from ledger_memory import MemoryAuthorityStore

from app.domain.ledger.chain import Head, Source, head_of
from app.domain.ledger.fold import Outcome, SubjectState
from app.ports.authority_store import AuthorityStore

RUNS = count()


def test_an_empty_memory_knows_nothing(authority: AuthorityStore) -> None:
    assert authority.entry("no such op") is None
    assert authority.head(Source("pc-7", 1)) == Head()
    assert authority.state(CASE) == SubjectState(CASE)
    assert authority.next_position() == 1
    assert list(authority.lane(CASE)) == []


def test_an_entry_comes_back_as_it_was_received(authority: AuthorityStore, guest: Line) -> None:
    (entry,) = guest.entries(Outcome.CONFIRMED)
    authority.append(entry)

    assert authority.entry(entry.op_id) == entry
    assert authority.head(guest.source) == guest.head
    assert authority.next_position() == 2


def test_each_source_has_its_own_head(authority: AuthorityStore, guest: Line, other_line: Line) -> None:
    (first,) = guest.entries(Outcome.CONFIRMED)
    second, third = other_line.entries(Outcome.CONFIRMED, Outcome.CONFIRMED, first=2)
    for entry in (first, second, third):
        authority.append(entry)

    assert authority.head(guest.source).seq == 1
    assert authority.head(other_line.source) == head_of(third.delivered.envelope)
    assert authority.head(Source("pc-7", 2)) == Head()


def test_a_head_moves_over_what_was_received_before(authority: AuthorityStore, guest: Line) -> None:
    (entry,) = guest.entries(Outcome.CONFIRMED)
    authority.append(entry)
    again = replace(entry.delivered.envelope, source=Source("pc-7", 2))

    authority.advance(again)

    assert authority.head(Source("pc-7", 2)) == head_of(again)
    assert authority.next_position() == 2


def test_held_entries_are_found_by_subject_in_log_order(authority: AuthorityStore, guest: Line) -> None:
    here = [*guest.entries(Outcome.WAITING, Outcome.CONFLICT, Outcome.CONFIRMED, Outcome.WAITING)]
    there = [*guest.entries(Outcome.WAITING, subject=OTHER_CASE, first=5)]
    for entry in here + there:
        authority.append(entry)

    assert [entry.position for entry in authority.waiting(CASE)] == [1, 4]
    assert [entry.position for entry in authority.conflicts(CASE)] == [2]
    assert list(authority.lane(CASE)) == here
    assert list(authority.waiting(OTHER_CASE)) == there


def test_everything_held_is_told_in_log_order(authority: AuthorityStore, guest: Line) -> None:
    here = [*guest.entries(Outcome.CONFLICT, Outcome.CONFIRMED, Outcome.WAITING, Outcome.REJECTED)]
    there = [*guest.entries(Outcome.WAITING, subject=OTHER_CASE, first=5)]
    assert list(authority.held()) == []
    for entry in here + there:
        authority.append(entry)

    assert [entry.position for entry in authority.held()] == [1, 3, 5]


def test_the_subjects_of_what_did_not_become_part_of_them_are_named_once(
    authority: AuthorityStore, guest: Line
) -> None:
    outcomes = (Outcome.CONFIRMED, Outcome.DROPPED, Outcome.WAITING)
    visit = replace(CASE, kind="visit")
    entries = [
        *guest.entries(Outcome.CONFIRMED, subject=CASE),
        *guest.entries(*outcomes, subject=OTHER_CASE, first=2),
        *guest.entries(Outcome.REJECTED, subject=visit, first=5),
    ]
    for entry in entries:
        authority.append(entry)

    assert list(authority.not_applied("case")) == [OTHER_CASE.id]
    assert list(authority.not_applied("visit")) == [visit.id]
    assert list(authority.not_applied("shift")) == []


def test_an_outcome_may_change_and_nothing_else(authority: AuthorityStore, guest: Line) -> None:
    (entry,) = guest.entries(Outcome.CONFLICT)
    authority.append(entry)
    settled = replace(entry, outcome=Outcome.CONFIRMED, confirmed_at=7, touches=frozenset({"mobile"}))

    authority.update(settled)

    assert authority.entry(entry.op_id) == settled
    assert list(authority.conflicts(CASE)) == []


def test_an_erased_payload_is_gone_and_the_chain_still_stands(authority: AuthorityStore, guest: Line) -> None:
    (entry,) = guest.entries(Outcome.CONFIRMED)
    authority.append(entry)

    authority.erase(entry.op_id)

    kept = authority.entry(entry.op_id)
    assert kept is not None
    assert (kept.delivered.operation.payload, kept.delivered.operation.salt) == (None, None)
    assert kept.delivered.operation.body.digest() == kept.delivered.envelope.body_hash
    assert authority.head(guest.source) == guest.head


def test_a_state_comes_back_equal_and_the_newest_counts(authority: AuthorityStore, guest: Line) -> None:
    visits = [guest.next(CASE) for _ in range(2)]
    document = {"state": "waiting", "没有": None, "list": [1, {"a": True}]}
    subject_kind = {"subject": replace(CASE, kind="shift")}

    first = replace(state_of(visits[0], **document), **subject_kind)
    second = replace(state_of(*visits, **document), **subject_kind)
    authority.save(first)
    authority.save(second)

    assert authority.state(replace(CASE, kind="shift")) == second


def test_a_series_counts_up_from_one_and_never_back(authority: AuthorityStore) -> None:
    assert [authority.next_serial("赣崇关受〔2026〕") for _ in range(3)] == [1, 2, 3]
    assert authority.next_serial("赣崇关受〔2027〕") == 1
    assert authority.next_serial("赣崇关受〔2026〕", at_least=10) == 10
    assert authority.next_serial("赣崇关受〔2026〕", at_least=2) == 11


def test_a_series_is_lifted_over_what_was_given_and_never_lowered(authority: AuthorityStore) -> None:
    authority.lift_series("赣崇关受〔2026〕", 7)
    authority.lift_series("赣崇关受〔2026〕", 3)

    assert authority.next_serial("赣崇关受〔2026〕") == 8


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(counts=st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 20)), max_size=12))
def test_all_count_alike(authority: AuthorityStore, counts: list[tuple[str, int]]) -> None:
    """The memory is the smallest implementation there is; every example counts series of its own."""
    model, run = MemoryAuthorityStore(), next(RUNS)

    for name, at_least in counts:
        series = f"{name} of run {run}"
        assert authority.next_serial(series, at_least) == model.next_serial(series, at_least)
