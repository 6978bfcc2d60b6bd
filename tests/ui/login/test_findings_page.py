"""A hall that was put back: told once after sign-in, in words, with the numbers that are missing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_rig import PHRASE, WANG, WindowRig

from app.domain.restore import Sign
from ui.login.use_cases import Findings

Settled = Callable[[WindowRig], None]
LOST = ("赣崇关受〔2026〕2号", "2026-11-25 号票 B012")


def sign_in(rig: WindowRig, settled: Settled) -> None:
    rig.session.begin()
    settled(rig)
    rig.session.sign_in_page.submitted.emit(WANG.staff_number, PHRASE)
    settled(rig)


@pytest.mark.parametrize("sign", Sign)
def test_every_sign_is_told_with_what_it_means(rig: WindowRig, settled: Settled, sign: Sign):
    rig.findings = Findings((sign.code,), LOST)
    sign_in(rig, settled)
    page = rig.session.findings_page
    assert rig.window.page is page
    assert any("分号段" in words for words in page.words)
    assert [row.words for row in page.lost.rows] == list(LOST)


def test_enter_goes_on_and_it_is_told_once(rig: WindowRig, settled: Settled):
    rig.findings = Findings((Sign.NUMBERS_AHEAD.code,), LOST)
    sign_in(rig, settled)
    QTest.keyClick(rig.session.findings_page.lost, Qt.Key.Key_Return)
    settled(rig)
    assert rig.window.page is rig.session.window_page
    rig.session.window_page.signed_out.emit()
    sign_in(rig, settled)
    assert rig.window.page is rig.session.window_page


def test_without_lost_numbers_no_empty_list_is_shown(rig: WindowRig, settled: Settled):
    rig.findings = Findings((Sign.OTHER_HARDWARE.code,))
    sign_in(rig, settled)
    assert not rig.session.findings_page.lost.isVisible()


def test_an_ordinary_day_goes_straight_to_the_windows(rig: WindowRig, settled: Settled):
    sign_in(rig, settled)
    assert rig.window.page is rig.session.window_page
