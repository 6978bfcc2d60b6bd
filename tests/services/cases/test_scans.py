"""Pages of an applicant's papers are kept, ordered, taken out and looked at; none of it is lost."""

import multiprocessing
import os
import signal
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from counter import PENSION, accepted, at_window, checked
from drawn_pages import encoded, sheet
from hall import SECOND, SUPERVISOR, Bench

from app.bootstrap.opening import OpenHall
from app.domain.access import AccessEntry, AccessKind
from app.domain.attachment import MOST_PAGES, AttachmentError, PreparedPage, Source
from app.domain.case.case import Case, HeldMaterial
from app.domain.ledger.ledger_kinds import ERASED, erasure
from app.domain.ledger.operation import Subject
from app.ports.blob_store import BlobStore
from app.services.case_turn import CaseDone
from app.services.cases import scans
from app.services.cases.look_up import LookUpRefused, open_case_file
from app.services.desk import Desk, NotAllowed
from app.services.record import Act

FORK = multiprocessing.get_context("fork")


def page(words: str) -> PreparedPage:
    """A page whose bytes are its words: nothing here looks into a picture."""
    return PreparedPage(jpeg=words.encode(), width=1240, height=1754)


@pytest.fixture
def case(hall: OpenHall) -> Case:
    return accepted(hall, PENSION).case


def keep(
    hall: OpenHall, case: Case, *words: str, command: str = "keep", desk: Desk | None = None
) -> CaseDone:
    pages = [page(one) for one in words]
    row = case.materials[0].row
    return scans.keep_pages(hall.office, desk or at_window(), command, case.id, row, pages, Source.FILE)


def paper_of(hall: OpenHall, case: Case) -> HeldMaterial:
    return open_case_file(hall.office, at_window(), case.id).case.materials[0]


def shown(hall: OpenHall, case: Case, desk: Desk | None = None) -> list[str]:
    pages = scans.show_pages(hall.office, desk or at_window(), case.id, case.materials[0].row)
    return [one.jpeg.decode() for one in pages]


def log(hall: OpenHall) -> list[AccessEntry]:
    with hall.office.storage.reading() as unit:
        return [one.entry for one in unit.audit.entries()]


def test_pages_are_kept_put_in_order_taken_out_and_shown(hall: OpenHall, case: Case) -> None:
    row = case.materials[0].row
    kept = keep(hall, case, "首页", "本人页", "增减页").case.materials[0].scans
    first, second, third = (one.id for one in kept)

    scans.order_pages(hall.office, at_window(), "order", case.id, row, [third, first, second])
    scans.drop_page(hall.office, at_window(), "drop", case.id, row, first)

    assert shown(hall, case) == ["增减页", "本人页"]
    assert {one.source for one in paper_of(hall, case).scans} == {"文件"}
    assert checked(hall).findings == ()


def test_a_page_that_came_meanwhile_is_not_lost_to_an_order_that_does_not_know_it(
    hall: OpenHall, case: Case
) -> None:
    first, second = (one.id for one in keep(hall, case, "甲", "乙").case.materials[0].scans)
    keep(hall, case, "丙", command="meanwhile")

    scans.order_pages(hall.office, at_window(), "order", case.id, case.materials[0].row, [second, first])

    assert shown(hall, case) == ["乙", "甲", "丙"]


def test_pressing_twice_keeps_a_page_once(hall: OpenHall, case: Case) -> None:
    keep(hall, case, "首页")
    keep(hall, case, "首页")

    assert shown(hall, case) == ["首页"]


def test_looking_is_logged_by_the_paper_and_the_number_of_its_pages(hall: OpenHall, case: Case) -> None:
    keep(hall, case, "首页", "本人页")
    shown(hall, case)

    entry = log(hall)[-1]

    assert (entry.kind, entry.case_id) == (AccessKind.REVEAL, case.id)
    assert entry.fields == (case.materials[0].key,)
    assert entry.reason == "查看影像 2 页"


def test_the_pages_of_another_windows_case_are_for_the_supervisor_alone(hall: OpenHall, case: Case) -> None:
    keep(hall, case, "首页")
    before = len(log(hall))

    with pytest.raises(LookUpRefused):
        shown(hall, case, at_window("05", clerk=SECOND))

    assert len(log(hall)) == before
    assert shown(hall, case, at_window("05", clerk=SUPERVISOR)) == ["首页"]


def test_who_has_no_post_at_the_counter_keeps_no_page(hall: OpenHall, case: Case) -> None:
    nobody = replace(SECOND, roles=frozenset())

    with pytest.raises(NotAllowed):
        keep(hall, case, "首页", desk=at_window(clerk=nobody))


def test_a_paper_the_case_does_not_have_takes_no_page(hall: OpenHall, case: Case) -> None:
    with pytest.raises(AttachmentError) as refused:
        scans.keep_pages(hall.office, at_window(), "keep", case.id, "no row", [page("x")], Source.CAMERA)

    assert refused.value.code == "attachment.no_such_paper"


def test_a_paper_has_no_more_pages_than_a_counter_captures(hall: OpenHall, case: Case) -> None:
    keep(hall, case, *(str(one) for one in range(MOST_PAGES)))

    with pytest.raises(AttachmentError) as refused:
        keep(hall, case, "one more", command="more")

    assert refused.value.code == "attachment.too_many_pages"


def test_a_page_that_is_not_there_cannot_be_taken_out(hall: OpenHall, case: Case) -> None:
    with pytest.raises(AttachmentError) as refused:
        scans.drop_page(hall.office, at_window(), "drop", case.id, case.materials[0].row, "no page")

    assert refused.value.code == "attachment.no_such_page"


def test_a_missing_page_is_told_in_its_place_and_hides_no_other(hall: OpenHall, case: Case) -> None:
    keep(hall, case, "首页", "本人页")
    _files(hall.home.blobs)[0].unlink()

    pages = scans.show_pages(hall.office, at_window(), case.id, case.materials[0].row)

    faults = [one.fault for one in pages if one.fault is not None]
    assert [fault.code for fault in faults] == ["attachment.not_here"]
    assert len([one for one in pages if one.jpeg]) == 1


def test_erasing_a_capture_takes_its_pages_out_of_the_case_and_new_ones_can_come(
    hall: OpenHall, case: Case
) -> None:
    captured = keep(hall, case, "首页").case.base.after_op
    assert captured is not None
    office, subject = hall.office, Subject("case", case.id)
    with office.storage.writing() as unit:
        moment = office.business_day.moment(unit)
        payload = erasure((captured,), "个人信息保护法第四十七条")
        act = Act(kind=ERASED, subject=subject, payload=payload, actor=at_window().actor, moment=moment)
        office.recorder.record(unit, act)
        unit.commit()
    assert shown(hall, case) == []

    keep(hall, case, "重新拍的", command="again")

    assert shown(hall, case) == ["重新拍的"]


def test_a_photograph_is_prepared_turned_and_made_small_before_anything_is_kept(hall: OpenHall) -> None:
    (prepared,) = scans.prepare_pages(hall.office, encoded(sheet()))

    turned = scans.turn_page(hall.office, prepared)

    assert prepared.height > prepared.width
    assert (turned.width, turned.height) == (prepared.height, prepared.width)
    assert len(scans.small_page(hall.office, turned.jpeg)) < len(turned.jpeg)
    assert not hall.home.blobs.exists()


@dataclass
class PullsThePlug:
    """A store in a process that is killed once the bytes of a page are on disk."""

    inner: BlobStore

    def put(self, data: bytes) -> str:
        self.inner.put(data)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("nobody survives SIGKILL")

    def get(self, blob: str) -> bytes:
        return self.inner.get(blob)

    def has(self, blob: str) -> bool:
        return self.inner.has(blob)


def _keep_and_die(bench: Bench, case_id: str, row: str) -> None:
    with bench.open() as hall:
        works = replace(hall.office.scans, blobs=PullsThePlug(hall.office.scans.blobs))
        office = replace(hall.office, scans=works)
        scans.keep_pages(office, at_window(), "keep", case_id, row, [page("首页")], Source.CAMERA)


def test_a_kill_between_page_and_case_leaves_at_most_a_page_nobody_mentions(bench: Bench) -> None:
    with bench.open() as hall:
        case = accepted(hall, PENSION).case
    worker = FORK.Process(target=_keep_and_die, args=(bench, case.id, case.materials[0].row))
    worker.start()
    worker.join(60)
    assert worker.exitcode == -signal.SIGKILL

    with bench.open() as hall:
        assert _files(hall.home.blobs), "the page was on disk"
        assert shown(hall, case) == []
        assert checked(hall).findings == ()
        keep(hall, case, "首页")
        assert shown(hall, case) == ["首页"]
        assert len(_files(hall.home.blobs)) == 1, "the same page is kept once"


def _files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]
