"""Pages captured before a case is opened: kept at once, back with the draft, and in the case at last."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from captured_draft import CapturedDraft, files, page, texts
from catalog_shelves import shelf_with
from counter import applications, at_window, checked
from dying import Dying, DyingBlobs, DyingStorage
from fakes import FakeIds
from hall import SECOND, Bench

from app.bootstrap.opening import OpenHall
from app.domain.attachment import MOST_PAGES, AttachmentError, Source
from app.domain.case.case import Case
from app.domain.item import Catalog
from app.domain.item_withdrawal import Reason
from app.services.case_turn import CaseDone
from app.services.cases import drafts
from app.services.cases.accept import accept_intake
from app.services.cases.carry_draft import carry_draft_over
from app.services.cases.draft_pages import (
    drop_draft_page,
    keep_draft_pages,
    order_draft_pages,
    show_draft_pages,
)
from app.services.cases.intake import Intake, IntakeRefused
from app.services.cases.look_up import open_case_file, recent_cases
from app.services.cases.receive import receive_case
from app.services.cases.refuse import Refusal, refuse_intake
from app.services.cases.supplement import Supplement, request_supplement_of_intake
from app.services.desk import NotAllowed
from app.services.office import Office

FORK = multiprocessing.get_context("fork")
Take = Callable[[Office, Intake], CaseDone]


@pytest.fixture
def draft(hall: OpenHall) -> CapturedDraft:
    return CapturedDraft.begun(hall)


def received(office: Office, application: Intake) -> CaseDone:
    return receive_case(office, at_window(), "end", application)


def accepted(office: Office, application: Intake) -> CaseDone:
    return accept_intake(office, at_window(), "end", application)


def asked(office: Office, application: Intake) -> CaseDone:
    line = Supplement(material="户口簿", problem="未提供", requirement="提供复印件", basis="第七条")
    return request_supplement_of_intake(office, at_window(), "end", application, (line,))


def refused(office: Office, application: Intake) -> CaseDone:
    refusal = Refusal(**applications()["refused"]["refusal"], second_clerk=SECOND.id)
    return refuse_intake(office, at_window(), "end", application, refusal)


@pytest.fixture(params=[received, accepted, asked, refused])
def take(request: pytest.FixtureRequest) -> Take:
    way: Take = request.param
    return way


def captured(hall: OpenHall, case: Case) -> dict[str, list[str]]:
    return {one.key: texts(hall, one.scans) for one in case.materials if one.scans}


def test_what_is_kept_comes_back_with_the_draft_in_its_order(hall: OpenHall, draft: CapturedDraft) -> None:
    first, second, third = draft.keep("首页", "本人页", "增减页")
    draft.keep("背面", at=1, command="other")
    order_draft_pages(hall.office, at_window(), "order", draft.paper(), [third.id, first.id, second.id])

    opened = drafts.reopen(hall.office, at_window(), draft.id)

    assert opened is not None
    assert opened.answers == {"name": "王小明"}, "pages are no answers"
    assert {key: texts(hall, pages) for key, pages in opened.pages.items()} == {
        draft.papers()[0]: ["增减页", "首页", "本人页"],
        draft.papers()[1]: ["背面"],
    }


def test_a_draft_that_holds_nothing_but_a_page_is_offered_again(hall: OpenHall) -> None:
    opened = drafts.start_draft(hall.office, at_window(), "A01")
    assert opened is not None
    draft = CapturedDraft(hall, opened.draft.id)

    draft.keep("首页")

    assert [one.draft.id for one in drafts.list_open(hall.office, at_window())] == [draft.id]


def test_every_way_of_opening_a_case_takes_the_pages_with_their_papers(
    hall: OpenHall, draft: CapturedDraft, take: Take
) -> None:
    draft.keep("首页", "本人页")
    draft.keep("扫描的", command="scanned", source=Source.FOLDER)
    draft.keep("正面", at=1, command="other")

    done = take(hall.office, draft.intake())

    first, second = draft.papers()[:2]
    assert captured(hall, done.case) == {first: ["首页", "本人页", "扫描的"], second: ["正面"]}
    sources = [one.source for one in next(p for p in done.case.materials if p.key == first).scans]
    assert sources == ["高拍仪", "高拍仪", "扫描文件夹"]
    assert drafts.reopen(hall.office, at_window(), draft.id) is None
    assert checked(hall).findings == ()


def test_pressing_twice_puts_every_page_into_the_case_once(
    hall: OpenHall, draft: CapturedDraft, take: Take
) -> None:
    draft.keep("首页")
    draft.keep("首页")

    take(hall.office, draft.intake())
    done = take(hall.office, draft.intake())

    assert captured(hall, done.case) == {draft.papers()[0]: ["首页"]}
    assert len(draft.files()) == 1


def test_a_captured_paper_that_is_not_ticked_stops_the_case_by_its_name(
    hall: OpenHall, draft: CapturedDraft
) -> None:
    draft.keep("首页", "本人页")
    without = replace(draft.intake(), materials=draft.intake().materials[1:])

    with pytest.raises(IntakeRefused) as stopped:
        received(hall.office, without)

    assert stopped.value.code == "case.pages_without_paper"
    assert stopped.value.facts["count"] == 2
    assert draft.shown() == ["首页", "本人页"], "nothing was lost by it"


def test_a_page_taken_out_goes_and_the_others_stay_as_they_were(hall: OpenHall, draft: CapturedDraft) -> None:
    first, second, third = draft.keep("糊了", "本人页", "增减页")

    left = drop_draft_page(hall.office, at_window(), "drop", draft.paper(), first.id)

    assert left == (second, third)
    assert draft.shown() == ["本人页", "增减页"]
    assert len(draft.files()) == 2, "what was let go of is off the disk"


def test_a_page_that_is_gone_is_told(hall: OpenHall, draft: CapturedDraft) -> None:
    with pytest.raises(AttachmentError) as told:
        drop_draft_page(hall.office, at_window(), "drop", draft.paper(), "no such page")

    assert told.value.code == "attachment.no_such_page"


def test_a_paper_has_no_more_pages_than_a_counter_captures(draft: CapturedDraft) -> None:
    draft.keep(*(str(one) for one in range(MOST_PAGES)))

    with pytest.raises(AttachmentError) as told:
        draft.keep("one more", command="more")

    assert told.value.code == "attachment.too_many_pages"


def test_a_paper_that_is_printed_here_takes_no_page(hall: OpenHall, draft: CapturedDraft) -> None:
    item = hall.office.catalog.version("A01", 1)
    printed = next(one.key for one in item.materials if one.printed_here)

    with pytest.raises(AttachmentError) as told:
        keep_draft_pages(
            hall.office,
            at_window(),
            "keep",
            replace(draft.paper(), material=printed),
            [page("x")],
            Source.FILE,
        )

    assert told.value.code == "attachment.printed_here"


def test_another_window_that_made_a_case_of_the_draft_leaves_nowhere_to_put_a_page(
    hall: OpenHall, draft: CapturedDraft
) -> None:
    draft.keep("首页")
    received(hall.office, draft.intake())

    for late in (lambda: draft.keep("迟到", command="late"), draft.shown):
        with pytest.raises(AttachmentError) as told:
            late()
        assert told.value.code == "attachment.draft_gone"


def test_two_windows_with_one_draft_lose_no_page(hall: OpenHall, draft: CapturedDraft) -> None:
    elsewhere = at_window("05")
    draft.keep("三号窗口")
    keep_draft_pages(hall.office, elsewhere, "there", draft.paper(), [page("五号窗口")], Source.CAMERA)

    assert draft.shown() == ["三号窗口", "五号窗口"]


def test_pages_of_a_draft_are_for_its_own_clerk_alone(hall: OpenHall, draft: CapturedDraft) -> None:
    draft.keep("首页")

    with pytest.raises(AttachmentError):
        show_draft_pages(hall.office, at_window(clerk=SECOND), draft.paper())
    with pytest.raises(NotAllowed):
        show_draft_pages(hall.office, at_window(clerk=replace(SECOND, roles=frozenset())), draft.paper())


def test_a_page_that_is_missing_is_told_in_its_place(draft: CapturedDraft, hall: OpenHall) -> None:
    draft.keep("首页", "本人页")
    draft.files()[0].unlink()

    shown = show_draft_pages(hall.office, at_window(), draft.paper())

    assert [one.fault.code for one in shown if one.fault] == ["attachment.not_here"]
    assert len([one for one in shown if one.jpeg]) == 1


def revised(hall: OpenHall, draft: CapturedDraft) -> OpenHall:
    """The hall on the day after its pension item was revised: the second paper is asked for no more."""
    known = hall.office.catalog
    first = known.version("A01", 1)
    ended = replace(first, valid_until=date_before(hall), withdrawn=Reason.REVISED)
    left = tuple(one for one in first.materials if one.key != draft.papers()[1])
    form = replace(first.form, definition=replace(first.form.definition, materials=left))
    items = {**known.items, ("A01", 1): ended, ("A01", 2): replace(first, version=2, form_of=lambda: form)}
    office = replace(hall.office, shelf=shelf_with(Catalog(items, known.tables)))
    return replace(hall, office=office)


def date_before(hall: OpenHall) -> Any:
    today = hall.office.business_day.on_screen()
    return today.replace(day=today.day - 1)


def test_pages_go_over_to_a_new_version_with_their_paper_and_the_others_are_named(
    hall: OpenHall, draft: CapturedDraft
) -> None:
    name = {one.key: one.name for one in hall.office.catalog.version("A01", 1).materials}[draft.papers()[1]]
    draft.keep("首页")
    draft.keep("正面", "反面", at=1, command="other")

    carried = carry_draft_over(revised(hall, draft).office, at_window(), draft.id)

    assert carried is not None
    assert list(carried.opened.pages) == [draft.papers()[0]]
    assert carried.left_behind == (f"{name}的影像 2 页",)
    assert carried.new_questions == ()
    assert len(draft.files()) == 1
    assert texts(hall, carried.opened.pages[draft.papers()[0]]) == ["首页"]


def _work_and_die(bench: Bench, draft_id: str, moment: int) -> None:
    # A process of its own makes identifiers of its own.
    with replace(bench, ids=FakeIds(seed=1000 + moment)).open() as hall:
        die = Dying(moment)
        office = replace(
            hall.office,
            storage=DyingStorage(hall.office.storage, die),
            scans=replace(hall.office.scans, blobs=DyingBlobs(hall.office.scans.blobs, die)),
        )
        draft = CapturedDraft(replace(hall, office=office), draft_id)
        first, _second = draft.keep("首页", "本人页")
        draft.keep("重拍", command="again")
        drop_draft_page(office, at_window(), "drop", draft.paper(), first.id)
        received(office, draft.intake())
        os.kill(os.getpid(), signal.SIGKILL)


STAGES: list[list[str]] = [[], ["首页", "本人页"], ["首页", "本人页", "重拍"], ["本人页", "重拍"]]


@pytest.mark.parametrize("moment", range(24))
def test_a_kill_at_any_moment_loses_no_page_that_was_kept_and_breaks_no_case(
    bench: Bench, moment: int
) -> None:
    with bench.open() as hall:
        draft_id = CapturedDraft.begun(hall).id
    worker = FORK.Process(target=_work_and_die, args=(bench, draft_id, moment))
    worker.start()
    worker.join(60)
    assert worker.exitcode == -signal.SIGKILL

    with bench.open() as hall:
        draft = CapturedDraft(hall, draft_id)
        opened = drafts.reopen(hall.office, at_window(), draft_id)
        if opened is not None:
            now = texts(hall, opened.pages.get(draft.papers()[0], ()))
            assert now in STAGES
            draft.keep("最后", command="after the stop")
            case = received(hall.office, draft.intake()).case
            assert captured(hall, case) == {draft.papers()[0]: [*now, "最后"]}
        else:
            (row,) = _recent(hall)
            assert captured(hall, row) == {draft.papers()[0]: STAGES[-1]}
        assert checked(hall).findings == ()
        assert len(files(hall.home.blobs)) <= 4


def _recent(hall: OpenHall) -> list[Case]:
    rows = recent_cases(hall.office, at_window())
    return [open_case_file(hall.office, at_window(), row.id).case for row in rows]
