"""The rows of the intake: 事项 to find, papers and problems in the side column."""

from dataclasses import replace
from datetime import date

import pytest
import word_files
from form_parts import a_material, a_problem
from hall import hall_data

from app.adapters.pinyin_names import PinyinNames
from app.domain.calendar import Due
from app.domain.case.deadlines import DueDates
from app.domain.form.model import MaterialForm
from app.domain.identity.check import Severity
from app.domain.item import Fee
from app.domain.legal_basis import LegalBasis
from app.domain.words import Words
from ui.form.sentences import said
from ui.panels.intake import model
from ui.widgets.text import Tone

TODAY = date(2026, 11, 26)
INITIALS = PinyinNames().initials
WORDS = Words(word_files.templates())


@pytest.fixture(scope="module")
def items():
    return tuple(hall_data().catalog.in_force(TODAY))


@pytest.fixture(scope="module")
def pension():
    return hall_data().catalog.current("A01", TODAY)


def told(item):
    return dict(model.item_words(item))


def test_before_it_is_begun_an_item_tells_conditions_result_and_basis(pension):
    words = told(pension)

    assert words["结果"] == pension.result.name
    assert words["受理条件"].splitlines() == list(pension.conditions)
    assert words["依据"].startswith("《")


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        (Fee(charged=False), "不收费"),
        (
            Fee(charged=True, standard="每证 10 元", basis="赣发改〔2020〕1号"),
            "每证 10 元（赣发改〔2020〕1号）",
        ),
    ],
)
def test_the_fee_is_told_with_its_ground_or_that_there_is_none(pension, fee, words):
    assert told(replace(pension, fee=fee))["收费"] == words


def test_a_heading_with_nothing_below_it_is_left_out(pension):
    bare = replace(pension, conditions=(), reminders=(), refusals=())

    assert {"受理条件", "提醒", "不予受理"}.isdisjoint(told(bare))


def test_each_basis_is_cited_with_its_document_number_and_articles(pension):
    basis = (
        LegalBasis(title="社会保险法", article="第二十条"),
        LegalBasis(title="经办规程", number="人社部发〔2019〕84号"),
    )

    told_basis = told(replace(pension, basis=basis))["依据"]

    assert told_basis == "《社会保险法》第二十条；《经办规程》（人社部发〔2019〕84号）"


def test_papers_are_listed_before_anything_is_filled_in(pension):
    rows = model.known_materials(pension)

    assert [row.words for row in rows] == [one.name for one in pension.form.definition.materials]


@pytest.mark.parametrize(
    ("material", "lead", "trail"),
    [
        (a_material(copies=2), "·", "原2份"),
        (a_material(forms=(MaterialForm.COPY,)), "·", "复1份"),
        (a_material(printed_here=True), "打印", ""),
    ],
)
def test_a_paper_says_in_which_form_and_how_many(pension, material, lead, trail):
    (row,) = model.known_materials(_only(pension, material))

    assert (row.lead, row.trail) == (lead, trail)


def _only(item, material):
    """The item as if it asked for this paper alone."""
    definition = replace(item.form.definition, materials=(material,))
    form = replace(item.form, definition=definition)
    return replace(item, form_of=lambda: form)


def test_a_mistake_and_a_doubt_differ_by_shape_and_not_by_colour_alone():
    mistake, doubt = a_problem(path="name"), a_problem(path="mobile", severity=Severity.WARNING)

    rows = model.problem_rows([said(mistake, WORDS), said(doubt, WORDS)])

    assert [row.lead for row in rows] == ["●", "○"]
    assert [row.tone for row in rows] == [Tone.LATE, Tone.SOON]
    assert [row.id for row in rows] == ["0:name", "1:mobile"]


def test_what_is_only_missing_is_an_empty_box_without_a_colour():
    problem = said(a_problem(is_missing=True), WORDS)
    (row,) = model.problem_rows([problem])

    assert (row.lead, row.words, row.tone) == ("□", problem.label, Tone.PLAIN)
    assert row.hint == problem.message.sentence()


@pytest.mark.parametrize(
    ("missing", "words"),
    [((), "0"), ((True, True), "还要填 2"), ((False,), "1"), ((True, False, False), "2  还要填 1")],
)
def test_what_is_missing_is_counted_apart_from_what_is_wrong(missing, words):
    assert model.problem_count([said(a_problem(is_missing=one), WORDS) for one in missing]) == words


def test_two_problems_of_one_field_are_two_rows():
    rows = model.problem_rows([said(a_problem(), WORDS)] * 2)

    assert len({row.id for row in rows}) == 2


@pytest.mark.parametrize(
    ("provisional", "words"),
    [(False, "自受理之日起算"), (True, "自受理之日起算（次年节假日未公布，暂定）")],
)
def test_the_note_below_the_limits(provisional, words):
    assert model.due_words(DueDates(Due(TODAY, provisional), None)) == words


def test_an_item_served_at_some_windows_only_says_which(pension):
    assert told(replace(pension, counters=("03", "05")))["窗口"] == "在本厅 03、05 号窗口办理"
    assert "窗口" not in told(pension)
