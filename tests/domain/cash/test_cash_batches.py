"""A cash batch folds to the same sums from every order of its facts, and its folds are frozen."""

import json
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

from fakes import A_THURSDAY_MORNING
from hypothesis import given
from hypothesis import strategies as st

from app.domain.cash.batch import CASH, batch_of
from app.domain.cash.kinds import CASH_KINDS, batch_subject
from app.domain.ledger.chain import Source
from app.domain.ledger.fold import Outcome, SubjectState, fold
from app.domain.ledger.kind import register
from app.domain.ledger.operation import Actor, Base, Body, Moment, Operation, Payload, digest_payload

KINDS = register(CASH_KINDS)
BATCH = batch_subject("360725105000", "c-wang", date(2026, 11, 26), 1)
GOLDEN = Path(__file__).parents[2] / "golden" / "ledger" / "cash.json"
POWER = "县供电公司"


def receipt(serial: int, fen: int, way: str = CASH, reverses: int | None = None) -> tuple[str, Payload]:
    """What is recorded of a receipt, blue or red."""
    payload: dict[str, object] = {
        "paper": f"p-{serial}",
        "number": f"赣崇关票〔2026〕{serial}号",
        "case": "c-1",
        "case_number": "3607251050002611260001",
        "biller": POWER,
        "what": "电",
        "way": way,
        "fen": fen,
    }
    if reverses is None:
        return "cash.collected.v1", payload  # type: ignore[return-value]
    red = {"reverses": f"赣崇关票〔2026〕{reverses}号", "reason": "户号录错", "second": "c-liu"}
    return "cash.reversed.v1", {**payload, **red}  # type: ignore[return-value]


def handed(fen: int, *serials: int) -> tuple[str, Payload]:
    papers = [f"p-{serial}" for serial in serials]
    return "cash.handed_over.v1", {
        "biller": POWER,
        "way": CASH,
        "fen": fen,
        "voucher": "凭 0001",
        "papers": papers,
    }


OPENED: tuple[str, Payload] = ("cash.opened.v1", {"number": 1})
SIGNED: tuple[str, Payload] = (
    "cash.signed.v1",
    {"checker": "c-liu", "book": 8605, "counted": 8600, "note": "少五分"},
)


class Story:
    """Operations on one batch, a minute apart."""

    def __init__(self, *told: tuple[str, Payload]) -> None:
        self.state, self._at = SubjectState(BATCH), A_THURSDAY_MORNING
        for kind, payload in told:
            assert self.tell(kind, payload) is Outcome.CONFIRMED, kind

    def tell(self, kind: str, payload: Payload, base: Base | None = None) -> Outcome:
        self._at += timedelta(minutes=1)
        body = Body(
            op_id=f"op-{self.state.version}",
            kind=kind,
            subject=BATCH,
            base=base or self.state.base,
            actor=Actor("c-wang", "window", "360725105000", "03"),
            moment=Moment(self._at.date(), "clock", self._at),
            payload_digest=digest_payload(payload, bytes(16)),
        )
        folded = fold(self.state, Operation(body, payload, bytes(16)), Source("d-1", 1), KINDS)
        self.state = folded.state
        return folded.outcome


def test_the_folds_are_frozen() -> None:
    """A released kind never changes: what is wrong gets a kind of its own."""
    story = Story(
        OPENED, receipt(1, 8605), receipt(2, 2000), receipt(3, 2000, reverses=2), SIGNED, handed(8605, 1)
    )

    assert json.loads(GOLDEN.read_text("utf-8")) == json.loads(json.dumps(story.state.document))


def test_a_batch_comes_to_what_was_taken_less_what_went() -> None:
    story = Story(OPENED, receipt(1, 8605), receipt(2, 2000), receipt(3, 2000, reverses=2), handed(8605, 1))
    batch = batch_of(story.state)

    (line,) = batch.lines
    assert (line.taken, line.taken_count, line.reversed, line.reversed_count) == (10605, 2, 2000, 1)
    assert (line.handed_over, line.balance, batch.cash) == (8605, 0, 0)
    assert batch.here(POWER, CASH) == ()
    assert (batch.clerk, batch.day, batch.number) == ("c-wang", date(2026, 11, 26), 1)


def test_facts_in_any_order_come_to_the_same() -> None:
    told = (receipt(1, 8605), receipt(2, 2000), receipt(3, 2000, reverses=2), handed(8605, 1))
    sums = {batch_of(Story(OPENED, *order).state).lines for order in permutations(told)}

    assert len(sums) == 1


@given(
    st.lists(
        st.tuples(st.integers(1, 2_000_000), st.sampled_from([CASH, "微信"]), st.booleans()), max_size=30
    )
)
def test_what_is_here_is_the_balance(receipts: list[tuple[int, str, bool]]) -> None:
    """The receipts whose money is still here always add up to the balance of their line."""
    told, serial = [OPENED], 0
    for fen, way, is_reversed in receipts:
        serial += 1
        told.append(receipt(serial, fen, way))
        if is_reversed:
            told.append(receipt(serial + 1, fen, way, reverses=serial))
            serial += 1
    batch = batch_of(Story(*told).state)

    for line in batch.lines:
        assert sum(one.fen for one in batch.here(line.biller, line.way)) == line.balance
    assert batch.balance == sum(fen for fen, _way, is_reversed in receipts if not is_reversed)
    assert batch.cash == sum(fen for fen, way, back in receipts if way == CASH and not back)


def test_a_signature_that_did_not_see_the_last_money_is_a_conflict() -> None:
    story = Story(OPENED, receipt(1, 8605))
    seen = story.state.base
    story.tell(*receipt(2, 2000))

    assert story.tell(*SIGNED, base=seen) is Outcome.CONFLICT
    assert batch_of(story.state).is_open


def test_nothing_is_signed_twice_and_late_money_is_never_refused() -> None:
    story = Story(OPENED, receipt(1, 8605), SIGNED)

    assert story.tell(*SIGNED) is Outcome.CONFLICT
    assert story.tell(*receipt(2, 2000)) is Outcome.CONFIRMED
    batch = batch_of(story.state)
    assert batch.signed is not None
    assert (batch.signed.book, batch.cash) == (8605, 10605)


def test_a_second_opening_wipes_nothing() -> None:
    story = Story(OPENED, receipt(1, 8605))

    assert story.tell(*OPENED) is Outcome.CONFLICT
    assert batch_of(story.state).cash == 8605


def test_a_batch_nothing_happened_in_is_open_and_empty() -> None:
    batch = batch_of(SubjectState(BATCH))

    assert (batch.is_open, batch.lines, batch.signed, batch.entry_of("p-1")) == (True, (), None, None)
