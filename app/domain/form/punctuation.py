"""Makes a rule typed with a Chinese input method readable: full-width signs, quotes, 且 / 或 / 非."""

import re
from collections.abc import Iterator

_CLOSING = {'"': '"＂”“', "'": "'＇’‘", "＂": '"＂”', "“": '”＂"“', "‘": "’＇'‘", "＇": "'＇’", "「": "」"}
_SIGNS = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {
    ord("　"): " ",
    ord("、"): ",",
    ord("。"): ".",
    ord("≥"): ">=",
    ord("≤"): "<=",
    ord("≠"): "!=",
    ord("×"): "*",
    ord("÷"): "/",
    ord("【"): "[",
    ord("】"): "]",
    ord("−"): "-",
}
_WORDS = {"且": " and ", "并且": " and ", "或": " or ", "或者": " or ", "非": " not "}
_WORD = re.compile(r"(?<![\w])(并且|或者|且|或|非)(?![\w])")


def plain_rule(source: str) -> str:
    """Return the rule in ASCII punctuation; text in quotes (of any kind) is left as typed."""
    return "".join(_pieces(source)).strip()


def _pieces(source: str) -> Iterator[str]:
    start = 0
    while start < len(source):
        opening = next((i for i in range(start, len(source)) if source[i] in _CLOSING), len(source))
        yield _outside(source[start:opening])
        if opening == len(source):
            return
        closing = _closing(source, opening)
        # repr of the inner text is a string literal that cannot break out of itself.
        yield repr(source[opening + 1 : closing]) if closing < len(source) else source[opening:]
        start = closing + 1


def _closing(source: str, opening: int) -> int:
    ends = _CLOSING[source[opening]]
    return next((i for i in range(opening + 1, len(source)) if source[i] in ends), len(source))


def _outside(text: str) -> str:
    return _WORD.sub(lambda found: _WORDS[found[0]], text.translate(_SIGNS)).replace("\n", " ")
