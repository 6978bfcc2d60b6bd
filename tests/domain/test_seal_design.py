"""A seal's data is refused when no lawful seal could look like it."""

import pytest

from app.domain.seal import SealError, SealMode, SealPlacement, read_seal

DATA = {"name": "业务专用章", "diameter_mm": 42, "ring_text": "关田镇综合便民服务中心"}


def test_a_seal_is_read_with_a_star_and_nothing_else_by_default() -> None:
    seal = read_seal(DATA)
    assert (seal.diameter_mm, seal.has_star, seal.purpose_line, seal.sample) == (42.0, True, "", False)


def test_a_sample_seal_needs_the_characters_that_say_so() -> None:
    assert read_seal({**DATA, "sample": True}).text().endswith("样章")
    assert "样" not in read_seal(DATA).text()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"diameter_mm": 46}, "papers.seal_size"),
        ({"diameter_mm": 29}, "papers.seal_size"),
        ({"ring_text": ""}, "papers.seal_text"),
        ({"ring_text": "关" * 25}, "papers.seal_text"),
        ({"code_digits": "36072500000"}, "papers.seal_code"),
        ({"code_digits": "36072500000AB"}, "papers.seal_code"),
    ],
)
def test_an_impossible_seal_is_refused(change: dict[str, object], code: str) -> None:
    with pytest.raises(SealError) as caught:
        read_seal({**DATA, **change})
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("mode", "drawn"),
    [
        (SealMode.NONE, False),
        (SealMode.WET, False),
        (SealMode.OVERPRINT, True),
        (SealMode.ELECTRONIC, True),
    ],
)
def test_only_printed_and_electronic_seals_are_drawn(mode: SealMode, drawn: bool) -> None:
    assert SealPlacement(mode=mode).is_drawn is drawn
