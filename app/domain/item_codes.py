"""The three codes of a service item (GB/T 39554.1): how long each is, and how one is made of the other."""

import re
from collections.abc import Iterator, Mapping

BASIC, IMPLEMENTING, BUSINESS = "basic", "implementing", "business"
SHAPES: Mapping[str, tuple[re.Pattern[str], str]] = {
    BASIC: (re.compile(r"[0-9]{12}"), "12 位数字：2 位级别、2 位事项类型、5 位主项、3 位子项"),
    IMPLEMENTING: (
        re.compile(r"[0-9A-Z]{18}[1-6][0-9]{12}"),
        "31 位：18 位统一社会信用代码、1 位行使层级（1 国 2 省 3 市 4 县 5 乡 6 村）、12 位基本编码",
    ),
    BUSINESS: (re.compile(r"[0-9A-Z]{18}[1-6][0-9]{14}"), "33 位：31 位实施编码加 2 位序号"),
}
"""How each code looks, and how that is said to whoever writes it."""


def misnumbered(codes: Mapping[str, str]) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield (code of the sentence, its facts) for each code that is misshapen or does not fit the others."""
    right = {name: text for name, text in codes.items() if name in SHAPES and SHAPES[name][0].fullmatch(text)}
    for name, text in codes.items():
        if name in SHAPES and name not in right:
            yield "form.code_misshapen", {"property": name, "text": text, "wanted": SHAPES[name][1]}
    whole = right.get(IMPLEMENTING, "")
    if whole and right.get(BASIC, whole[19:]) != whole[19:]:
        yield "form.codes_apart", {"property": IMPLEMENTING, "part": BASIC, "text": right[BASIC]}
    if whole and right.get(BUSINESS, whole)[:31] != whole:
        yield "form.codes_apart", {"property": BUSINESS, "part": IMPLEMENTING, "text": whole}
