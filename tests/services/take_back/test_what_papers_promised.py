"""A paper scanned back brings back what it promised: the QR does not say it, the clerk reads it off."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from commitments import LEAVING, accepted_on_commitment
from conflicts import stands
from counter import FOLDER, at_window, checked
from hall import SUPERVISOR, Bench
from later_papers import DESIGN, USUAL, accepted_without, putting_off, stall
from lost_papers import put_back_by_hand, qr_of

from app.bootstrap.opening import OpenHall
from app.domain.case.commitments import Finding, commitments_of
from app.domain.case.state import CaseState
from app.ports.paper_store import PaperRecord
from app.services.case_turn import CaseDone
from app.services.cases.accept import accept_intake
from app.services.cases.check_commitment import check_commitment
from app.services.cases.excuses import Excuses
from app.services.cases.intake import IntakeRefused
from app.services.cases.terminate import terminate_case
from app.services.papers.print_paper import print_paper
from app.services.take_back.paper import look_at_paper, take_back_paper
from app.services.take_back.reopen import FromPaper, TakeBackRefused
from app.services.unsettled import unsettled
from db.backup import copy_into

AT_TOP = at_window(clerk=SUPERVISOR)
Made = Callable[[Bench], list[CaseDone]]


@dataclass
class Lost:
    """What was done before the file was put back, and the QR of each paper by its type."""

    done: CaseDone
    codes: dict[str, str]


def lose(bench: Bench, folder: Path, make: Made) -> Lost:
    copy = folder / "stick.db"
    with bench.open() as hall:
        copy_into(hall.database.engine, copy)
    made = make(bench)
    codes: dict[str, str] = {}
    with bench.open() as hall:
        for record in (paper for one in made for paper in one.papers):
            codes[record.type_code] = qr_of(hall, record)
            hand_out(hall, record)
    put_back_by_hand(bench, copy)
    return Lost(made[0], codes)


def hand_out(hall: OpenHall, record: PaperRecord) -> None:
    """Print a paper, unless it was printed when it was made."""
    with hall.office.storage.reading() as unit:
        is_out = bool(unit.print_jobs.of_paper(record.id))
    if not is_out:
        print_paper(hall.office, at_window(), record.id, FOLDER)


def pledged(bench: Bench) -> list[CaseDone]:
    with bench.open() as hall:
        return [accepted_without(hall, stall(hall))]


def ended(bench: Bench) -> list[CaseDone]:
    """Accepted, handed out, and returned a week later."""
    (done,) = pledged(bench)
    with bench.open() as hall:
        for record in done.papers:
            hand_out(hall, record)
    bench.clock.advance(days=8)
    with bench.open() as hall:
        case = stands(hall, done.case)
        return [done, terminate_case(hall.office, AT_TOP, "end", case.id, case.base, "催交三次未补")]


def committed(bench: Bench) -> list[CaseDone]:
    with bench.open() as hall:
        return [accepted_on_commitment(hall)]


def read_off(lost: Lost, **more: Excuses) -> FromPaper:
    applicant = lost.done.case.applicant
    return FromPaper(
        item_id=lost.done.case.item.id, name=applicant.name, id_number=applicant.id_number, **more
    )


def take(hall: OpenHall, lost: Lost, code: str, read: FromPaper | None):
    return take_back_paper(hall.office, at_window(), f"take {code}", lost.codes[code], read)


def test_a_pledge_brings_back_what_comes_later_and_until_when(bench: Bench, tmp_path: Path) -> None:
    lost = lose(bench, tmp_path, pledged)
    with bench.open() as hall:
        back = take(hall, lost, "RQ", read_off(lost, promised=putting_off(DESIGN)))

        assert [(one.key, one.until) for one in back.case.awaited] == [(DESIGN, USUAL)]
        assert checked(hall).findings == ()
    bench.clock.advance(days=8)
    with bench.open() as hall:
        assert [one.code for one in unsettled(hall.office) if "deferral" in one.code] == ["deferral.overdue"]


def test_a_known_case_is_asked_for_just_that(bench: Bench, tmp_path: Path) -> None:
    lost = lose(bench, tmp_path, pledged)
    with bench.open() as hall:
        take(hall, lost, "SL", read_off(lost))
        seen = look_at_paper(hall.office, at_window(), lost.codes["RQ"])
        (item,) = seen.items
        assert DESIGN in [one.key for one in seen.put_off(item)]

        back = take(hall, lost, "RQ", FromPaper(promised=putting_off(DESIGN)))

        assert [one.until for one in back.case.awaited] == [USUAL]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Excuses(), "take_back.which_put_off"),
        (putting_off("identity"), "take_back.which_put_off"),
        (putting_off(DESIGN, until=date(2026, 11, 25)), "take_back.put_off_day"),
    ],
)
def test_a_pledge_without_a_promise_or_with_one_it_cannot_bear_is_not_taken(
    bench: Bench, tmp_path: Path, said: Excuses, code: str
) -> None:
    lost = lose(bench, tmp_path, pledged)
    with bench.open() as hall:
        with pytest.raises(TakeBackRefused) as refused:
            take(hall, lost, "RQ", read_off(lost, promised=said))

        assert refused.value.code == code
        with hall.office.storage.reading() as unit:
            assert unit.cases.recent(limit=9) == [], "nothing was begun"


@pytest.mark.parametrize("order", [("TJ", "SL"), ("SL", "TJ")])
def test_a_case_that_had_ended_comes_back_ended_in_any_order(
    bench: Bench, tmp_path: Path, order: tuple[str, str]
) -> None:
    lost = lose(bench, tmp_path, ended)
    with bench.open() as hall:
        for code in order:
            promised = putting_off(DESIGN) if code == "TJ" else Excuses()
            back = take(hall, lost, code, read_off(lost, promised=promised))

        case = stands(hall, back.case)
        assert (case.state, case.facts["terminated_on"]) == (CaseState.TERMINATED, "2026-12-04")
        assert case.facts["accepted_on"] == "2026-11-26"
        assert [paper.type_code for paper in case.fallen] == ["SL"], "the notice of the end stands"
        assert checked(hall).findings == ()


def test_who_let_the_promise_pass_is_still_known_for_it(bench: Bench, tmp_path: Path) -> None:
    lost = lose(bench, tmp_path, ended)
    with bench.open() as hall:
        take(hall, lost, "TJ", read_off(lost, promised=putting_off(DESIGN)))

        with pytest.raises(IntakeRefused) as refused:
            accept_intake(hall.office, at_window(), "again", stall(hall, until=date(2026, 12, 11)))

    assert (refused.value.code, refused.value.facts["number"]) == (
        "deferral.promise_broken",
        lost.done.case.case_number,
    )


def test_a_notice_of_return_names_days_before_its_own(bench: Bench, tmp_path: Path) -> None:
    lost = lose(bench, tmp_path, ended)
    with bench.open() as hall, pytest.raises(TakeBackRefused) as refused:
        take(hall, lost, "TJ", read_off(lost, promised=putting_off(DESIGN, until=date(2026, 12, 4))))

    assert refused.value.code == "take_back.put_off_day"


def test_what_one_paper_told_no_other_asks_again(bench: Bench, tmp_path: Path) -> None:
    lost = lose(bench, tmp_path, ended)
    with bench.open() as hall:
        take(hall, lost, "RQ", read_off(lost, promised=putting_off(DESIGN)))
        seen = look_at_paper(hall.office, at_window(), lost.codes["TJ"])
        assert seen.put_off(seen.items[0]) == ()

        assert take(hall, lost, "TJ", None).case.state is CaseState.TERMINATED


def test_a_commitment_comes_back_and_may_be_checked(bench: Bench, tmp_path: Path) -> None:
    lost = lose(bench, tmp_path, committed)
    with bench.open() as hall:
        back = take(hall, lost, "GC", read_off(lost, promised=Excuses(committed=(LEAVING,))))
        (made,) = commitments_of(back.case.facts)
        assert (made.key, made.finding) == (LEAVING, None)

        checked_now = check_commitment(
            hall.office, at_window(), "check", back.case.id, LEAVING, Finding.FALSE, "已向单位核实"
        )

        assert commitments_of(checked_now.case.facts)[0].waits


@pytest.mark.parametrize("said", [(), ("id_card",)])
def test_a_commitment_that_says_nothing_is_not_taken(
    bench: Bench, tmp_path: Path, said: tuple[str, ...]
) -> None:
    lost = lose(bench, tmp_path, committed)
    with bench.open() as hall, pytest.raises(TakeBackRefused) as refused:
        take(hall, lost, "GC", read_off(lost, promised=Excuses(committed=said)))

    assert refused.value.code == "take_back.which_committed"


def test_the_same_scan_again_promises_once(bench: Bench, tmp_path: Path) -> None:
    lost = lose(bench, tmp_path, pledged)
    with bench.open() as hall:
        read = read_off(lost, promised=putting_off(DESIGN))
        first = take(hall, lost, "RQ", read)
        again = take(hall, lost, "RQ", read)

        assert again.case.base == first.case.base
