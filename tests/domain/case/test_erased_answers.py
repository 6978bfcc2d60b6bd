"""What stands of a case's answers after one of the operations that wrote them was erased (decision 008)."""

from collections.abc import Mapping
from typing import Any

import pytest
from ledger_world import World

from app.domain.case.case import case_of
from app.domain.ledger.operation import Subject

OLD, CORRECTED, NEWEST = "13800000001", "13800000002", "13800000003"


@pytest.fixture
def world() -> World:
    return World()


def answers(world: World, case: Subject) -> Mapping[str, Any]:
    return case_of(world.state(case)).answers


def test_an_erased_correction_does_not_bring_the_old_value_back(world: World) -> None:
    window = world.window(3)
    case = window.opens()
    window.writes(case, phone=OLD)
    correction = window.writes(case, phone=CORRECTED)

    window.erases(case, correction)

    assert answers(world, case) == {}
    world.must_be_lawful()


def test_answers_written_before_the_erased_ones_go_with_them(world: World) -> None:
    """They may have been worked out from what is erased: a birth date tells most of an ID number."""
    window = world.window(3)
    case = window.opens()
    window.names_applicant(case, "廖观凤")
    window.writes(case, birth="1926-01-01")
    named = window.writes(case, phone=OLD)

    window.erases(case, named)

    erased = case_of(world.state(case))
    assert (erased.answers, erased.applicant.name, erased.is_erased) == ({}, "", True)


def test_answers_written_after_the_erased_ones_stand(world: World) -> None:
    window = world.window(3)
    case = window.opens()
    erased = window.writes(case, phone=OLD, note="甲")
    window.writes(case, phone=NEWEST)

    window.erases(case, erased)
    assert answers(world, case) == {"phone": NEWEST}

    window.writes(case, note="乙")
    assert answers(world, case) == {"phone": NEWEST, "note": "乙"}
    assert case_of(world.state(case)).is_erased, "it stays marked"
    world.must_be_lawful()


def test_the_payloads_of_the_other_operations_stay_in_the_ledger(world: World) -> None:
    window = world.window(3)
    case = window.opens()
    kept = window.writes(case, phone=OLD)
    gone = window.writes(case, phone=CORRECTED)

    window.erases(case, gone)

    assert world.store.entry(kept).delivered.operation.payload["changes"] == {"phone": OLD}
    assert world.store.entry(gone).delivered.operation.payload is None
