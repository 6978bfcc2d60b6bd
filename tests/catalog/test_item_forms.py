"""The form of every item: opens blank, tells what is needed, and keeps whatever is typed into it."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.form.author import near
from app.domain.form.model import FieldDef, Necessity
from app.domain.form.sheet import FormError
from app.domain.form.values import Kind, Unreadable

FOLDER = Path(__file__).parents[2] / "resources" / "catalog" / "items"
ITEMS = sorted(path.stem for path in FOLDER.glob("*.toml"))
MANY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
FEW = settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
HARD_TEXTS = [
    "",
    "  ",
    "-",
    "是",
    "0",
    "-1",
    "１２",
    "2026-02-30",
    "20260131",
    "99999999999999",
    "a" * 200,
    "\U000200a4",
    "'\"<>&",
    "\n",
]
CODE = re.compile(r"[a-z]+_[a-z_]+|\b(?:None|True|False)\b|[{}]")
READ_KINDS = {Kind.DATE, Kind.MONTH, Kind.INTEGER, Kind.DECIMAL, Kind.MONEY}
FIELD_KINDS_WITHOUT_TEXT = {Kind.CHOICE, Kind.CHOICES, Kind.YES_NO, Kind.SIGNATURE, Kind.ATTACHMENT}


def paths_of(sheet):
    """Every path an answer can be typed at, with one row in every table that has room."""
    for table in sheet.form.tables.values():
        if not sheet.row_ids(table.key) and table.max_rows:
            sheet.add_row(table.key)
    for slot in sheet.form.fields:
        table, _, column = slot.rpartition("/")
        yield from (f"{table}/{row}/{column}" for row in sheet.row_ids(table)) if table else (slot,)


def likely_text(sheet, path):
    """Return a strategy of what may be typed there: mostly sensible, sometimes nonsense."""
    asked = sheet.state(path).field
    sensible = {
        Kind.DATE: st.dates(date(1940, 1, 1), date(2030, 1, 1)).map(str),
        Kind.MONTH: st.dates(date(2020, 1, 1), date(2028, 1, 1)).map(lambda day: str(day)[:7]),
        Kind.INTEGER: st.integers(0, 3000).map(str),
        Kind.DECIMAL: st.integers(0, 3000).map(str),
        Kind.MONEY: st.integers(0, 10**6).map(lambda fen: f"{fen // 100}.{fen % 100:02d}"),
        Kind.YES_NO: st.sampled_from(["是", "否"]),
        Kind.SIGNATURE: st.just("是"),
    }
    offered = (
        [choice.code for choice in sheet.choices(path)][:50] if asked.choices or asked.choices_from else []
    )
    choices = st.sampled_from(offered) if offered else st.text(max_size=8)
    return st.one_of(sensible.get(asked.kind, choices), choices, st.sampled_from(HARD_TEXTS))


def type_into(sheet, data):
    """Type something into a dozen fields of a form."""
    paths = list(paths_of(sheet))
    for path in data.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=12)):
        if path.partition("/")[0] in sheet.form.tables:
            change_rows(sheet, path.partition("/")[0], data)
        if exists(sheet, path):
            sheet.set(path, data.draw(likely_text(sheet, path)))


def change_rows(sheet, table, data):
    """Add a row, take one out or move one, or leave them as they are.

    A form that is opened brings its fewest rows along, so none of those is taken out.
    """
    rows = sheet.row_ids(table)
    done = data.draw(st.sampled_from(["nothing", "add", "remove", "move"]))
    if done == "add" and len(rows) < sheet.form.tables[table].max_rows:
        sheet.add_row(table)
    elif done == "move" and rows:
        row, place = data.draw(st.sampled_from(rows)), data.draw(st.integers(0, len(rows) - 1))
        sheet.move_row(table, row, place)
    elif done == "remove" and len(rows) > sheet.form.tables[table].min_rows:
        sheet.remove_row(table, data.draw(st.sampled_from(rows)))


def exists(sheet, path):
    table, _, rest = path.partition("/")
    return not rest or rest.partition("/")[0] in sheet.row_ids(table)


def unknown_choice(asked):
    """What no list offers, for a field with one."""
    return "没有的选项" if asked.kind is Kind.CHOICE else ""


def nonsense(asked):
    """What is no date, number or amount, for a field that asks for one."""
    return "说不清" if asked.kind in READ_KINDS else ""


def too_long(asked):
    """One character more than a bounded text takes."""
    is_bounded = asked.max_chars and asked.kind not in FIELD_KINDS_WITHOUT_TEXT
    return "村" * (asked.max_chars + 1) if is_bounded else ""


def typed_wrongly(sheet, wrong):
    """Type what is wrong wherever it can be typed; yield each place that takes it, and how it stands then."""
    for path in list(paths_of(sheet)):
        text = wrong(sheet.state(path).field)
        if text:
            sheet.set(path, text)
            state = sheet.state(path)
            if not state.calculated:
                yield path, state


@pytest.mark.parametrize("item_id", ITEMS)
def test_a_blank_form_shows_fields_and_no_calculation_breaks(open_item, item_id):
    sheet = open_item(item_id)

    states = [sheet.state(path) for path in sheet.form.fields if "/" not in path]

    assert any(state.visible for state in states)
    assert any(state.visible and not state.calculated for state in states)


@pytest.mark.parametrize("item_id", ITEMS)
def test_a_blank_form_complains_of_missing_answers_missing_rows_and_pledges_only(open_item, item_id):
    sheet = open_item(item_id)

    for problem in sheet.problems():
        if problem.code == "form.required_missing":
            continue
        about = sheet.form.tables.get(problem.path.partition("/")[0]) or sheet.state(problem.path).field

        assert problem.code == "form.check", problem
        unfilled = about.key in sheet.form.tables or not sheet.value(problem.path)
        assert unfilled, f"{problem.path} is filled by the form itself and yet wrong"


@pytest.mark.parametrize("item_id", ITEMS)
def test_the_required_fields_of_a_blank_form_are_told(open_item, item_id):
    sheet = open_item(item_id)
    states = [sheet.state(path) for path in sheet.form.fields if "/" not in path]
    asked = [state for state in states if state.visible and state.required]
    missing = {state.path for state in asked if state.value is None}
    unsigned = {state.path for state in asked if state.field.kind is Kind.SIGNATURE and not state.value}

    told = {
        problem.path
        for problem in sheet.problems()
        if problem.code == "form.required_missing" and "/" not in problem.path
    }

    assert told == missing | unsigned
    assert told, "an application nobody has to fill in is none"


@pytest.mark.parametrize("item_id", ITEMS)
def test_problems_are_told_in_the_order_of_the_form_under_the_labels_of_the_form(open_item, item_id):
    sheet = open_item(item_id)
    order = [part.key for part in sheet.form.definition.parts()]
    problems = sheet.problems()

    places = [order.index(problem.path.partition("/")[0]) for problem in problems]

    assert places == sorted(places)
    for problem in problems:
        named = sheet.form.tables.get(problem.path) or sheet.state(problem.path).field
        assert problem.label == named.label


@pytest.mark.parametrize("item_id", ITEMS)
def test_a_blank_form_needs_the_papers_that_are_always_needed(open_item, item_id):
    for need in open_item(item_id).materials():
        always = need.material.necessity in {Necessity.REQUIRED, Necessity.DEFERRABLE}

        assert need.needed or not always
        assert need.needed is False or need.material.necessity is not Necessity.OPTIONAL
        assert need.waivable is bool(need.material.waived_by)


@pytest.mark.parametrize("item_id", ITEMS)
def test_some_paper_is_asked_of_whoever_applies(open_item, item_id):
    names = [need.material.name for need in open_item(item_id).materials()]

    assert names
    assert len(set(names)) == len(names), near(names[0], names)


@pytest.mark.parametrize("item_id", ITEMS)
def test_labels_and_sentences_are_chinese_and_show_no_inner_word(item_of, item_id):
    definition = item_of(item_id).form.definition
    parts = [*definition.parts(), *item_of(item_id).form.fields.values()]
    texts = [
        *(section.title for section in definition.sections),
        *(part.label for part in parts),
        *(part.help for part in parts),
        *(check.say for check in definition.checks),
        *(check.say for check in definition.external),
        *(choice.label for part in parts if isinstance(part, FieldDef) for choice in part.choices),
        *(part.unit for part in parts if isinstance(part, FieldDef)),
    ]

    assert [text for text in texts if CODE.search(text)] == []
    assert [text for text in texts if text != text.strip()] == []


@pytest.mark.parametrize("item_id", ITEMS)
def test_a_check_says_whole_sentences(item_of, item_id):
    definition = item_of(item_id).form.definition

    for check in (*definition.checks, *definition.external):
        assert check.say.endswith(("。", "？", "!", "！")), check.say


@pytest.mark.parametrize("item_id", ITEMS)
def test_every_section_and_part_has_a_name_and_a_place(item_of, item_id):
    definition = item_of(item_id).form.definition
    keys = [section.key for section in definition.sections]

    assert len(set(keys)) == len(keys)
    assert all(section.title for section in definition.sections)
    assert all(part.label for part in definition.parts())


@pytest.mark.parametrize("item_id", ITEMS)
def test_every_choice_field_offers_something_once(open_item, item_id):
    sheet = open_item(item_id)
    for path in paths_of(sheet):
        asked = sheet.state(path).field
        if asked.kind not in {Kind.CHOICE, Kind.CHOICES}:
            continue
        labels = [choice.label for choice in sheet.choices(path)]

        assert labels or asked.narrowed_by, path
        assert all(labels)
        assert asked.narrowed_by or len(set(labels)) == len(labels), path


@pytest.mark.parametrize("item_id", ITEMS)
def test_an_unknown_choice_is_refused_in_every_list(open_item, item_id):
    for path, state in typed_wrongly(open_item(item_id), unknown_choice):
        if state.visible:
            assert "form.not_a_choice" in {problem.code for problem in state.problems}, path


@pytest.mark.parametrize("item_id", ITEMS)
def test_nonsense_in_every_date_number_and_amount_is_shown_back(open_item, item_id):
    sheet = open_item(item_id)
    for path, state in typed_wrongly(sheet, nonsense):
        assert isinstance(state.value, Unreadable)
        assert sheet.value(path) is None
        assert state.value.text == "说不清"


@pytest.mark.parametrize("item_id", ITEMS)
def test_every_text_that_is_bounded_refuses_one_character_more(open_item, item_id):
    for path, state in typed_wrongly(open_item(item_id), too_long):
        if state.visible:
            assert "form.too_long" in {problem.code for problem in state.problems}, path


@pytest.mark.parametrize("wrong", [unknown_choice, nonsense, too_long])
def test_the_catalogue_has_many_a_field_for_each_of_these_mistakes(open_item, wrong):
    """One item may have no date and no list; that none has would leave the tests above empty."""
    typed = [state for item_id in ITEMS for _path, state in typed_wrongly(open_item(item_id), wrong)]

    assert sum(state.visible for state in typed) > len(ITEMS)


@pytest.mark.parametrize("item_id", ITEMS)
def test_tables_take_rows_up_to_their_limit_and_no_more(open_item, item_id):
    sheet = open_item(item_id)
    for table in sheet.form.tables.values():
        while len(sheet.row_ids(table.key)) < table.max_rows:
            sheet.add_row(table.key)

        with pytest.raises(FormError) as refused:
            sheet.add_row(table.key)

        assert refused.value.code == "form.table_full"
        assert len(set(sheet.row_ids(table.key))) == table.max_rows


@pytest.mark.parametrize("item_id", ITEMS)
@FEW
@given(data=st.data())
def test_a_draft_of_anything_typed_opens_again_the_same(open_item, item_id, data):
    sheet = open_item(item_id)
    type_into(sheet, data)

    assert_recomputed(sheet, open_item, item_id)


@pytest.mark.simulation
@pytest.mark.parametrize("item_id", ITEMS)
@MANY
@given(data=st.data())
def test_edits_of_answers_and_rows_end_where_a_full_recompute_ends(open_item, item_id, data):
    sheet = open_item(item_id)
    for _burst in range(3):
        type_into(sheet, data)

        assert_recomputed(sheet, open_item, item_id)


def assert_recomputed(sheet, open_item, item_id):
    """Opened again from its draft every rule runs once, from nothing: that must show the same."""
    again = open_item(item_id, json.loads(json.dumps(sheet.draft())))

    assert again.draft() == sheet.draft()
    assert again.answers() == sheet.answers()
    assert again.problems() == sheet.problems()
    assert again.materials() == sheet.materials()


@pytest.mark.parametrize("item_id", ITEMS)
@FEW
@given(data=st.data())
def test_answers_are_what_is_shown_and_readable_and_they_open_again(open_item, item_id, data):
    sheet = open_item(item_id)
    type_into(sheet, data)
    answers = sheet.answers()

    again = open_item(item_id, json.loads(json.dumps(answers)))

    tops = {key for key in answers if key not in sheet.form.tables}
    assert all(sheet.state(key).visible and sheet.value(key) is not None for key in tops)
    assert {key: again.answers()[key] for key in tops} == {key: answers[key] for key in tops}


@pytest.mark.parametrize("item_id", ITEMS)
@FEW
@given(data=st.data())
def test_no_problem_is_told_of_what_is_not_shown(open_item, item_id, data):
    sheet = open_item(item_id)
    type_into(sheet, data)

    for problem in sheet.problems():
        shown = (
            sheet.table_visible(problem.path)
            if problem.path in sheet.form.tables
            else sheet.state(problem.path).visible
        )
        assert shown, problem.path


@pytest.mark.parametrize("item_id", ITEMS)
@FEW
@given(data=st.data())
def test_emptying_what_was_typed_leaves_a_form_as_it_was(open_item, item_id, data):
    sheet = open_item(item_id)
    paths = [path for path in sheet.form.fields if "/" not in path and sheet.state(path).default is None]
    before = sheet.draft()
    chosen = data.draw(st.lists(st.sampled_from(paths), max_size=8))
    for path in chosen:
        sheet.set(path, data.draw(likely_text(sheet, path)))

    for path in chosen:
        sheet.set(path, "")

    assert sheet.draft() == before
    assert sheet.problems() == open_item(item_id).problems()


@pytest.mark.parametrize("item_id", ITEMS)
def test_a_blank_form_opens_on_any_day_of_the_year(open_item, item_id):
    for weeks in range(0, 60, 6):
        sheet = open_item(item_id, today=date(2026, 1, 1) + timedelta(weeks=weeks))

        assert sheet.problems()


@pytest.mark.parametrize(
    ("birth", "group"),
    [
        (None, None),
        ("2009-06-01", "自愿登记"),
        ("2008-01-01", "适龄登记"),
        ("2008-12-31", "适龄登记"),
        ("2007-12-31", "补登"),
    ],
)
def test_who_registers_for_service_late_is_told_only_by_a_birth_date(open_item, birth, group):
    sheet = open_item("G02")
    sheet.set("cert_type", "414")

    sheet.set("birth", birth)

    assert sheet.value("group") == group
