"""Says on the page of a correction what F12 does, and how a paper stands that is excused (容缺, 告知承诺)."""

from ui.counter import excuse_words
from ui.counter.entry_teller import EntryTeller
from ui.counter.excusing import KEYS as EXCUSING_KEYS
from ui.panels.cases.completing import word_of
from ui.panels.cases.view import CasesView
from ui.shortcuts import KEYS, Command
from ui.widgets.text import Tone

_WAY_OUT = (
    f"收不齐的按 {KEYS[Command.STEP_OUT].sequence} 返回，"
    f"再按 {KEYS[Command.SUPPLEMENT_NOTICE].sequence} 告知。"
)


class Accepting:
    """Follows the keys on the page of a correction."""

    def __init__(self, view: CasesView) -> None:
        """Follow the page in `view`, and write its strip and its main key."""
        self._view, self._entries = view, EntryTeller(view.strip)
        view.correction.changed.connect(self._say_word)
        view.correction.struck.connect(self._after_key)

    def _say_word(self) -> None:
        """Say what F12 does now: with a paper excused and all the rest there it accepts."""
        correction = self._view.correction.correction
        if correction is not None and self._view.page is self._view.correction:
            self._view.accept_button.set_word(word_of(correction))

    def _after_key(self, material_key: str, key: str) -> None:
        """Say how a paper stands that a key excuses, or what is excused once nothing else is missing."""
        correction, strip = self._view.correction.correction, self._view.strip
        if correction is None:
            return
        if self._entries.tell(correction, material_key, key):
            return
        if key in EXCUSING_KEYS:
            words, is_excused = excuse_words.excused(correction, material_key, key, _WAY_OUT)
            strip.say(words, Tone.DONE if is_excused and correction.accepts else Tone.SOON)
        elif correction.accepts:
            strip.say(excuse_words.ready(correction, "都齐了"), Tone.DONE)
