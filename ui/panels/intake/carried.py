"""Says what became of a draft that was carried over to the new version of its item."""

from collections.abc import Iterator

from app.domain.words import Words
from app.services.cases.carry_draft import CarriedDraft

_MOST = 3
"""So many are named; the strip has two lines."""


def carried_words(carried: CarriedDraft, words: Words) -> str:
    """Return the version, what is asked anew, what was left behind, and what else differs."""
    opened = carried.opened
    told = f"已转到第 {opened.item.version} 版，带入 {len(opened.answers)} 项，请与申请人核对。"
    return told + "".join(_parts(carried, words))


def _parts(carried: CarriedDraft, words: Words) -> Iterator[str]:
    if carried.new_questions:
        yield f"新问：{_named(carried.new_questions)}。"
    if carried.left_behind:
        yield f"不再填：{_named(carried.left_behind)}。"
    if carried.differences:
        said = [words.say(one.code, one.facts).say.rstrip("。") for one in carried.differences]
        yield f"两版不同：{_named(tuple(said), '；')}。"


def _named(names: tuple[str, ...], between: str = "、") -> str:
    rest = f"等 {len(names)} 处" if len(names) > _MOST else ""
    return between.join(names[:_MOST]) + rest
