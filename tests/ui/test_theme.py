"""The look: readable by arithmetic, one width for figures, no name left unfilled."""

import re

import pytest
from PySide6.QtGui import QFontMetrics
from window_rig import RESOURCES

from ui import theme
from ui.theme import CALM, HIGH_CONTRAST, LARGE_TYPE, NORMAL_TYPE, Colours, Look

LEAST = 4.5
LEAST_OF_EDGES = 3.0


@pytest.mark.parametrize("colours", [CALM, HIGH_CONTRAST], ids=["calm", "high contrast"])
def test_every_text_can_be_read_on_every_ground_it_meets(colours: Colours):
    pairs = {pair: theme.contrast(*pair) for pair in colours.readable_pairs()}
    assert {pair: ratio for pair, ratio in pairs.items() if ratio < LEAST} == {}


@pytest.mark.parametrize("colours", [CALM, HIGH_CONTRAST], ids=["calm", "high contrast"])
def test_the_edge_of_a_field_and_the_focus_ring_can_be_seen(colours: Colours):
    assert theme.contrast(colours.field_line, colours.surface) >= LEAST_OF_EDGES
    assert theme.contrast(colours.press, colours.surface) >= LEAST_OF_EDGES


def test_contrast_is_the_one_of_wcag():
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert theme.contrast("#ffffff", "#777777") == theme.contrast("#777777", "#ffffff")


@pytest.mark.parametrize("sizes", [NORMAL_TYPE, LARGE_TYPE])
def test_the_style_sheet_names_nothing_that_is_not_filled(sizes: theme.Sizes):
    sheet = theme.style_sheet(Look(CALM, sizes), RESOURCES.style_template)
    assert "$" not in sheet
    assert re.search(rf"font-size: {sizes.body}px", sheet)


def test_the_bundled_face_is_found_and_its_figures_have_one_width(dressed_application):
    assert theme.FACE in theme.bundle_face(RESOURCES.fonts)
    metrics = QFontMetrics(theme.face(15))
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1


def test_without_the_bundled_face_the_system_s_is_used(tmp_path):
    assert theme.bundle_face(tmp_path) == ()


def test_large_type_is_larger_everywhere():
    for name in ("small", "body", "section", "ticket"):
        assert getattr(LARGE_TYPE, name) > getattr(NORMAL_TYPE, name)
