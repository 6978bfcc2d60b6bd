"""Says what may be typed on a line of the checklist, for as long as it may."""

from ui.counter.papers_wanted import PapersWanted
from ui.counter.row_entry import ESC, entry_words
from ui.widgets.message_strip import MessageStrip
from ui.widgets.text import Tone


class EntryTeller:
    """Works on one strip, and takes back only what it said itself."""

    def __init__(self, strip: MessageStrip) -> None:
        """Write on `strip`."""
        self._strip, self._told = strip, ""

    def tell(self, wanted: PapersWanted, material_key: str, key: str) -> bool:
        """Say what may be typed on a paper's line after `key`; True if that is all there is to say."""
        entry = wanted.tray.entry_of(material_key)
        if entry is not None:
            words = entry_words(wanted.form.words, wanted.material(material_key), entry)
            self._strip.show_message(words, Tone.SOON)
            self._told = self._strip.words
            return True
        told, self._told = self._told, ""
        if told and self._strip.words == told:
            self._strip.clear()
        return key == ESC
