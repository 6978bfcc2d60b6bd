"""Canonical bytes under fire: two values share their bytes only if they are equal, and no byte is spare."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.ledger.canonical import NotCanonical, decode, encode

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
plain: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same to an auditor: True is not 1, for that reads otherwise on paper."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


@given(plain, plain)
def test_two_values_share_their_bytes_only_if_they_are_the_same(one: Any, other: Any) -> None:
    assert (encode(one) == encode(other)) is same(one, other)


@given(plain)
def test_any_other_reader_of_json_reads_the_same_value(value: Any) -> None:
    assert same(json.loads(encode(value).decode()), value)


@given(plain)
def test_the_bytes_of_what_was_read_are_the_bytes_again(value: Any) -> None:
    assert encode(decode(encode(value))) == encode(value)


@settings(max_examples=150)
@given(plain, st.data())
def test_a_space_anywhere_between_signs_is_not_canonical(value: Any, data: st.DataObject) -> None:
    text = encode(value).decode()
    place = data.draw(st.integers(0, len(text)))
    spaced = f"{text[:place]} {text[place:]}".encode()

    try:
        read = decode(spaced)
    except NotCanonical:
        return
    # then the space fell into a text, and the value is another one
    assert not same(read, value)


@given(st.binary(max_size=40))
def test_any_bytes_are_canonical_or_refused(data: bytes) -> None:
    try:
        value = decode(data)
    except NotCanonical:
        return
    assert encode(value) == data


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        float("nan"),
        {"a": [1, {"b": 2.5}]},
        {1: "number as key"},
        {None: "nothing as key"},
        {"a": b"bytes"},
        {"a": {1, 2}},
        "\ud800",
        {"\udfff": 1},
        [object()],
    ],
)
def test_what_has_no_canonical_form_is_refused_however_deep_it_hides(value: Any) -> None:
    with pytest.raises(NotCanonical):
        encode(value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" 1",
        b"1 ",
        b"01",
        b"1.0",
        b"1e3",
        b"-0",
        b"NaN",
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a": 1}',
        b'"\\u4e2d"',
        b'"\\/"',
        b"\xff",
        b"[1,]",
        b"\xef\xbb\xbf1",
    ],
)
def test_only_one_spelling_of_a_value_is_read(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        decode(data)


def test_a_tuple_is_written_as_the_list_it_comes_back_as() -> None:
    assert encode(("a", (1, None))) == encode(["a", [1, None]]) == b'["a",[1,null]]'
