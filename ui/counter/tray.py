"""The papers on the counter: what is needed, what is here, and how it was handed in."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from app.domain.case.reuse import ReusablePaper
from app.domain.draft import MATERIAL_SLOT
from app.domain.form.model import Material, MaterialForm
from app.domain.form.sheet import MaterialNeed
from app.services.cases.intake import HandedIn, lent_again
from ui.counter.row_entry import BACKSPACE, CheckEntry, Entry, PageEntry

REUSE = "Y"
"""Takes in what the hall has already (材料复用)."""
PAPER_KEYS = frozenset(" 123456789PFMT")
"""What a paper's line hears at any time."""


class Tray:
    """The ticks of one intake, by material; quick and without Qt."""

    def __init__(self) -> None:
        """Start empty."""
        self._here: dict[str, HandedIn] = {}
        self.entry: Entry | None = None
        """What is being typed on a line, which no draft keeps."""

    def get(self, key: str) -> HandedIn | None:
        """Return how a paper was handed in, None if it is not here."""
        return self._here.get(key)

    def press(self, key: str, material: Material) -> None:
        """Do what a key does on a paper's line: Space takes it in, a digit counts its pieces, …

        A paper that is printed here to be signed is not waived, and not given back at once. One that is used
        again has the pieces, pages and form it had. While something is typed on the line, that comes first.
        """
        if self._typed(key, material):
            return
        known = self._here.get(material.key)
        is_reused = known is not None and known.reused is not None
        if (material.printed_here and key in _NOT_OF_OURS) or (is_reused and key not in _OF_ANY):
            return
        if key.isdigit():
            self.set_copies(material, int(key))
        elif key in _KEYS:
            _KEYS[key](self, material)

    def turn(self, material: Material) -> None:
        """Take a paper in, or give it back."""
        if self._here.pop(material.key, None) is None:
            self._here[material.key] = HandedIn(
                key=material.key, form=material.forms[0].value, copies=material.copies
            )

    def reuse(self, key: str, lent: ReusablePaper | None) -> None:
        """Take in the paper an earlier case lends, or give it back; nothing if none is lent."""
        known = self._here.get(key)
        if known is not None and known.reused is not None:
            self.lose(key)
        elif lent is not None:
            self._here[key] = lent_again(key, lent)

    def keep_lent(self, lent: Mapping[str, ReusablePaper]) -> None:
        """Forget each paper used again that is not among those `lent` any more: somebody else applies now."""
        stale = [one.key for one in self._here.values() if one.reused not in {None, lent.get(one.key)}]
        for key in stale:
            self.lose(key)

    def lose(self, key: str) -> None:
        """Forget that a paper is here: the sheet that counts is another one now."""
        self._here.pop(key, None)
        self.end_entry()

    def end_entry(self) -> None:
        """End what is being typed on a line: pages stay as they were typed, no check is chosen."""
        self.entry = None

    def entry_of(self, key: str) -> Entry | None:
        """Return what is being typed on the line of a paper."""
        return self.entry if self.entry is not None and self.entry.key == key else None

    def turn_form(self, material: Material) -> None:
        """Say that the next of the forms the item allows was handed in; a waived paper has none."""
        known = self._here.get(material.key)
        if known is not None and not known.waived_by:
            forms = [form.value for form in material.forms]
            after = forms[(forms.index(known.form) + 1) % len(forms)]
            self._here[material.key] = replace(known, form=after)

    def waive(self, material: Material) -> None:
        """Note which check in a system stands in for the paper (免); of several one is chosen now."""
        checks = material.waived_by
        if len(checks) == 1:
            self._waive_by(material.key, checks[0])
        elif checks:
            self.entry = CheckEntry(key=material.key, checks=checks)

    def set_copies(self, material: Material, copies: int) -> None:
        """Say how many pieces were handed in; of what a check stands in for there are none."""
        known = self._here.get(material.key)
        if known is not None and not known.waived_by:
            self._here[material.key] = replace(known, copies=copies)

    def ask_pages(self, material: Material) -> None:
        """Let the number of pages be typed."""
        known = self._here.get(material.key)
        if known is not None and not known.waived_by:
            self.entry = PageEntry(key=material.key, before=known.pages)

    def turn_returned(self, material: Material) -> None:
        """Say that the original was compared and given back at once (核验退回), or kept."""
        known = self._here.get(material.key)
        if known is not None and not known.waived_by:
            self._here[material.key] = replace(known, returned=not known.returned)

    def handed_in(self, needs: tuple[MaterialNeed, ...]) -> tuple[HandedIn, ...]:
        """Return what is here, in the item's order."""
        found = (self._here.get(need.material.key) for need in needs)
        return tuple(one for one in found if one is not None)

    def draft(self) -> dict[str, Any]:
        """Return the ticks as a draft keeps them."""
        return {f"{MATERIAL_SLOT}{key}": _plain(one) for key, one in self._here.items()}

    def load(self, answers: Mapping[str, Any]) -> None:
        """Take the ticks back from a draft."""
        kept = (value for path, value in answers.items() if path.startswith(MATERIAL_SLOT))
        self._here = {value["key"]: _read(value) for value in kept}

    def _typed(self, key: str, material: Material) -> bool:
        """Take a key into what is being typed on the line; say whether the key has done all it does.

        Any key of another line ends it. Space, Enter and Esc only end it; the other keys of the line end it
        and do what they always do. While a check is chosen, Space takes the paper in and M leaves it.
        """
        entry = self.entry_of(material.key)
        self.end_entry()
        if isinstance(entry, PageEntry):
            return self._type_pages(entry, key)
        return entry is not None and self._choose_check(entry, key)

    def _type_pages(self, entry: PageEntry, key: str) -> bool:
        self.entry = entry.press(key)
        if isinstance(self.entry, PageEntry):
            self._here[entry.key] = replace(self._here[entry.key], pages=self.entry.pages)
        return self.entry is not None or key not in PAPER_KEYS - {" "}

    def _choose_check(self, entry: CheckEntry, key: str) -> bool:
        if entry.chosen(key):
            self._waive_by(entry.key, entry.chosen(key))
        elif key.isdigit() or key == BACKSPACE:
            self.entry = entry
        return key not in PAPER_KEYS - {"M"} or key.isdigit()

    def _waive_by(self, key: str, check: str) -> None:
        self._here[key] = HandedIn(key=key, form=MaterialForm.ELECTRONIC.value, waived_by=check)


_KEYS: Mapping[str, Callable[[Tray, Material], None]] = {
    " ": Tray.turn,
    "F": Tray.turn_form,
    "P": Tray.ask_pages,
    "M": Tray.waive,
    "T": Tray.turn_returned,
}


_NOT_OF_OURS = frozenset("MT")
_OF_ANY = frozenset(" M")


def _plain(one: HandedIn) -> dict[str, Any]:
    """Return a tick as JSON; what came before papers could be used again has nothing to say of it."""
    told = {name: getattr(one, name) for name in HandedIn.__dataclass_fields__ if name != _LENT}
    if one.reused is None:
        return told
    days = {name: getattr(one.reused, name).isoformat() for name in _DAYS}
    return {**told, _LENT: {**asdict(one.reused), **days}}


def _read(told: Mapping[str, Any]) -> HandedIn:
    lent = told.get(_LENT)
    if lent is None:
        return HandedIn(**told)
    days = {name: date.fromisoformat(lent[name]) for name in _DAYS}
    return HandedIn(**{**told, _LENT: ReusablePaper(**{**lent, **days})})


_LENT = "reused"
_DAYS = ("received_on", "until")
