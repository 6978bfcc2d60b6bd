"""What is said of papers that need not be here: they come later, or are committed to."""

from app.domain.form.sheet import MaterialNeed
from ui import dates
from ui.counter.committed import COMMIT, Standing
from ui.counter.papers_wanted import PapersWanted
from ui.shortcuts import KEYS, Command

_ON = f"按 {KEYS[Command.ACCEPT].sequence} 受理并打印。"
NOTICE = f"收不齐的按 {KEYS[Command.SUPPLEMENT_NOTICE].sequence} 告知。"
"""The way out where nothing excuses a paper, while F9 is open."""


def ready(wanted: PapersWanted, all_there: str) -> str:
    """Return what is said when nothing stands against acceptance: `all_there`, or what is excused."""
    excuses = wanted.excuses()
    names = {need.material.key: need.material.name for need in wanted.needs()}
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


def missing(wanted: PapersWanted, need: MaterialNeed) -> str:
    """Return what is said of a missing paper: how it is taken in, and what may excuse it."""
    grounds = {
        "以后补的按 R": wanted.excusing.later.may_be_put_off(need),
        f"用承诺代替的按 {COMMIT}": need.material.commitment is not None,
    }
    may = "".join(f"，{words}" for words, is_open in grounds.items() if is_open)
    return f"还缺{need.material.name}，收到后按空格{may}。"


def excused(wanted: PapersWanted, material_key: str, key: str, way_out: str = NOTICE) -> tuple[str, bool]:
    """Return how one paper stands after a key that excuses it, and whether it is excused now.

    `way_out` says what is done about a paper that nothing excuses and nobody has.
    """
    need = wanted.need(material_key)
    if wanted.is_here(material_key):
        return f"{need.material.name}已经收到，不用{'承诺' if key == COMMIT else '容缺'}。", False
    return _committed(wanted, need, way_out) if key == COMMIT else _put_off(wanted, need, way_out)


def _put_off(wanted: PapersWanted, need: MaterialNeed, way_out: str) -> tuple[str, bool]:
    name, until = need.material.name, wanted.excusing.later.until(need.material.key)
    if until is not None:
        then = _ON if wanted.is_acceptable() else ""
        return f"{name}容缺，承诺 {dates.day(until)}前补；加减号改日期，R 取消。{then}", True
    if not wanted.excusing.later.may_be_put_off(need):
        return f"{name}不能容缺，要当场收；{way_out}", False
    return f"{name}没有记容缺。", False


def _committed(wanted: PapersWanted, need: MaterialNeed, way_out: str) -> tuple[str, bool]:
    name, agent, told = need.material.name, wanted.agent(), need.material.commitment
    if told is None:
        return f"{name}不能用承诺代替，要当场收；{way_out}", False
    standing = wanted.excusing.committed.standing(need.material.key, agent=wanted.excusing.agent)
    if standing is Standing.ASKED:
        return f"到场的是代理人{agent}：委托书写明可以代为承诺、或者是监护人的，核对后再按 {COMMIT}。", False
    if standing is Standing.NOT:
        return f"{name}没有记承诺。", False
    then = _ON if wanted.is_acceptable() else ""
    return f"{told.proof}以书面承诺代替，请先向申请人讲明要求和不实承诺的后果；{COMMIT} 取消。{then}", True
