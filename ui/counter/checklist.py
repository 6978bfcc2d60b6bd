"""The checklist of an application: what has to be brought, what is here, what a notice says of the rest."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from PySide6.QtGui import QImage

from app.domain.case.reuse import REUSED, ReusablePaper
from app.domain.form.model import Material
from app.domain.form.sheet import MaterialNeed, errors_of
from app.domain.form_paper.standing import SheetStanding
from app.domain.item import ServiceItem
from app.domain.words import Message, Words
from app.services.cases.intake import HandedIn
from app.services.cases.still_asked import FORM
from app.services.cases.supplement import Supplement
from ui import dates
from ui.counter.committed import Standing
from ui.counter.excusing import Excusing
from ui.counter.lent import lent_words
from ui.counter.row_entry import entry_row
from ui.counter.tray import REUSE, Tray
from ui.form.form_desk import FormDesk
from ui.form.sentences import said
from ui.shortcuts import KEYS, Command
from ui.widgets.row_list import Row
from ui.widgets.text import Tone

MATERIAL = "material:"
MISSING, WRONG, UNSIGNED = "缺失", "不一致", "未签字盖章"
_PRINT, _SIGN, _DONE = "打印", "签字", "✓"
"""What comes next for a paper that is printed here."""
_OPEN = "□"
"""A paper that has still to come."""
SHOWN: Mapping[SheetStanding, tuple[str, str, Tone]] = {
    SheetStanding.NOT_PRINTED: (_PRINT, "未打印", Tone.PLAIN),
    SheetStanding.UNSURE: (_PRINT, "看出纸口", Tone.SOON),
    SheetStanding.PRINTED: (_SIGN, "待签字", Tone.PLAIN),
    SheetStanding.CHANGED: (_PRINT, "改过要重打", Tone.SOON),
    SheetStanding.SIGNED: (_DONE, "已签收", Tone.DONE),
    SheetStanding.SIGNED_OTHERWISE: (_PRINT, "签后改过", Tone.LATE),
}
"""How a paper to be signed is shown: what comes next, how it stands, in which colour."""
_BLANK_ANSWER = "form.required_missing"


@dataclass(frozen=True, slots=True)
class Shot:
    """What was captured of a paper before there is a case: how many pages, and the first one small."""

    count: int
    picture: QImage | None = None


NO_SHOTS: Mapping[str, Shot] = {}


def material_rows(
    needs: Iterable[MaterialNeed],
    tray: Tray,
    excusing: Excusing | None = None,
    shots: Mapping[str, Shot] = NO_SHOTS,
    standings: Mapping[str, SheetStanding] = MappingProxyType({}),
    lent: Mapping[str, ReusablePaper] = MappingProxyType({}),
) -> tuple[Row, ...]:
    """Return the checklist: needed papers, and those handed in, captured (`shots`) or to be signed besides.

    `excusing` knows which need not be here, `standings` how those stand that the applicant signs, `lent` what
    the hall has of this person already (材料复用).
    """
    besides = shots.keys() | standings.keys()
    shown = [need for need in needs if _is_listed(need, tray) or need.material.key in besides]
    listed = ((need, _listed(need, tray, excusing, standings)) for need in shown)
    rows = ((need.material.key, _with_lent(need, row, tray, lent)) for need, row in listed)
    seen = ((key, _with_shot(row, shots[key]) if key in shots else row) for key, row in rows)
    typed = ((row, tray.entry_of(key)) for key, row in seen)
    return tuple(row if entry is None else entry_row(row, entry) for row, entry in typed)


def standing_words(words: Words, material: Material, standing: SheetStanding) -> Message:
    """Return what is said of a paper to be signed that still wants something, and what to do."""
    return words.say(f"signing.{standing.value}", {"name": material.name})


def supplement_lines(
    item: ServiceItem, desk: FormDesk, missing: Iterable[MaterialNeed]
) -> tuple[Supplement, ...]:
    """Return the lines a notice begins with: each missing paper, the blank answers in one, each wrong one."""
    ground = next((basis.cited() for basis in item.basis), "本事项办事指南")
    papers = ((need.material.name, _problem(need), _wanted(need)) for need in missing)
    return tuple(
        Supplement(material=material, problem=problem, requirement=requirement, basis=ground)
        for material, problem, requirement in (*papers, *_answers(desk))
    )


def _problem(need: MaterialNeed) -> str:
    return UNSIGNED if need.material.printed_here else MISSING


def _wanted(need: MaterialNeed) -> str:
    if need.material.printed_here:
        return f"请在窗口打印的《{need.material.name}》上签字后交回。"
    return need.material.standard or f"请提供{need.material.name}。"


def _answers(desk: FormDesk) -> Iterator[tuple[str, str, str]]:
    errors = errors_of(desk.sheet.problems())
    blank = dict.fromkeys(problem.label for problem in errors if problem.code == _BLANK_ANSWER)
    if blank:
        yield FORM, MISSING, f"请补填：{'、'.join(blank)}。"
    for problem in errors:
        if problem.code != _BLANK_ANSWER:
            yield FORM, WRONG, said(problem, desk.words).message.sentence()


def _is_listed(need: MaterialNeed, tray: Tray) -> bool:
    return need.needed or tray.get(need.material.key) is not None


def _row(need: MaterialNeed, handed: HandedIn | None, excusing: Excusing | None) -> Row:
    row = _material_row(need, handed)
    if handed is not None or excusing is None:
        return row
    return (
        _later_row(need, row, excusing)
        or _committed_row(need, row, excusing)
        or _open_row(need, row, excusing)
    )


def _later_row(need: MaterialNeed, row: Row, excusing: Excusing) -> Row | None:
    until = excusing.later.until(need.material.key)
    if until is None:
        return None
    said = f"{need.material.name}。容缺，承诺 {dates.day(until)}前补；加减号改日期。"
    return replace(row, lead="容缺", trail=f"{until.month}月{until.day}日前补", tone=Tone.SOON, hint=said)


def _committed_row(need: MaterialNeed, row: Row, excusing: Excusing) -> Row | None:
    told = need.material.commitment
    standing = excusing.committed.standing(need.material.key, agent=excusing.agent)
    if told is None or standing is Standing.NOT:
        return None
    if standing is Standing.ASKED:
        return replace(row, trail="核对授权", tone=Tone.SOON)
    said = f"{told.proof}由书面承诺代替：{told.content}"
    return replace(row, lead="承诺", trail="代替证明", tone=Tone.SOON, hint=said)


def _open_row(need: MaterialNeed, row: Row, excusing: Excusing) -> Row:
    """Return the line of a paper nothing excuses yet, with what may."""
    if need.waivable:
        return row
    grounds = {
        "容缺": excusing.later.may_be_put_off(need),
        "承诺": need.material.commitment is not None and need.needed,
    }
    may = "、".join(word for word, is_open in grounds.items() if is_open)
    return replace(row, trail=f"可{may}") if may else row


def _listed(
    need: MaterialNeed, tray: Tray, excusing: Excusing | None, standings: Mapping[str, SheetStanding]
) -> Row:
    standing = standings.get(need.material.key)
    if standing is not None:
        return _signed_row(need.material, standing)
    return _row(need, tray.get(need.material.key), excusing)


def _with_lent(need: MaterialNeed, row: Row, tray: Tray, lent: Mapping[str, ReusablePaper]) -> Row:
    """Say of a paper nothing stands for yet that the hall has it."""
    material, here = need.material, tray.get(need.material.key)
    offered = lent.get(material.key)
    if here is not None and here.reused is not None:
        return replace(row, hint=f"{material.name}。{lent_words(here.reused)}；按 {REUSE} 取消复用。")
    if here is not None or offered is None or row.lead != _OPEN:
        return row
    hint = f"{material.name}。{lent_words(offered)}；按 {REUSE} 复用。"
    return replace(row, trail="可复用", hint=hint)


def _with_shot(row: Row, shot: Shot) -> Row:
    hint = f"{row.hint}\n影像 {shot.count} 页，按 {KEYS[Command.SCANS].sequence} 看。"
    return replace(row, pictured=shot.count, picture=shot.picture, hint=hint)


def _material_row(need: MaterialNeed, handed: HandedIn | None) -> Row:
    base = _of_paper(need.material)
    if handed is None:
        return Row(**base, lead=_OPEN, trail="可免" if need.waivable else "缺", tone=Tone.PLAIN)
    if handed.waived_by:
        return Row(**base, lead="免", trail=handed.waived_by, tone=Tone.DONE)
    if handed.reused is not None:
        return Row(**base, lead="✓", trail=REUSED, tone=Tone.DONE)
    return Row(
        **base,
        lead="✓",
        trail=f"{handed.form}{handed.copies}份{handed.pages}页{'退' if handed.returned else ''}",
        tone=Tone.DONE,
    )


def _signed_row(material: Material, standing: SheetStanding) -> Row:
    lead, trail, tone = SHOWN[standing]
    return Row(**_of_paper(material), lead=lead, trail=trail, tone=tone)


def _of_paper(material: Material) -> dict[str, Any]:
    hint = material.note or material.standard or material.name
    return {
        "id": f"{MATERIAL}{material.key}",
        "words": material.name,
        "hint": f"{material.name}。{hint}",
    }
