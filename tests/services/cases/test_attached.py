"""Pages that answers of a case are given by: brought while its form is mended, let go of, looked at."""

from collections.abc import Mapping
from typing import Any

import pytest
from captured_draft import files, page, texts
from counter import ELDER_CARD, at_window, checked, intake
from hall import SECOND

from app.adapters.pinyin_names import PinyinNames
from app.bootstrap.kinds import KINDS
from app.bootstrap.opening import OpenHall
from app.domain.access import AccessKind
from app.domain.attachment import Source
from app.domain.case.attached import attached_pages
from app.domain.case.case import Case
from app.domain.form.attached import Attached
from app.services.case_turn import CaseUnknown
from app.services.cases.attached import CaseAnswer, keep_attached_of_case, show_attached_of_case
from app.services.cases.correct import answer_case
from app.services.cases.intake import IntakeRefused
from app.services.cases.receive import receive_case
from app.services.cases.withdraw import withdraw_case
from app.services.check_ledger import check_ledger
from db.ledger_audit import SqlLedgerAudit
from db.projections import derived_rows


@pytest.fixture
def case(hall: OpenHall) -> Case:
    return receive_case(hall.office, at_window(), "receive", intake(hall.office, ELDER_CARD)).case


def keep(hall: OpenHall, case: Case, *words: str, command: str = "keep", **person: Any) -> Case:
    pages = [page(one) for one in words]
    desk = at_window(**person)
    return keep_attached_of_case(hall.office, desk, command, case.id, pages, Source.FILE).case


def answers(case: Case, *ids: str) -> Mapping[str, Any]:
    return {**case.answers, "photo": Attached(ids).answer()}


def write(hall: OpenHall, seen: Case, *ids: str, command: str = "write", **person: Any) -> Case:
    return answer_case(hall.office, at_window(**person), command, seen, answers(seen, *ids)).case


def named(hall: OpenHall, case: Case) -> list[str]:
    return texts(hall, attached_pages(case).values())


def test_pages_are_in_the_case_at_once_and_stay_with_the_edit_that_names_them(
    hall: OpenHall, case: Case
) -> None:
    with_pages = keep(hall, case, "甲", "乙")
    first, second = attached_pages(with_pages)

    after = write(hall, with_pages, second, first)

    assert after.answers["photo"] == f"pages:{second},{first}"
    assert named(hall, after) == ["甲", "乙"]
    assert checked(hall).findings == ()


def test_an_edit_lets_go_of_what_it_left_out_and_of_what_this_clerk_never_named(
    hall: OpenHall, case: Case
) -> None:
    first = next(iter(attached_pages(keep(hall, case, "旧的"))))
    seen = write(hall, keep(hall, case, "没有用上", command="more"), first)
    new = next(one for one in attached_pages(keep(hall, seen, "新的", command="new")) if one != first)

    after = write(hall, seen, new, command="again")

    assert named(hall, after) == ["新的"]
    assert len(files(hall.home.blobs)) == 1
    assert checked(hall).findings == ()


def test_what_another_clerk_has_brought_and_not_saved_yet_stays(hall: OpenHall, case: Case) -> None:
    seen = keep(hall, case, "别人的", clerk=SECOND)
    (mine,) = attached_pages(keep(hall, seen, "自己的", command="own")).keys() - attached_pages(seen).keys()

    after = write(hall, seen, mine)

    assert named(hall, after) == ["别人的", "自己的"]


def test_while_sides_of_a_conflict_wait_no_page_goes(hall: OpenHall, case: Case) -> None:
    keep(hall, case, "甲")
    first, second = attached_pages(keep(hall, case, "乙", command="other", clerk=SECOND))
    write(hall, case, first, command="here")

    after = write(hall, case, second, command="there", number="05", clerk=SECOND)

    assert after.conflicts
    assert len(files(hall.home.blobs)) == 2


def test_an_edit_that_names_a_page_of_nobody_is_refused(hall: OpenHall, case: Case) -> None:
    with pytest.raises(IntakeRefused) as refused:
        write(hall, case, "00000000-0000-7000-8000-000000000001")

    assert refused.value.code == "case.photo_gone"


def test_a_case_that_is_over_takes_no_more_pages(hall: OpenHall, case: Case) -> None:
    withdraw_case(hall.office, at_window(), "withdraw", case.id, case.base, "不办了")

    with pytest.raises(IntakeRefused) as refused:
        keep(hall, case, "迟到")

    assert refused.value.code == "case.is_over"


def test_pages_are_looked_at_once_the_log_holds_it(hall: OpenHall, case: Case) -> None:
    _first, second = attached_pages(keep(hall, case, "甲", "乙"))

    shown = show_attached_of_case(hall.office, at_window(), CaseAnswer(case.id, "photo", (second, "gone")))

    assert [one.jpeg.decode() for one in shown] == ["乙", ""]
    assert [one.fault.code for one in shown if one.fault] == ["attachment.no_such_page"]
    with hall.office.storage.reading() as unit:
        last = [one.entry for one in unit.audit.entries()][-1]
    assert (last.kind, last.case_id, last.fields) == (AccessKind.REVEAL, case.id, ("photo",))
    assert "2" in last.reason


def test_a_case_this_hall_never_opened_shows_nothing(hall: OpenHall) -> None:
    with pytest.raises(CaseUnknown):
        show_attached_of_case(hall.office, at_window(), CaseAnswer("nobody", "photo", ()))


def test_a_photograph_that_is_not_here_is_found_by_the_check(hall: OpenHall, case: Case) -> None:
    (only,) = attached_pages(keep(hall, case, "甲"))
    write(hall, case, only)

    with hall.database.engine.connect() as connection:
        audit = SqlLedgerAudit(connection, derived_rows(PinyinNames()))
        report = check_ledger(audit, KINDS, has_page=lambda _blob: False)

    assert [one.code for one in report.findings] == ["ledger.photo_missing"]
