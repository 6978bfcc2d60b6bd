"""Canonical bytes: one value, one spelling."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.ledger.canonical import NotCanonical, decode, encode, sha256

plain = st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"]), max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(values)
@settings(max_examples=80)
def test_what_is_encoded_reads_back(value):
    assert decode(encode(value)) == value


@given(st.dictionaries(st.text("abc键"), st.integers(), max_size=5))
@settings(max_examples=40)
def test_the_order_of_keys_does_not_matter(value):
    assert encode(dict(reversed(value.items()))) == encode(value)


@pytest.mark.parametrize(
    "value", [1.5, float("nan"), b"bytes", {1: "number as key"}, [{"x": 0.1}], "\ud800", {"k": {1, 2}}]
)
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(NotCanonical):
        encode(value)


@pytest.mark.parametrize("data", [b'{"b":1,"a":2}', b'{"a": 1}', b'"\\u4f60"', b"1.0", b"[1,]", b"", b"\xff"])
def test_other_spellings_are_refused(data):
    with pytest.raises(NotCanonical):
        decode(data)


def test_booleans_and_numbers_are_told_apart():
    assert encode(True) != encode(1)
    assert encode({"a": None}) != encode({})


def test_the_hash_is_the_known_one():
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
