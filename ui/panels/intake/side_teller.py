"""Writes the side column of the intake: counts, limits, and what may be carried over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLabel

from app.domain.calendar import Due, WorkCalendar
from app.domain.case.deadlines import due_dates
from app.domain.case.delivery import usual_way
from app.domain.item import Handling, ServiceItem
from ui.counter.checklist import material_rows
from ui.counter.same_person import suspect_words
from ui.panels.intake import model
from ui.panels.intake.side import LimitLine, SideColumn
from ui.panels.intake.sitting import Sitting
from ui.shortcuts import KEYS, Command

_NOTHING = model.SideFacts(
    materials=(), material_count="", problems=(), problem_count="", known="选好事项后，要带的材料列在这里。"
)

_BEFORE = "按回车开始填写；要哪些材料，随填写的内容而定。"


class SideTeller:
    """Turns a sitting into words for the side column."""

    def __init__(self, calendar: Callable[[], WorkCalendar], side: SideColumn) -> None:
        """Write into `side`; count working days by what `calendar` says at that moment."""
        self._calendar, self._side = calendar, side

    def tell(self, sitting: Sitting | None) -> None:
        """Say how things stand; with nobody's application open, what will be here."""
        self._side.show_facts(_facts(sitting) if sitting is not None else _NOTHING)
        if sitting is None:
            self._side.hide_limits()
        else:
            self._side.say_when_closed("补齐后办结" if sitting.excuses().deferred else "当场办结")

    def preview(self, item: ServiceItem | None, today: date) -> None:
        """Tell of an item that is only pointed at: its papers, and when it would be due."""
        if item is None:
            self.tell(None)
            return
        papers = model.known_materials(item)
        facts = replace(_NOTHING, materials=papers, known=_BEFORE, delivery=usual_way(item))
        self._side.show_facts(facts)
        self.tell_due(item, today)

    def tell_due(self, item: ServiceItem, today: date) -> None:
        """Show both limits before anything is accepted; an 即办件 has none but 当场办结."""
        due = due_dates(item, today, self._calendar())

        def write(label: LimitLine, limit: Due | None) -> None:
            label.setVisible(limit is not None)
            if limit is not None:
                left = self._calendar().working_days_between(today, limit.date)
                label.show_limit(limit.date, left, today)

        def fill(promised: LimitLine, statutory: LimitLine, note: QLabel) -> None:
            at_once = item.handling is Handling.ON_THE_SPOT
            self._side.show_at_once(is_at_once=at_once)
            write(promised, None if at_once else due.promised)
            write(statutory, None if at_once else due.statutory)
            note.setText("" if at_once else model.due_words(due))

        self._side.show_due(fill)


def _facts(sitting: Sitting) -> model.SideFacts:
    needs = sitting.needs()
    wanted = [need for need in needs if need.needed]
    problems, missing, excused = sitting.form.to_mend(), len(sitting.missing()), len(sitting.excuses().keys)
    return model.SideFacts(
        materials=material_rows(
            needs, sitting.tray, sitting.excusing, sitting.shots(), sitting.standings(), sitting.lent
        ),
        material_count=_count(len(wanted), missing, excused),
        scans=model.scans_words(sum(map(len, sitting.pages.values()))),
        problems=model.problem_rows(problems),
        problem_count=model.problem_count(problems, missing),
        missing=missing,
        is_typing=sitting.tray.entry is not None,
        known=_known_words(sitting),
        delivery=sitting.delivery or usual_way(sitting.item),
    )


def _known_words(sitting: Sitting) -> str:
    known = sitting.known
    if sitting.twins:
        number, key = sitting.twins[0].case_number, KEYS[Command.OPEN_TWIN].sequence
        return f"疑似重复：此人同一事项还有 {number} 在办，按 {key} 看那件。"
    if sitting.suspects:
        return suspect_words(sitting.suspects[0])
    if known is not None:
        newest = known.newest
        return f"可带入 {len(sitting.bringable())} 项，来自 {newest.received_on} 的{newest.item_name}。"
    if sitting.id_number():
        return "没有查到此人以前的申请。"
    return "填好证件号码后，在这里提示可带入的内容。"


def _count(wanted: int, missing: int, excused: int) -> str:
    """Return how many papers are here of those wanted, and how many need not be (容缺, 承诺)."""
    here = f"{wanted - missing - excused}/{wanted}"
    return f"{here}　缺诺 {excused}" if excused else here
