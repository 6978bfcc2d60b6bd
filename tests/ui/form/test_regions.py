"""Regions are asked for by name and stored by code."""

from datetime import date

import pytest
from hall import hall_data
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.adapters.pinyin_names import PinyinNames
from app.domain.form.model import FieldDef, Spot
from app.domain.form.sheet import FieldState
from app.domain.form.values import Kind
from ui.form.region_entry import RegionEntry
from ui.form.region_finder import Lines, finder_of
from ui.form.regions import region_choices, short_name

INITIALS = PinyinNames().initials
SHAXI = "360725105205"
HALL = "360725105000"


@pytest.fixture(scope="module")
def regions():
    data = hall_data()
    return region_choices(data.catalog.tables, date(2026, 11, 26), data.hall.area_code)


@pytest.mark.parametrize("typed", ["沙溪", "sx", "沙溪村", "关田 沙溪", SHAXI])
def test_a_village_is_found_by_name_initials_or_code(regions, typed):
    assert finder_of(regions, INITIALS).matching(typed)[0].code == SHAXI


def test_the_halls_own_township_is_offered_first(regions):
    assert [choice.code[:9] for choice in regions[:8]] == [HALL[:9]] * 8


def test_a_region_of_another_county_says_which(regions):
    found = finder_of(regions, INITIALS).matching("南安镇")

    assert found[0].label == "大余县 南安镇"


def test_what_is_in_no_list_is_not_guessed(regions):
    assert finder_of(regions, INITIALS).matching("巴黎") == ()
    assert finder_of(regions, INITIALS).matching("") == ()


def plainly(typed, regions):
    """What fits, told line by line."""
    wanted = typed.strip().lower()
    if not wanted:
        return []
    if wanted.isdigit():
        return [one for one in regions if one.code.startswith(wanted)]
    if wanted.isascii():
        return [
            one for one in regions if any(INITIALS(name).startswith(wanted) for name in one.label.split())
        ]
    parts = wanted.split()
    return [one for one in regions if all(part in one.label.replace(" ", "") for part in parts)]


NAMES = st.sampled_from(["关田", "沙溪", "沙", "南安镇", "社区", "村", "大余县", "田沙", "镇"])
TYPED = st.one_of(
    st.lists(NAMES, min_size=1, max_size=3).map(" ".join),
    st.text("sxcgtznyd", max_size=4),
    st.text("03672150", max_size=12),
    st.text("沙溪 gz7", max_size=4).filter(lambda typed: not (typed.isascii() and " " in typed.strip())),
)


@settings(max_examples=150, deadline=None)
@given(TYPED)
def test_whatever_is_typed_the_first_that_fit_are_offered(regions, typed):
    fits = plainly(typed, regions)
    found = finder_of(regions, INITIALS).matching(typed)

    assert sorted(one.code for one in found) == sorted(one.code for one in fits[:8])
    named = [one.label.split()[-1].startswith(typed.strip().lower()) for one in found]
    assert named == sorted(named, reverse=True)


def test_the_fields_of_a_form_share_what_a_search_goes_through(regions):
    assert finder_of(regions, INITIALS) is finder_of(regions, INITIALS)
    assert finder_of(regions[:5], INITIALS) is not finder_of(regions, INITIALS)


def test_made_ready_nothing_is_left_to_shorten_at_the_first_key(regions):
    asked = []

    def initials(name):
        asked.append(name)
        return INITIALS(name)

    finder_of(regions, initials).make_ready()
    before = len(asked)
    # A form that is opened later has a list of its own, with the same names.
    finder_of((*regions,), initials).matching("sxc")

    assert before > 0
    assert len(asked) == before


LINES = st.lists(st.text("ab ", max_size=5), max_size=8)


@given(LINES, st.text("ab ", min_size=1, max_size=3))
def test_a_line_is_found_once_wherever_in_it_the_words_stand(lines, wanted):
    known = Lines(lines)

    assert list(known.holding(wanted)) == [at for at, line in enumerate(lines) if wanted in line]
    assert list(known.holding(f"\n{wanted}")) == [
        at for at, line in enumerate(lines) if line.startswith(wanted)
    ]


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


def test_the_same_tables_give_the_very_same_list_and_others_another():
    data = hall_data()
    tables, home = data.catalog.tables, data.hall.area_code
    today = date(2026, 11, 26)
    first = region_choices(tables, today, home)

    assert region_choices(tables, today, home) is first
    other = region_choices({**tables}, today, home)
    assert other is not first
    assert other == first
    assert region_choices(tables, today, "360725102000") is not first
