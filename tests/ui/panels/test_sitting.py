"""One application on the counter: what was not kept yet, what is missing, when it may be accepted."""

import pytest
import word_files
from counter import ELDER_CARD, PENSION, applications, at_window
from form_parts import a_material
from hall import new_bench

from app.domain.attachment import KeptPage
from app.domain.words import Words
from app.services.cases import drafts
from app.services.cases.known_answers import KnownAnswers
from ui.counter.checklist import Shot
from ui.panels.intake.sitting import Sitting

NUMBER = "360725199003070011"


@pytest.fixture
def office(tmp_path):
    with new_bench(tmp_path).open("03") as hall:
        yield hall.office


def sat_down(office, item_id="A01"):
    opened = drafts.start_draft(office, at_window(), item_id)
    return Sitting(office, opened, Words(word_files.templates()))


@pytest.fixture
def sitting(office):
    return sat_down(office)


@pytest.fixture
def touched(sitting):
    sitting.form.answer("name", "王小明")
    burst(sitting)
    return sitting


def burst(sitting):
    """What changed since the last burst, which the disk took."""
    taken = sitting.unkept()
    sitting.kept(taken)
    return taken.changes


def fill(sitting, key):
    for path, value in applications()[key]["answers"].items():
        sitting.form.answer(path, value)
    for need in sitting.missing():
        sitting.tray.press(" ", need.material)


def test_an_untouched_form_keeps_nothing_and_the_first_key_keeps_its_defaults_too(sitting):
    before = burst(sitting)
    sitting.form.answer("name", "王小明")

    assert before == {}
    assert burst(sitting).items() >= {"name": "王小明", "cert_type": "111"}.items()


def test_a_form_is_touched_by_an_answer_or_a_tick_and_untouched_once_both_are_taken_back(sitting):
    at_first = sitting.is_untouched
    sitting.form.answer("name", "王小明")
    answered = sitting.is_untouched
    sitting.form.answer("name", None)
    sitting.tray.press(" ", a_material())
    ticked = sitting.is_untouched
    sitting.tray.press(" ", a_material())

    assert (at_first, answered, ticked) == (True, False, False)
    assert sitting.is_untouched


def test_a_burst_holds_what_changed_since_the_last_one(touched):
    sitting = touched
    sitting.form.answer("name", "王大明")
    first = burst(sitting)
    sitting.form.answer("mobile", "13800000000")

    assert first == {"name": "王大明"}
    assert burst(sitting) == {"mobile": "13800000000"}
    assert burst(sitting) == {}


def test_a_burst_the_disk_refused_is_in_the_next_one_too(touched):
    touched.form.answer("name", "王大明")
    touched.unkept()
    touched.form.answer("mobile", "13800000000")

    assert burst(touched) == {"name": "王大明", "mobile": "13800000000"}
    assert burst(touched) == {}


def test_a_tick_is_kept_with_the_answers_and_taken_back_with_them(touched):
    sitting = touched
    sitting.tray.press(" ", a_material())
    taken = burst(sitting)
    sitting.tray.press(" ", a_material())

    assert set(taken) == {"material:id_card"}
    assert burst(sitting) == {"material:id_card": None}


def test_what_cannot_be_read_is_kept_as_it_was_typed(touched):
    touched.form.answer("start_year", "明年")

    assert burst(touched) == {"start_year": "明年"}


def test_a_reopened_draft_has_every_answer_and_every_tick(office, sitting):
    sitting.form.answer("name", "欧阳·阿卜杜热合曼·买买提")
    sitting.form.answer("mobile", "138")
    sitting.tray.press(" ", a_material())
    sitting.tray.press("4", a_material())
    drafts.journal(office, sitting.opened.draft.id, burst(sitting))

    again = Sitting(
        office, drafts.reopen(office, at_window(), sitting.opened.draft.id), Words(word_files.templates())
    )

    assert again.form.sheet.value("name") == "欧阳·阿卜杜热合曼·买买提"
    assert again.form.sheet.draft()["mobile"] == "138"
    assert again.tray.get("id_card").copies == 4
    assert burst(again) == {}


@pytest.mark.parametrize(
    ("typed", "found"),
    [("", ""), ("3607251", ""), ("36072519", "36072519"), (NUMBER, NUMBER), (f" {NUMBER} ", NUMBER)],
)
def test_somebody_is_looked_up_once_the_number_is_long_enough(sitting, typed, found):
    sitting.form.answer("cert_no", typed)

    assert sitting.id_number() == found


def test_nothing_known_brings_nothing(sitting):
    assert sitting.bringable() == {}


def test_only_known_answers_that_would_fill_something_in_are_offered(sitting):
    sitting.form.answer("name", "王小明")
    sitting.known = KnownAnswers(
        answers={"name": "欧阳德海", "mobile": "13800000000", "gone": "x"}, sources={}
    )

    assert sitting.bringable() == {"mobile": "13800000000"}


@pytest.mark.parametrize(("item_id", "key"), [("A01", PENSION), ("B09", ELDER_CARD)])
def test_a_complete_application_may_be_accepted(office, item_id, key):
    sitting = sat_down(office, item_id)

    fill(sitting, key)

    assert sitting.missing() == ()
    assert sitting.is_acceptable()


def test_one_paper_too_few_stands_against_acceptance(office, sitting):
    fill(sitting, PENSION)
    paper = next(need.material for need in sitting.needs() if sitting.tray.get(need.material.key))

    sitting.tray.press(" ", paper)

    assert [need.material for need in sitting.missing()] == [paper]
    assert not sitting.is_acceptable()


def test_one_answer_too_few_stands_against_acceptance(sitting):
    fill(sitting, PENSION)

    sitting.form.answer("name", "")

    assert not sitting.is_acceptable()


def test_what_is_taken_in_names_item_version_draft_and_visit(sitting):
    fill(sitting, PENSION)

    intake = sitting.intake("visit-1")

    assert (intake.item_id, intake.item_version) == ("A01", sitting.item.version)
    assert (intake.draft_id, intake.visit_id) == (sitting.opened.draft.id, "visit-1")
    assert intake.answers["name"] == applications()[PENSION]["answers"]["name"]
    assert {one.key for one in intake.materials} == {
        need.material.key for need in sitting.needs() if sitting.tray.get(need.material.key)
    }


def test_a_notice_begins_with_the_missing_papers_and_then_the_blank_answers(sitting):
    lines = sitting.supplements()

    assert [line.material for line in lines[: len(sitting.missing())]] == [
        need.material.name for need in sitting.missing()
    ]
    assert "姓名" in lines[len(sitting.missing())].requirement


def test_a_captured_paper_counts_as_handed_in_once_and_unticking_it_is_the_clerk_s_word(touched):
    paper = touched.missing()[0].material
    pages = (KeptPage(id="p1", blob="a" * 64, source="文件"), KeptPage(id="p2", blob="b" * 64, source="文件"))
    touched.capture(paper.key, pages)
    assert touched.tray.get(paper.key) is not None
    assert touched.shots() == {paper.key: Shot(2)}
    touched.press("T", paper.key)
    touched.capture(paper.key, pages[:1])
    assert touched.tray.get(paper.key).returned, "how it was handed in stays"

    touched.capture(paper.key, ())
    assert touched.shots() == {}
    assert touched.tray.get(paper.key) is not None


def test_a_paper_that_was_put_off_is_here_once_it_is_captured(office):
    sitting = sat_down(office, "F01")
    key = next(one.material.key for one in sitting.needs() if sitting.excusing.later.may_be_put_off(one))
    sitting.press("R", key)
    assert sitting.excusing.later.until(key) is not None

    sitting.capture(key, (KeptPage(id="p1", blob="a" * 64, source="文件"),))

    assert sitting.excusing.later.until(key) is None
