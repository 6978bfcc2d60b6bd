"""The papers on the counter: what each key does to a paper, and that a draft gives them all back."""

import json

import pytest
from form_parts import a_material, a_need
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.form.model import MaterialForm
from ui.counter.tray import MOST, Tray

CARD = a_material("id_card", copies=2)
BOOK = a_material("hukou", name="户口簿", forms=(MaterialForm.COPY,), waived_by="公安人口库")


def pressed(keys, material=CARD):
    tray = Tray()
    for key in keys:
        tray.press(key, material)
    return tray.get(material.key)


def test_space_takes_a_paper_in_as_the_item_asks_for_it():
    here = pressed(" ")

    assert (here.form, here.copies, here.pages) == (MaterialForm.ORIGINAL.value, 2, 1)


def test_space_again_gives_it_back():
    assert pressed("  ") is None


@pytest.mark.parametrize("digit", "123456789")
def test_a_digit_counts_the_pieces(digit):
    assert pressed(" " + digit).copies == int(digit)


@pytest.mark.parametrize(("keys", "form"), [(" ", "原"), (" F", "复"), (" FF", "原"), (" FFF", "复")])
def test_f_turns_through_the_forms_the_item_allows(keys, form):
    assert pressed(keys).form == form


def test_a_paper_that_may_come_in_one_form_only_keeps_it():
    assert pressed(" F", BOOK).form == "复"


def test_p_counts_pages_and_begins_again_after_the_most():
    assert pressed(" PP").pages == 3
    assert pressed(" " + "P" * MOST).pages == 1


def test_t_says_that_the_original_was_given_back_and_takes_it_back():
    assert pressed(" T").returned
    assert not pressed(" TT").returned


def test_m_lets_a_check_stand_in_for_the_paper_only_where_one_may():
    assert pressed("M", BOOK).waived_by == "公安人口库"
    assert pressed("M", BOOK).form == MaterialForm.ELECTRONIC.value
    assert pressed("M", CARD) is None


def test_a_waived_paper_has_no_form_to_turn_through():
    assert pressed("MF", BOOK) == pressed("M", BOOK)


@pytest.mark.parametrize("key", ["3", "F", "P", "T"])
def test_no_key_but_those_that_take_it_in_makes_a_paper_appear(key):
    assert pressed(key) is None


def test_an_unknown_key_does_nothing():
    assert pressed(" Q") == pressed(" ")


def test_what_is_here_is_handed_in_in_the_item_s_order():
    tray = Tray()
    for material in (BOOK, CARD):
        tray.press(" ", material)

    handed = tray.handed_in((a_need(CARD), a_need(a_material("photo")), a_need(BOOK)))

    assert [one.key for one in handed] == ["id_card", "hukou"]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(" 1359FPMT"), st.sampled_from([CARD, BOOK])), max_size=20))
def test_a_draft_gives_every_tick_back_as_it_was(presses):
    tray, again = Tray(), Tray()
    for key, material in presses:
        tray.press(key, material)

    again.load({"name": "王小明", **json.loads(json.dumps(tray.draft()))})

    assert {key: again.get(key) for key in ("id_card", "hukou")} == {
        key: tray.get(key) for key in ("id_card", "hukou")
    }
    assert again.draft() == tray.draft()
