"""Which windows serve an item: those its claim names, else all that serve one of its letters."""

from dataclasses import replace

import pytest
from hall import hall_data

from app.domain.counters import said_windows, served_elsewhere, serving_windows
from app.domain.item import ServiceItem

HALL = hall_data().hall


def item(*counters: str) -> ServiceItem:
    """A01 goes by the letters B and A in the shipped catalogue."""
    return replace(hall_data().catalog.version("A01", 1), letters=("B",), counters=counters)


def numbers(one: ServiceItem) -> list[str]:
    return [window.number for window in serving_windows(HALL, one)]


def test_where_nothing_was_claimed_letters_decide() -> None:
    assert numbers(item()) == ["03", "04"]
    assert served_elsewhere(HALL, item(), "07") == ()


def test_a_claim_names_the_windows_whatever_their_letters() -> None:
    assert numbers(item("07", "03")) == ["03", "07"]


@pytest.mark.parametrize(
    ("window", "elsewhere"),
    [("03", ()), ("07", ()), ("04", ("03", "07")), ("", ()), ("station-2", ())],
)
def test_it_is_served_elsewhere_at_every_other_window_of_this_hall_and_nowhere_else(
    window: str, elsewhere: tuple[str, ...]
) -> None:
    assert served_elsewhere(HALL, item("07", "03"), window) == elsewhere


def test_windows_are_said_by_their_numbers() -> None:
    assert said_windows(("05", "06")) == "05、06 号窗口"
