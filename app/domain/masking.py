"""How personal facts look when they are hidden: enough to recognise, not enough to use."""

import re
from collections.abc import Callable

from app.domain.identity.names import MIDDLE_DOT

STAR = "*"
_FEWEST_HIDDEN = 4
_COMPOUND_SURNAMES = (
    "欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "东方", "司徒", "司空",
    "宇文", "长孙", "端木", "百里", "南宫", "西门", "钟离", "闻人", "澹台", "公冶", "申屠", "轩辕", "独孤",
)  # fmt: skip
_TO_VILLAGE = re.compile(r".+?(?:镇|乡|街道).+?(?:村|社区|居民委员会|居委会)")
_TO_TOWNSHIP = re.compile(r".+?(?:镇|乡|街道)")
_ABOVE_TOWNSHIP = re.compile(r".+?(?:县|区|市)")
_LANDLINE = re.compile(r"(0[0-9]{2,3}-)(.+)")


def name(full: str) -> str:
    """Return 张*, 张*明, 欧阳* …: the surname stays, and the last character of a longer name."""
    if full.isascii():
        return " ".join(_keep(word, 1, 0) for word in full.split())
    surname = 2 if len(full) > 2 and full.startswith(_COMPOUND_SURNAMES) else 1
    return _keep(full, surname, 1 if len(full) > surname + 1 else 0)


def id_inside(number: str) -> str:
    """Return an identity number as staff see it: six first, four last."""
    return _hide(number, 6, 4)


def id_public(number: str) -> str:
    """Return an identity number for paper others may see: three first, four last."""
    return _hide(number, 3, 4)


def phone(number: str) -> str:
    """Return 138****1234, and a landline with its area code and last three digits."""
    if landline := _LANDLINE.fullmatch(number):
        return landline[1] + _hide(landline[2], 0, 3)
    return _hide(number, 3, 4)


def card(number: str) -> str:
    """Return an account number as **** **** **** 0012, whatever its length."""
    return f"{STAR * 4} {STAR * 4} {STAR * 4} {number[-4:]}"


def address(full: str) -> str:
    """Return an address down to the village, or to the township if it names none, or to what is above."""
    shown = _TO_VILLAGE.match(full) or _TO_TOWNSHIP.match(full) or _ABOVE_TOWNSHIP.match(full)
    return (shown[0] if shown else "") + STAR * 4


def grouped_id(number: str, hide: Callable[[str], str] = id_inside) -> str:
    """Return a number in the three groups people read it in: 360725 ········ 0029.

    `hide` is one of the masks above, or `str` to show all of it. Other lengths stay in one piece.
    """
    shown = hide(number).replace(STAR, MIDDLE_DOT)
    return f"{shown[:6]} {shown[6:14]} {shown[14:]}" if len(number) == 18 else shown


def _hide(text: str, head: int, tail: int) -> str:
    """Keep head and tail; of a text too short for that, a quarter at each end, so half stays hidden."""
    if len(text) < head + tail + _FEWEST_HIDDEN:
        head = min(head, len(text) // 4)
        tail = min(tail, len(text) // 4)
    return _keep(text, head, tail)


def _keep(text: str, head: int, tail: int) -> str:
    hidden = "".join(c if c == MIDDLE_DOT else STAR for c in text[head : len(text) - tail])
    return text[:head] + hidden + text[len(text) - tail :]
