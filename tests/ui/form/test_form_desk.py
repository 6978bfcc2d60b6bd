"""Between sheet and screen: what changed is told once, F8 goes round, nothing known overwrites the clerk."""

from datetime import date

import pytest
import word_files
from hall import hall_data
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.form.model import Choice
from app.domain.form.sheet import FormContext, open_sheet
from app.domain.words import Words
from ui.form.form_desk import FormDesk
from ui.widgets.text import Tone

TODAY = date(2026, 11, 26)
NUMBER = "360725199003070011"
SHAXI = Choice("360725105205", "关田镇 沙溪村")
ITEMS = sorted(item.id for item in hall_data().catalog.in_force(TODAY))
WORDS = Words(word_files.templates())


def opened(item_id, answers=None):
    data = hall_data()
    item = data.catalog.current(item_id, TODAY)
    context = FormContext(today=TODAY, tables=data.catalog.tables)
    return FormDesk(open_sheet(item.form, answers or {}, context), WORDS, (SHAXI,))


@pytest.fixture
def desk():
    return opened("A01")


@pytest.fixture
def told(desk):
    heard = []
    desk.changed.connect(heard.append)
    return heard


def test_one_answer_tells_everything_that_follows_from_it_at_once(desk, told):
    desk.answer("cert_no", NUMBER)

    (changed,) = told
    assert {"cert_no", "birth", "age", "sex"} <= changed


def test_the_same_answer_again_tells_nothing(desk, told):
    desk.answer("name", "张三")
    desk.answer("name", "张三")

    assert len(told) == 1


def test_known_answers_fill_only_what_is_blank(desk):
    desk.answer("name", "王小明")

    taken = desk.bring({"name": "欧阳德海", "mobile": "13800000000", "no_such_field": "x"})

    assert taken == {"mobile"}
    assert desk.sheet.value("name") == "王小明"
    assert desk.sheet.value("mobile") == "13800000000"


def test_what_is_calculated_is_never_carried_over(desk):
    desk.answer("cert_no", NUMBER)

    assert not desk.may_bring("age", 99)
    assert desk.bring({"age": 99}) == frozenset()


def test_carrying_over_twice_changes_nothing_the_second_time(desk, told):
    desk.bring({"mobile": "13800000000"})
    told.clear()

    assert desk.bring({"mobile": "13800000000"}) == frozenset()
    assert told == []


def test_regions_are_offered_by_name_and_other_lists_by_the_item(desk):
    assert desk.choices("hukou_region") == (SHAXI,)
    assert "税务App" in [choice.label for choice in desk.choices("pay_mode")]


def test_a_full_table_refuses_in_a_person_s_words_and_stays_as_it_is(desk):
    desk.answer("retro_years", "2")
    table = desk.sheet.form.tables["years"]
    refusals = []
    desk.refused.connect(refusals.append)
    for _ in range(table.max_rows + 1):
        desk.add_row("years")

    (refusal,) = refusals
    assert table.label in WORDS.of(refusal).sentence()
    assert len(desk.sheet.row_ids("years")) == table.max_rows


def test_rows_are_counted_moved_and_taken_out(desk, told):
    desk.answer("retro_years", "2")
    for _ in range(3 - len(desk.sheet.row_ids("years"))):
        desk.add_row("years")
    first, second, third = desk.sheet.row_ids("years")
    told.clear()

    desk.move_row("years", third, 0)
    desk.remove_row("years", first)

    assert desk.sheet.row_ids("years") == (third, second)
    assert all("years" in changed for changed in told)


def test_every_shown_path_comes_once_and_table_cells_row_by_row(desk):
    desk.answer("retro_years", "2")
    desk.add_row("years")
    desk.add_row("years")

    paths = desk.paths()

    cells = [path for path in paths if path.startswith("years/")]
    rows = list(dict.fromkeys(path.split("/")[1] for path in cells))
    assert len(set(paths)) == len(paths)
    assert rows == list(desk.sheet.row_ids("years"))


def test_a_hidden_table_has_no_paths(desk):
    desk.answer("retro_years", "0")

    assert not any(path.startswith("years") for path in desk.paths())


def mendable(desk):
    """The fields with a problem that can be typed in, in form order."""
    paths = dict.fromkeys(problem.path for problem in desk.problems())
    tables = desk.sheet.form.tables
    return [path for path in paths if path in tables or not desk.sheet.state(path).calculated]


def round_of(desk, start, most=200):
    """Where F8 leads, press after press, until it comes back to where it began."""
    places, here = [], start
    for _ in range(most):
        problem = desk.problem_after(here)
        if problem is None or problem.path in places:
            return places
        places.append(problem.path)
        here = problem.path
    raise AssertionError("F8 never came round")


@pytest.mark.parametrize("item_id", ["A01", "B09", "F01"])
def test_f8_visits_every_field_with_a_problem_once_and_begins_again(item_id):
    desk = opened(item_id)
    wrong = mendable(desk)

    assert round_of(desk, "") == wrong
    assert desk.problem_after(wrong[-1]).path == wrong[0]


@settings(max_examples=25, deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "name": st.sampled_from(["王小明", "", "A"]),
            "cert_no": st.sampled_from([NUMBER, "360725199003070012", "36"]),
            "mobile": st.sampled_from(["13800000000", "1380000", ""]),
            "pay_year": st.sampled_from(["2026", "明年"]),
            "retro_years": st.sampled_from(["0", "2", "many"]),
        },
    ),
    st.integers(0, 40),
)
def test_f8_goes_round_all_problems_from_wherever_it_is_pressed(answers, place):
    desk = opened("A01")
    for path, raw in answers.items():
        if path in desk.sheet.form.fields:
            desk.answer(path, raw)
    paths = desk.paths()

    visited = round_of(desk, paths[place % len(paths)])

    assert sorted(visited) == sorted(mendable(desk))


def test_f8_passes_by_what_is_calculated_from_a_field_that_is_still_blank(desk):
    blank = {problem.path for problem in desk.problems()}

    assert {"cert_no", "sex", "birth"} <= blank
    assert desk.problem_after("name").path == "hukou_addr"


def test_f8_tells_of_a_calculated_answer_when_nothing_else_is_wrong(desk, monkeypatch):
    only = desk.problems_at("sex")
    monkeypatch.setattr(desk, "problems", lambda: only)

    assert desk.problem_after("name").path == "sex"


def test_with_nothing_wrong_f8_leads_nowhere(desk, monkeypatch):
    monkeypatch.setattr(desk, "problems", tuple)

    assert desk.problem_after("name") is None


def test_a_problem_is_said_with_label_tone_and_whole_sentences(desk):
    (blank,) = desk.problems_at("name")

    assert blank.label == "姓名"
    assert (blank.is_missing, blank.tone, blank.shade) == (True, Tone.LATE, Tone.SOON)
    assert blank.message.sentence().endswith("。")


@pytest.mark.parametrize("item_id", ITEMS)
def test_a_blank_form_has_things_to_fill_in_and_nothing_wrong(item_id):
    problems = opened(item_id).problems()

    assert problems
    assert [problem.message.say for problem in problems if not problem.is_missing] == []
    assert {problem.shade for problem in problems} == {Tone.SOON}


@pytest.mark.parametrize("item_id", ITEMS)
def test_the_first_thing_to_mend_on_a_blank_form_is_its_first_missing_field(item_id):
    desk = opened(item_id)
    first = next(path for path in desk.paths() if path in set(mendable(desk)))

    problem = desk.problem_after("")

    assert problem.path == first
    assert (problem.is_missing, problem.tone) == (True, Tone.LATE)


@pytest.mark.parametrize("item_id", ["A01", "B09", "F01"])
def test_every_problem_of_an_empty_form_is_a_polite_chinese_sentence(item_id):
    for problem in opened(item_id).problems():
        sentence = problem.message.sentence()
        assert sentence.endswith(("。", "？"))
        assert "{" not in sentence


def test_the_sum_below_a_table_follows_its_rows(desk):
    desk.answer("retro_years", "2")
    for _ in range(2):
        desk.add_row("years")
    first, second = desk.sheet.row_ids("years")
    tier = desk.choices(f"years/{first}/year_tier")[0].code
    desk.answer(f"years/{first}/year_tier", tier)
    of_one = desk.totals("years")["amount"]
    desk.answer(f"years/{second}/year_tier", tier)

    assert of_one > 0
    assert desk.totals("years")["amount"] == 2 * of_one
