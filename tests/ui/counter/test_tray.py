"""The papers on the counter: what each key does to a paper, and that a draft gives them all back."""

import json
from datetime import date

import pytest
from form_parts import a_material, a_need
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.case.reuse import ReusablePaper
from app.domain.form.model import MaterialForm
from ui.counter.tray import Tray

CARD = a_material("id_card", copies=2)
BOOK = a_material("hukou", name="户口簿", forms=(MaterialForm.COPY,), waived_by=("公安人口库",))
PROOF = a_material("proof", waived_by=("民政数据核验", "残联数据核验"))


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


@pytest.mark.parametrize(
    ("keys", "pages"),
    [
        (" P12\r", 12),
        (" P140\r", 140),
        (" P999", 999),
        (" P9999", 999),
        (" P1000", 100),
        (" P007", 7),
        (" P0\r", 1),
        (" P12\b\r", 1),
        (" P12\b\b\r", 1),
        (" P5\rP\r", 5),
        (" P5\rP\b\b7", 7),
        (" P12\x1b", 12),
        (" P12 ", 12),
        (" P3P4\r", 4),
    ],
)
def test_p_lets_the_number_of_pages_be_typed(keys, pages):
    assert pressed(keys).pages == pages
    assert pressed(keys).copies == CARD.copies


def test_the_next_key_of_the_line_ends_the_number_and_does_what_it_does():
    assert (pressed(" P12F").pages, pressed(" P12F").form) == (12, "复")
    assert pressed(" P12T").returned
    assert (pressed(" P12\r3").pages, pressed(" P12\r3").copies) == (12, 3)


def test_a_key_on_another_line_ends_the_number():
    tray = Tray()
    for key in " P12":
        tray.press(key, CARD)
    tray.press(" ", BOOK)
    tray.press("3", CARD)

    assert (tray.get(CARD.key).pages, tray.get(CARD.key).copies) == (12, 3)


def test_who_has_lost_the_paper_types_nothing_on_it():
    tray = Tray()
    for key in " P1":
        tray.press(key, CARD)
    tray.lose(CARD.key)
    tray.press("2", CARD)

    assert tray.get(CARD.key) is None


def test_t_says_that_the_original_was_given_back_and_takes_it_back():
    assert pressed(" T").returned
    assert not pressed(" TT").returned


def test_m_lets_a_check_stand_in_for_the_paper_only_where_one_may():
    assert pressed("M", BOOK).waived_by == "公安人口库"
    assert pressed("M", BOOK).form == MaterialForm.ELECTRONIC.value
    assert pressed("M", CARD) is None


@pytest.mark.parametrize(("digit", "check"), [("1", "民政数据核验"), ("2", "残联数据核验")])
def test_of_several_checks_one_is_chosen_by_its_digit(digit, check):
    assert pressed("M", PROOF) is None
    assert pressed("M" + digit, PROOF).waived_by == check


@pytest.mark.parametrize("keys", ["M", "M\x1b2", "MM2", "M\r2", "M3", "M0", "M\b"])
def test_no_check_stands_in_before_one_is_chosen(keys):
    assert pressed(keys, PROOF) is None


def test_a_digit_of_no_check_asks_on_and_taking_the_paper_in_asks_no_more():
    assert pressed("M31", PROOF).waived_by == "民政数据核验"
    assert not pressed("M ", PROOF).waived_by


def test_what_was_taken_in_stays_until_a_check_is_chosen():
    assert pressed(" 3M", PROOF) == pressed(" 3", PROOF)
    assert pressed(" 3M2", PROOF).waived_by == "残联数据核验"
    assert pressed("M1M2", PROOF).waived_by == "残联数据核验"


@pytest.mark.parametrize("key", ["5", "P9", "T"])
def test_of_a_waived_paper_there_is_nothing_to_count_or_to_give_back(key):
    assert pressed("M" + key, BOOK) == pressed("M", BOOK)


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
@given(
    st.lists(st.tuples(st.sampled_from(" 1359FPMT\r\b"), st.sampled_from([CARD, BOOK, PROOF])), max_size=20)
)
def test_a_draft_gives_every_tick_back_as_it_was(presses):
    tray, again = Tray(), Tray()
    for key, material in presses:
        tray.press(key, material)

    again.load({"name": "王小明", **json.loads(json.dumps(tray.draft()))})

    assert {key: again.get(key) for key in ("id_card", "hukou", "proof")} == {
        key: tray.get(key) for key in ("id_card", "hukou", "proof")
    }
    assert again.draft() == tray.draft()


LENT = ReusablePaper(
    case_id="c-1",
    row="r-1",
    case_number="360725202611260001",
    item_name="城乡居民基本养老保险参保登记",
    received_on=date(2026, 3, 1),
    until=date(2027, 3, 1),
    copies=2,
    pages=4,
)


def reused(keys=""):
    tray = Tray()
    tray.reuse(BOOK.key, LENT)
    for key in keys:
        tray.press(key, BOOK)
    return tray


def test_y_takes_in_what_the_hall_has_as_it_lies_there():
    here = reused().get(BOOK.key)

    assert (here.form, here.copies, here.pages, here.reused) == ("复用", 2, 4, LENT)


def test_y_again_gives_it_back_and_without_an_offer_does_nothing():
    tray = reused()
    tray.reuse(BOOK.key, LENT)
    assert tray.get(BOOK.key) is None

    tray.reuse(BOOK.key, None)
    assert tray.get(BOOK.key) is None


def test_what_is_used_again_can_be_given_back_though_nothing_is_offered_any_more():
    tray = reused()

    tray.reuse(BOOK.key, None)

    assert tray.get(BOOK.key) is None


@pytest.mark.parametrize("key", ["5", "P", "F", "T"])
def test_its_pieces_are_not_counted_anew(key):
    assert reused(key).get(BOOK.key) == reused().get(BOOK.key)


def test_y_takes_the_place_of_what_was_ticked_and_m_of_what_is_used_again():
    tray = Tray()
    tray.press(" ", BOOK)
    tray.reuse(BOOK.key, LENT)

    assert tray.get(BOOK.key).reused == LENT
    assert reused("M").get(BOOK.key).waived_by == "公安人口库"
    assert reused(" ").get(BOOK.key) is None


def test_a_draft_gives_back_what_is_used_again():
    again = Tray()

    again.load(json.loads(json.dumps(reused().draft())))

    assert again.get(BOOK.key) == reused().get(BOOK.key)


def test_somebody_elses_papers_are_given_back_and_other_ticks_stay():
    tray = reused()
    tray.press(" ", CARD)

    tray.keep_lent({BOOK.key: LENT})
    assert tray.get(BOOK.key) is not None

    tray.keep_lent({})
    assert tray.get(BOOK.key) is None
    assert tray.get(CARD.key) is not None
