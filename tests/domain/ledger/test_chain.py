"""One device's chain: whatever is done to it shows, at its place."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ledger.canonical import sha256
from app.domain.ledger.chain import Envelope, Head, Source, enclose, first_break, follows, head_of

HERE = Source("pc-3", 1)
lengths = st.integers(2, 12)


def chain_of(length: int, source: Source = HERE, word: str = "") -> list[Envelope]:
    chain, head = [], Head()
    for number in range(length):
        chain.append(enclose(source, head, sha256(f"{word}{number}".encode())))
        head = head_of(chain[-1])
    return chain


@given(st.integers(0, 12))
def test_a_chain_as_made_is_whole_and_numbered_from_one(length: int) -> None:
    chain = chain_of(length)

    assert first_break(chain) is None
    assert [envelope.seq for envelope in chain] == list(range(1, length + 1))
    assert len({envelope.link for envelope in chain}) == length


@pytest.mark.parametrize(
    "forged",
    [
        {"body_hash": sha256(b"another body")},
        {"link": sha256(b"another link")},
        {"source": Source("pc-4", 1)},
        {"source": Source("pc-3", 2)},
        {"seq": 99},
    ],
)
@given(length=lengths, data=st.data())
def test_one_changed_envelope_breaks_the_chain_there(
    forged: dict[str, object], length: int, data: st.DataObject
) -> None:
    chain = chain_of(length)
    place = data.draw(st.integers(0, length - 1))

    chain[place] = replace(chain[place], **forged)  # type: ignore[arg-type]

    assert first_break(chain) == chain[place].seq


@given(lengths, st.data())
def test_an_envelope_taken_out_shows_at_the_next(length: int, data: st.DataObject) -> None:
    chain = chain_of(length)
    place = data.draw(st.integers(0, length - 2))

    del chain[place]

    assert first_break(chain) == place + 2


@given(lengths, st.data())
def test_two_envelopes_swapped_show(length: int, data: st.DataObject) -> None:
    chain = chain_of(length)
    place = data.draw(st.integers(0, length - 2))

    chain[place], chain[place + 1] = chain[place + 1], chain[place]

    assert first_break(chain) == place + 2


@given(lengths, st.data())
def test_a_forger_who_relinks_the_rest_is_found_by_the_head_that_is_known(
    length: int, data: st.DataObject
) -> None:
    """A chain alone cannot tell that its end was rewritten: that is what heads and receipts are for."""
    place = data.draw(st.integers(0, length - 1))
    chain, head = chain_of(length), Head()
    for number, envelope in enumerate(chain):
        body = sha256(b"forged") if number == place else envelope.body_hash
        chain[number] = enclose(HERE, head, body)
        head = head_of(chain[number])

    assert first_break(chain) is None
    assert head_of(chain[-1]) != head_of(chain_of(length)[-1])


def test_a_chain_cut_short_is_whole_in_itself_but_has_another_head() -> None:
    chain = chain_of(5)

    assert first_break(chain[:3]) is None
    assert head_of(chain[2]) != head_of(chain[4])


@pytest.mark.parametrize("other", [Source("pc-4", 1), Source("pc-3", 2)])
def test_equal_bodies_in_two_chains_have_no_link_in_common(other: Source) -> None:
    links = {envelope.link for envelope in chain_of(4)}

    assert not links & {envelope.link for envelope in chain_of(4, other)}


def test_what_follows_one_head_follows_no_other() -> None:
    one, other = chain_of(3, word="a"), chain_of(3, word="b")

    assert follows(one[2], head_of(one[1]))
    assert not follows(one[2], head_of(one[0]))
    assert not follows(one[2], head_of(other[1]))
    assert not follows(one[2], Head())
