"""Decides what a scan does: look, ask what the QR does not say, take back, and say how many are left."""

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import PersonFacing
from app.services.lost_numbers import LostNumbers
from app.services.take_back.paper import SeenPaper, TakenBack
from ui.take_back.contents import AMOUNT
from ui.take_back.reading import BACK_TO, Reading
from ui.take_back.use_cases import TakeBackUseCases
from ui.take_back.view import TakeBackView
from ui.tasks import Lane, Tasks
from ui.widgets.text import Tone
from ui.words import Wording

_UNREAD = {AMOUNT: "没有看懂金额，请写成 128.50 这样。"}
_LONGEST_ANSWER = 100
"""Longer is a QR that was scanned while a question was open."""


class TakeBackPresenter(QObject):
    """`taken` tells each paper that came back, `lost_known` what is still lost whenever that was read."""

    taken = Signal(object)
    lost_known = Signal(object)

    def __init__(self, view: TakeBackView, tasks: Tasks, wording: Wording) -> None:
        """Work on `view`; `begin` says for whom."""
        super().__init__(view)
        self._view, self._tasks, self._wording = view, tasks, wording
        self._use: TakeBackUseCases | None = None
        self._reading: Reading | None = None
        view.scanned.connect(self._on_scanned)
        view.questions.answered.connect(self._on_answered)

    def begin(self, use: TakeBackUseCases) -> None:
        """Start for one clerk with nothing asked and nothing said."""
        self._use, self._reading = use, None
        self._view.strip.clear()
        self._view.wait_for_scan()

    def refresh(self) -> None:
        """Read what is lost again."""
        if self._use is not None:
            self._tasks.submit(Lane.STORAGE, self._use.lost, self.show_lost, self._on_failed)

    def show_lost(self, lost: LostNumbers) -> None:
        """Show what is lost."""
        self._view.show_lost(lost)
        self.lost_known.emit(lost)

    def resume(self) -> None:
        """Put the keys where they belong: into the open question, else into the field for the scanner."""
        if self._reading is not None:
            self._view.questions.entry.setFocus()
        else:
            self._view.field.setFocus()

    def step_out(self) -> bool:
        """Go one question back, or leave the questions; False when none was open."""
        if self._reading is None:
            return False
        if self._reading.back():
            self._view.ask(self._reading.question)
        else:
            self._view.strip.say("这一份没有补登。", Tone.PLAIN)
            self._end_reading()
        return True

    @Slot(str)
    def _on_scanned(self, scanned: str) -> None:
        use = self._use
        if use is not None:
            self._view.strip.say("正在核对……", Tone.PRESS)
            self._tasks.submit(
                Lane.STORAGE,
                lambda: use.look(scanned),
                lambda seen: self._on_seen(use, scanned, seen),
                self._on_failed,
            )

    def _on_seen(self, use: TakeBackUseCases, scanned: str, seen: SeenPaper) -> None:
        if self._reading is not None:
            self._view.strip.say("先答完上一份，再扫这一份。", Tone.SOON)
            return
        reading = Reading(scanned, seen, use.initials)
        if not reading.is_needed:
            self._take(use, scanned, reading if reading.result.promised.keys else None)
            return
        self._reading = reading
        missing = "事项和姓名" if seen.case_id is None else "纸上写的承诺或者金额"
        self._view.strip.say(f"二维码里没有{missing}，请照纸面回答。Esc 返回。", Tone.PRESS)
        self._view.ask(reading.question)

    @Slot(object)
    def _on_answered(self, answer: tuple[str, ...]) -> None:
        reading, use = self._reading, self._use
        if reading is None or use is None:
            return
        if len(self._view.questions.entry.text()) > _LONGEST_ANSWER:
            self._ask_again(reading, "先答完上一份，再扫下一份。")
            return
        if not answer:
            self._ask_again(reading, "请按列出的数字，再按回车。")
            return
        asked = reading.step
        if reading.answer(answer[0]):
            self._take(use, reading.scanned, reading)
        elif reading.step == asked:
            self._ask_again(reading, _UNREAD.get(asked, "没有看懂日期，请写成 2026-12-03 这样。"))
        else:
            self._view.strip.clear()
            self._view.ask(reading.question)

    def _ask_again(self, reading: Reading, why: str) -> None:
        self._view.strip.say(why, Tone.SOON)
        self._view.ask(reading.question)

    def _take(self, use: TakeBackUseCases, scanned: str, reading: Reading | None) -> None:
        read = reading.result if reading is not None else None
        command = use.new_command_id()
        self._tasks.submit(
            Lane.STORAGE, lambda: use.take(command, scanned, read), self._on_taken, self._on_failed
        )

    def _on_taken(self, back: TakenBack) -> None:
        self._end_reading()
        self.show_lost(back.left)
        self._view.strip.say(_said(back), Tone.SOON if back.rivals else Tone.DONE)
        self.taken.emit(back)

    def _on_failed(self, error: Exception) -> None:
        reading = self._reading
        again = BACK_TO.get(error.code) if isinstance(error, PersonFacing) else None
        if reading is not None and again is not None:
            reading.ask_again(again)
            self._view.ask(reading.question)
        else:
            self._end_reading()
        self._view.strip.show_message(self._wording.of(error))

    def _end_reading(self) -> None:
        self._reading = None
        self._view.wait_for_scan()


def _said(back: TakenBack) -> str:
    left = len(back.left.papers)
    rest = f"还有 {left} 份，请接着扫。" if left else "打印过的文书都补登回来了。"
    done = f"{back.paper.number} 补登好了，办件现在是“{back.case.state.label}”。"
    if not back.rivals:
        return f"{done}{rest}"
    others = "、".join(back.rivals)
    return f"{done}这个办件另有 {others}，请报告窗口负责人，作废其中一份。{rest}"
