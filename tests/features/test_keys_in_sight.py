"""No key ever goes where nobody sees it: whatever was pressed before, the focus is on the screen."""

import pytest
from clerk import PANELS, Clerk
from eyes import unseen_focus

from ui.shortcuts import KEYS


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize(
    "is_someone_there",
    [pytest.param(False, id="nobody", marks=pytest.mark.simulation), pytest.param(True, id="somebody")],
)
def test_after_every_key_of_the_card_the_focus_can_be_seen(clerk: Clerk, panel: str, is_someone_there: bool):
    for _ in range(3):
        clerk.takes_a_number_for("A")
        clerk.press("Esc")
    if is_someone_there:
        clerk.calls_next()
        clerk.picks_item("A01")
    lost: dict[str, str] = {}
    for key in (one.sequence for one in KEYS.values()):
        clerk.goes_to(panel)
        clerk.press(key)
        if at := unseen_focus():
            lost[key] = at
        clerk.press(*["F1"] * (key == "F1"))
        if key == "Ctrl+L":
            clerk.unlocks()
        clerk.press("Esc")
        if at := unseen_focus():
            lost[f"{key} Esc"] = at
    assert lost == {}


@pytest.mark.parametrize("panel", PANELS)
def test_whoever_is_called_from_any_panel_is_asked_in_sight(clerk: Clerk, panel: str):
    clerk.takes_a_number_for("A")
    clerk.press("Esc")
    clerk.goes_to(panel)
    clerk.calls_next()
    assert clerk.at == "查找事项"
    assert unseen_focus() == ""


def test_after_signing_in_the_focus_can_be_seen(clerk: Clerk):
    assert unseen_focus() == ""
