"""History 4 over real files: a hall put back after printing goes on under a new name."""

import shutil
from pathlib import Path

import pytest
from counter import FOLDER, STREET, accepted, at_window, checked, intake, street_stall
from fakes import FakeIds
from hall import KEY, Bench
from lost_papers import issued, put_back_by_hand, scanned

from app.bootstrap.opening import OpenHall
from app.bootstrap.places import HallHome
from app.domain.numbers import parse_case_number, parse_document_number
from app.domain.restore import Sign
from app.services.case_turn import CaseConflict
from app.services.cases.accept import accept_case
from app.services.cases.receive import receive_case
from app.services.lost_numbers import lost_numbers
from app.services.papers.finish import finish_paper
from app.services.papers.print_paper import PrintRefused, print_paper
from app.services.take_back.paper import look_at_paper, take_back_paper
from app.services.take_back.reopen import FromPaper
from db.backup import copy_into
from db.restore import restore_database


def printed(hall: OpenHall, *stalls: int) -> list[str]:
    """Accept a stall and print its notice, for each of `stalls`; return the numbers on paper."""
    records = [
        accepted(hall, STREET, command=f"stall {one}", **street_stall(one)).papers[0] for one in stalls
    ]
    for record in records:
        print_paper(hall.office, at_window(), record.id, FOLDER)
    return [record.number for record in records]


@pytest.fixture
def copy(bench: Bench, tmp_path: Path) -> Path:
    """A backup taken when one paper was printed; three days later there are four."""
    copy = tmp_path / "stick" / "hall.db"
    with bench.open() as hall:
        assert printed(hall, 1) == ["赣崇关受〔2026〕1号"]
        copy_into(hall.database.engine, copy)
        bench.clock.advance(days=3)
        assert printed(hall, 2, 3, 4)[-1] == "赣崇关受〔2026〕4号"
    return copy


def test_an_old_file_put_back_is_found_by_the_issue_log_and_reuses_no_number(
    bench: Bench, copy: Path
) -> None:
    put_back_by_hand(bench, copy)

    with bench.open() as hall:
        assert hall.signs == (Sign.NUMBERS_AHEAD,)
        assert lost_numbers(hall.office).papers == tuple(f"赣崇关受〔2026〕{one}号" for one in (2, 3, 4))
        assert printed(hall, 5, 6) == ["赣崇关受(1乙)〔2026〕1号", "赣崇关受(1乙)〔2026〕2号"]
        case = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET)).case
        assert case.case_number == "36072510500026112900031B"
        assert checked(hall).findings == ()

    with bench.open() as hall:
        assert hall.signs == (), "dealt with once"
        assert printed(hall, 7) == ["赣崇关受(1乙)〔2026〕3号"]


KINDS = ("SL", "SJ", "BZ", "BS", "BJ")


def test_papers_of_every_kind_come_back_from_the_printed_sheets_and_the_history_ends_well(
    bench: Bench, tmp_path: Path
) -> None:
    """What came out of the printer is all there is: every QR is read from the page at 200 dpi."""
    copy = tmp_path / "stick" / "hall.db"
    with bench.open() as hall:
        known = receive_case(hall.office, at_window(), "known", intake(hall.office, STREET)).case
        copy_into(hall.database.engine, copy)
        bench.clock.advance(days=3)
        told = [accept_case(hall.office, at_window(), "accept", known.id, known.base)]
        told += [issued(hall, kind, kind, stall) for stall, kind in enumerate(KINDS, start=2)]
        for done in told:
            print_paper(hall.office, at_window(), done.papers[0].id, FOLDER)
    numbers = tuple(done.papers[0].number for done in told)
    sheets = {scanned(file.read_bytes()) for file in bench.home.printed.rglob("*.pdf")}
    assert len(sheets) == len(numbers) == 6
    put_back_by_hand(bench, copy)
    bench.clock.advance(days=1)

    with bench.open() as hall:
        assert hall.signs == (Sign.NUMBERS_AHEAD,)
        assert printed(hall, 9) == ["赣崇关受(1乙)〔2026〕1号"], "the work goes on meanwhile"
        assert lost_numbers(hall.office).papers == numbers
        for place, sheet in enumerate(sorted(sheets)):
            seen = look_at_paper(hall.office, at_window(), sheet)
            item = "A01" if seen.stamp.document_type == "BJ" else "F01"
            read = None if seen.case_id else FromPaper(item_id=item, name="刘桂香")
            back = take_back_paper(hall.office, at_window(), f"take {place}", sheet, read)
            assert len(back.left.papers) == len(numbers) - place - 1
        assert lost_numbers(hall.office).papers == ()
        with hall.office.storage.reading() as unit:
            for done in told:
                (row,) = unit.cases.search(done.papers[0].number, limit=9)
                assert (row.case_number, row.state) == (done.case.case_number, done.case.state.value)
                assert row.due_on == (done.case.due_on.isoformat() if done.case.due_on else None)
        with pytest.raises(CaseConflict):
            accept_case(hall.office, at_window(), "again", known.id, known.base)
        assert printed(hall, 10) == ["赣崇关受(1乙)〔2026〕2号"], "no number of before is given again"
        assert checked(hall).findings == ()

    with bench.open() as hall:
        assert hall.signs == (), "dealt with once"
        assert checked(hall).findings == ()


def test_a_hall_put_back_twice_has_a_third_name(bench: Bench, copy: Path) -> None:
    put_back_by_hand(bench, copy)
    with bench.open() as hall:
        printed(hall, 5)
    put_back_by_hand(bench, copy)

    with bench.open() as hall:
        assert hall.signs == (Sign.NUMBERS_AHEAD,)
        assert printed(hall, 6) == ["赣崇关受(1丙)〔2026〕1号"]
        assert checked(hall).findings == ()


def test_a_name_that_printed_nothing_yet_is_not_used_again(bench: Bench, copy: Path) -> None:
    """Its paper was handed over as a file: sealed, never in a tray, so that no printed number tells of it."""
    numbers = []
    for stall in (5, 6, 7):
        restore_database(copy, bench.home.database, KEY, bench.clock.now())
        with bench.open() as hall:
            record = accepted(hall, STREET, command=f"stall {stall}", **street_stall(stall)).papers[0]
            finish_paper(hall.office, record.id)
            numbers.append(record.number)
    assert numbers == [f"赣崇关受(1{stem})〔2026〕1号" for stem in "乙丙丁"]


@pytest.mark.parametrize("left", [0, 2])
def test_a_log_that_lost_lines_is_written_again_before_the_file_is_put_back(
    bench: Bench, copy: Path, left: int
) -> None:
    (file,) = bench.home.issue_log.iterdir()
    file.write_text("\n".join(file.read_text("utf-8").splitlines()[: 2 * left]) + "\n", "utf-8")
    with bench.open() as hall:
        assert (hall.signs, hall.log_lagged) == ((), True)
        assert len(hall.office.papers.issue_log.read()) == 4
    with bench.open() as hall:
        assert not hall.log_lagged, "told once"
    put_back_by_hand(bench, copy)

    with bench.open() as hall:
        assert hall.signs == (Sign.NUMBERS_AHEAD,)
        assert printed(hall, 5) == ["赣崇关受(1乙)〔2026〕1号"]


def test_blanks_behind_the_lines_of_the_log_hide_no_paper(bench: Bench, copy: Path) -> None:
    for file in bench.home.issue_log.iterdir():
        file.write_bytes(file.read_bytes().replace(b"}\n", b"} \n"))
    put_back_by_hand(bench, copy)

    with bench.open() as hall:
        assert hall.signs == (Sign.NUMBERS_AHEAD,)


def test_a_restore_by_a_person_is_known_even_when_the_issue_log_is_lost(bench: Bench, copy: Path) -> None:
    shutil.rmtree(bench.home.issue_log)
    restore_database(copy, bench.home.database, KEY, bench.clock.now())

    with bench.open() as hall:
        assert hall.signs == (Sign.BY_PERSON,)
        assert printed(hall, 5) == ["赣崇关受(1乙)〔2026〕1号"]
    with bench.open() as hall:
        assert hall.signs == ()


def test_what_was_printed_before_the_backup_is_still_there_and_can_be_printed_again(
    bench: Bench, copy: Path
) -> None:
    restore_database(copy, bench.home.database, KEY, bench.clock.now())

    with bench.open() as hall:
        with hall.office.storage.reading() as unit:
            (record,) = unit.papers.all_numbers()
        again = print_paper(hall.office, at_window(), record.id, FOLDER, reason="群众遗失")
    assert (record.number, again.is_reprint) == ("赣崇关受〔2026〕1号", True)


def test_copied_folders_on_other_machines_get_names_of_their_own(
    bench: Bench, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = []
    for machine in ("a second machine", "a third machine"):
        folder = shutil.copytree(bench.home.folder, tmp_path / machine)
        monkeypatch.setattr("app.bootstrap.opening.machine_identity", lambda name=machine: name)
        clone = Bench(HallHome(folder), bench.clock, FakeIds(len(numbers) + 7))
        with clone.open() as hall:
            assert hall.signs == (Sign.OTHER_HARDWARE,)
            numbers += printed(hall, 5)
            case = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET)).case
            assert (
                parse_case_number(str(case.case_number)).tag == parse_document_number(numbers[-1]).series.tag
            )
            assert checked(hall).findings == ()
        with clone.open() as hall:
            assert hall.signs == (), "dealt with once"
    tags = [parse_document_number(number).series.tag for number in numbers]
    assert [tag.epoch for tag in tags if tag] == [2, 2]
    assert len({tag.device for tag in tags if tag} | {1}) == 3, numbers
    monkeypatch.undo()
    with bench.open() as hall:
        assert hall.signs == ()
        assert printed(hall, 6) == ["赣崇关受〔2026〕5号"]


def test_a_hall_that_only_stopped_goes_on_under_its_own_name(bench: Bench, copy: Path) -> None:
    with bench.open() as hall:
        assert hall.signs == ()
        assert printed(hall, 5) == ["赣崇关受〔2026〕5号"]


def test_what_was_printed_after_the_copy_is_no_original_again(bench: Bench, tmp_path: Path) -> None:
    copy = tmp_path / "stick" / "hall.db"
    with bench.open() as hall:
        record = accepted(hall, STREET, command="stall", **street_stall(1)).papers[0]
        copy_into(hall.database.engine, copy)
        print_paper(hall.office, at_window(), record.id, FOLDER)
    put_back_by_hand(bench, copy)

    with bench.open() as hall:
        with pytest.raises(PrintRefused) as refused:
            print_paper(hall.office, at_window(), record.id, FOLDER)
        job = print_paper(hall.office, at_window(), record.id, FOLDER, reason="数据恢复后补打")

    assert refused.value.code == "case.reprint_needs_reason"
    assert job.is_reprint


def test_what_was_never_printed_is_still_an_original_after_a_restore(bench: Bench, tmp_path: Path) -> None:
    copy = tmp_path / "stick" / "hall.db"
    with bench.open() as hall:
        record = accepted(hall, STREET, command="stall", **street_stall(1)).papers[0]
        copy_into(hall.database.engine, copy)
        printed(hall, 2)
    put_back_by_hand(bench, copy)

    with bench.open() as hall:
        job = print_paper(hall.office, at_window(), record.id, FOLDER)

    assert not job.is_reprint
