"""A damaged ledger is read as far as it goes: each damage is named once, at its place, and nothing raises."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger_lines import CASE, OTHER_CASE, Line, receipt_of

from app.domain.case.kinds import CASE_KINDS
from app.domain.ledger.book import book_of
from app.domain.ledger.canonical import encode
from app.domain.ledger.chain import Head, Source, enclose, head_of
from app.domain.ledger.fold import Outcome
from app.domain.ledger.kind import register
from app.domain.ledger.ledger_kinds import ERASED, LEDGER_KINDS, erasure
from app.domain.ledger.log import Delivered, Receipt
from app.domain.ledger.operation import Operation, Subject
from app.domain.ledger.proof import Proof, prove
from app.domain.ledger.stored import StoredEntry, StoredOperation

HERE = Source("pc-3", 1)
KINDS = register(CASE_KINDS, LEDGER_KINDS)
OPENING = {"item": {"id": "A01"}, "case_number": "3607251050002611260001", "query_code": "QK7M2X4A"}
ANSWERS = {"changes": {"name": "张𬭎喆"}}


class Ledger:
    """Rows as one device and its authority write them, every one honest until a test changes it."""

    def __init__(self) -> None:
        self.line, self.head = Line(HERE), Head()
        self.operations: list[StoredOperation] = []
        self.entries: list[StoredEntry] = []
        self._versions: dict[Subject, int] = {}

    def adds(self, kind: str, payload: Any, subject: Subject = CASE) -> str:
        """Add a confirmed operation and return its id."""
        made = self.line.next(subject, payload).operation
        body = replace(made.body, kind=kind)
        envelope = enclose(HERE, self.head, body.digest())
        self.head = head_of(envelope)
        self.operations.append(row_of(Delivered(Operation(body, payload, made.salt), envelope)))
        self._versions[subject] = self._versions.get(subject, 0) + 1
        is_edit = kind == "case.answered.v1" and "changes" in payload
        self.entries.append(
            StoredEntry(
                position=len(self.entries) + 1,
                op_id=body.op_id,
                subject=subject,
                outcome=Outcome.CONFIRMED.value,
                reason="",
                touches='["name"]' if is_edit else "[]",
                confirmed_at=self._versions[subject],
            )
        )
        return body.op_id

    def changes(self, place: int, **columns: Any) -> None:
        """Change columns of the operation at a place, counted from 1."""
        self.operations[place - 1] = replace(self.operations[place - 1], **columns)

    def relogs(self, place: int, **columns: Any) -> None:
        self.entries[place - 1] = replace(self.entries[place - 1], **columns)

    def found(self, own_device: str = "pc-3") -> list[tuple[str, Any]]:
        """What is told: the code and the operation, place or device it is about."""
        book, heads = book_of(self.operations, self.entries), {HERE: self.head}
        told = [*book.findings(own_device, heads), *self.proof().findings]
        return [(one.code.removeprefix("ledger."), _about(one.facts)) for one in told]

    def proof(self) -> Proof:
        book = book_of(self.operations, self.entries)
        return prove(book.entries, KINDS, book.doubtful)


def _about(facts: Mapping[str, Any]) -> Any:
    return facts.get("op", facts.get("position", facts.get("seq", facts.get("device"))))


def row_of(delivered: Delivered) -> StoredOperation:
    operation = delivered.operation
    payload = None if operation.payload is None else encode(dict(operation.payload))
    return StoredOperation(
        op_id=operation.body.op_id,
        subject=operation.body.subject,
        envelope=delivered.envelope,
        body=encode(operation.body.to_json()),
        payload=payload,
        salt=operation.salt,
        receipt=None,
    )


@pytest.fixture
def ledger() -> Ledger:
    """A case opened and answered, and another opened beside it."""
    ledger = Ledger()
    ledger.adds("case.opened.v1", OPENING)
    ledger.adds("case.answered.v1", ANSWERS)
    ledger.adds("case.opened.v1", OPENING, OTHER_CASE)
    return ledger


def test_an_honest_ledger_has_nothing_to_tell(ledger: Ledger) -> None:
    assert ledger.found() == []
    assert {state.version for state in ledger.proof().states.values()} == {1, 2}


UNREADABLE = [b"", b"\xff\xfe", b"{", b"[]", b"7", b'{"a":1.5}', b'{"a": 1}', b'{"b":1,"a":1}', b"[" * 99_999]


@pytest.mark.parametrize("data", UNREADABLE)
def test_a_body_nobody_can_read_is_told_once_and_its_case_is_unproved(ledger: Ledger, data: bytes) -> None:
    ledger.changes(2, body=data)

    assert ledger.found() == [("body_unreadable", ledger.operations[1].op_id)]
    assert ledger.proof().doubtful == {CASE}
    assert ledger.proof().states[OTHER_CASE].version == 1


BODIES: Sequence[Mapping[str, Any]] = (
    {"op": 7},
    {"subject": ["case"]},
    {"subject": "case"},
    {"base": [True, None]},
    {"actor": ["a", "b", "c"]},
    {"date": ["2026-02-30", "clock"]},
    {"clock": ["soon", "ok"]},
    {"payload": None},
    {"blobs": [1]},
    {"more": "than there should be"},
)


@pytest.mark.parametrize("changed", BODIES, ids=str)
def test_a_body_of_another_shape_is_told(ledger: Ledger, changed: Mapping[str, Any]) -> None:
    body = ledger.line.next().operation.body
    ledger.changes(2, body=encode({**body.to_json(), "op": ledger.operations[1].op_id, **changed}))

    assert [code for code, _ in ledger.found()] == ["body_unreadable"]


@pytest.mark.parametrize("data", UNREADABLE)
def test_a_payload_nobody_can_read_is_told(ledger: Ledger, data: bytes) -> None:
    ledger.changes(2, payload=data)

    assert ledger.found() == [("payload_unreadable", ledger.operations[1].op_id)]


@pytest.mark.parametrize("payload", [{}, {"item": 1}, {"case_number": "1"}])
def test_an_operation_that_cannot_have_been_applied_is_told(payload: Mapping[str, Any]) -> None:
    """The payload is the one that was hashed and chained: only its shape is wrong."""
    ledger = Ledger()
    op_id = ledger.adds("case.opened.v1", payload)
    ledger.adds("case.opened.v1", OPENING, OTHER_CASE)

    assert ledger.found() == [("unfoldable", op_id)]
    assert ledger.proof().doubtful == {CASE}


def test_a_kind_of_a_newer_program_is_told() -> None:
    ledger = Ledger()
    op_id = ledger.adds("case.beamed.v9", {})

    assert ledger.found() == [("unfoldable", op_id)]


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"subject": OTHER_CASE}, "columns_differ"),
        ({"subject": Subject("visit", "c-1")}, "columns_differ"),
        ({"salt": b"another"}, "body_differs"),
        ({"payload": encode({"changes": {"name": "李四"}})}, "body_differs"),
        ({"payload": None}, "body_differs"),
        ({"payload": None, "salt": None}, "payload_missing"),
        ({"receipt": b""}, "receipt_differs"),
        ({"receipt": encode({"signed": "[]", "signature": ""})}, "receipt_differs"),
        ({"receipt": encode({"signed": None})}, "receipt_differs"),
    ],
)
def test_a_changed_column_of_an_operation_is_told(ledger: Ledger, columns: dict[str, Any], code: str) -> None:
    ledger.changes(2, **columns)

    assert (code, ledger.operations[1].op_id) in ledger.found()


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"subject": OTHER_CASE}, "entry_differs"),
        ({"outcome": "approved"}, "entry_unreadable"),
        ({"outcome": "dropped"}, "entry_differs"),
        ({"touches": "name"}, "entry_unreadable"),
        ({"touches": "{}"}, "entry_unreadable"),
        ({"touches": "[1]"}, "entry_unreadable"),
        ({"touches": "[" * 99_999}, "entry_unreadable"),
        ({"confirmed_at": 1}, "entry_differs"),
        ({"confirmed_at": 3}, "entry_differs"),
        ({"confirmed_at": -1}, "entry_differs"),
        ({"op_id": "no such operation"}, "operation_missing"),
    ],
)
def test_a_changed_column_of_the_log_is_told(ledger: Ledger, columns: dict[str, Any], code: str) -> None:
    ledger.relogs(2, **columns)

    assert code in [found for found, _ in ledger.found()]


def test_a_place_that_is_missing_is_told_once(ledger: Ledger) -> None:
    ledger.changes(2, receipt=told_of(ledger, 2))
    del ledger.entries[1]

    assert ledger.found() == [("log_gap", 2), ("operation_unlogged", ledger.operations[1].op_id)]


def test_what_waits_for_a_receipt_need_not_stand_in_the_log(ledger: Ledger) -> None:
    """Only at the device that made it: from others the authority has nothing that it did not order."""
    ledger.adds("case.answered.v1", ANSWERS)
    (last,) = ledger.entries[3:]
    del ledger.entries[3:]
    ledger.head = head_of(ledger.operations[2].envelope)

    assert ledger.found(own_device="pc-3") == []
    assert ledger.found(own_device="pc-9") == [("operation_unlogged", last.op_id)]


def test_an_end_of_the_chain_that_was_cut_off_is_missed(ledger: Ledger) -> None:
    del ledger.operations[2:], ledger.entries[2:]

    assert ledger.found() == [("head_differs", "pc-3")]


def told_of(ledger: Ledger, place: int, **changed: Any) -> bytes:
    """The receipt of an operation, as it is kept."""
    stored = ledger.operations[place - 1]
    body = book_of(ledger.operations, ledger.entries).operations[stored.op_id].operation
    assert body is not None
    receipt: Receipt = replace(receipt_of(Delivered(body, stored.envelope), place), **changed)
    return encode({"signed": receipt.signed_bytes().decode(), "signature": ""})


@pytest.mark.parametrize(
    ("changed", "fits"),
    [
        ({}, True),
        ({"op_id": "another"}, False),
        ({"body_hash": "0" * 64}, False),
        ({"position": 3}, False),
        ({"reason": "malformed"}, False),
        ({"outcome": Outcome.REJECTED}, False),
        ({"outcome": Outcome.CONFLICT, "reason": "field_changed"}, True),
        ({"outcome": Outcome.WAITING, "reason": "unknown_kind"}, True),
    ],
)
def test_a_receipt_answers_for_its_operation(ledger: Ledger, changed: dict[str, Any], fits: bool) -> None:
    """What waited or was in conflict may have been confirmed since; a final outcome stays."""
    ledger.changes(2, receipt=told_of(ledger, 2, **changed))

    assert ledger.found() == ([] if fits else [("receipt_differs", ledger.operations[1].op_id)])


def test_what_was_erased_by_order_is_no_damage(ledger: Ledger) -> None:
    erased = ledger.operations[1].op_id
    ledger.adds(ERASED, erasure((erased,), "个人信息保护法第四十七条"))

    assert ledger.found() == [("payload_kept", erased)], "ordered, and not done"
    ledger.changes(2, payload=None, salt=None)
    assert ledger.found() == []


@pytest.mark.parametrize("ops", [None, 7, "all", [1, None]])
def test_an_order_that_names_nothing_excuses_nothing(ledger: Ledger, ops: Any) -> None:
    ledger.adds(ERASED, {"ops": ops, "legal_ground": "个人信息保护法第四十七条"})
    ledger.changes(2, payload=None, salt=None)

    assert ledger.found() == [("payload_missing", ledger.operations[1].op_id)]


ROWS = {"op_id": st.text(), "subject": st.builds(Subject, st.text(), st.text()), "body": st.binary()}
ROWS |= {name: st.none() | st.binary() for name in ("payload", "salt", "receipt")}
PLACES = {name: st.text() for name in ("op_id", "outcome", "reason", "touches")}
PLACES |= {"position": st.integers(), "confirmed_at": st.integers()}


@given(
    st.integers(1, 3), st.fixed_dictionaries({}, optional=ROWS), st.fixed_dictionaries({}, optional=PLACES)
)
def test_whatever_stands_in_a_row_nothing_raises(place: int, row: Any, logged: Any) -> None:
    ledger = Ledger()
    ledger.adds("case.opened.v1", OPENING)
    ledger.adds("case.answered.v1", ANSWERS)
    ledger.adds("case.opened.v1", OPENING, OTHER_CASE)
    before = ledger.operations[place - 1], ledger.entries[place - 1]

    ledger.changes(place, **row)
    ledger.relogs(place, **logged)

    is_same = (ledger.operations[place - 1], ledger.entries[place - 1]) == before
    assert ledger.found() == [] if is_same else all(code for code, _ in ledger.found())
