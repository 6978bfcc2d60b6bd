"""The cash panel: balances by clerk, handing over (解缴), red receipts (红冲) and the day's end (日终)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain import money
from app.domain.cash.batch import CashBatch
from app.domain.errors import PersonFacing
from app.domain.print_job import PrintJob
from app.services.case_turn import CaseDone
from app.services.cash.day_end import Count, HandOver, hand_over, sign_batch
from app.services.cash.drawer import CashRefused
from app.services.cash.reverse import Reversal, reverse_receipt
from app.services.cash.review import Drawers, review_drawers
from ui.at_desk import AtDesk
from ui.counter.issuing import Heard, Issuing
from ui.counter.second_person import Lacks, second_person
from ui.panels.cash import model
from ui.panels.cash.view import CashView
from ui.shortcuts import Acts, Command
from ui.widgets.text import Tone

_LACKS = Lacks(CashRefused, "cash.needs_phrase", "cash.second_unknown")


class CashPanel:
    """代收 in the rail; every act is of the clerk whose drawer it is."""

    opens_with = Command.TO_CASH
    side: QWidget | None = None

    def __init__(self, at: AtDesk) -> None:
        """Work for the clerk at `at`."""
        self._at = at
        self.acts = Acts(
            {
                Command.REVERSE_RECEIPT: self.reverse,
                Command.HAND_OVER_CASH: self.hand_over,
                Command.SIGN_CASH: self.sign,
                Command.STEP_OUT: self._focus_list,
            }
        )
        self.view = CashView(self.acts)
        self.work = self.view
        self._found = Drawers((), {})
        self._is_working = False
        self._commands: dict[str, str] = {}
        heard = Heard(
            issued=self._on_reversed,
            spooled=self._on_spooled,
            printer_fault=self._on_fault,
            refused=self._on_failed,
        )
        self._issuing = Issuing(at, heard)
        self.view.list.pointed.connect(self._on_pointed)
        at.board.papers_changed.connect(self._on_changed)
        self._open_acts()

    def entered(self) -> None:
        """Read the drawers and put the keys into the list."""
        self.view.strip.clear()
        self.refresh()
        self._focus_list()

    def left(self) -> None:
        """Keep what was typed, but never a pass phrase."""
        self.view.phrase.clear()

    def refresh(self) -> None:
        """Read the drawers again."""
        at = self._at
        at.store(lambda: review_drawers(at.office, at.desk), self._on_found, self._on_failed)

    def hand_over(self) -> None:
        """Note that the chosen line was handed over, by the voucher typed."""
        chosen, at = self._chosen(), self._at
        if chosen is None or self._is_working:
            return
        handed = HandOver(chosen.biller, chosen.way, self.view.voucher.text())
        command = self._command(f"hand_over {chosen.batch.id} {chosen.batch.base}")
        self._carry_out(
            lambda: hand_over(at.office, at.desk, command, chosen.batch.id, handed),
            f"{chosen.biller}（{chosen.way}）的款已记为解缴。",
        )

    def reverse(self) -> None:
        """Reverse the chosen receipt, once somebody who checks money has vouched for it."""
        chosen = self._chosen()
        if chosen is not None and chosen.entry is not None and not self._issuing.is_working:
            at, paper, reason = self._at, chosen.entry.paper, self.view.reason.text()
            self._issuing.issue_vouched(
                f"reverse {paper}",
                self._vouching(),
                lambda command, second: reverse_receipt(
                    at.office, at.desk, command, paper, Reversal(reason, second)
                ),
            )

    def sign(self) -> None:
        """Sign the day's end of the chosen batch with the cash counted and the second person."""
        chosen = self._chosen()
        if chosen is None or self._is_working:
            return
        try:
            counted = money.parse(self.view.counted.text())
        except PersonFacing as unreadable:
            self._on_failed(unreadable)
            return
        note, batch = self.view.reason.text(), chosen.batch
        self._is_working = True
        self._at.outside(
            self._vouching(),
            lambda second: self._sign_with(batch, Count(counted, second, note)),
            self._on_failed,
        )

    def _sign_with(self, batch: CashBatch, count: Count) -> None:
        at, command = self._at, self._command(f"sign {batch.id} {batch.base}")
        self._carry_out(
            lambda: sign_batch(at.office, at.desk, command, batch.id, batch.base, count),
            f"日终已签：点出现金 {money.figures(count.counted)} 元。",
        )

    def _vouching(self) -> Callable[[], str]:
        """Return the check of the second person typed; the phrase is taken now and stays nowhere."""
        number, phrase = self.view.second.text(), self.view.take_phrase()
        return partial(second_person, self._at, number, phrase, _LACKS)

    def _carry_out(self, work: Callable[[], CashBatch], said: str) -> None:
        self._is_working = True
        self._at.store(work, partial(self._on_done, said), self._on_failed)

    def _command(self, what: str) -> str:
        """Return one id for one act on what was seen: pressed again after an error it is the same act."""
        return self._commands.setdefault(what, self._at.office.ids.operation_id())

    def _chosen(self) -> model.Chosen | None:
        return model.chosen_in(self._found, self._at.desk.clerk.id, self.view.list.current_id or "")

    def _focus_list(self) -> None:
        self.view.room.take_keys()

    def _on_found(self, found: Drawers) -> None:
        self._found = found
        rows = model.rows_of(found, self._at.desk.clerk.id)
        self.view.sums.set_words(model.sum_words(found))
        self.view.list.show_rows(rows)
        if rows and self.view.list.current_id is None:
            self.view.list.choose(rows[0].id)
        self.view.room.refit()
        self._on_pointed(self.view.list.current_id or "")

    @Slot(str)
    def _on_pointed(self, row_id: str) -> None:
        hint = next((row.hint for row in self.view.list.rows if row.id == row_id), "")
        self.view.hint.setText(hint)
        self._open_acts()

    def _open_acts(self) -> None:
        chosen = self._chosen()
        may = {
            Command.SIGN_CASH: chosen is not None and chosen.may_sign,
            Command.HAND_OVER_CASH: chosen is not None and chosen.may_hand_over,
            Command.REVERSE_RECEIPT: chosen is not None and chosen.may_reverse,
        }
        self.acts.open_only({Command.STEP_OUT} | {command for command, is_open in may.items() if is_open})

    def _on_changed(self, _ids: frozenset[str]) -> None:
        if self.work.isVisible():
            self.refresh()

    def _on_done(self, said: str, _batch: CashBatch) -> None:
        self._is_working = False
        self._settled(said)
        self.refresh()

    def _on_reversed(self, done: CaseDone) -> None:
        self._settled(f"已红冲，红字收据 {done.papers[0].number} 正在打印，请把钱退还缴费人。")

    def _settled(self, said: str) -> None:
        self.view.clear_form()
        self.view.strip.say(said, Tone.DONE)
        self._focus_list()

    def _on_spooled(self, job: PrintJob) -> None:
        self.view.strip.say(f"{job.document_number} 已送到打印机。打出来后按 Ctrl+Y 确认。", Tone.DONE)

    def _on_fault(self, error: Exception) -> None:
        said = self._at.wording.of(error).sentence()
        self.view.strip.say(f"红冲已保存。{said}之后可在文书页（Alt+4）打印。", Tone.SOON)

    def _on_failed(self, error: Exception) -> None:
        self._is_working = False
        self.view.strip.show_message(self._at.wording.of(error))
        field = self._field_of(error)
        if field is not None:
            field.setFocus()
        if isinstance(error, CashRefused) and error.code == "cash.changed_meanwhile":
            self.refresh()

    def _field_of(self, error: Exception) -> QLineEdit | None:
        """Return the field in which a refusal is cured."""
        view = self.view
        fields = {
            "cash.voucher_needed": view.voucher,
            "money.not_readable": view.counted,
            "cash.counted_below_nothing": view.counted,
            "cash.difference_needs_note": view.reason,
            "cash.reversal_needs_reason": view.reason,
            "cash.reversal_needs_second": view.second,
            "cash.needs_checker": view.second,
            "cash.second_unknown": view.second,
            "cash.needs_phrase": view.phrase,
            "storage.wrong_pass_phrase": view.phrase,
        }
        return fields.get(error.code) if isinstance(error, PersonFacing) else None
