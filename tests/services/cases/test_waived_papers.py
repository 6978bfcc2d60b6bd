"""免: which check stood in for a paper is kept with it, in the ledger, in the case and on the 收件凭证."""

from dataclasses import replace

import pytest
from counter import STREET, at_window, checked, intake

from app.bootstrap.opening import OpenHall
from app.domain.case.case import Case
from app.domain.paper_record import facts_from
from app.services.cases.intake import HandedIn, Intake, IntakeRefused
from app.services.cases.receive import receive_case

IDENTITY, CHECKS = "identity", ("读卡器核验", "电子证照核验")


def with_check(hall: OpenHall, check: str) -> Intake:
    whole = intake(hall.office, STREET)
    waived = HandedIn(key=IDENTITY, form="电", waived_by=check)
    rest = tuple(one for one in whole.materials if one.key != IDENTITY)
    return replace(whole, materials=(waived, *rest))


def identity_of(case: Case):
    return next(one for one in case.materials if one.key == IDENTITY)


@pytest.mark.parametrize("check", CHECKS)
def test_the_check_that_was_made_is_kept_and_stands_in_the_remark_of_the_voucher(hall: OpenHall, check: str):
    done = receive_case(hall.office, at_window(), "receive", with_check(hall, check))

    assert identity_of(done.case).waived_by == check
    with hall.office.storage.reading() as unit:
        rows = facts_from(unit.papers.facts(done.papers[0].id)).table_rows
    (row,) = [row for row in rows if row[0].startswith("身份证")]
    assert row[1:] == ("—", "—", "—", f"免提交（{check}）")
    kept = [paper for paper in done.case.facts["materials"].values() if paper["key"] == IDENTITY]
    assert [paper["waived_by"] for paper in kept] == [check]
    assert checked(hall).findings == ()


def test_a_paper_that_was_brought_names_no_check(hall: OpenHall):
    done = receive_case(hall.office, at_window(), "receive", intake(hall.office, STREET))

    assert {one.waived_by for one in done.case.materials} == {""}


def test_two_checks_at_once_are_none_of_those_the_item_names(hall: OpenHall):
    with pytest.raises(IntakeRefused) as stopped:
        receive_case(hall.office, at_window(), "receive", with_check(hall, "读卡器或电子证照核验"))

    assert stopped.value.code == "case.material_not_waived"
