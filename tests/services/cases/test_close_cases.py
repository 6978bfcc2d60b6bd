"""办结 of an 即办件 whose promised paper came: only then, only once, and the notice says so."""

from datetime import date

import pytest
from counter import at_window, checked
from hall import Bench
from later_papers import (
    DESIGN,
    REFERRAL,
    REFERRAL_NAME,
    accepted_without,
    brought_later,
    now,
    referral,
    stall,
)

from app.bootstrap.opening import OpenHall
from app.domain.case.state import CaseState
from app.domain.clerk import Clerk
from app.domain.paper_record import facts_from
from app.domain.paper_wording import compose
from app.domain.role import Role
from app.services.case_turn import CaseConflict
from app.services.cases.close import close_case
from app.services.cases.correct import give_back
from app.services.cases.intake import IntakeRefused
from app.services.desk import NotAllowed

GUIDE = Clerk(id="c-guide", name="陈引导", staff_number="0399", roles=frozenset({Role.GUIDE}))


def test_a_case_is_closed_once_its_paper_came_and_the_notice_tells_the_day(bench: Bench) -> None:
    with bench.open() as hall:
        case = accepted_without(hall, referral(hall)).case
    bench.clock.advance(days=4)
    with bench.open() as hall:
        came = brought_later(hall, case, REFERRAL)
        done = close_case(hall.office, at_window(), "close", case.id, came.base)

        assert done.case.state is CaseState.CLOSED
        (paper,) = done.papers
        assert (paper.type_code, paper.number) == ("BJ", "赣崇关结〔2026〕1号")
        with hall.office.storage.reading() as unit:
            facts = facts_from(unit.papers.facts(paper.id))
        assert facts.case.completed_on == date(2026, 11, 30)
        assert facts.case.accepted_at is not None
        assert facts.case.accepted_at.date() == date(2026, 11, 26)
        said = "".join(compose(facts).opening)
        assert "已容缺受理，后补的材料于2026年11月30日补齐" in said
        assert "当场" not in said
        assert checked(hall).findings == ()


def test_nothing_is_closed_while_a_promised_paper_is_still_to_come(hall: OpenHall) -> None:
    case = accepted_without(hall, referral(hall)).case

    with pytest.raises(IntakeRefused) as refused:
        close_case(hall.office, at_window(), "close", case.id, case.base)

    assert refused.value.code == "deferral.still_awaited"
    assert refused.value.facts["names"] == REFERRAL_NAME
    assert now(hall, case).state is CaseState.ACCEPTED


def test_a_paper_that_was_given_back_as_the_wrong_one_did_not_come(hall: OpenHall) -> None:
    case = accepted_without(hall, referral(hall)).case
    came = brought_later(hall, case, REFERRAL)
    row = next(one.row for one in came.materials if one.key == REFERRAL)
    back = give_back(hall.office, at_window(), "back", case.id, row).case

    with pytest.raises(IntakeRefused) as refused:
        close_case(hall.office, at_window(), "close", case.id, back.base)

    assert refused.value.code == "deferral.still_awaited"


def test_originals_that_went_back_do_not_keep_a_case_open(hall: OpenHall) -> None:
    case = brought_later(hall, accepted_without(hall, referral(hall)).case, REFERRAL)
    first = next(one for one in case.materials if one.key != REFERRAL)
    seen = give_back(hall.office, at_window(), "back", case.id, first.row).case

    assert close_case(hall.office, at_window(), "close", case.id, seen.base).case.state is CaseState.CLOSED


def test_what_has_a_limit_of_its_own_is_not_closed_at_the_window(hall: OpenHall) -> None:
    case = brought_later(hall, accepted_without(hall, stall(hall)).case, DESIGN)

    with pytest.raises(IntakeRefused) as refused:
        close_case(hall.office, at_window(), "close", case.id, case.base)

    assert refused.value.code == "deferral.nothing_to_close"


def test_a_case_is_closed_once(hall: OpenHall) -> None:
    seen = brought_later(hall, accepted_without(hall, referral(hall)).case, REFERRAL)
    first = close_case(hall.office, at_window(), "close", seen.id, seen.base)
    again = close_case(hall.office, at_window(), "close", seen.id, seen.base)

    assert again.papers == first.papers
    with pytest.raises(CaseConflict):
        close_case(hall.office, at_window("04"), "other", seen.id, seen.base)
    assert [one.type_code for one in now(hall, seen).papers].count("BJ") == 1


def test_a_guide_closes_nothing(hall: OpenHall) -> None:
    seen = brought_later(hall, accepted_without(hall, referral(hall)).case, REFERRAL)

    with pytest.raises(NotAllowed):
        close_case(hall.office, at_window(clerk=GUIDE), "close", seen.id, seen.base)
