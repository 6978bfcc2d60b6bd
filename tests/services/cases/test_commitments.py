"""告知承诺: a written commitment in place of a certificate, by whom, and what acceptance makes of it."""

from dataclasses import replace

import pytest
from commitments import (
    CLOSING_DOWN,
    LEAVING,
    LEAVING_NAME,
    LEAVING_PROOF,
    accepted_on_commitment,
    committing,
    jobless,
)
from counter import at_window, checked, numbers_of
from hall import SUPERVISOR
from later_papers import now, without

from app.bootstrap.opening import OpenHall
from app.domain.case.commitments import commitments_of
from app.domain.case.state import CaseState
from app.domain.ledger.canonical import encode, sha256
from app.domain.paper import PaperFacts
from app.domain.paper_record import facts_from
from app.domain.paper_wording import compose
from app.services.case_turn import CaseDone
from app.services.cases.accept import accept_case, accept_intake
from app.services.cases.excuses import Excuses
from app.services.cases.intake import Intake, IntakeRefused
from app.services.cases.receive import receive_case
from app.services.papers.finish import finish_paper
from app.services.papers.reissue import reissue_paper


def refusal(hall: OpenHall, wanted: Intake) -> IntakeRefused:
    """What is said, and nothing is stored of it."""
    with hall.office.storage.reading() as unit:
        before = (unit.operations.head(), unit.papers.all_numbers())
    with pytest.raises(IntakeRefused) as refused:
        accept_intake(hall.office, at_window(), "refused", wanted)
    with hall.office.storage.reading() as unit:
        assert (unit.operations.head(), unit.papers.all_numbers()) == before
    return refused.value


def stated(hall: OpenHall, done: CaseDone, code: str) -> PaperFacts:
    paper = next(one for one in done.papers if one.type_code == code)
    with hall.office.storage.reading() as unit:
        return facts_from(unit.papers.facts(paper.id))


def test_an_on_the_spot_item_is_closed_at_once_and_the_commitment_comes_beside_the_notice(
    hall: OpenHall,
) -> None:
    done = accepted_on_commitment(hall)

    assert done.case.state is CaseState.CLOSED
    assert numbers_of(done) == ["赣崇关结〔2026〕1号", "赣崇关诺〔2026〕1号"]
    (made,) = commitments_of(done.case.facts)
    assert (made.key, made.name, made.finding) == (LEAVING, LEAVING_NAME, None)
    assert done.case.awaited == (), "a commitment promises no paper"
    assert all(paper.ground_stands for paper in done.case.papers)
    assert checked(hall).findings == ()


def test_the_paper_tells_what_the_catalogue_says_and_the_case_keeps_its_digest(hall: OpenHall) -> None:
    done = accepted_on_commitment(hall)

    (row,) = stated(hall, done, "GC").table_rows
    assert row[0] == LEAVING_PROOF
    assert row[2] == "申请人已经与原用人单位终止、解除劳动关系，离职时间与申请表所填一致。"
    assert row[1], "without a basis of its own it rests on the item's"
    assert done.case.facts["committed"][LEAVING]["text_digest"] == sha256(encode(row))
    assert all(finish_paper(hall.office, paper.id).startswith(b"%PDF-") for paper in done.papers)


def test_the_notice_says_what_the_commitment_replaces(hall: OpenHall) -> None:
    done = accepted_on_commitment(hall)

    said = "".join(compose(stated(hall, done, "BJ")).closing)
    assert f"书面承诺代替：{LEAVING_PROOF}。" in said
    whole = accept_intake(hall.office, at_window(), "whole", jobless(hall, mobile="13800000001"))
    assert "书面承诺代替" not in "".join(compose(stated(hall, whole, "BJ")).closing)


def test_a_case_received_earlier_is_accepted_on_a_commitment_as_well(hall: OpenHall) -> None:
    received = receive_case(hall.office, at_window(), "receive", without(jobless(hall), LEAVING)).case

    done = accept_case(
        hall.office,
        at_window(),
        "accept",
        received.id,
        received.base,
        excuses=Excuses(committed=(LEAVING,)),
    )

    assert done.case.state is CaseState.CLOSED
    assert [paper.type_code for paper in done.case.papers] == ["SJ", "BJ", "GC"]


def test_the_same_command_again_gives_the_same_case_and_papers(hall: OpenHall) -> None:
    first = accepted_on_commitment(hall, "press")
    again = accepted_on_commitment(hall, "press")

    assert (again.case.id, numbers_of(again)) == (first.case.id, numbers_of(first))
    assert len(now(hall, first.case).papers) == 2


def test_what_the_item_does_not_offer_is_not_replaced(hall: OpenHall) -> None:
    refused = refusal(hall, committing(jobless(hall), "id_card"))

    assert (refused.code, refused.facts["name"]) == ("commitment.not_offered", "居民身份证或者社会保障卡")


def test_a_certificate_that_is_here_or_not_asked_for_is_not_replaced(hall: OpenHall) -> None:
    here = replace(jobless(hall), excuses=Excuses(committed=(LEAVING,)))
    assert refusal(hall, here).code == "commitment.not_missing"

    not_asked = replace(jobless(hall), excuses=Excuses(committed=(CLOSING_DOWN,)))
    assert refusal(hall, not_asked).code == "commitment.not_missing"

    twice = replace(committing(jobless(hall), LEAVING), excuses=Excuses(committed=(LEAVING, LEAVING)))
    assert refusal(hall, twice).code == "commitment.not_missing"


def test_an_agent_commits_only_with_an_authority_that_was_checked(hall: OpenHall) -> None:
    by_agent = jobless(hall, "shop_closed_by_agent")
    refused = refusal(hall, committing(by_agent, CLOSING_DOWN))
    assert (refused.code, refused.facts["agent"]) == ("commitment.agent_may_not", "林大江")

    wanted = committing(by_agent, CLOSING_DOWN, agent_may_commit=True)
    done = accept_intake(hall.office, at_window(), "accept", wanted)

    assert done.case.facts["committed"][CLOSING_DOWN]["by_agent"] is True
    rows = {row.label: row.value for row in compose(stated(hall, done, "GC")).rows}
    assert rows["代理权限"] == "特别授权或者法定代理，已核对"


def test_without_an_agent_the_paper_speaks_of_no_authority(hall: OpenHall) -> None:
    done = accepted_on_commitment(hall)

    assert "代理权限" not in [row.label for row in compose(stated(hall, done, "GC")).rows]


def test_a_spoiled_commitment_paper_is_issued_again_and_names_the_one_it_replaces(hall: OpenHall) -> None:
    done = accepted_on_commitment(hall)
    spoiled = next(one for one in done.papers if one.type_code == "GC")

    again = reissue_paper(
        hall.office, at_window("01", clerk=SUPERVISOR), "again", spoiled.id, reason="打印时卡纸"
    )

    (paper,) = again.papers
    assert paper.number == "赣崇关诺〔2026〕2号"
    said = "".join(compose(stated(hall, again, "GC")).closing)
    assert f"原{spoiled.number}《证明事项告知承诺书》作废" in said
    assert stated(hall, again, "GC").table_rows == stated(hall, done, "GC").table_rows
    assert checked(hall).findings == ()
