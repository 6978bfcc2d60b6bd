"""How a paper to be signed stands: printed, changed since, or back with its signature."""

from enum import Enum

from app.domain.case.forms_printed import FormPrint


class SheetStanding(Enum):
    """Whether the applicant has signed what the form says now; UNSURE: perhaps it was printed."""

    NOT_PRINTED = "not_printed"
    UNSURE = "unsure"
    PRINTED = "printed"
    CHANGED = "changed"
    SIGNED = "signed"
    SIGNED_OTHERWISE = "signed_otherwise"

    @property
    def is_settled(self) -> bool:
        """Say whether the paper is here, signed, and says what the form says."""
        return self is SheetStanding.SIGNED

    @property
    def needs_printing(self) -> bool:
        """Say whether no sheet is out for certain that says what the form says now."""
        return self not in {SheetStanding.PRINTED, SheetStanding.SIGNED}

    @property
    def is_outdated(self) -> bool:
        """Say whether a sheet is out that says something else."""
        return self in {SheetStanding.CHANGED, SheetStanding.SIGNED_OTHERWISE}


def standing_of(last: FormPrint | None, digest: str, *, is_signed: bool) -> SheetStanding:
    """Return how a paper stands whose content now has `digest`.

    One that was signed and never printed here (a blank sheet filled in by hand, another machine's print)
    cannot be compared: the clerk who took it in has read it.
    """
    is_changed = last is not None and last.digest != digest
    if is_signed:
        return SheetStanding.SIGNED_OTHERWISE if is_changed else SheetStanding.SIGNED
    if last is None:
        return SheetStanding.NOT_PRINTED
    if is_changed:
        return SheetStanding.CHANGED
    return SheetStanding.PRINTED if last.is_sure else SheetStanding.UNSURE
