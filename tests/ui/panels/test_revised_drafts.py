"""A draft of a version that ended: the clerk is told, and one key takes a revised one to its new version."""

from dataclasses import replace
from datetime import date

import pytest
from catalog_shelves import SaidFiles
from intake_counter import Counter
from work_rig import WorkRig

from app.domain.item import Catalog
from app.domain.item_ending import Ending, ended
from app.domain.item_withdrawal import Reason
from app.services.catalog_shelf import CatalogShelf
from ui.shortcuts import KEYS, Command

YESTERDAY = date(2026, 11, 25)


class Office(Counter):
    """A counter whose catalogue changes while a form is open."""

    def __init__(self, rig, qtbot):
        known = rig.hall.office.catalog
        self.files = SaidFiles(known)
        shelf = CatalogShelf(known, self.files, self.files.stamp())
        rig.hall = replace(rig.hall, office=replace(rig.hall.office, shelf=shelf))
        super().__init__(rig, qtbot)

    def aside(self):
        self.begin("A01")
        self.presenter.sitting.form.answer("name", "王小明")
        self.press(Command.KEEP_DRAFT)

    def ends(self, ending: Ending):
        known = self.rig.hall.office.catalog
        second = replace(known.version("A01", 1), version=2, reminders=("带社保卡",))
        both = Catalog({**known.items, ("A01", 2): second}, known.tables, known.people_words)
        self.files.save(ended(both, [ending]))
        assert self.rig.hall.office.shelf.look()

    def go_on(self):
        self.press(Command.CONTINUE_DRAFT)


@pytest.fixture
def office(tmp_path, dressed_application, qtbot):
    rig = WorkRig(tmp_path)
    made = Office(rig, qtbot)
    yield made
    made.panel.left()
    made.settle()
    rig.close()
    assert rig.bugs == []


def ending(reason, **more):
    return Ending(item="A01", version=1, reason=reason, last_day=YESTERDAY, **more)


def test_a_draft_of_a_revised_item_is_taken_to_the_new_version_by_one_key(office):
    office.aside()
    office.ends(ending(Reason.REVISED, successor=2))
    office.go_on()
    assert "改版" in office.said
    assert KEYS[Command.CARRY_OVER].sequence in office.said

    office.press(Command.CARRY_OVER)

    assert office.presenter.sitting.item.version == 2
    assert office.presenter.sitting.form.sheet.value("name") == "王小明"
    assert "已转到第 2 版" in office.said
    assert "带社保卡" in office.said
    assert office.may(Command.CARRY_OVER) == [False]
    assert [entry.draft.item_version for entry in office.drafts()] == ["2"]


def test_a_draft_of_an_item_taken_back_names_whom_to_turn_to(office):
    office.aside()
    office.ends(ending(Reason.TAKEN_BACK, competent_authority="崇义县人社局"))

    office.go_on()

    assert "崇义县人社局" in office.said
    assert office.may(Command.CARRY_OVER) == [False]


def test_a_draft_of_an_abolished_item_says_that_it_stops(office):
    office.aside()
    office.ends(ending(Reason.ABOLISHED))

    office.go_on()

    assert "废止" in office.said
    assert office.may(Command.CARRY_OVER, Command.REFUSE) == [False, True]


def test_a_form_that_is_open_while_the_catalogue_changes_keeps_its_version(office):
    office.begin("A01")
    office.ends(ending(Reason.ABOLISHED))

    office.presenter.sitting.form.answer("name", "王小明")
    office.press(Command.KEEP_DRAFT)

    assert [entry.draft.item_version for entry in office.drafts()] == ["1"]
