"""The bytes of a page go when nothing names them any more, never before, and by nobody's mistake."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from captured_draft import CapturedDraft, files, page, texts
from counter import PENSION, STREET, accepted, at_window, checked
from hall import Bench

from app.bootstrap.opening import OpenHall
from app.domain.attachment import Source
from app.domain.case.case import Case
from app.domain.ledger.ledger_kinds import ERASED, erasure
from app.domain.ledger.operation import Subject
from app.domain.storage import StorageError
from app.services.cases import drafts, scans
from app.services.cases.look_up import open_case_file
from app.services.cases.receive import receive_case
from app.services.record import Act
from app.services.release_pages import OLD_ENOUGH, release_pages, sweep_pages


@pytest.fixture
def draft(hall: OpenHall) -> CapturedDraft:
    return CapturedDraft.begun(hall)


def kept_case(hall: OpenHall, *words: str, key: str = PENSION, command: str = "in the case") -> Case:
    case = accepted(hall, key, command=f"accept {command}").case
    pages = [page(one) for one in words]
    office, row = hall.office, case.materials[0].row
    return scans.keep_pages(office, at_window(), command, case.id, row, pages, Source.FILE).case


def drop(hall: OpenHall, case: Case, at: int = 0) -> None:
    paper = case.materials[0]
    scans.drop_page(hall.office, at_window(), f"drop {at}", case.id, paper.row, paper.scans[at].id)


def grow_old(folder: Path) -> None:
    """As if every page had been written two days ago; the test hall's clock stands in November 2026."""
    for file in files(folder):
        os.utime(file, (0, 0))


def test_a_draft_thrown_away_takes_its_pages_off_the_disk(hall: OpenHall, draft: CapturedDraft) -> None:
    draft.keep("首页", "本人页")

    drafts.discard(hall.office, at_window(), draft.id)

    assert draft.files() == []


def test_a_page_another_draft_names_stays(hall: OpenHall, draft: CapturedDraft) -> None:
    other = CapturedDraft.begun(hall)
    draft.keep("同一张", "只有这里")
    other.keep("同一张", command="other")

    drafts.discard(hall.office, at_window(), draft.id)

    assert other.shown() == ["同一张"]
    assert len(draft.files()) == 1


def test_a_page_a_case_names_stays(hall: OpenHall, draft: CapturedDraft) -> None:
    case = kept_case(hall, "同一张", key=STREET)
    draft.keep("同一张")

    drafts.discard(hall.office, at_window(), draft.id)

    assert texts(hall, case.materials[0].scans) == ["同一张"]


def test_a_page_taken_out_of_its_case_goes_and_the_ledger_is_whole(hall: OpenHall) -> None:
    case = kept_case(hall, "拿错了", "首页")

    drop(hall, case)

    assert len(files(hall.home.blobs)) == 1
    left = open_case_file(hall.office, at_window(), case.id).case.materials[0].scans
    assert texts(hall, left) == ["首页"]
    assert checked(hall).findings == ()


def test_a_page_taken_out_here_and_kept_in_another_case_stays(hall: OpenHall) -> None:
    case, other = kept_case(hall, "同一张"), kept_case(hall, "同一张", key=STREET, command="other")

    drop(hall, case)

    assert texts(hall, other.materials[0].scans) == ["同一张"]


def test_only_cases_that_changed_after_a_place_are_looked_through(hall: OpenHall) -> None:
    case = kept_case(hall, "先拍的")
    with hall.office.storage.reading() as unit:
        seen, before = unit.page_names.position(), unit.page_names.every()
    later = kept_case(hall, "后拍的", key=STREET, command="later")

    (first,), (second,) = ((one.materials[0].scans[0].blob,) for one in (case, later))
    with hall.office.storage.reading() as unit:
        names = unit.page_names
        assert before == {first}
        assert names.every() == names.named({first, second, "c" * 64}) == {first, second}
        assert names.every(after=seen) == names.named({first, second}, after=seen) == {second}


@dataclass
class Meanwhile:
    """A storage in which somebody else does something between the long look and the deletion."""

    inner: Any
    happens: Callable[[], None]

    def reading(self) -> Any:
        return self.inner.reading()

    def writing(self) -> Any:
        self.happens()
        return self.inner.writing()


def test_a_page_that_gets_a_name_between_the_look_and_the_deletion_stays(hall: OpenHall) -> None:
    office = hall.office
    case = kept_case(hall, "别的")
    (blob,) = {office.scans.blobs.put("同一张".encode())}
    row = case.materials[0].row

    def named() -> None:
        scans.keep_pages(office, at_window(), "mean", case.id, row, [page("同一张")], Source.FILE)

    release_pages(Meanwhile(office.storage, named), office.scans.blobs, frozenset({blob}))

    assert office.scans.blobs.has(blob)


def test_what_the_disk_of_the_hall_refuses_leaves_the_deed_done(hall: OpenHall, draft: CapturedDraft) -> None:
    def busy() -> None:
        raise StorageError("storage.busy")

    draft.keep("首页")
    (blob,) = {one.blob for one in draft.keep("首页")}
    with hall.office.storage.writing() as unit:
        unit.drafts.finish(draft.id)
        unit.commit()

    release_pages(Meanwhile(hall.office.storage, busy), hall.office.scans.blobs, frozenset({blob}))

    assert hall.office.scans.blobs.has(blob), "the sweep comes for it"


def test_the_sweep_takes_what_a_stop_left_and_nothing_that_is_named(
    hall: OpenHall, draft: CapturedDraft
) -> None:
    draft.keep("草稿里的")
    case = kept_case(hall, "办件里的", key=STREET)
    hall.office.scans.blobs.put("没有名字的".encode())
    (hall.home.blobs / "ab").mkdir(exist_ok=True)
    (hall.home.blobs / "ab" / "torn.unfinished").write_bytes(b"half")
    grow_old(hall.home.blobs)

    gone = sweep_pages(hall.office)

    assert gone == 2
    assert draft.shown() == ["草稿里的"]
    assert texts(hall, case.materials[0].scans) == ["办件里的"]


def test_the_sweep_leaves_what_gets_a_name_while_it_looks(hall: OpenHall) -> None:
    office, case = hall.office, kept_case(hall, "办件里的")
    draft = CapturedDraft.begun(hall, STREET)
    for words in ("同一张", "另一张", "没有名字的"):
        office.scans.blobs.put(words.encode())
    grow_old(hall.home.blobs)

    def named() -> None:
        row = case.materials[0].row
        scans.keep_pages(office, at_window(), "mean", case.id, row, [page("同一张")], Source.FILE)
        draft.keep("另一张")

    gone = sweep_pages(replace(office, storage=Meanwhile(office.storage, named)))

    assert gone == 1
    held = open_case_file(office, at_window(), case.id).case.materials[0].scans
    assert (texts(hall, held), draft.shown()) == (["办件里的", "同一张"], ["另一张"])


def test_the_sweep_leaves_what_was_written_just_now(hall: OpenHall) -> None:
    hall.office.scans.blobs.put(b"about to get its name")
    for file in files(hall.home.blobs):
        recent = (hall.office.clock.now() - OLD_ENOUGH + timedelta(minutes=1)).timestamp()
        os.utime(file, (recent, recent))

    assert sweep_pages(hall.office) == 0


def test_the_sweep_takes_the_pages_of_a_capture_that_was_erased(hall: OpenHall) -> None:
    case = kept_case(hall, "首页")
    captured, office = case.base.after_op, hall.office
    assert captured is not None
    with office.storage.writing() as unit:
        moment = office.business_day.moment(unit)
        payload = erasure((captured,), "个人信息保护法第四十七条")
        act = Act(
            kind=ERASED,
            subject=Subject("case", case.id),
            payload=payload,
            actor=at_window().actor,
            moment=moment,
        )
        office.recorder.record(unit, act)
        unit.commit()
    grow_old(hall.home.blobs)

    assert sweep_pages(office) == 1
    assert checked(hall).findings == ()


def test_a_hall_that_was_put_back_sweeps_nothing(bench: Bench) -> None:
    with bench.open() as hall:
        hall.office.scans.blobs.put("恢复前拍的".encode())
        grow_old(hall.home.blobs)
        restored = _PutBack(hall.office.storage)

        assert sweep_pages(replace(hall.office, storage=restored)) == 0
        assert len(files(hall.home.blobs)) == 1


@dataclass
class _PutBack:
    """A storage whose ledger goes on under its second epoch."""

    inner: Any

    def reading(self) -> Any:
        return _Second(self.inner.reading())

    def writing(self) -> Any:
        raise AssertionError("nothing is to be deleted")


@dataclass
class _Second:
    unit: Any

    def __enter__(self) -> Any:
        self.unit.__enter__()
        return self

    def __exit__(self, *how: Any) -> None:
        self.unit.__exit__(*how)

    @property
    def page_names(self) -> Any:
        return self.unit.page_names

    @property
    def operations(self) -> Any:
        return self

    def device(self) -> Any:
        device = self.unit.operations.device()
        return replace(device, source=replace(device.source, epoch=2))


def test_a_case_that_took_the_pages_keeps_them_when_its_draft_is_thrown_away_late(
    hall: OpenHall, draft: CapturedDraft
) -> None:
    draft.keep("首页")
    case = receive_case(hall.office, at_window(), "receive", draft.intake()).case

    drafts.discard(hall.office, at_window(), draft.id)

    assert texts(hall, case.materials[0].scans) == ["首页"]
