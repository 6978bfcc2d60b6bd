"""Money as whole fen: read from typing, written with figures and in the capital characters of receipts."""

import re

from app.domain.errors import PersonFacing
from app.domain.identity.typed_text import half_width

_AMOUNT = re.compile(r"¥?([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]{1,2}))?元?")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("仟", "佰", "拾", "")
_GROUPS = ("亿", "万", "")
_TOO_MUCH = 10**14  # one trillion yuan in fen: beyond the 亿 group


class AmountNotReadable(PersonFacing):
    """What was typed is not an amount of money."""


def parse(text: str) -> int:
    """Return the fen of a typed amount such as "1,680.32"; AmountNotReadable if it is none.

    A Chinese full stop counts as the decimal point: input methods give it for the same key.
    """
    typed = "".join(half_width(text).replace("。", ".").replace("￥", "¥").split())
    match = _AMOUNT.fullmatch(typed)
    if match is None:
        raise AmountNotReadable("money.not_readable", typed=text)
    yuan, fraction = match[1].replace(",", ""), match[2] or ""
    return _within_limit(int(yuan) * 100 + int(fraction.ljust(2, "0")))


def figures(fen: int) -> str:
    """Return an amount in yuan with two decimals and thousands groups, without a currency sign."""
    sign = "-" if fen < 0 else ""
    yuan, rest = divmod(abs(fen), 100)
    return f"{sign}{yuan:,}.{rest:02d}"


def capital(fen: int) -> str:
    """Return an amount in capital characters, to stand directly after 人民币 (支付结算办法附件一).

    Where the rule leaves 零 open we write it before 角 when the yuan end in 0 and leave it out
    between 万 and 仟; 整 follows 元 and 角, never 分. ValueError for a negative amount.
    """
    if fen < 0:
        raise ValueError(fen)
    yuan, rest = divmod(_within_limit(fen), 100)
    if not rest:
        return f"{_yuan(yuan) or '零'}元整"
    if not yuan:
        return _rest(rest, after_zero=False).removeprefix("零")
    return f"{_yuan(yuan)}元{_rest(rest, after_zero=yuan % 10 == 0)}"


def _within_limit(fen: int) -> int:
    if fen >= _TOO_MUCH:
        raise AmountNotReadable("money.too_much", amount=figures(fen))
    return fen


def _yuan(yuan: int) -> str:
    digits = f"{yuan:012d}"
    written, zeros_before = "", False
    for place, unit in enumerate(_GROUPS):
        group = digits[4 * place : 4 * place + 4]
        if group == "0000":
            zeros_before = True
            continue
        zero = "零" if written and (zeros_before or group[0] == "0") else ""
        written += zero + _group(group) + unit
        zeros_before = False
    return written


def _group(group: str) -> str:
    """Write four digits: one 零 for each run of zeros inside, none at the ends."""
    written = "".join(
        "零" if digit == "0" else _DIGITS[int(digit)] + place
        for digit, place in zip(group, _PLACES, strict=True)
    )
    return re.sub("零+", "零", written).strip("零")


def _rest(rest: int, *, after_zero: bool) -> str:
    tenths, hundredths = divmod(rest, 10)
    zero = "零" if after_zero or not tenths else ""
    return "".join(
        (
            zero,
            f"{_DIGITS[tenths]}角" if tenths else "",
            f"{_DIGITS[hundredths]}分" if hundredths else "整",
        )
    )
