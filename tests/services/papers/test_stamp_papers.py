"""Seals pressed by hand: a paper counts as issued once 已盖章 is noted, and each pressing is one row."""

from dataclasses import replace

import pytest
from counter import STREET, FakePrinter, accepted, at_window, checked, paper, with_printer
from custom_shelves import with_mode
from hall import SECOND, SUPERVISOR

from app.adapters.paper_verify.verifier import OfflineVerifier
from app.bootstrap.opening import OpenHall
from app.bootstrap.trust import load_trust
from app.domain.ledger.operation import Subject
from app.domain.seal import SealMode
from app.domain.verification import Reason, VerdictKind
from app.ports.paper_store import SealUse
from app.services.cases.look_up import list_papers
from app.services.office import Office
from app.services.papers.finish import finish_paper
from app.services.papers.print_paper import PrintRefused, confirm_print, print_paper
from app.services.papers.stamp_paper import stamp_paper
from app.services.papers.standing import with_records
from app.services.papers.void_paper import void_paper
from app.services.unsettled import unsettled


@pytest.fixture
def office(hall: OpenHall) -> Office:
    """A hall that presses its seals by hand, before a printer that prints at once."""
    return with_mode(with_printer(hall, FakePrinter()), SealMode.WET)


@pytest.fixture
def issued(hall: OpenHall, office: Office) -> str:
    """A paper with its number, not printed yet."""
    return accepted(replace(hall, office=office), STREET).papers[0].id


def came_out(office: Office, paper_id: str, *, yes: bool = True, reason: str = "") -> None:
    """Print a paper and look into the tray."""
    job = print_paper(office, at_window(), paper_id, "HP", reason=reason)
    confirm_print(office, at_window(), job.job_id, came_out=yes)


def register(office: Office) -> list[SealUse]:
    with office.storage.reading() as unit:
        return list(unit.papers.seal_uses())


def waiting(office: Office) -> list[str]:
    """The ids of the papers that 待处理 names for a stamp."""
    return [one.id for one in unsettled(office) if one.code == "stamping.waits"]


def refusal(office: Office, paper_id: str, command: str = "again") -> str:
    with pytest.raises(PrintRefused) as refused:
        stamp_paper(office, at_window(), command, paper_id)
    return refused.value.code


def test_a_paper_that_came_out_waits_for_its_stamp_and_then_for_nothing(
    hall: OpenHall, office: Office, issued: str
) -> None:
    assert waiting(office) == []
    came_out(office, issued)
    assert waiting(office) == [issued]

    stamp_paper(office, at_window(), "stamp", issued)

    assert waiting(office) == []
    assert paper(hall, issued).state == "stamped"
    assert checked(hall).findings == ()


def test_the_register_says_who_pressed_which_seal_and_when(
    hall: OpenHall, office: Office, issued: str
) -> None:
    came_out(office, issued)
    assert register(office) == []

    stamp_paper(office, at_window(clerk=SECOND), "stamp", issued)

    (use,) = register(office)
    assert (use.number, use.clerk) == (paper(hall, issued).number, "李国平 0313")
    assert use.seal_name == "崇义县关田镇人民政府行政审批专用章"
    assert use.at.startswith("2026-11-26T")
    assert use.remark == "样章；保管人 刘主任；手工盖章"


def test_the_ledger_keeps_the_pressing_and_leaves_the_paper_as_it_was_issued(
    office: Office, issued: str
) -> None:
    came_out(office, issued)

    case = stamp_paper(office, at_window(clerk=SECOND), "stamp", issued).case

    told = case.facts["papers"][issued]
    assert told["state"] == "issued"
    assert [(one["on"], one["by"]) for one in told["stamped"]] == [("2026-11-26", SECOND.id)]
    with office.storage.reading() as unit:
        assert unit.authority.state(Subject("case", case.id)).document["papers"][issued] == told


def test_the_same_command_again_stamps_once(office: Office, issued: str) -> None:
    came_out(office, issued)

    stamp_paper(office, at_window(), "stamp", issued)
    stamp_paper(office, at_window(), "stamp", issued)

    assert len(register(office)) == 1
    assert refusal(office, issued, "another key") == "stamping.noted_already"


def test_what_nobody_saw_on_paper_is_not_stamped(office: Office, issued: str) -> None:
    assert refusal(office, issued) == "stamping.not_printed"
    print_paper(office, at_window(), issued, "HP")
    assert refusal(office, issued) == "stamping.not_printed"
    assert register(office) == []


def test_a_print_that_never_came_waits_for_no_stamp(office: Office, issued: str) -> None:
    came_out(office, issued, yes=False)

    assert waiting(office) == []
    assert refusal(office, issued) == "stamping.not_printed"


def test_a_sheet_printed_again_waits_for_a_stamp_of_its_own(
    hall: OpenHall, office: Office, issued: str
) -> None:
    came_out(office, issued)
    stamp_paper(office, at_window(), "first", issued)

    came_out(office, issued, yes=False, reason="卡纸")
    assert waiting(office) == [], "no second sheet came out"
    came_out(office, issued, reason="群众遗失")
    assert waiting(office) == [issued]
    stamp_paper(office, at_window(), "second", issued)

    assert len(register(office)) == 2
    assert checked(hall).findings == ()


def test_a_void_paper_waits_for_no_stamp_and_gets_none(office: Office, issued: str) -> None:
    came_out(office, issued)
    void_paper(office, at_window(clerk=SUPERVISOR), "void", issued, "写错")

    assert waiting(office) == []
    assert refusal(office, issued) == "case.paper_is_void"


def test_a_paper_voided_after_it_was_stamped_keeps_its_row(
    hall: OpenHall, office: Office, issued: str
) -> None:
    came_out(office, issued)
    stamp_paper(office, at_window(), "stamp", issued)

    void_paper(office, at_window(clerk=SUPERVISOR), "void", issued, "写错")

    assert len(register(office)) == 1
    assert checked(hall).findings == ()


def test_whoever_verifies_it_hears_whether_it_was_stamped(
    hall: OpenHall, office: Office, issued: str
) -> None:
    came_out(office, issued)
    pdf = finish_paper(office, issued)
    genuine = OfflineVerifier().verify(pdf, load_trust(hall.home.trust))

    def heard() -> tuple[VerdictKind, Reason]:
        with office.storage.reading() as unit:
            verdict = with_records(unit, genuine, pdf)
        return verdict.kind, verdict.reasons[-1]

    assert heard() == (VerdictKind.GENUINE, Reason("verify.not_stamped"))
    stamp_paper(office, at_window(), "stamp", issued)
    assert heard() == (VerdictKind.GENUINE, Reason("verify.stamped", {"stamped_on": "2026年11月26日"}))


def test_a_seal_that_is_printed_along_is_not_noted_a_second_time(hall: OpenHall) -> None:
    office = with_mode(with_printer(hall, FakePrinter()), SealMode.OVERPRINT)
    drawn = accepted(replace(hall, office=office), STREET).papers[0].id
    came_out(office, drawn)

    assert waiting(office) == []
    assert refusal(office, drawn) == "stamping.not_by_hand"
    assert len(register(office)) == 1


def test_a_paper_waiting_for_its_stamp_is_listed_however_many_were_issued_since(
    office: Office, issued: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    came_out(office, issued)
    monkeypatch.setattr("app.services.cases.look_up.MOST_FOUND", 0)

    assert [file.paper.id for file in list_papers(office, at_window())] == [issued]


def test_a_stamp_that_the_ledger_knows_nothing_of_is_found_by_the_check(
    hall: OpenHall, office: Office, issued: str
) -> None:
    came_out(office, issued)
    with office.storage.writing() as unit:
        unit.papers.set_state(issued, "stamped")
        unit.commit()

    assert {one.code for one in checked(hall).findings} >= {"ledger.paper_differs", "ledger.seal_use_missing"}
