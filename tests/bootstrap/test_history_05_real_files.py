"""History 5 over real files: a version ends while a draft, an open case and a late acceptance rest on it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from catalog_shelves import own_catalog, save
from counter import PENSION, applications, at_window, intake, needed_papers
from hall import SECOND, Bench, hall_data, new_bench
from word_files import templates

from app.bootstrap.catalog_files import HallCatalogFiles
from app.bootstrap.opening import OpenHall
from app.bootstrap.places import resources
from app.domain.case.state import CaseState
from app.domain.draft import MATERIAL_SLOT
from app.domain.item_withdrawal import Advice
from app.domain.words import Words
from app.services.cases import drafts
from app.services.cases.accept import accept_case, accept_intake
from app.services.cases.carry_draft import CarriedDraft, carry_draft_over
from app.services.cases.drafts import OpenDraft
from app.services.cases.intake import Intake, IntakeRefused
from app.services.cases.receive import receive_case
from app.services.catalog_shelf import CatalogShelf
from app.services.matters import Matter
from app.services.office import Office
from app.services.unsettled import unsettled

TODAY = date(2026, 11, 26)
WINDOWS = tuple(window.number for window in hall_data().hall.windows)
WITHDRAWAL = """
[[withdrawal]]
item = "A01"
version = 1
reason = "{reason}"
last_day = {last_day}
"""
OLD_QUESTION, NEW_QUESTION = 'key = "village_op"', 'key = "village_helper"'


class Town:
    """One hall with a catalogue of its own, in which somebody writes while the window is open."""

    def __init__(self, hall: OpenHall, bench: Bench) -> None:
        self.data, self.bench = bench.home.data, bench
        self.folder = own_catalog(self.data, "A01")
        files = HallCatalogFiles(own=self.data, resources=resources(), windows=lambda: WINDOWS)
        self.office: Office = replace(hall.office, shelf=CatalogShelf(files.load(), files, files.stamp()))

    def second_version(self, since: str) -> None:
        text = (self.folder / "items/A01.toml").read_text("utf-8")
        text = text.replace("version = 1", "version = 2", 1)
        text = re.sub(r"valid_from = .*", f"valid_from = {since}", text, count=1)
        # One question goes, another comes.
        text = text.replace(OLD_QUESTION, NEW_QUESTION, 1)
        save(self.folder / "items/A01-2.toml", text)
        assert self.office.shelf.look(), self.office.shelf.fault

    def end(self, reason: str, last_day: str, more: str = "") -> None:
        save(self.data / "claims.toml", WITHDRAWAL.format(reason=reason, last_day=last_day) + more)
        assert self.office.shelf.look(), self.office.shelf.fault

    def draft(self) -> OpenDraft:
        opened = drafts.start_draft(self.office, at_window(), "A01")
        assert opened is not None
        answers = applications()[PENSION]["answers"]
        ticks = {
            f"{MATERIAL_SLOT}{one.key}": {"key": one.key, "form": one.form}
            for one in intake(self.office, PENSION).materials
        }
        drafts.journal(self.office, opened.draft.id, {**answers, **ticks})
        return opened

    def reopened(self, draft_id: str) -> OpenDraft:
        again = drafts.reopen(self.office, at_window(), draft_id)
        assert again is not None
        return again

    def carried(self, draft_id: str) -> CarriedDraft:
        moved = carry_draft_over(self.office, at_window(), draft_id)
        assert moved is not None
        return moved

    def works_on(self, days: int) -> None:
        """Let so many days pass, on each of which the hall was open."""
        for _day in range(days):
            self.bench.clock.advance(days=1)
            with self.office.storage.writing() as unit:
                self.office.business_day.moment(unit)
                unit.commit()

    def late(self) -> list[str]:
        return [one.label for one in unsettled(self.office) if one.matter is Matter.CASE]


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    bench = new_bench(tmp_path / "hall")
    with bench.open("03") as hall:
        yield Town(hall, bench)


def said(error: IntakeRefused | None) -> str:
    assert error is not None
    return Words(templates()).of(error).sentence()


def of_draft(office: Office, opened: OpenDraft, **more: str) -> Intake:
    item = opened.item
    answers = {path: value for path, value in opened.answers.items() if not path.startswith(MATERIAL_SLOT)}
    bare = Intake(
        item_id=item.id, item_version=item.version, answers={**answers, **more}, draft_id=opened.draft.id
    )
    return replace(bare, materials=needed_papers(office, bare))


def test_a_new_version_beside_the_old_lets_the_open_case_and_the_draft_both_finish(town: Town) -> None:
    case = receive_case(town.office, at_window(), "receive", intake(town.office, PENSION)).case
    draft = town.draft()

    town.second_version("2026-11-26")

    begun = drafts.start_draft(town.office, at_window(), "A01")
    assert begun is not None
    assert begun.item.version == 2
    again = town.reopened(draft.draft.id)
    assert (again.item.version, again.advice, again.stopped) == (1, Advice.GO_ON, None)
    of_case = accept_case(town.office, at_window(), "accept", case.id, case.base)
    other = {"cert_no": "360725199003070011"}
    finished = accept_intake(town.office, at_window(), "draft", of_draft(town.office, again, **other))
    assert [done.case.item.version for done in (of_case, finished)] == [1, 1]
    assert {of_case.case.state, finished.case.state} == {CaseState.CLOSED}


def test_a_draft_of_a_revised_version_is_carried_over_and_the_differences_are_said(town: Town) -> None:
    draft = town.draft()
    town.second_version("2026-01-01")
    town.end("改版", "2026-11-25", "successor = 2\n")

    again = town.reopened(draft.draft.id)
    assert again.advice is Advice.CARRY_OVER
    assert "改版" in said(again.stopped)
    with pytest.raises(IntakeRefused, match="item_revised"):
        accept_intake(town.office, at_window(), "no", of_draft(town.office, again))

    moved = town.carried(draft.draft.id)

    assert moved.opened.item.version == 2
    assert moved.opened.answers["name"] == applications()[PENSION]["answers"]["name"]
    assert moved.left_behind == ("村协办员", "参保登记表")
    assert moved.new_questions == ("村协办员",)
    assert f"{MATERIAL_SLOT}id_card" in moved.opened.answers
    assert f"{MATERIAL_SLOT}register_form" not in moved.opened.answers, "signed was the old version"
    words = Words(templates())
    assert all(words.say(one.code, one.facts).sentence() for one in moved.differences)
    assert drafts.reopen(town.office, at_window(), draft.draft.id) is None
    done = accept_intake(
        town.office, at_window(), "yes", of_draft(town.office, moved.opened, village_helper="钟示范")
    )
    assert done.case.item.version == 2
    # Accepted after the last day of the version before: that is nothing to decide.
    assert town.late() == []


def test_what_was_carried_over_is_on_disk(town: Town) -> None:
    draft = town.draft()
    town.second_version("2026-01-01")
    town.end("改版", "2026-11-25", "successor = 2\n")

    moved = town.carried(draft.draft.id)

    assert town.reopened(moved.opened.draft.id).answers == moved.opened.answers
    assert [one.draft.id for one in drafts.list_open(town.office, at_window())] == [moved.opened.draft.id]


def test_a_draft_that_is_not_revised_stays_as_it_is(town: Town) -> None:
    draft = town.draft()

    with pytest.raises(IntakeRefused, match="draft_not_revised"):
        carry_draft_over(town.office, at_window(), draft.draft.id)

    assert town.reopened(draft.draft.id).answers["name"]


def test_nobody_carries_over_the_draft_of_another(town: Town) -> None:
    draft = town.draft()

    assert carry_draft_over(town.office, at_window(clerk=SECOND), draft.draft.id) is None


def test_a_draft_of_an_item_taken_back_names_the_authority(town: Town) -> None:
    draft = town.draft()
    town.end("收回", "2026-11-25", 'competent_authority = "崇义县人社局"\n')

    again = town.reopened(draft.draft.id)

    assert again.advice is Advice.NAME_THE_AUTHORITY
    assert "崇义县人社局" in said(again.stopped)
    assert drafts.start_draft(town.office, at_window(), "A01") is None


def test_a_draft_of_an_abolished_item_stops(town: Town) -> None:
    draft = town.draft()
    town.end("废止", "2026-11-25")

    again = town.reopened(draft.draft.id)

    assert again.advice is Advice.STOP
    with pytest.raises(IntakeRefused, match="item_abolished"):
        accept_intake(town.office, at_window(), "no", of_draft(town.office, again))


@pytest.mark.parametrize("reason", ["改版", "收回", "废止"])
def test_a_case_accepted_before_the_hall_heard_is_kept_and_waits_for_a_supervisor(
    town: Town, reason: str
) -> None:
    town.second_version("2026-12-01")
    done = accept_intake(town.office, at_window(), "accept", intake(town.office, PENSION))
    assert town.late() == []

    more = {"改版": "successor = 2\n", "收回": 'competent_authority = "崇义县人社局"\n', "废止": ""}
    town.end(reason, "2026-11-25", more[reason])

    assert town.late() == [done.case.case_number]
    assert done.papers[0].is_void is False
    (waits,) = (one for one in unsettled(town.office) if one.matter is Matter.CASE)
    assert reason in Words(templates()).say(waits.code, waits.facts).say


def test_a_case_of_the_last_day_itself_waits_for_nobody(town: Town) -> None:
    accept_intake(town.office, at_window(), "accept", intake(town.office, PENSION))

    town.end("废止", TODAY.isoformat())

    assert town.late() == []


def test_a_closed_case_is_listed_as_long_as_a_review_may_be_asked_for(town: Town) -> None:
    accept_intake(town.office, at_window(), "accept", intake(town.office, PENSION))
    town.end("废止", "2026-11-25")

    town.works_on(days=60)
    assert len(town.late()) == 1

    town.works_on(days=1)
    assert town.late() == []
