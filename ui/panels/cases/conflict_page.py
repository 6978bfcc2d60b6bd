"""The page on which a person settles what two people changed at once: both sides, side by side."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.case.state import CaseState
from app.domain.form.model import FieldDef
from app.domain.ledger.conflict import Conflict, Difference
from app.domain.ledger.ledger_kinds import Keep
from ui.shortcuts import KEYS, Command
from ui.widgets.row_list import Row, RowList
from ui.widgets.text import Rank, text

_LEAD = 160
_SIDES = {"1": Keep.MINE, "2": Keep.THEIRS}
_NOTHING = "（空）"
_REVEAL = KEYS[Command.REVEAL].sequence
_ADVICE = (
    f"按 1 或 2 选定一边，再按 F12；没有选中的一边仍留在办件的记录里。遮住的内容按 {_REVEAL} 显示（留记录）。"
)


@dataclass(frozen=True, slots=True)
class _Shown:
    """One difference in words; `apart` says where two values differ that look the same under their mask."""

    label: str
    mine: str
    theirs: str
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Sides:
    """A conflict in words: what differs, and who wanted what."""

    rows: tuple[Row, ...]
    choices: tuple[Row, ...]


def sides_of(
    conflict: Conflict,
    fields: Mapping[str, FieldDef],
    words: Callable[[FieldDef, Any], str],
    names: Mapping[str, str],
) -> Sides:
    """Return both sides of a conflict; `words` puts an answer into words, `names` gives clerks by id."""
    mine = names.get(conflict.mine.user, conflict.mine.user)
    theirs = names.get(conflict.theirs.user, conflict.theirs.user) if conflict.theirs else "办件现状"
    window = conflict.theirs.window if conflict.theirs else ""
    shown = list(_shown(conflict.differences, fields, words))
    return Sides(
        rows=tuple(
            Row(
                id=one.label,
                lead=one.label,
                words=f"{one.theirs}，后来又填成 {one.mine}{one.apart}",
                hint=f"{theirs}：{one.theirs}；{mine}：{one.mine}{one.apart}",
            )
            for one in shown
        ),
        choices=(
            _choice("1", f"采用 {mine}（{conflict.mine.window}号窗口）后填的", [one.mine for one in shown]),
            _choice("2", f"保留 {theirs}（{window}号窗口）先填的", [one.theirs for one in shown]),
        ),
    )


class ConflictPage(QWidget):
    """1 or 2 chooses a side; the key of the foot keeps it."""

    def __init__(self) -> None:
        """Lay out what differs and the two sides."""
        super().__init__()
        self._why = text("", Rank.STRONG, wraps=True)
        self.differing = RowList("不同之处", lead_width=_LEAD)
        self.sides = RowList("两边", lead_width=32)
        self.sides.setFixedHeight(2 * 44)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 0)
        column.setSpacing(8)
        column.addWidget(self._why)
        column.addWidget(self.differing, 1)
        column.addWidget(text(_ADVICE, Rank.MUTED, wraps=True))
        column.addWidget(self.sides)
        self.sides.installEventFilter(self)

    def show_sides(self, why: str, sides: Sides) -> None:
        """Show a conflict; nothing is chosen for the clerk."""
        self._why.setText(why)
        self.differing.show_rows(sides.rows)
        self.sides.show_rows(sides.choices)
        self.sides.clearSelection()
        self.sides.setFocus()

    @property
    def keep(self) -> Keep | None:
        """The side chosen, None while none is."""
        chosen = bool(self.sides.selectedIndexes())
        return _SIDES[self.sides.current_id] if chosen and self.sides.current_id else None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Choose by digit."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.text() in _SIDES:
            self.sides.choose(event.text())
            return True
        return False


def _shown(
    differing: Iterable[Difference],
    fields: Mapping[str, FieldDef],
    words: Callable[[FieldDef, Any], str],
) -> Iterator[_Shown]:
    """Yield what differs of what a clerk can judge: the state a decision led to, and answers."""
    order = {key: place for place, key in enumerate(fields)}
    for one in sorted(differing, key=lambda one: order.get(one.path[-1], -1)):
        match one.path:
            case ("answers", key) if key in fields:
                field = fields[key]
                mine, theirs = _said(words, field, one.mine), _said(words, field, one.theirs)
                apart = _apart(one.mine, one.theirs) if mine == theirs else ""
                yield _Shown(field.label, mine, theirs, apart)
            case ("state",):
                yield _Shown("办件状态", CaseState(one.mine).label, CaseState(one.theirs).label)


def _said(words: Callable[[FieldDef, Any], str], field: FieldDef, value: Any) -> str:
    return _NOTHING if value is None else words(field, value)


def _apart(mine: Any, theirs: Any) -> str:
    """Say where two answers differ that are masked alike: the place gives nothing of them away."""
    one, other = str(mine), str(theirs)
    place = next((at for at, pair in enumerate(zip(one, other, strict=False), 1) if pair[0] != pair[1]), 0)
    where = f"从第 {place} 个字起不同" if place else "长短不同"
    return f"（遮住的部分{where}，按 {_REVEAL} 看全）"


def _choice(key: str, who: str, values: Sequence[str]) -> Row:
    return Row(id=key, lead=key, words=f"{who}：{'、'.join(values)}")
