"""Questions about other cases: 失业登记 against 就业登记, and what is paid only once."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from counter import at_window, needed_papers

from app.bootstrap.opening import OpenHall
from app.domain.case.state import CaseState
from app.domain.form.sheet import FormContext, FormSheet, open_sheet
from app.services.cases.accept import accept_intake
from app.services.cases.external_checks import ask_external
from app.services.cases.intake import Intake, IntakeRefused

SETS = Path(__file__).parents[2] / "catalog"


def filled(hall: OpenHall, item_id: str, name: str, changed: Mapping[str, Any]) -> FormSheet:
    """An accepted answer set of the catalogue's own tests, typed into a sheet."""
    answers = tomllib.loads((SETS / f"{item_id}.toml").read_text("utf-8"))["accepted"][name]["answers"]
    context = FormContext(today=hall.office.clock.now().date(), tables=hall.office.catalog.tables)
    sheet = open_sheet(hall.office.catalog.version(item_id, 1).form, {}, context)
    for path, typed in {**answers, **changed}.items():
        sheet.set(path, typed)
    return sheet


def accepted(hall: OpenHall, command: str, item_id: str, name: str, **changed: Any) -> CaseState:
    bare = Intake(item_id=item_id, item_version=1, answers=filled(hall, item_id, name, changed).answers())
    intake = replace(bare, materials=needed_papers(hall.office, bare))
    return accept_intake(hall.office, at_window(), command, intake).case.state


def asked(hall: OpenHall, item_id: str, answers: str, **changed: Any) -> list[str]:
    """What the service objects to on a sheet nobody has handed in yet."""
    sheet = filled(hall, item_id, answers, changed)
    with hall.office.storage.reading() as unit:
        ask_external(hall.office, unit, hall.office.catalog.version(item_id, 1), sheet)
    return [problem.facts["say"] for problem in sheet.problems() if "say" in problem.facts]


def test_nobody_is_registered_unemployed_while_at_work(hall: OpenHall) -> None:
    accepted(hall, "work", "E03", "rider")

    with pytest.raises(IntakeRefused) as refused:
        accepted(hall, "lost", "E02", "left_a_company")

    assert refused.value.facts["first"] == "证件号码"


def test_work_that_was_ended_does_not_stand_in_the_way(hall: OpenHall) -> None:
    accepted(hall, "work", "E03", "rider")
    accepted(hall, "ended", "E03", "stopped")

    assert accepted(hall, "lost", "E02", "left_a_company") is CaseState.CLOSED


def test_taking_up_work_says_that_the_unemployment_record_ends(hall: OpenHall) -> None:
    accepted(hall, "lost", "E02", "left_a_company")

    assert any("失业登记同时终止" in said for said in asked(hall, "E03", "rider"))
    assert accepted(hall, "work", "E03", "rider") is CaseState.CLOSED
    assert not asked(hall, "E03", "rider")


def test_a_child_is_paid_once_a_year_whichever_parent_applies(hall: OpenHall) -> None:
    accepted(hall, "first", "C05", "born_before_the_scheme", by_agent=False)
    mother = {"cert_no": "360782198812310022", "name": "林晓棠", "claimant": "母亲", "acct_name": "林晓棠"}

    again = asked(hall, "C05", "born_before_the_scheme", by_agent=False, **mother)
    year_before = asked(hall, "C05", "born_before_the_scheme", by_agent=False, year="2025", **mother)

    assert any("不能重复申领" in said for said in again)
    assert not any("不能重复申领" in said for said in year_before)
