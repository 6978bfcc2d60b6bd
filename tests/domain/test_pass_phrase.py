"""A pass phrase must stand up to colleagues, and to a thief with a computer."""

import pytest

from app.domain.pass_phrase import normalise, refuse_weak
from app.domain.storage import StorageError

NAMES = ("廖秀英", "0107")


def full_width(typed: str) -> str:
    """The same keys with the input method in its full-width mode."""
    return "".join("\u3000" if key == " " else chr(ord(key) + 0xFEE0) for key in typed)


@pytest.mark.parametrize(
    "phrase", ["阳岭云雾茶 2026", "Rice-wine 75", "q7#Lm2!x", "上堡梯田、米酒和你好", "a1b2c3d4"]
)
def test_long_and_mixed_phrases_are_good(phrase: str) -> None:
    refuse_weak(phrase, NAMES)


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("", "pass_phrase_too_short"),
        ("q7#Lm2!", "pass_phrase_too_short"),
        (full_width("q7#Lm2!"), "pass_phrase_too_short"),
        ("qzmxpwkd", "pass_phrase_too_plain"),
        ("73920184", "pass_phrase_too_plain"),
        ("QzMxPwKd", "pass_phrase_too_plain"),
        ("abcdefg123", "pass_phrase_repeats"),
        ("aaaaaaaa1", "pass_phrase_repeats"),
        ("12345678a", "pass_phrase_repeats"),
        ("我是廖秀英, 7#q2", "pass_phrase_names_clerk"),
        ("tea-0107-rice", "pass_phrase_names_clerk"),
        (full_width("tea-0107-rice"), "pass_phrase_names_clerk"),
    ],
)
def test_a_weak_phrase_is_refused_with_its_reason(phrase: str, code: str) -> None:
    with pytest.raises(StorageError) as caught:
        refuse_weak(phrase, NAMES)
    assert caught.value.code == f"storage.{code}"


def test_an_owner_without_staff_number_does_not_spoil_every_phrase() -> None:
    refuse_weak("阳岭云雾茶 2026", ("", ""))


def test_full_width_is_half_width() -> None:
    assert normalise(full_width("Ab1 ")) == "Ab1 "
