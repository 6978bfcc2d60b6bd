"""A database that was put back: how it is found out, under which name it goes on, and what it sends again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_lines import Line

from app.domain.ledger.chain import Head, Source, first_break, head_of
from app.domain.restore import (
    Evidence,
    IssueRecord,
    Sign,
    is_unknown,
    next_source,
    reenclose,
    signs,
)

HERE = Source("pc-3", 2)
KNOWN = {1: "hash 1", 2: "hash 2"}


def printed(seq: int = 2, body_hash: str = "hash 2", source: Source = HERE) -> IssueRecord:
    return IssueRecord(source=source, seq=seq, body_hash=body_hash, number="赣崇关受(3乙)〔2026〕5号")


def evidence(*issued: IssueRecord, hardware: str = "board", by_person: bool = False) -> Evidence:
    return Evidence(
        source=HERE,
        issued=issued,
        hash_at=KNOWN,
        bound_hardware="board",
        hardware=hardware,
        restored_by_person=by_person,
    )


@pytest.mark.parametrize(
    ("record", "unknown"),
    [
        (printed(), False),
        (printed(3, "hash 3"), True),
        (printed(2, "another paper under this number"), True),
        (printed(9, "hash 9", Source("pc-3", 1)), False),
        (printed(1, "hash 1", Source("pc-3", 3)), True),
        (printed(9, "hash 9", Source("pc-4", 2)), False),
    ],
    ids=["known", "ahead", "other body", "earlier epoch", "later epoch", "other device"],
)
def test_what_was_printed_and_the_database_does_not_know(record: IssueRecord, unknown: bool) -> None:
    assert is_unknown(record, evidence()) is unknown


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (evidence(), ()),
        (evidence(printed()), ()),
        (evidence(by_person=True), (Sign.BY_PERSON,)),
        (evidence(hardware="another board"), (Sign.OTHER_HARDWARE,)),
        (evidence(printed(3, "hash 3")), (Sign.NUMBERS_AHEAD,)),
        (
            evidence(printed(3, "hash 3"), hardware="another board", by_person=True),
            (Sign.BY_PERSON, Sign.OTHER_HARDWARE, Sign.NUMBERS_AHEAD),
        ),
    ],
)
def test_every_sign_of_a_restore_is_told(found: Evidence, told: tuple[Sign, ...], words) -> None:
    assert signs(found) == told
    assert all(words.say(sign.code, {}).say for sign in told)


def test_one_unknown_paper_among_many_known_ones_is_enough() -> None:
    found = evidence(printed(), printed(1, "hash 1"), printed(7, "hash 7"))

    assert signs(found) == (Sign.NUMBERS_AHEAD,)


epochs = st.integers(1, 50)


@given(st.lists(epochs, max_size=5), epochs)
def test_the_new_name_is_one_nobody_can_have_used(logged: list[int], known_epoch: int) -> None:
    records = [printed(source=Source("pc-3", epoch)) for epoch in logged]

    source = next_source(evidence(*records), known_epoch)

    assert source.device == "pc-3"
    assert source.epoch > max(*logged, known_epoch, HERE.epoch, 0)


def test_the_epochs_of_other_devices_are_not_ours() -> None:
    assert next_source(evidence(printed(source=Source("pc-4", 40)))) == Source("pc-3", 3)


@given(st.integers(0, 8))
def test_unsent_operations_go_byte_for_byte_into_a_whole_new_chain(count: int) -> None:
    line = Line(HERE)
    unsent = [line.next() for _ in range(count)]

    again = reenclose(unsent, Source("pc-3", 3))

    assert [one.operation for one in again] == [one.operation for one in unsent]
    assert [one.envelope.body_hash for one in again] == [one.envelope.body_hash for one in unsent]
    assert first_break(one.envelope for one in again) is None
    assert {one.envelope.source for one in again} <= {Source("pc-3", 3)}


def test_a_chain_that_was_begun_already_is_gone_on_with() -> None:
    line = Line(HERE)
    first, second = reenclose([line.next(), line.next()], Source("pc-3", 3))
    later = line.next()

    (added,) = reenclose([later], Source("pc-3", 3), head_of(second.envelope))

    assert first_break([first.envelope, second.envelope, added.envelope]) is None
    assert added.envelope.seq == 3


def test_enclosing_again_leaves_the_old_envelopes_as_evidence() -> None:
    line = Line(HERE)
    unsent = [line.next()]
    before = replace(unsent[0])

    reenclose(unsent, Source("pc-3", 3), Head())

    assert unsent == [before]
