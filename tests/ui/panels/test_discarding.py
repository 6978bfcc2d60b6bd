"""A draft is deleted by a second press on the same draft, and by nothing else."""

import pytest
from intake_counter import Counter
from work_rig import WorkRig

from ui.shortcuts import Command


@pytest.fixture
def counter(tmp_path, dressed_application, qtbot):
    rig = WorkRig(tmp_path)
    made = Counter(rig, qtbot)
    yield made
    made.settle()
    rig.close()
    assert rig.bugs == []


def put_aside(counter, name):
    counter.begin()
    counter.sitting.form.answer("name", name)
    counter.press(Command.KEEP_DRAFT)


def point_to(counter, name):
    (entry,) = (one for one in counter.drafts() if one.applicant == name)
    counter.view.finder.list.choose(f"draft:{entry.draft.id}")


def names(counter):
    return [one.applicant for one in counter.drafts()]


def test_without_drafts_the_key_is_closed(counter):
    assert counter.may(Command.DISCARD_DRAFT) == [False]


def test_one_press_asks_and_names_the_draft_masked(counter):
    put_aside(counter, "王小明")
    point_to(counter, "王小明")
    counter.press(Command.DISCARD_DRAFT)

    assert "再按一次 Alt+D 就删掉王*明的“城乡居民基本养老保险参保登记”" in counter.said
    assert names(counter) == ["王小明"]


def test_a_second_press_deletes_that_draft_only(counter):
    put_aside(counter, "王小明")
    put_aside(counter, "张大力")
    point_to(counter, "王小明")
    counter.press(Command.DISCARD_DRAFT)
    counter.press(Command.DISCARD_DRAFT)

    assert names(counter) == ["张大力"]
    assert "已删掉" in counter.said


def test_a_press_asked_about_one_draft_never_deletes_another(counter):
    put_aside(counter, "王小明")
    put_aside(counter, "张大力")
    point_to(counter, "王小明")
    counter.press(Command.DISCARD_DRAFT)
    point_to(counter, "张大力")
    counter.press(Command.DISCARD_DRAFT)

    assert sorted(names(counter)) == ["张大力", "王小明"]
    assert "张*力" in counter.said


def test_esc_takes_the_question_back(counter):
    put_aside(counter, "王小明")
    point_to(counter, "王小明")
    counter.press(Command.DISCARD_DRAFT)
    counter.press(Command.STEP_OUT)
    point_to(counter, "王小明")
    counter.press(Command.DISCARD_DRAFT)

    assert names(counter) == ["王小明"]


def test_while_an_item_is_pointed_at_the_key_points_to_a_draft_and_deletes_nothing(counter):
    put_aside(counter, "王小明")
    counter.press(Command.DISCARD_DRAFT)
    counter.view.finder.list.choose("item:A01")
    counter.press(Command.DISCARD_DRAFT)
    counter.press(Command.DISCARD_DRAFT)

    assert names(counter) == ["王小明"]
    assert "再按一次" in counter.said
