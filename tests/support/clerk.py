"""A clerk before the real window: hands on the keyboard alone, eyes on the screen alone."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, Qt
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from real_window import PHRASE, RealWindow

from app.adapters.paper_verify.verifier import OfflineVerifier
from app.bootstrap.trust import load_trust
from app.domain.verification import VerdictKind
from ui.form.attached_entry import AttachedEntry
from ui.widgets.row_list import RowList
from ui.widgets.text import Elided

HAND_S = 0.12
"""Between two keys of a quick hand; a card reader is faster."""
PATIENCE_MS = 8_000
BLINK_MS = 2
MOST_FIELDS = 90
PANELS = {
    "叫号": "1",
    "收件": "2",
    "办件": "3",
    "文书": "4",
    "台账": "5",
    "设置": "6",
    "关于": "7",
    "代收": "8",
}
MATERIALS = "材料"


class NotOnScreen(AssertionError):
    """What the clerk waits for does not appear; the message says what is there instead."""


@dataclass(frozen=True)
class Paper:
    """A paper as it lies in the printer's tray."""

    file: Path
    trust: Path

    def is_genuine(self) -> bool:
        return (
            OfflineVerifier().verify(self.file.read_bytes(), load_trust(self.trust)).kind
            is VerdictKind.GENUINE
        )

    @property
    def text(self) -> str:
        """What a person, or pdftotext, reads; line ends left out."""
        with pypdfium2.PdfDocument(self.file) as document:
            pages = [page.get_textpage().get_text_range() for page in document]
        return "".join("".join(pages).split())


@dataclass
class Clerk:
    """Knows the keys and reads the screen. `keys_pressed` counts every key that is not data."""

    place: RealWindow
    keys_pressed: int = 0

    # Hands.

    def press(self, *keys: str) -> None:
        """Press keys as the key card spells them (F12, Ctrl+D, Enter), and wait for each as a person does."""
        for key in keys:
            self.keys_pressed += 1
            self.strike(key)
            self.settle()

    def strike(self, key: str) -> None:
        """Press one key and wait for nothing."""
        self.place.clock.advance(seconds=HAND_S)
        stroke = QKeySequence("Return" if key == "Enter" else key.replace("+Enter", "+Return"))[0]
        QTest.keyClick(self._window.windowHandle(), stroke.key(), stroke.keyboardModifiers())

    def types(self, data: str) -> None:
        """Type data: by keys what the keyboard has, through an input method what it has not."""
        for plain, part in _runs(data):
            if plain:
                self._type_plain(part)
            else:
                self.commits(part)
        self.settle()

    def commits(self, chinese: str) -> None:
        """Take words from the input method."""
        self._receive(QInputMethodEvent("", []), chinese)

    def composes(self, syllables: str) -> None:
        """Leave syllables in the making."""
        self._receive(QInputMethodEvent(syllables, []))

    def reads_a_card(self, number: str) -> None:
        """Hold a card to a reader that types: all keys at once, Enter at the end."""
        for character in number:
            QTest.keyClick(self._window.windowHandle(), character)
        QTest.keyClick(self._window.windowHandle(), Qt.Key.Key_Return)
        self.settle()

    # Eyes.

    @property
    def screen(self) -> str:
        """Everything that can be read now, one thing a line."""
        return "\n".join(visible_words(self._window))

    def sees(self, *words: str) -> bool:
        """Say whether all these words stand on the screen."""
        screen = self.screen
        return all(one in screen for one in words)

    def waits_to_see(self, *words: str) -> None:
        """Look at the screen until these words stand there."""
        self.waits_until(lambda: self.sees(*words), f"{words} is not on the screen")
        self.settle()

    @property
    def at(self) -> str:
        """The name of what has the focus, as a screen reader says it."""
        return self.focus.accessibleName()

    @property
    def focus(self) -> QWidget:
        """What takes the next key."""
        widget = self._window.focusWidget()
        if widget is None:
            raise NotOnScreen(f"nothing has the focus:\n{self.screen}")
        return widget

    def settle(self) -> None:
        """Wait until the window is done with what was asked of it."""
        self.waits_until(
            lambda: not self.place.composed.running.tasks.is_busy, "the lanes never come to rest"
        )
        QCoreApplication.processEvents()

    def waits_until(self, is_so: Callable[[], bool], otherwise: str) -> None:
        """Let the window work until something is so; NotOnScreen says `otherwise` and shows the screen."""
        patience = QDeadlineTimer(PATIENCE_MS)
        QCoreApplication.processEvents()
        while not is_so():
            if patience.hasExpired():
                raise NotOnScreen(f"{otherwise}:\n{self.screen}")
            # processEvents with a time would spin, and take the lanes the very turn they wait for.
            QTest.qWait(BLINK_MS)

    # The way in.

    def signs_in(self, staff_number: str, phrase: str = PHRASE) -> None:
        """Sign in from the sign-in page."""
        self.settle()
        if self.at == "口令":
            self.press("Shift+Enter")
        self._clear_and_type(staff_number)
        self.press("Enter")
        self.types(phrase)
        self.press("Enter")

    def sits_at(self, window: str) -> None:
        """Choose a window by its number."""
        self.waits_to_see("今天坐哪个窗口")
        self.types(window)
        self.press("Enter")
        if self.sees("请再选一次"):
            self.press("Enter")
        self.waits_to_see("当前 无")

    def sits_at_in_place_of_another(self, window: str) -> None:
        """Take over a window where somebody sits: choose it twice."""
        self.waits_to_see("今天坐哪个窗口")
        self.types(window)
        self.press("Enter")
        self.waits_to_see("请再选一次")
        self.press("Enter")

    def unlocks(self, phrase: str = PHRASE) -> None:
        """Come back to the locked window."""
        self.types(phrase)
        self.press("Enter")

    # The queue.

    def takes_a_number_for(self, letters: str, ground: str = "") -> None:
        """Give somebody a number; `ground` is the digit of a priority."""
        self.press("F10")
        self.types(letters)
        self.press("Enter")
        self.types(ground)
        if self.focus.property("enterSubmits") and self.at.endswith("优先号？"):
            self.press("Enter")
        self.waits_to_see("已取号")

    def calls_next(self) -> str:
        """Call, and return the number that is at the window now."""
        self.press("F2")
        self.waits_to_see("办理中")
        return next(line for line in self.screen.splitlines() if line.startswith("当前 ")).split()[1]

    def answers(self, *answers: str) -> None:
        """Answer the questions beside the queue one after the other."""
        for answer in answers:
            self.types(answer)
            if (
                self.focus.property("enterSubmits")
                and isinstance(self.focus, QLineEdit)
                and self.focus.text()
            ):
                self.press("Enter")

    def goes_to(self, panel: str) -> None:
        """Bring a panel to the front."""
        self.press(f"Alt+{PANELS[panel]}")

    # The intake.

    def picks_item(self, item: str) -> None:
        """Choose a 事项 by number, name or initials."""
        self.waits_to_see("要办什么事项")
        self.types(item)
        self.press("Enter")
        self.waits_until(lambda: self.at != "查找事项", "no form opens")

    def picks_draft(self) -> None:
        """Go on with the newest unfinished intake: one key points to it or opens the only one."""
        self.waits_to_see("未完成")
        self.press("Ctrl+O")
        if self.at == "查找事项":
            self.press("Enter")
        self.waits_until(lambda: self.at != "查找事项", "no form opens")

    def fills(self, answers: Mapping[str, str | Sequence[str]]) -> None:
        """Answer questions by their labels, walking the form with Enter."""
        for label, answer in answers.items():
            self.walks_to(label)
            self.answers_field(answer)

    def walks_to(self, label: str) -> None:
        """Press Enter until the field with this label has the focus."""
        for _field in range(MOST_FIELDS):
            if label in _names(self.focus):
                return
            self.press("Enter")
        raise NotOnScreen(f"no way leads to {label}, the focus is at {self.at}:\n{self.screen}")

    def tabs_to(self, name: str) -> None:
        """Press Tab until what has this name has the focus."""
        for _stop in range(MOST_FIELDS):
            if self.at == name:
                return
            self.press("Tab")
        raise NotOnScreen(f"Tab never comes to {name}, the focus is at {self.at}")

    def answers_field(self, answer: str | Sequence[str]) -> None:
        """Answer the field that has the focus, each kind by its own keys."""
        widget = self.focus
        if isinstance(widget, AttachedEntry):
            self.photographs()
        elif isinstance(widget, QComboBox) and not widget.isEditable():
            self._choose(widget, str(answer))
        elif isinstance(widget, QCheckBox):
            self._tick(widget, answer)
        else:
            self._clear_and_type(str(answer))

    def photographs(self) -> None:
        """Answer the field that has the focus by a picture that was copied; the keys come back to it."""
        field = self.focus
        self.press("Ctrl+E")
        picture = QImage(300, 420, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.darkRed)
        QGuiApplication.clipboard().setImage(picture)
        self.press("Ctrl+V")
        self.waits_to_see("还没有收入")
        self.press("Enter")
        self.waits_to_see("已收入第 1 页")
        self.press("Esc")
        self.waits_until(lambda: self.focus is field, "the keys do not come back from the photographs")

    def ticks_papers(self, besides: Collection[str] = ()) -> None:
        """Print what is to be signed, go to the checklist and take in every paper it wants, but `besides`."""
        if "未打印" in self.screen:
            self.press("Ctrl+P")
            self.waits_to_see("已送到打印机")
        self.press("F8")
        papers = self.focus
        if not (isinstance(papers, RowList) and self.at == MATERIALS):
            raise NotOnScreen(f"the form is not right yet, the focus is at {self.at}:\n{self.screen}")
        self.press(*["Up"] * len(papers.rows))
        for _paper in papers.rows:
            row = next(row for row in papers.rows if row.id == papers.current_id)
            wanted = row.trail in {"缺", "可免", "可容缺", "待签字"} and row.words not in besides
            self.press("Space" if wanted else "Down")

    def accepts_and_prints(self) -> Paper:
        """Accept, and take the paper out of the tray."""
        return self.prints_with("F12")

    def prints_with(self, key: str) -> Paper:
        """Press a key that prints, and take the new paper out of the tray."""
        before = set(self.tray)
        self.press(key)
        self.waits_until(lambda: bool(set(self.tray) - before), "nothing comes out of the printer")
        self.settle()
        return Paper((set(self.tray) - before).pop(), self.place.home.trust)

    @property
    def tray(self) -> list[Path]:
        """The papers that came out, in order; a number's slip is none."""
        return sorted(self.place.home.printed.glob("*〔*〕*.pdf"))

    # The cases.

    def finds(self, wanted: str) -> str:
        """Search in the case panel, and return what it says."""
        self.goes_to("办件")
        self.press("Ctrl+F")
        self._clear_and_type(wanted)
        self.press("Enter")
        return self.screen

    @property
    def _window(self) -> QWidget:
        return self.place.composed.window

    def _type_plain(self, text: str) -> None:
        for character in text:
            self.place.clock.advance(seconds=HAND_S)
            QTest.keyClick(self._window.windowHandle(), character)

    def _clear_and_type(self, text: str) -> None:
        held = self.focus
        shown = held.currentText() if isinstance(held, QComboBox) else getattr(held, "text", str)()
        if shown:
            self.strike("Ctrl+A")
        self.types(text)

    def _receive(self, event: QInputMethodEvent, committed: str = "") -> None:
        self.place.clock.advance(seconds=HAND_S)
        if committed:
            event.setCommitString(committed)
        QApplication.sendEvent(self.focus, event)

    def _choose(self, box: QComboBox, word: str) -> None:
        offered = [box.itemText(place) for place in range(box.count())]
        fitting = [text for text in offered if text.split("  ", 1)[-1] == word]
        if not fitting:
            raise NotOnScreen(f"{self.at} does not offer {word}, but {offered}")
        if box.currentText() != fitting[0]:
            digit, _, rest = fitting[0].partition("  ")
            if rest:
                self.types(digit)
            else:
                self.commits(word)

    def _tick(self, box: QCheckBox, answer: str | Sequence[str]) -> None:
        if isinstance(answer, str):
            if not box.isChecked():
                self.types(" ")
            return
        group = box.parentWidget()
        assert group is not None
        for one in group.findChildren(QCheckBox):
            if one.isVisible() and one.isChecked() != (one.accessibleName() in answer):
                self.types(one.text().split("  ", 1)[0])


def visible_words(window: QWidget) -> Iterator[str]:
    """Yield what a person can read in a window."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            yield from (words for words in _words(widget) if words)


def _words(widget: QWidget) -> Iterable[str]:
    if isinstance(widget, Elided):
        return (widget.words(),)
    if isinstance(widget, QLabel | QAbstractButton):
        return (widget.text(),)
    if isinstance(widget, QLineEdit):
        return (widget.displayText(),)
    if isinstance(widget, QComboBox):
        return (widget.currentText(),)
    if isinstance(widget, RowList):
        return (f"{row.lead} {row.words} {row.trail}".strip() for row in widget.rows)
    return ()


def _names(widget: QWidget) -> set[str]:
    parent = widget.parentWidget()
    return {widget.accessibleName(), parent.accessibleName() if parent is not None else ""}


def _runs(data: str) -> Iterator[tuple[bool, str]]:
    """Yield (is plain ASCII, run) pieces of a text."""
    start = 0
    for place in range(1, len(data) + 1):
        if place == len(data) or data[place].isascii() != data[start].isascii():
            yield data[start].isascii(), data[start:place]
            start = place
