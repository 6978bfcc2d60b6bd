"""Regions are asked for by name and stored by code."""

from datetime import date

import pytest
from hall import hall_data
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.adapters.pinyin_names import PinyinNames
from app.domain.form.model import FieldDef, Spot
from app.domain.form.sheet import FieldState
from app.domain.form.values import Kind
from ui.form.region_entry import RegionEntry
from ui.form.regions import matching_regions, region_choices, short_name

INITIALS = PinyinNames().initials
SHAXI = "360725105205"
HALL = "360725105000"


@pytest.fixture(scope="module")
def regions():
    data = hall_data()
    return region_choices(data.catalog.tables, date(2026, 11, 26), data.hall.area_code)


@pytest.mark.parametrize("typed", ["沙溪", "sx", "沙溪村", "关田 沙溪", SHAXI])
def test_a_village_is_found_by_name_initials_or_code(regions, typed):
    assert matching_regions(typed, regions, INITIALS)[0].code == SHAXI


def test_the_halls_own_township_is_offered_first(regions):
    assert [choice.code[:9] for choice in regions[:8]] == [HALL[:9]] * 8


def test_a_region_of_another_county_says_which(regions):
    found = matching_regions("南安镇", regions, INITIALS)

    assert found[0].label == "大余县 南安镇"


def test_what_is_in_no_list_is_not_guessed(regions):
    assert matching_regions("巴黎", regions, INITIALS) == ()
    assert matching_regions("", regions, INITIALS) == ()


@pytest.mark.parametrize(
    ("official", "said"),
    [
        ("沙溪村民委员会", "沙溪村"),
        ("中山社区居委会", "中山社区"),
        ("圩镇街道居民委员会", "圩镇街道社区"),
        ("关田镇", "关田镇"),
    ],
)
def test_names_are_shown_as_people_say_them(official, said):
    assert short_name(official) == said


class Asked:
    """A region field in a window, and what it answered."""

    def __init__(self, qtbot, regions):
        self.field = FieldDef(key="region", label="户籍区划", kind=Kind.REGION, spot=Spot(file="", words=""))
        self.frame = QWidget()
        self.frame.resize(600, 500)
        self.entry = RegionEntry(self.field, INITIALS)
        self.entry.setParent(self.frame)
        self.elsewhere = RegionEntry(self.field, INITIALS)
        self.elsewhere.setParent(self.frame)
        self.regions, self.answers = regions, []
        self.entry.answered.connect(self._on_answered)
        self.show(None)
        qtbot.addWidget(self.frame)
        self.frame.show()
        self.frame.activateWindow()
        qtbot.waitUntil(self.frame.isActiveWindow)
        self.entry.setFocus()

    def show(self, value):
        state = FieldState(
            path="region",
            field=self.field,
            visible=True,
            required=True,
            calculated=False,
            value=value,
            default=None,
            problems=(),
        )
        self.entry.show_state(state, self.regions)

    def _on_answered(self, answer):
        self.answers.append(answer)
        self.show(answer)


@pytest.fixture
def asked(qtbot, dressed_application, regions):
    return Asked(qtbot, regions)


def test_typing_answers_with_the_first_that_fits_and_leaving_shows_its_names(qtbot, asked):
    qtbot.keyClicks(asked.entry, "sx")
    offered = [row.words for row in asked.entry.offered]
    asked.elsewhere.setFocus()

    assert offered[0] == "关田镇 沙溪村"
    assert asked.answers[-1] == SHAXI
    assert asked.entry.text() == "关田镇 沙溪村"
    assert asked.entry.offered == ()


def test_the_arrows_choose_another(qtbot, asked):
    qtbot.keyClicks(asked.entry, "gt")
    qtbot.keyClick(asked.entry, Qt.Key.Key_Down)

    assert asked.answers[-1] == asked.entry.offered[1].id


def test_a_code_from_elsewhere_stays_as_typed(qtbot, asked):
    qtbot.keyClicks(asked.entry, "110101001000")
    asked.elsewhere.setFocus()

    assert asked.answers[-1] == "110101001000"
    assert asked.entry.text() == "110101001000"
