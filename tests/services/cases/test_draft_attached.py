"""Pages that answers are given by, before there is a case: with their answer always, in the case at last."""

import multiprocessing
import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from captured_draft import files, page, texts
from catalog_shelves import shelf_with
from counter import ELDER_CARD, applications, at_window, checked, intake
from dying import Dying, DyingBlobs, DyingStorage
from fakes import FakeIds
from hall import SECOND, Bench

from app.bootstrap.opening import OpenHall
from app.domain.attachment import MOST_PAGES, AttachmentError, KeptPage, Source
from app.domain.case.attached import attached_pages
from app.domain.case.case import Case
from app.domain.draft_pages import ANSWERS
from app.domain.form.attached import attached_in, ids_in
from app.domain.item import Catalog
from app.domain.item_withdrawal import Reason
from app.services.cases import drafts
from app.services.cases.accept import accept_intake
from app.services.cases.carry_draft import carry_draft_over
from app.services.cases.draft_attached import (
    DraftAnswer,
    drop_attached,
    keep_attached,
    order_attached,
    show_attached,
)
from app.services.cases.intake import Intake, IntakeRefused
from app.services.cases.look_up import open_case_file, recent_cases
from app.services.cases.receive import receive_case
from app.services.desk import NotAllowed

FORK = multiprocessing.get_context("fork")
VISIT = "visits/r2/visit_photos"


@dataclass
class PicturedDraft:
    """A draft whose photograph is taken at window 3."""

    hall: OpenHall
    id: str
    path: str = "photo"

    @classmethod
    def begun(cls, hall: OpenHall, item: str = "B09", path: str = "photo") -> "PicturedDraft":
        opened = drafts.start_draft(hall.office, at_window(), item)
        assert opened is not None
        return cls(hall, opened.draft.id, path)

    @property
    def answer(self) -> DraftAnswer:
        return DraftAnswer(self.id, self.path)

    def keep(self, *words: str, command: str = "keep") -> tuple[KeptPage, ...]:
        pages = [page(one) for one in words]
        return keep_attached(self.hall.office, at_window(), command, self.answer, pages, Source.CAMERA)

    def shown(self) -> list[str]:
        return [one.jpeg.decode() for one in show_attached(self.hall.office, at_window(), self.answer)]

    def answers(self) -> Mapping[str, Any]:
        opened = drafts.reopen(self.hall.office, at_window(), self.id)
        assert opened is not None
        return opened.answers

    def intake(self) -> Intake:
        """The whole application of an elder card, with the photograph of this draft."""
        asked = intake(self.hall.office, ELDER_CARD, photo=self.answers().get("photo"))
        return replace(asked, draft_id=self.id)


@pytest.fixture
def draft(hall: OpenHall) -> PicturedDraft:
    return PicturedDraft.begun(hall)


def in_case(hall: OpenHall, case: Case, path: str = "photo") -> list[str]:
    pages = attached_pages(case)
    return texts(hall, (pages[one] for one in attached_in(case.answers[path]).ids))


def test_a_kept_page_answers_its_field_and_both_come_back_with_the_draft(draft: PicturedDraft) -> None:
    first, second = draft.keep("正面照", "侧面照")

    opened = drafts.reopen(draft.hall.office, at_window(), draft.id)

    assert opened is not None
    assert attached_in(opened.answers["photo"]).ids == (first.id, second.id)
    assert set(opened.answers) == {"photo"}, "pages are no answers"
    assert opened.pages == {ANSWERS: (first, second)}
    assert draft.shown() == ["正面照", "侧面照"]


def test_each_answer_has_its_own_pages(hall: OpenHall, draft: PicturedDraft) -> None:
    other = replace(draft, path="agent_id_front")
    draft.keep("照片")
    other.keep("人像面", command="other")

    assert (draft.shown(), other.shown()) == (["照片"], ["人像面"])


def test_pages_are_ordered_and_taken_out_with_their_bytes(draft: PicturedDraft) -> None:
    first, second = draft.keep("糊了", "清楚")
    order_attached(draft.hall.office, at_window(), "order", draft.answer, [second.id])
    assert draft.shown() == ["清楚", "糊了"]

    left = drop_attached(draft.hall.office, at_window(), "drop", draft.answer, first.id)

    assert (left, draft.shown()) == ((second,), ["清楚"])
    assert len(files(draft.hall.home.blobs)) == 1
    drop_attached(draft.hall.office, at_window(), "last", draft.answer, second.id)
    assert "photo" not in draft.answers(), "an answer without a page is blank"


def test_the_note_of_an_older_answer_stays_beside_the_pages(draft: PicturedDraft) -> None:
    drafts.journal(draft.hall.office, draft.id, {"photo": "存在相机里"})
    (one,) = draft.keep("照片")
    assert attached_in(draft.answers()["photo"]).note == "存在相机里"

    drop_attached(draft.hall.office, at_window(), "drop", draft.answer, one.id)

    assert draft.answers()["photo"] == "存在相机里"


def test_a_cell_of_a_row_is_answered_whether_the_row_was_journalled_or_not(hall: OpenHall) -> None:
    visit = PicturedDraft.begun(hall, "D01", VISIT)
    drafts.journal(hall.office, visit.id, {"visits": [{"row": "r1", "visitors": "甲"}]})
    (first,) = visit.keep("放线")
    (_, second) = visit.keep("放线二", command="more")

    rows = visit.answers()["visits"]

    assert rows[0] == {"row": "r1", "visitors": "甲"}
    assert attached_in(rows[1]["visit_photos"]).ids == (first.id, second.id)
    assert visit.shown() == ["放线", "放线二"]


def test_a_row_that_takes_the_id_of_one_that_was_removed_has_none_of_its_pages(hall: OpenHall) -> None:
    visit = PicturedDraft.begun(hall, "D01", VISIT)
    visit.keep("别的一次")
    drafts.journal(hall.office, visit.id, {"visits": [{"row": "r2"}]})

    assert visit.shown() == []


@pytest.mark.parametrize("path", ["name", "nothing", "visits/r1/nothing", "photo/r1/photo"])
def test_where_the_form_asks_for_no_pages_none_is_taken_in(draft: PicturedDraft, path: str) -> None:
    with pytest.raises(AttachmentError) as told:
        replace(draft, path=path).keep("照片")

    assert told.value.code == "attachment.no_such_answer"


def test_an_answer_has_no_more_pages_than_a_counter_captures(draft: PicturedDraft) -> None:
    draft.keep(*(str(one) for one in range(MOST_PAGES)))

    with pytest.raises(AttachmentError) as told:
        draft.keep("one more", command="more")

    assert told.value.code == "attachment.too_many_pages"


def test_a_page_that_is_gone_is_told(draft: PicturedDraft) -> None:
    with pytest.raises(AttachmentError) as told:
        drop_attached(draft.hall.office, at_window(), "drop", draft.answer, "no such page")

    assert told.value.code == "attachment.no_such_page"


def test_pages_are_for_the_draft_s_own_clerk_alone(hall: OpenHall, draft: PicturedDraft) -> None:
    draft.keep("照片")

    with pytest.raises(AttachmentError):
        show_attached(hall.office, at_window(clerk=SECOND), draft.answer)
    with pytest.raises(NotAllowed):
        show_attached(hall.office, at_window(clerk=replace(SECOND, roles=frozenset())), draft.answer)


def test_pressing_twice_keeps_a_page_once(draft: PicturedDraft) -> None:
    assert draft.keep("照片") == draft.keep("照片")
    assert draft.shown() == ["照片"]


def test_a_draft_thrown_away_takes_its_photographs_off_the_disk(draft: PicturedDraft) -> None:
    draft.keep("照片")

    drafts.discard(draft.hall.office, at_window(), draft.id)

    assert files(draft.hall.home.blobs) == []


@pytest.mark.parametrize("take", [receive_case, accept_intake])
def test_the_case_has_the_pages_its_answers_name_and_no_others(
    hall: OpenHall, draft: PicturedDraft, take: Any
) -> None:
    draft.keep("照片", "第二张")
    replace(draft, path="agent_id_front").keep("没有代理人", command="hidden")

    case = take(hall.office, at_window(), "end", draft.intake()).case

    assert in_case(hall, case) == ["照片", "第二张"]
    assert len(attached_pages(case)) == 2
    assert len(files(hall.home.blobs)) == 2, "what is no longer asked is off the disk"
    assert checked(hall).findings == ()


def test_a_draft_carried_to_a_new_version_keeps_its_photographs(hall: OpenHall, draft: PicturedDraft) -> None:
    draft.keep("照片")
    replace(draft, path="agent_id_front").keep("人像面", command="other")
    known, today = hall.office.catalog, hall.office.business_day.on_screen()
    first = known.version("B09", 1)
    ended = replace(first, valid_until=today - timedelta(days=1), withdrawn=Reason.REVISED)
    items = {**known.items, ("B09", 1): ended, ("B09", 2): replace(first, version=2)}
    office = replace(hall.office, shelf=shelf_with(Catalog(items, known.tables)))

    carried = carry_draft_over(office, at_window(), draft.id)

    assert carried is not None
    assert carried.left_behind == ()
    later = PicturedDraft(replace(hall, office=office), carried.opened.draft.id)
    assert later.shown() == ["照片"]
    assert replace(later, path="agent_id_front").shown() == ["人像面"]
    assert len(files(hall.home.blobs)) == 2


def test_an_answer_whose_pages_are_not_there_stops_by_its_name(hall: OpenHall, draft: PicturedDraft) -> None:
    (one,) = draft.keep("照片")
    taken = draft.intake()
    drop_attached(hall.office, at_window(), "drop", draft.answer, one.id)

    for refused in (taken, replace(taken, draft_id=None)):
        with pytest.raises(IntakeRefused) as stopped:
            receive_case(hall.office, at_window(), "end", refused)
        assert stopped.value.code == "case.photo_gone"
        assert "照片" in stopped.value.facts["label"]


def test_an_application_with_words_from_before_is_taken_as_ever(hall: OpenHall) -> None:
    case = receive_case(hall.office, at_window(), "end", intake(hall.office, ELDER_CARD)).case

    assert case.answers["photo"] == applications()[ELDER_CARD]["answers"]["photo"]
    assert attached_pages(case) == {}


def _work_and_die(bench: Bench, draft_id: str, moment: int) -> None:
    # A process of its own makes identifiers of its own.
    with replace(bench, ids=FakeIds(seed=1000 + moment)).open() as hall:
        die = Dying(moment)
        office = replace(
            hall.office,
            storage=DyingStorage(hall.office.storage, die),
            scans=replace(hall.office.scans, blobs=DyingBlobs(hall.office.scans.blobs, die)),
        )
        draft = PicturedDraft(replace(hall, office=office), draft_id)
        first, _second = draft.keep("糊了", "清楚")
        drop_attached(office, at_window(), "drop", draft.answer, first.id)
        receive_case(office, at_window(), "end", draft.intake())
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("moment", range(18))
def test_a_kill_at_any_moment_keeps_page_and_answer_together(bench: Bench, moment: int) -> None:
    with bench.open() as hall:
        draft_id = PicturedDraft.begun(hall).id
    worker = FORK.Process(target=_work_and_die, args=(bench, draft_id, moment))
    worker.start()
    worker.join(60)
    assert worker.exitcode == -signal.SIGKILL

    with bench.open() as hall:
        draft = PicturedDraft(hall, draft_id)
        opened = drafts.reopen(hall.office, at_window(), draft_id)
        if opened is not None:
            form = opened.item.form.definition
            kept = {one.id for one in opened.pages.get(ANSWERS, ())}
            assert ids_in(form, opened.answers) == kept
            now = draft.shown()
            assert now in ([], ["糊了", "清楚"], ["清楚"])
            draft.keep("最后", command="after the stop")
            case = receive_case(hall.office, at_window(), "then", draft.intake()).case
            assert in_case(hall, case) == [*now, "最后"]
        else:
            (row,) = recent_cases(hall.office, at_window())
            case = open_case_file(hall.office, at_window(), row.id).case
            assert in_case(hall, case) == ["清楚"]
        assert checked(hall).findings == ()
