"""What the intake says of papers that need not be here: they come later, or are committed to."""

from app.domain.form.sheet import MaterialNeed
from ui import dates
from ui.counter.committed import COMMIT, Standing
from ui.panels.intake.sitting import Sitting
from ui.shortcuts import KEYS, Command

_ON = f"按 {KEYS[Command.ACCEPT].sequence} 受理并打印。"
_NOTICE = f"收不齐的按 {KEYS[Command.SUPPLEMENT_NOTICE].sequence} 告知。"


def ready(sitting: Sitting, all_there: str) -> str:
    """Return what is said when nothing stands against acceptance: `all_there`, or what is excused."""
    excuses = sitting.excuses()
    names = {need.material.key: need.material.name for need in sitting.needs()}
    promised = "、".join(
        f"{names[one.key]}（{one.until.month}月{one.until.day}日前）" for one in excuses.deferred
    )
    committed = "、".join(names[key] for key in excuses.committed)
    said = [
        words
        for words in (promised and f"容缺后补：{promised}", committed and f"以承诺代替：{committed}")
        if words
    ]
    return f"其余{all_there}，{'；'.join(said)}。{_ON}" if said else f"{all_there}，{_ON}"


def missing(sitting: Sitting, need: MaterialNeed) -> str:
    """Return what is said of a missing paper: how it is taken in, and what may excuse it."""
    grounds = {
        "以后补的按 R": sitting.excusing.later.may_be_put_off(need),
        f"用承诺代替的按 {COMMIT}": need.material.commitment is not None,
    }
    may = "".join(f"，{words}" for words, is_open in grounds.items() if is_open)
    return f"还缺{need.material.name}，收到后按空格{may}。"


def excused(sitting: Sitting, material_key: str, key: str) -> tuple[str, bool]:
    """Return how one paper stands after a key that excuses it, and whether it is excused now."""
    need = next(one for one in sitting.needs() if one.material.key == material_key)
    if sitting.tray.get(material_key) is not None:
        return f"{need.material.name}已经收到，不用{'承诺' if key == COMMIT else '容缺'}。", False
    return _committed(sitting, need) if key == COMMIT else _put_off(sitting, need)


def _put_off(sitting: Sitting, need: MaterialNeed) -> tuple[str, bool]:
    name, until = need.material.name, sitting.excusing.later.until(need.material.key)
    if until is not None:
        then = _ON if sitting.is_acceptable() else ""
        return f"{name}容缺，承诺 {dates.day(until)}前补；加减号改日期，R 取消。{then}", True
    if not sitting.excusing.later.may_be_put_off(need):
        return f"{name}不能容缺，要当场收；{_NOTICE}", False
    return f"{name}没有记容缺。", False


def _committed(sitting: Sitting, need: MaterialNeed) -> tuple[str, bool]:
    name, agent, told = need.material.name, sitting.agent(), need.material.commitment
    if told is None:
        return f"{name}不能用承诺代替，要当场收；{_NOTICE}", False
    standing = sitting.excusing.committed.standing(need.material.key, agent=sitting.excusing.agent)
    if standing is Standing.ASKED:
        return f"到场的是代理人{agent}：委托书写明可以代为承诺、或者是监护人的，核对后再按 {COMMIT}。", False
    if standing is Standing.NOT:
        return f"{name}没有记承诺。", False
    then = _ON if sitting.is_acceptable() else ""
    return f"{told.proof}以书面承诺代替，请先向申请人讲明要求和不实承诺的后果；{COMMIT} 取消。{then}", True
