"""What the intake says of papers that come later (容缺)."""

from app.domain.form.sheet import MaterialNeed
from ui import dates
from ui.panels.intake.sitting import Sitting
from ui.shortcuts import KEYS, Command

_ON = f"按 {KEYS[Command.ACCEPT].sequence} 受理并打印。"


def ready(sitting: Sitting, all_there: str) -> str:
    """Return what is said when nothing stands against acceptance: `all_there`, or what is put off."""
    later = sitting.deferred()
    if not later:
        return f"{all_there}，{_ON}"
    names = {need.material.key: need.material.name for need in sitting.needs()}
    promised = "、".join(f"{names[one.key]}（{one.until.month}月{one.until.day}日前）" for one in later)
    return f"其余{all_there}，容缺后补：{promised}。{_ON}"


def missing(sitting: Sitting, need: MaterialNeed) -> str:
    """Return what is said of a missing paper: how it is taken in, and how it is put off if it may be."""
    or_later = "，以后补的按 R" if sitting.later.may_be_put_off(need) else ""
    return f"还缺{need.material.name}，收到后按空格{or_later}。"


def promise(sitting: Sitting, material_key: str) -> tuple[str, bool]:
    """Return how one paper stands after a key that puts it off, and whether it is put off now."""
    need = next(one for one in sitting.needs() if one.material.key == material_key)
    name, until = need.material.name, sitting.later.until(material_key)
    if until is not None:
        then = _ON if sitting.is_acceptable() else ""
        return f"{name}容缺，承诺 {dates.day(until)}前补；加减号改日期，R 取消。{then}", True
    if sitting.tray.get(material_key) is not None:
        return f"{name}已经收到，不用容缺。", False
    if not sitting.later.may_be_put_off(need):
        return (
            f"{name}不能容缺，要当场收；收不齐的按 {KEYS[Command.SUPPLEMENT_NOTICE].sequence} 告知。",
            False,
        )
    return f"{name}没有记容缺。", False
