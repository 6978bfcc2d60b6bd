"""Typed text: what is kept as it is, what is refused and how that is said, what a draft keeps of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.keepable import (
    NotKeepable,
    in_codes,
    is_keepable,
    mended,
    mended_json,
    on_one_line,
    refuse_unkeepable,
)
from app.domain.ledger.canonical import decode, encode

BAD = {
    "half a surrogate pair": "\ud800",
    "the other half": "\udfff",
    "NUL": "\x00",
    "escape": "\x1b",
    "DEL": "\x7f",
    "C1": "\x85",
    "bidi override": "\u202e",
    "bidi isolate": "\u2066",
    "a character lost before": "\ufffd",
    "no character": "\uffff",
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_what_no_person_can_have_meant_is_refused_wherever_it_stands(bad: str) -> None:
    for value in (bad, f"张{bad}三", {"reason": bad}, {bad: "x"}, [["a", {"b": (f"{bad}1",)}]], {bad}):
        with pytest.raises(NotKeepable) as stopped:
            refuse_unkeepable(value)
        assert stopped.value.facts["codes"] == f"U+{ord(bad):04X}"


@pytest.mark.parametrize(
    "good", ["", "张𬭎喆", "𠮷", "a\tb\r\nc", "欧阳·买买提", "\u200e", "\u200d", "\ue000", "😀", "\U00030ede"]
)
def test_what_can_be_meant_is_kept(good: str) -> None:
    refuse_unkeepable({good: [good, 1, None, True]})
    assert is_keepable(good)
    assert mended(good) == good


def test_the_refusal_shows_the_words_around_and_every_code_once() -> None:
    text = "申请材料中的户口簿\ud800复印件不清楚\ud800，也没有\x00签字，请重新复印以后再交到本窗口"
    with pytest.raises(NotKeepable) as stopped:
        refuse_unkeepable(text)
    assert stopped.value.facts == {
        "text": "请材料中的户口簿\ufffd复印件不清楚\ufffd，",
        "codes": "U+D800、U+0000",
    }


def test_a_draft_keeps_everything_but_the_character_that_cannot_be_kept() -> None:
    typed = {"name": "张\ud800三", "rows": [{"who": "\x00李四"}, 3, None], "ok": True}
    assert mended_json(typed) == {"name": "张\ufffd三", "rows": [{"who": "\ufffd李四"}, 3, None], "ok": True}


def test_a_pasted_line_end_prints_as_a_blank() -> None:
    assert on_one_line("  不属于\r\n本机关\u2028职权\t范围 ") == "不属于 本机关 职权 范围"


def test_codes_name_what_cannot_be_shown() -> None:
    assert in_codes("\ud800\ud800\U00030ede") == "U+D800、U+30EDE"


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_what_is_kept_has_one_spelling_on_disk(text: str) -> None:
    assert is_keepable(mended(text)) is ("\ufffd" not in mended(text))
    assert decode(encode(mended(text))) == mended(text)
    if is_keepable(text):
        assert mended(text) == text
    else:
        with pytest.raises(NotKeepable):
            refuse_unkeepable([text])
