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

MOST = 9
REUSE = "Y"
"""Takes in what the hall has already (材料复用)."""


class Tray:
    """The ticks of one intake, by material; quick and without Qt."""

    def __init__(self) -> None:
        """Start empty."""
        self._here: dict[str, HandedIn] = {}

    def get(self, key: str) -> HandedIn | None:
        """Return how a paper was handed in, None if it is not here."""
        return self._here.get(key)

    def press(self, key: str, material: Material) -> None:
        """Do what a key does on a paper's line: Space takes it in, a digit counts its pieces, …

        A paper that is printed here to be signed is not waived, and not given back at once. One that is used
        again has the pieces, pages and form it had.
        """
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

    def turn_form(self, material: Material) -> None:
        """Say that the next of the forms the item allows was handed in; a waived paper has none."""
        known = self._here.get(material.key)
        if known is not None and not known.waived_by:
            forms = [form.value for form in material.forms]
            after = forms[(forms.index(known.form) + 1) % len(forms)]
            self._here[material.key] = replace(known, form=after)

    def waive(self, material: Material) -> None:
        """Note that a check in a system stands in for the paper (免); nothing if none may."""
        if material.waived_by:
            self._here[material.key] = HandedIn(
                key=material.key, form=MaterialForm.ELECTRONIC.value, waived_by=material.waived_by
            )

    def set_copies(self, material: Material, copies: int) -> None:
        """Say how many pieces were handed in."""
        if material.key in self._here:
            self._here[material.key] = replace(self._here[material.key], copies=copies)

    def add_page(self, material: Material) -> None:
        """Count one page more, and begin again after the most that one key can count."""
        known = self._here.get(material.key)
        if known is not None:
            self._here[material.key] = replace(known, pages=known.pages % MOST + 1)

    def turn_returned(self, material: Material) -> None:
        """Say that the original was compared and given back at once (核验退回), or kept."""
        known = self._here.get(material.key)
        if known is not None:
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


_KEYS: Mapping[str, Callable[[Tray, Material], None]] = {
    " ": Tray.turn,
    "F": Tray.turn_form,
    "P": Tray.add_page,
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
