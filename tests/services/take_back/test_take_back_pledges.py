"""A lost 容缺受理告知承诺书 comes back by its QR and proves the acceptance, beside its 受理通知书."""

from pathlib import Path

from counter import FOLDER, STREET, applications, at_window, checked
from hall import Bench
from later_papers import DESIGN, accepted_without, putting_off, referral, stall
from lost_papers import put_back_by_hand, qr_of

from app.domain.case.state import CaseState
from app.services.case_turn import CaseDone
from app.services.papers.print_paper import print_paper
from app.services.take_back.paper import look_at_paper, take_back_paper
from app.services.take_back.reopen import FromPaper
from db.backup import copy_into

NAME = "刘桂香"


def lose(bench: Bench, folder: Path, kind: str) -> tuple[CaseDone, dict[str, str]]:
    """Accept without a paper, print both, and put an older file back; return what was done and the QRs."""
    copy = folder / "stick.db"
    with bench.open() as hall:
        copy_into(hall.database.engine, copy)
        done = accepted_without(hall, stall(hall) if kind == "stall" else referral(hall))
        codes = {paper.type_code: qr_of(hall, paper) for paper in done.papers}
        for paper in done.papers:
            print_paper(hall.office, at_window(), paper.id, FOLDER)
    put_back_by_hand(bench, copy)
    bench.clock.advance(days=5)
    return done, codes


def test_the_pledge_alone_proves_that_its_case_was_accepted_and_until_when(
    bench: Bench, tmp_path: Path
) -> None:
    done, codes = lose(bench, tmp_path, "stall")
    read = FromPaper(item_id=applications()[STREET]["item"], name=NAME, promised=putting_off(DESIGN))
    with bench.open() as hall:
        back = take_back_paper(hall.office, at_window(), "pledge", codes["RQ"], read)

        assert back.case.state is CaseState.ACCEPTED
        assert (back.case.due_on, back.case.law_due_on) == (done.case.due_on, done.case.law_due_on)
        assert [paper.number for paper in back.case.papers] == ["赣崇关容〔2026〕1号"]

        other = take_back_paper(hall.office, at_window(), "notice", codes["SL"])
        assert (other.case.state, other.rivals) == (CaseState.ACCEPTED, ())
        assert checked(hall).findings == ()


def test_of_an_on_the_spot_item_both_papers_come_back_to_it_and_no_limit_is_made_up(
    bench: Bench, tmp_path: Path
) -> None:
    _done, codes = lose(bench, tmp_path, "referral")
    with bench.open() as hall:
        for code in ("SL", "RQ"):
            offered = {item.id for item in look_at_paper(hall.office, at_window(), codes[code]).items}
            assert "A06" in offered
            assert "A01" not in offered, "nothing of it may come later"
        back = take_back_paper(
            hall.office, at_window(), "notice", codes["SL"], FromPaper(item_id="A06", name="林晓棠")
        )

        assert (back.case.state, back.case.due_on) == (CaseState.ACCEPTED, None)
