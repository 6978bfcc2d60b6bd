"""One act is one operation: chained, digested, answered or kept; and numbers that never meet."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest
from fakes import FakeClock, FakeIds
from hypothesis import given, settings
from hypothesis import strategies as st
from queue_fakes import KINDS, FakeSigner, Memory, MemoryAuthority

from app.adapters.authority_local import LocalTownship
from app.authority.receive import Authority
from app.domain.ledger.chain import Head, Source, first_break, follows, head_of
from app.domain.ledger.fold import Outcome
from app.domain.ledger.log import Delivered, Receipt
from app.domain.ledger.operation import Actor, Moment, Subject, digest_payload
from app.domain.numbers import MAX_CASES_A_DAY, Tag, case_series, parse_case_number, parse_document_number
from app.ports.authority_store import AuthorityStore
from app.ports.operation_store import Device
from app.services.numbering import NumbersUsedUp, next_case_number, next_document_number
from app.services.record import Act, Recorder

DAY = date(2026, 11, 26)
VISIT = Subject("visit", "v-1")
ISSUED: Mapping[str, Any] = {
    "hall": "h",
    "series": "B",
    "number": 1,
    "route": "B",
    "ground": "",
    "arrival": 1,
    "position": 10,
    "items": [{"row": "1", "letter": "B", "name": "社保", "item": ""}],
}


@dataclass
class Ledger:
    """A device's own ledger that keeps what it was given."""

    source: Source = field(default_factory=lambda: Source("device-1", 1))
    number: int = 3
    chain: list[Delivered] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)

    def device(self) -> Device:
        return Device(self.source, self.number)

    def head(self) -> Head:
        return head_of(self.chain[-1].envelope) if self.chain else Head()

    def append(self, delivered: Delivered) -> None:
        self.chain.append(delivered)

    def confirm(self, receipt: Receipt) -> None:
        self.receipts.append(receipt)

    def pending(self, subject: Subject | None = None) -> list[Delivered]:
        answered = {receipt.op_id for receipt in self.receipts}
        mine = [one for one in self.chain if one.operation.body.op_id not in answered]
        return [one for one in mine if subject in (None, one.operation.body.subject)]


@dataclass
class Unit:
    """What a recorder and a numbering see of a transaction."""

    operations: Ledger = field(default_factory=Ledger)
    memory: Memory = field(default_factory=Memory)

    @property
    def authority(self) -> MemoryAuthority:
        return MemoryAuthority(self.memory)


@dataclass
class Township:
    """The authority over a line that can be cut."""

    is_cut_off: bool = False
    there: LocalTownship = field(
        default_factory=lambda: LocalTownship(Authority("guantian", 1, FakeSigner(), KINDS))
    )

    def submit(self, store: AuthorityStore, delivered: Delivered) -> Receipt | None:
        return None if self.is_cut_off else self.there.submit(store, delivered)

    def next_serial(self, store: AuthorityStore, series: str) -> int | None:
        return None if self.is_cut_off else self.there.next_serial(store, series)


@pytest.fixture
def unit() -> Any:
    return Unit()


@pytest.fixture
def township() -> Township:
    return Township()


@pytest.fixture
def recorder(township: Township) -> Any:
    return Recorder(FakeClock(), FakeIds(), township, KINDS)  # type: ignore[arg-type]


def act(kind: str, payload: Mapping[str, Any], subject: Subject = VISIT) -> Act:
    return Act(
        kind=kind,
        subject=subject,
        payload=payload,
        actor=Actor("c-wang", "window", "360725105000", "03"),
        moment=Moment(DAY, "clock", FakeClock().now()),
    )


def test_an_act_becomes_the_next_link_of_this_devices_chain(recorder: Any, unit: Any) -> None:
    recorder.record(unit, act("visit.issued.v1", ISSUED))
    recorder.record(unit, act("visit.slip_printed.v1", {}))

    first, second = (one.envelope for one in unit.operations.chain)
    assert (first.seq, second.seq) == (1, 2)
    assert follows(first, Head())
    assert follows(second, head_of(first))


def test_the_body_holds_a_digest_and_the_payload_lies_beside_it(recorder: Any, unit: Any) -> None:
    recorder.record(unit, act("visit.issued.v1", ISSUED))

    (one,) = unit.operations.chain
    operation = one.operation
    assert operation.payload == ISSUED
    assert operation.body.payload_digest == digest_payload(ISSUED, operation.salt)
    assert "社保" not in str(operation.body.to_json()), "so that a payload can be erased"


def test_equal_payloads_cannot_be_told_by_their_digest(recorder: Any, unit: Any) -> None:
    for visit in ("v-1", "v-2"):
        recorder.record(unit, act("visit.issued.v1", ISSUED, Subject("visit", visit)))

    first, second = (one.operation for one in unit.operations.chain)
    assert first.salt != second.salt
    assert first.body.payload_digest != second.body.payload_digest


def test_what_the_authority_answered_is_kept_as_its_receipt(recorder: Any, unit: Any) -> None:
    state = recorder.record(unit, act("visit.issued.v1", ISSUED))

    (receipt,) = unit.operations.receipts
    (one,) = unit.operations.chain
    assert (receipt.op_id, receipt.body_hash) == (one.operation.body.op_id, one.envelope.body_hash)
    assert (receipt.position, receipt.outcome) == (1, Outcome.CONFIRMED)
    assert FakeSigner().verifies(receipt.signed_bytes(), receipt.signature)
    assert (state.version, state.pending) == (1, 0)


def test_a_cut_off_window_works_on_with_what_it_did_itself(
    recorder: Any, unit: Any, township: Township
) -> None:
    # Given a line that breaks after the first act
    recorder.record(unit, act("visit.issued.v1", ISSUED))
    township.is_cut_off = True

    # When two more acts are recorded
    recorder.record(unit, act("visit.slip_printed.v1", {}))
    state = recorder.record(unit, act("visit.slip_printed.v1", {}))

    # Then this window sees them, and they wait in the chain for their receipts
    assert (state.document["slips"], state.pending) == (2, 2)
    assert [one.envelope.seq for one in unit.operations.pending(VISIT)] == [2, 3]
    assert unit.authority.state(VISIT).document["slips"] == 0


def test_an_act_builds_on_what_the_window_sees_and_not_on_what_it_cannot_know(
    recorder: Any, unit: Any, township: Township
) -> None:
    township.is_cut_off = True
    recorder.record(unit, act("visit.issued.v1", ISSUED))
    recorder.record(unit, act("visit.slip_printed.v1", {}))

    first, second = (one.operation.body for one in unit.operations.chain)
    assert first.base.after_op is None
    assert second.base.after_op == first.op_id


def test_a_base_that_was_seen_before_is_recorded_as_seen(recorder: Any, unit: Any) -> None:
    seen = recorder.record(unit, act("visit.issued.v1", ISSUED)).base
    recorder.record(unit, act("visit.slip_printed.v1", {}))

    recorder.record(unit, replace(act("visit.slip_printed.v1", {}), base=seen))

    assert unit.operations.chain[-1].operation.body.base == seen


@settings(max_examples=40, deadline=None)
@given(cuts=st.lists(st.booleans(), min_size=1, max_size=25))
def test_the_chain_is_whole_and_nothing_is_lost_however_the_line_behaves(cuts: list[bool]) -> None:
    unit: Any = Unit()
    township = Township()
    recorder: Any = Recorder(FakeClock(), FakeIds(), township, KINDS)  # type: ignore[arg-type]
    for place, is_cut_off in enumerate(cuts):
        # A line that came back stays so here: what comes late is the business of sync.
        township.is_cut_off = is_cut_off or township.is_cut_off
        recorder.record(unit, act("visit.issued.v1", ISSUED, Subject("visit", f"v-{place}")))

    envelopes = [one.envelope for one in unit.operations.chain]
    assert [one.seq for one in envelopes] == list(range(1, len(cuts) + 1))
    assert first_break(envelopes) is None
    assert len(unit.operations.receipts) + len(unit.operations.pending()) == len(cuts)


# Numbers.


def test_the_authority_numbers_while_it_answers(unit: Any, township: Any) -> None:
    numbers = [str(next_document_number(township, unit, "赣崇关受", 2026)) for _ in range(3)]

    assert numbers == ["赣崇关受〔2026〕1号", "赣崇关受〔2026〕2号", "赣崇关受〔2026〕3号"]


def test_a_cut_off_device_counts_its_own_visible_series(unit: Any, township: Any) -> None:
    next_document_number(township, unit, "赣崇关受", 2026)
    township.is_cut_off = True
    apart = [str(next_document_number(township, unit, "赣崇关受", 2026)) for _ in range(2)]
    township.is_cut_off = False

    assert apart == ["赣崇关受(3甲)〔2026〕1号", "赣崇关受(3甲)〔2026〕2号"]
    assert str(next_document_number(township, unit, "赣崇关受", 2026)) == "赣崇关受〔2026〕2号"


@pytest.mark.parametrize(("epoch", "stems", "letters"), [(2, "乙", "B"), (3, "丙", "C"), (11, "甲甲", "AA")])
def test_a_restored_device_shows_it_in_every_number(
    unit: Any, township: Any, epoch: int, stems: str, letters: str
) -> None:
    unit.operations.source = Source("device-1", epoch)

    document = str(next_document_number(township, unit, "赣崇关受", 2026))
    case = str(next_case_number(township, unit, "360725105000", DAY))

    assert document == f"赣崇关受(3{stems})〔2026〕1号"
    assert case == f"3607251050002611260001{'3' + letters}"


def test_years_days_and_words_each_count_from_one(unit: Any, township: Any) -> None:
    numbers = [
        next_document_number(township, unit, code, year).serial
        for code in ("赣崇关受", "赣崇关收")
        for year in (2026, 2027)
    ]
    cases = [
        next_case_number(township, unit, "360725105000", DAY.replace(day=day)).serial for day in (26, 26, 27)
    ]

    assert numbers == [1, 1, 1, 1]
    assert cases == [1, 2, 1]


@pytest.mark.parametrize("is_cut_off", [False, True])
def test_the_ten_thousandth_case_of_a_day_is_refused_in_words(
    unit: Any, township: Any, words: Any, is_cut_off: bool
) -> None:
    township.is_cut_off = is_cut_off
    tag = Tag(3, 1) if is_cut_off else None
    unit.memory.series[case_series("360725105000", DAY, tag)] = MAX_CASES_A_DAY - 1

    last = next_case_number(township, unit, "360725105000", DAY)
    with pytest.raises(NumbersUsedUp) as refused:
        next_case_number(township, unit, "360725105000", DAY)

    assert last.serial == MAX_CASES_A_DAY
    assert "9999" in words.say(refused.value.code, refused.value.facts).say


asked = st.tuples(
    st.sampled_from(["赣崇关受", "赣崇关收", "赣崇关不受"]),
    st.integers(2026, 2028),
    st.booleans(),
    st.integers(1, 3),
)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(asked, min_size=1, max_size=40))
def test_no_two_numbers_meet_whoever_counts_and_however_often_a_hall_was_put_back(
    steps: list[tuple[str, int, bool, int]],
) -> None:
    """Words, years, a line that breaks, and epochs in any order over one memory."""
    unit: Any = Unit()
    township: Any = Township()
    documents, cases = [], []
    for code, year, is_cut_off, epoch in steps:
        township.is_cut_off, unit.operations.source = is_cut_off, Source("device-1", epoch)
        documents.append(next_document_number(township, unit, code, year))
        cases.append(next_case_number(township, unit, "360725105000", date(year, 3, 1)))

    assert len(set(map(str, documents))) == len(steps)
    assert len(set(map(str, cases))) == len(steps)
    assert [parse_document_number(str(one)) for one in documents] == documents
    assert [parse_case_number(str(one)) for one in cases] == cases
