"""What the authority answers, operation by operation."""

from dataclasses import replace

import pytest
from ledger_machine import changed
from ledger_world import World, with_epoch

from app.authority.numbers import next_case_number, next_document_number, next_install_epoch
from app.authority.receive import Refusal, Refused
from app.domain.ledger.chain import Source, enclose
from app.domain.ledger.fold import Outcome
from app.domain.ledger.log import Delivered, Receipt
from app.domain.ledger.receipt_check import Doubt, Trust, doubt
from app.domain.numbers import Series, Tag
from app.domain.restore import reenclose


@pytest.fixture
def world():
    return World()


@pytest.fixture
def window(world):
    window = world.window(3)
    world.cut_off(window)
    window.takes_in(window.opens(), "m1")
    return window


def test_the_same_operation_again_gets_the_same_receipt(world, window):
    first, _ = window.database.unsent
    once, again = world.delivers(first), world.delivers(first)
    assert isinstance(once, Receipt)
    assert once == again
    assert len(world.store.log) == 1


def test_the_same_id_with_another_body_is_an_alarm(world, window):
    first, _ = window.database.unsent
    world.delivers(first)
    other = changed(first)
    envelope = enclose(window.database.source, world.store.head(window.database.source), other.body.digest())
    answer = world.delivers(Delivered(other, envelope))
    assert isinstance(answer, Refused)
    assert answer.refusal is Refusal.OTHER_BODY
    assert len(world.store.log) == 1


def test_a_gap_is_answered_with_the_number_expected(world, window):
    _, second = window.database.unsent
    assert world.delivers(second) == Refused(second.operation.body.op_id, Refusal.GAP, 1)


def test_an_envelope_that_does_not_follow_is_a_fork(world, window):
    first, second = window.database.unsent
    world.delivers(first)
    wrong = replace(second, envelope=replace(second.envelope, link="0" * 64))
    assert world.delivers(wrong) == Refused(second.operation.body.op_id, Refusal.FORK, 2)


def test_a_payload_that_was_exchanged_is_malformed(world, window):
    first, _ = window.database.unsent
    exchanged = replace(first, operation=replace(first.operation, payload={"item": "other"}))
    assert world.delivers(exchanged).refusal is Refusal.MALFORMED


def test_what_had_arrived_is_recognised_in_a_new_chain_and_the_chain_stays_whole(world, window):
    first, second = window.database.unsent
    world.delivers(first)
    again, new = reenclose([first, second], Source("pc-3", 2))
    answers = [world.delivers(one) for one in (again, new, again)]
    assert [answer.position for answer in answers] == [1, 2, 1]
    assert world.store.head(Source("pc-3", 2)).seq == 2


def test_a_new_chain_with_a_gap_or_a_wrong_link_is_not_taken_for_a_repeat(world, window):
    first, second = window.database.unsent
    world.delivers(first)
    world.delivers(second)
    again, later = reenclose([first, second], Source("pc-3", 2))
    assert world.delivers(later).refusal is Refusal.GAP
    wrong = replace(again, envelope=replace(again.envelope, link="f" * 64))
    assert world.delivers(wrong).refusal is Refusal.FORK


def test_what_arrives_before_its_subject_waits_and_is_released(world):
    one, other = world.window(3), world.window(5)
    world.cut_off(one, other)
    case = one.opens()
    other.database.confirmed = {case: one.sees(case)}
    early = other.takes_in(case, "m1")
    other.reconnects()
    assert world.outcome(early) is Outcome.WAITING
    one.reconnects()
    assert world.outcome(early) is Outcome.CONFIRMED
    world.everyone_syncs()
    world.must_be_lawful()


def test_late_releases_are_rebuilt_in_the_order_in_which_they_were_applied(world):
    """Two releases at one place in the log, of edits to one field, and the later one wins."""
    one, other = world.window(3), world.window(5)
    world.cut_off(one, other)
    case = one.opens()
    other.database.confirmed = {case: one.sees(case)}
    first, last = (other.writes(case, phone=phone) for phone in ("1", "2"))
    other.reconnects()
    one.reconnects()
    assert [world.store.entry(op_id).confirmed_at for op_id in (first, last)] == [2, 3]
    assert world.state(case).document["answers"]["phone"] == "2"
    world.everyone_syncs()
    world.must_be_lawful()


def test_serials_are_issued_once_each(world):
    numbers = [str(next_document_number(world.store, Series("赣崇关受", 2026))) for _ in range(3)]
    assert numbers == [f"赣崇关受〔2026〕{serial}号" for serial in (1, 2, 3)]
    assert str(next_document_number(world.store, Series("赣崇关受", 2027))) == "赣崇关受〔2027〕1号"
    today = world.clock.now().date()
    cases = [
        str(next_case_number(world.store, "360725105000", today, tag)) for tag in (None, None, Tag(3, 1))
    ]
    assert cases == ["3607251050002611260001", "3607251050002611260002", "36072510500026112600013A"]


def test_an_install_epoch_is_given_out_once_and_never_one_in_use(world):
    one = world.window(3)
    one.database.source = Source("pc-3", 2)
    one.opens()
    given = [next_install_epoch(world.store, Source("pc-3", 1)) for _ in range(2)]
    assert given == [Source("pc-3", 3), Source("pc-3", 4)]


@pytest.mark.parametrize(
    ("spoilt", "expected"),
    [
        ({}, None),
        ({"op_id": "other"}, Doubt.OTHER_OPERATION),
        ({"body_hash": "f" * 64}, Doubt.OTHER_OPERATION),
        ({"authority": "another county"}, Doubt.OTHER_AUTHORITY),
        ({"outcome": Outcome.REJECTED}, Doubt.BAD_SIGNATURE),
        ({"signature": b"<html>"}, Doubt.BAD_SIGNATURE),
    ],
)
def test_a_window_believes_only_a_receipt_for_what_it_sent(world, window, spoilt, expected):
    first, _ = window.database.unsent
    answer = replace(world.delivers(first), **spoilt)
    trust = Trust(world.authority.id, 1, world.signer.verifies)
    assert doubt(answer, first.operation.body.op_id, first.envelope, trust) is expected


def test_a_host_that_was_replaced_is_not_believed_any_more(world, window):
    first, second = window.database.unsent
    from_the_old = world.delivers(first)
    world.authority = with_epoch(world.authority, 2)
    from_the_new = world.delivers(second)
    trust = Trust(world.authority.id, 2, world.signer.verifies)
    assert doubt(from_the_old, from_the_old.op_id, first.envelope, trust) is Doubt.FENCED_AUTHORITY
    assert doubt(from_the_new, from_the_new.op_id, second.envelope, trust) is None
