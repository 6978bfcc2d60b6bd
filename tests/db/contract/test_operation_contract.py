"""What every OperationStore and CommandStore promises."""

from dataclasses import replace

import pytest
from ledger_lines import CASE, OTHER_CASE, Line, receipt_of, state_of
from sqlalchemy.exc import IntegrityError

from app.domain.ledger.chain import Head, Source
from app.domain.ledger.fold import Outcome
from app.domain.ledger.operation import Subject
from app.ports.operation_store import Device
from app.ports.unit_of_work import Storage

REFUSED = (IntegrityError,)
"""What a store raises for a place that is taken; each database adds its own."""


def test_a_ledger_knows_whose_it_is(storage: Storage) -> None:
    with storage.reading() as unit:
        assert unit.operations.device() == Device(Source("pc-3", 1), 3)
        assert not unit.operations.device().is_restored
        assert unit.operations.head() == Head()


def test_the_chain_grows_and_its_end_is_known_to_the_next_transaction(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        first, second = line.next(), line.next()
        unit.operations.append(first)
        unit.operations.append(second)
        assert unit.operations.head() == line.head
        unit.commit()

    with storage.reading() as unit:
        assert unit.operations.head() == line.head
        assert unit.operations.envelope(first.operation.body.op_id) == first.envelope
        with pytest.raises(LookupError):
            unit.operations.envelope("no such op")


def test_what_has_no_receipt_is_pending_in_chain_order(storage: Storage, line: Line) -> None:
    here, there, last = line.next(CASE), line.next(OTHER_CASE), line.next(CASE)
    with storage.writing() as unit:
        for delivered in (here, there, last):
            unit.operations.append(delivered)
        unit.operations.confirm(receipt_of(here))
        unit.commit()

    with storage.reading() as unit:
        assert list(unit.operations.pending()) == [there, last]
        assert list(unit.operations.pending(CASE)) == [last]


def test_a_chain_number_is_used_once(storage: Storage, line: Line) -> None:
    twin = Line(line.source, line.ids)
    with storage.writing() as unit:
        unit.operations.append(line.next())
        with pytest.raises(REFUSED):
            unit.operations.append(twin.next())


def test_what_was_not_committed_never_was(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        unit.operations.append(line.next())
        unit.authority.next_serial("赣崇关受〔2026〕")
        unit.commands.remember("press", {"case": "c-1"})

    with storage.writing() as unit:
        assert unit.operations.head() == Head()
        assert unit.authority.next_serial("赣崇关受〔2026〕") == 1
        assert unit.commands.result("press") is None


def test_a_command_is_remembered_once_with_its_first_result(storage: Storage) -> None:
    result = {"case": "c-1", "papers": ["p-1", "p-2"], "note": None}
    with storage.writing() as unit:
        unit.commands.remember("press", result)
        unit.commit()

    with storage.writing() as unit:
        assert unit.commands.result("press") == result
        assert unit.commands.result("another") is None
        with pytest.raises(REFUSED):
            unit.commands.remember("press", {})


def test_what_an_authority_keeps_outlives_its_transaction(storage: Storage, guest: Line) -> None:
    (entry,) = guest.entries(Outcome.CONFLICT)
    shift = Subject("shift", "s-1")
    state = replace(state_of(entry.delivered, 没有=None, parts=[1, {"a": True}]), subject=shift)
    with storage.writing() as unit:
        unit.authority.append(entry)
        unit.authority.save(state)
        unit.authority.next_serial("赣崇关受〔2026〕", at_least=7)
        unit.commit()

    with storage.writing() as unit:
        assert unit.authority.entry(entry.op_id) == entry
        assert unit.authority.head(guest.source) == guest.head
        assert unit.authority.next_position() == 2
        assert unit.authority.state(shift) == state
        assert list(unit.authority.conflicts(entry.subject)) == [entry]
        assert unit.authority.next_serial("赣崇关受〔2026〕") == 8
