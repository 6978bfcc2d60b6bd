"""The bytes that are hashed, chained and signed never change: chains of years ago must still verify."""

import json
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.domain.ledger.canonical import encode
from app.domain.ledger.chain import Head, Source, enclose, head_of
from app.domain.ledger.fold import Outcome
from app.domain.ledger.log import Receipt
from app.domain.ledger.operation import (
    Actor,
    Base,
    Body,
    Moment,
    Operation,
    Subject,
    body_from_json,
    digest_payload,
)

GOLDEN = Path(__file__).parents[2] / "golden" / "ledger"
PAYLOAD = {"changes": {"name": "廖𬭎", "fee_fen": 1250, "agent": None, "is_local": True}}
SALT = bytes(range(16))


def a_body() -> Body:
    return Body(
        op_id="019abcde-0000-7000-8000-000000000001",
        kind="case.answered.v1",
        subject=Subject("case", "019abcde-0000-7000-8000-000000000000"),
        base=Base(2, "019abcde-0000-7000-8000-00000000000f"),
        actor=Actor("liao", "clerk", "关田镇", "3"),
        moment=Moment(
            date(2026, 11, 26), "clock", datetime(2026, 11, 26, 9, 0, tzinfo=timezone(timedelta(hours=8)))
        ),
        payload_digest=digest_payload(PAYLOAD, SALT),
        blobs=("00ff",),
    )


def golden(name: str) -> dict:
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


def test_canonical_values():
    for case in golden("canonical")["cases"]:
        assert encode(case["value"]).hex() == case["bytes"], case["value"]


def test_a_body_and_its_hashes():
    kept, body = golden("body"), a_body()
    assert encode(body.to_json()).decode() == kept["canonical"]
    assert body.payload_digest == kept["payload_digest"]
    assert body.digest() == kept["body_hash"]


def test_links_of_a_chain():
    source, head = Source("pc-3", 2), Head()
    for kept in golden("chain")["envelopes"]:
        envelope = enclose(source, head, kept["body_hash"])
        assert (envelope.seq, envelope.link) == (kept["seq"], kept["link"])
        head = head_of(envelope)


def test_what_a_receipt_signs():
    receipt = Receipt(
        op_id=a_body().op_id,
        body_hash=a_body().digest(),
        authority="360725105",
        authority_epoch=1,
        position=7,
        outcome=Outcome.CONFLICT,
        reason="field_changed",
    )
    assert receipt.signed_bytes().decode() == golden("receipt")["signed"]


def test_a_body_reads_back_from_its_json():
    assert body_from_json(json.loads(encode(a_body().to_json()))) == a_body()


@pytest.mark.parametrize(
    "spoilt",
    [{"op": 7}, {"base": ["2", None]}, {"base": [True, None]}, {"subject": "case"}, {"date": ["today", "x"]}],
)
def test_a_malformed_body_is_refused(spoilt):
    with pytest.raises((TypeError, ValueError, KeyError)):
        body_from_json({**a_body().to_json(), **spoilt})


def test_payload_and_salt_go_together():
    whole = Operation(a_body(), PAYLOAD, SALT)
    assert whole.payload_matches()
    assert whole.erased().payload_matches()
    assert whole.erased().is_erased
    assert not Operation(a_body(), PAYLOAD, bytes(16)).payload_matches()
    assert not Operation(a_body(), None, SALT).payload_matches()
    assert "salt" not in repr(whole)
