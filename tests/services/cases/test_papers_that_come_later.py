"""容缺受理: which missing papers may come later, and what acceptance makes of them."""

from dataclasses import replace
from datetime import date

import pytest
from counter import STREET, at_window, intake

from app.bootstrap.opening import OpenHall
from app.services.cases.accept import accept_intake
from app.services.cases.excuses import Deferral, Excuses
from app.services.cases.intake import Intake, IntakeRefused

DESIGN, IDENTITY = "structure_design", "identity"


def elevated_stall(hall: OpenHall, *keys: str, missing: tuple[str, ...] = (DESIGN,)) -> Intake:
    """A stall that needs a design; `keys` are promised for 7 December, `missing` were not brought."""
    whole = intake(hall.office, STREET, elevated=True)
    excuses = Excuses(deferred=tuple(Deferral(key=key, until=date(2026, 12, 7)) for key in keys))
    here = tuple(one for one in whole.materials if one.key not in missing)
    return replace(whole, materials=here, excuses=excuses)


def refusal(hall: OpenHall, wanted: Intake) -> str:
    with pytest.raises(IntakeRefused) as refused:
        accept_intake(hall.office, at_window(), "accept", wanted)
    return refused.value.code


def test_a_paper_that_nobody_promised_is_missing_as_ever(hall: OpenHall) -> None:
    assert refusal(hall, elevated_stall(hall)) == "case.materials_missing"


def test_one_promised_paper_excuses_no_other(hall: OpenHall) -> None:
    two = elevated_stall(hall, DESIGN, missing=(DESIGN, IDENTITY))

    assert refusal(hall, two) == "case.materials_missing"


def test_a_main_paper_is_never_put_off(hall: OpenHall) -> None:
    assert refusal(hall, elevated_stall(hall, IDENTITY, missing=(IDENTITY,))) == "case.not_deferrable"


def test_a_paper_the_item_does_not_know_is_not_put_off(hall: OpenHall) -> None:
    assert refusal(hall, elevated_stall(hall, DESIGN, "nothing_such")) == "case.not_deferrable"


def test_a_paper_that_lies_here_is_not_put_off(hall: OpenHall) -> None:
    assert refusal(hall, elevated_stall(hall, DESIGN, missing=())) == "case.deferred_not_missing"


def test_a_paper_nobody_needs_this_time_is_not_put_off(hall: OpenHall) -> None:
    plain = replace(
        intake(hall.office, STREET),
        excuses=Excuses(deferred=(Deferral(key=DESIGN, until=date(2026, 12, 7)),)),
    )

    assert refusal(hall, plain) == "case.deferred_not_missing"
