"""Where a paper of the case in front is now: the choice stands on its row, and a digit notes it."""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.errors import PersonFacing
from app.services.cases.move_paper import move_paper, offered_spots
from ui.at_desk import AtDesk
from ui.counter.row_entry import BACKSPACE, numbered
from ui.panels.cases import model
from ui.panels.cases.handling import CaseHandling
from ui.panels.cases.view import CasesView
from ui.widgets.row_list import Row
from ui.widgets.text import Tone


class Placing:
    """Asks on one row at a time; Esc, or another row, takes the question back."""

    def __init__(self, at: AtDesk, view: CasesView, handling: CaseHandling) -> None:
        """Work on the list of things in `view`, and on the case that `handling` has."""
        self._at, self._view, self._handling = at, view, handling
        self._rows: tuple[Row, ...] = ()
        self._asked = self._told = ""
        view.things.struck.connect(self._on_struck)

    def show(self, rows: Iterable[Row]) -> None:
        """Show the things of the case in front; what was asked of one that is gone is asked no more."""
        self._rows = tuple(rows)
        if self._asked not in {row.id for row in self._rows}:
            self._asked = ""
        self._draw()

    def ask(self) -> None:
        """Ask where the chosen paper is now."""
        things = self._view.things
        row = things.marked_id or ""
        self._view.focus_in_case(things)
        if not row.startswith(model.MATERIAL):
            self._say("panels.spot_choose")
            return
        try:
            spots = offered_spots(self._at.office)
        except PersonFacing as wrong:
            self._handling.tell_refused(wrong)
            return
        file, key = self._handling.file, row.removeprefix(model.MATERIAL)
        papers = file.case.materials if file is not None else ()
        name = next((one.name for one in papers if one.row == key), "")
        self._asked = row
        self._spots = {str(digit): spot for digit, spot in enumerate(spots[:9], 1)}
        self._choices = numbered(spot.name for spot in self._spots.values())
        self._say("panels.spot_asked", name=name, spots=self._choices)
        self._told = self._view.strip.words
        self._draw()

    def _draw(self) -> None:
        asked = (self._asking(row) if row.id == self._asked else row for row in self._rows)
        self._view.things.show_rows(tuple(asked))
        self._view.things.is_typing = bool(self._asked)

    def _asking(self, row: Row) -> Row:
        return replace(row, lead="去向？", words=self._choices, trail="", tone=Tone.SOON)

    def _on_struck(self, row: str, key: str) -> None:
        if row != self._asked or key == BACKSPACE or (key.isdigit() and key not in self._spots):
            return
        self._asked = ""
        self._draw()
        if self._view.strip.words == self._told:
            self._view.strip.clear()
        if key in self._spots:
            self._move(row.removeprefix(model.MATERIAL), self._spots[key].code, self._spots[key].name)

    def _move(self, row: str, code: str, name: str) -> None:
        self._handling.carry_out(
            f"已登记材料去向：{name}",
            lambda office, desk, command, case: move_paper(office, desk, command, case.id, row, code),
            kind=f"move {row} {code}",
            settles=lambda _case: None,
        )

    def _say(self, code: str, **facts: object) -> None:
        self._view.strip.show_message(self._at.wording.words.say(code, facts), Tone.SOON)
