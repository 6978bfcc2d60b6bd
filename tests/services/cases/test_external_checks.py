"""Questions about other cases: 失业登记 against 就业登记, and what is paid only once."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from cash_desk import turned_back
from counter import at_window, needed_papers
from hall import CLERK, SUPERVISOR, Bench
from sqlalchemy import text

from app.bootstrap.opening import OpenHall
from app.domain.case.state import CaseState
from app.domain.form.sheet import FormContext, FormSheet, open_sheet
from app.services.case_turn import CaseDone
from app.services.cases.accept import accept_intake
from app.services.cases.external_checks import QUESTIONS, ask_external
from app.services.cases.intake import Intake, IntakeRefused
from app.services.confirm_day import confirm_day

SETS = Path(__file__).parents[2] / "catalog"


def filled(hall: OpenHall, item_id: str, name: str, changed: Mapping[str, Any]) -> FormSheet:
    """An accepted answer set of the catalogue's own tests, typed into a sheet."""
    entry = tomllib.loads((SETS / f"{item_id}.toml").read_text("utf-8"))["accepted"][name]
    context = FormContext(today=hall.office.clock.now().date(), tables=hall.office.catalog.tables)
    sheet = open_sheet(hall.office.catalog.version(item_id, 1).form, {}, context)
    for path, typed in {**entry["answers"], **changed}.items():
        sheet.set(path, typed)
    for table, rows in entry.get("rows", {}).items():
        fill_rows(sheet, table, rows)
    return sheet


def fill_rows(sheet: FormSheet, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
    waiting = list(sheet.row_ids(table))
    for cells in rows:
        row = waiting.pop(0) if waiting else sheet.add_row(table)
        for column, typed in cells.items():
            sheet.set(f"{table}/{row}/{column}", typed)


def accepted(hall: OpenHall, command: str, item_id: str, name: str, **changed: Any) -> CaseState:
    return accepted_with_papers(hall, command, item_id, name, **changed).case.state


def accepted_with_papers(hall: OpenHall, command: str, item_id: str, name: str, **changed: Any) -> CaseDone:
    bare = Intake(item_id=item_id, item_version=1, answers=filled(hall, item_id, name, changed).answers())
    intake = replace(bare, materials=needed_papers(hall.office, bare))
    return accept_intake(hall.office, at_window(), command, intake)


def asked(hall: OpenHall, item_id: str, answers: str, **changed: Any) -> list[str]:
    """What the service objects to on a sheet nobody has handed in yet."""
    sheet = filled(hall, item_id, answers, changed)
    with hall.office.storage.reading() as unit:
        today = hall.office.business_day.shown(unit)
        item = hall.office.catalog.version(item_id, 1)
        ask_external(hall.office, unit, item, sheet, today=today)
    return [problem.facts["say"] for problem in sheet.problems() if "say" in problem.facts]


def next_year(hall: OpenHall, bench: Bench) -> None:
    """Sixty days later: longer than a hall is ever closed, so it is said that it is true."""
    bench.clock.advance(days=60)
    confirm_day(hall.office, bench.clock.now().date(), by=CLERK, supervisor=SUPERVISOR)


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


def test_a_funeral_is_paid_once_whichever_relative_applies(hall: OpenHall) -> None:
    accepted(hall, "daughter", "B10", "daughter")
    son = {"name": "林大江", "cert_no": "360725199002280017", "kin_relation": "20", "acct_name": "林大江"}

    assert any("不能重复发放" in said for said in asked(hall, "B10", "daughter", **son))
    assert not any("不能重复发放" in said for said in asked(hall, "A03", "daughter_of_one_who_never_drew"))


def test_another_funeral_of_the_same_applicant_is_another_matter(hall: OpenHall) -> None:
    accepted(hall, "mother", "B10", "daughter")
    father = {"deceased_name": "林老山", "deceased_idno": "360725195001010017"}

    assert not any("不能重复发放" in said for said in asked(hall, "B10", "daughter", **father))


def test_a_member_of_one_household_is_noticed_in_another(hall: OpenHall) -> None:
    accepted(hall, "ours", "B01", "mother_and_pupil")
    uncle = {"name": "林大江", "cert_no": "360725199002280017", "acct_name": "林大江"}

    said = asked(hall, "B01", "mother_and_pupil", **uncle)

    assert any("是否双重享受" in one for one in said)
    assert not any("不能重复申请" in one for one in said)


def test_one_application_at_a_time_stands_in_the_way(hall: OpenHall) -> None:
    assert accepted(hall, "first", "B11", "first_card") is CaseState.ACCEPTED

    with pytest.raises(IntakeRefused):
        accepted(hall, "again", "B11", "worn_card")


def test_what_was_decided_before_is_only_a_remark(hall: OpenHall) -> None:
    assert accepted(hall, "last year", "A04", "subsidised") is CaseState.CLOSED

    assert any("是否仍在参保" in said for said in asked(hall, "A04", "subsidised"))
    assert accepted(hall, "again", "A04", "subsidised") is CaseState.CLOSED


@pytest.mark.parametrize(
    ("item", "name", "said"),
    [
        ("A04", "whole_family_on_one_sheet", "是否重复参保"),
        ("B03", "illness", "是否重复救助"),
        ("B04", "just_above_the_standard", "另一户"),
    ],
)
def test_whoever_stands_in_a_table_of_relations_is_found_in_another_household(
    hall: OpenHall, item: str, name: str, said: str
) -> None:
    before = asked(hall, item, name)
    accepted(hall, "ours", item, name)
    other = {"name": "林大河", "cert_no": "360725198001010010"}

    assert not any(said in one for one in before)
    assert any(said in one for one in asked(hall, item, name, **other))


def test_households_without_a_common_member_do_not_meet(hall: OpenHall) -> None:
    accepted(hall, "hers", "B12", "five_without_a_house_on_new_land")
    others = {"name": "林大河", "cert_no": "360725198001010010"}

    assert any("另一户" in one for one in asked(hall, "B12", "two_people_rebuild", **others))
    assert not any("另一户" in one for one in asked(hall, "B01", "mother_and_pupil", **others))


def test_temporary_aid_is_given_once_a_year_for_one_cause(hall: OpenHall) -> None:
    accepted(hall, "ill", "B03", "illness")

    assert any("已因同一事由" in said for said in asked(hall, "B03", "illness"))
    assert not any("已因同一事由" in said for said in asked(hall, "B03", "illness", cause="火灾"))


def test_last_years_temporary_aid_does_not_count(hall: OpenHall, bench: Bench) -> None:
    accepted(hall, "ill", "B03", "illness")

    next_year(hall, bench)

    assert not any("已因同一事由" in said for said in asked(hall, "B03", "illness"))


def test_a_first_application_comes_once_and_a_replacement_later(hall: OpenHall) -> None:
    accepted(hall, "first", "G01", "soldier_of_two_years")

    assert any("已申领过优待证" in said for said in asked(hall, "G01", "soldier_of_two_years"))
    assert not asked(hall, "G01", "soldier_of_two_years", apply_kind="补领")


def test_data_taken_before_is_no_card_applied_for(hall: OpenHall) -> None:
    accepted(hall, "data", "G01", "soldier_of_two_years", apply_for="信息采集")

    assert not asked(hall, "G01", "soldier_of_two_years")


def test_a_veteran_is_confirmed_once_a_year(hall: OpenHall, bench: Bench) -> None:
    accepted(hall, "this year", "G03", "old_soldier_at_home")

    assert any("本年度已经确认过" in said for said in asked(hall, "G03", "old_soldier_at_home"))
    next_year(hall, bench)
    assert not any("本年度已经确认过" in said for said in asked(hall, "G03", "old_soldier_at_home"))


def test_a_bill_of_one_period_is_noticed_when_paid_again(hall: OpenHall) -> None:
    accepted(hall, "november", "H01", "electricity_in_cash")

    assert any("已经收过款" in said for said in asked(hall, "H01", "electricity_in_cash"))
    assert not asked(hall, "H01", "electricity_in_cash", period="2026-10")


def test_a_bill_whose_receipt_was_reversed_is_paid_again_without_a_warning(hall: OpenHall) -> None:
    blue = accepted_with_papers(hall, "november", "H01", "electricity_in_cash")
    turned_back(hall, blue)

    assert not asked(hall, "H01", "electricity_in_cash")


def test_what_only_the_county_knows_is_never_held_against_anybody(hall: OpenHall) -> None:
    assert not any("职工基本医疗保险" in said for said in asked(hall, "A04", "subsidised"))


def test_work_that_changed_still_shuts_out_unemployment_and_its_end_does_not(hall: OpenHall) -> None:
    """How an item's record ends stands in its file (`rival`), not in the program."""
    accepted(hall, "work", "E03", "rider")
    question = next(
        check
        for check in hall.office.catalog.version("E02", 1).form.definition.external
        if check.name == "registered_employed"
    )

    assert question.rival is not None
    assert (question.rival.item, question.rival.ended_by) == ("E03", ("终止",))
    assert asked(hall, "E02", "left_a_company")
    assert not asked(hall, "E02", "left_a_company", apply_kind="注销")


def test_whoever_rivals_an_item_is_in_the_catalogue(hall: OpenHall) -> None:
    items = hall.office.catalog.items.values()
    rivals = [check.rival for item in items for check in item.form.definition.external if check.rival]

    assert {rival.item for rival in rivals} == {"E02", "E03"}
    for rival in rivals:
        choices = hall.office.catalog.version(rival.item, 1).form.definition.fields()[rival.field].choices
        assert set(rival.ended_by) <= {choice.code for choice in choices}


def test_every_question_of_the_catalogue_has_an_answer(hall: OpenHall) -> None:
    named = {
        check.name for item in hall.office.catalog.items.values() for check in item.form.definition.external
    }

    assert named <= QUESTIONS.keys()


def test_one_household_stands_in_one_application_for_a_homestead(hall: OpenHall) -> None:
    accepted(hall, "first", "D01", "rebuild_on_the_old_site")

    assert any("一户一宅" in said for said in asked(hall, "D01", "first_house_on_waste_land"))


def test_a_machine_is_subsidised_once_whoever_applies(hall: OpenHall) -> None:
    accepted(hall, "first", "D07", "tiller_of_a_farmer")

    assert any("出厂编号" in said for said in asked(hall, "D07", "cheap_drone", machine_no="WG20260001"))
    assert not any("出厂编号" in said for said in asked(hall, "D07", "cheap_drone"))


def ten_thousand_more(hall: OpenHall, held: str) -> None:
    """Copies of the newest case by other people, taken in since; none of them holds `held`."""
    with hall.database.engine.begin() as connection:
        columns = [row[1] for row in connection.execute(text("PRAGMA table_info(cases)"))]
        named = ", ".join(f'"{name}"' for name in columns if name not in {"row", "id", "id_digest"})
        count = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 10000)"
        newest = '(SELECT id FROM cases ORDER BY "row" DESC LIMIT 1)'
        connection.execute(
            text(
                f"INSERT INTO subjects (kind, id, version, state) {count} "
                "SELECT kind, 'copy-' || n, version, replace(state, :held, 'XX' || n) "
                f"FROM subjects, c WHERE kind = 'case' AND id = {newest}"
            ),
            {"held": held},
        )
        connection.execute(
            text(
                f"INSERT INTO cases (id, id_digest, {named}) {count} "
                f"SELECT 'copy-' || n, n, {named} FROM cases, c WHERE id = {newest}"
            )
        )


def test_a_machine_claimed_ten_thousand_cases_ago_is_found_in_a_few_looks_through(hall: OpenHall) -> None:
    # Given the oldest of ten thousand claims
    accepted(hall, "first", "D07", "tiller_of_a_farmer")
    ten_thousand_more(hall, "WG20260001")

    # When another farmer claims the same machine, then it is found, and a new one is free
    begun = perf_counter()
    again = asked(hall, "D07", "cheap_drone", machine_no="WG20260001")
    took = perf_counter() - begun
    assert any("出厂编号" in said for said in again)
    assert not any("出厂编号" in said for said in asked(hall, "D07", "cheap_drone"))

    # And it took no longer than reading the same cases a few times over
    with hall.database.engine.connect() as connection:
        begun = perf_counter()
        connection.execute(text("SELECT sum(length(state)) FROM subjects")).scalar_one()
        read = perf_counter() - begun
    assert took < 40 * read + 0.5


def test_a_person_with_many_cases_of_one_item_has_none_forgotten(hall: OpenHall) -> None:
    """Twenty were the most that were looked at once: here the open one is the oldest of thirty."""
    assert accepted(hall, "first", "B11", "first_card") is CaseState.ACCEPTED
    with hall.office.storage.reading() as unit:
        (first,) = unit.cases.recent(limit=1)
    with hall.database.engine.begin() as connection:
        columns = [row[1] for row in connection.execute(text("PRAGMA table_info(cases)"))]
        named = ", ".join(f'"{name}"' for name in columns if name not in {"row", "id", "state"})
        for n in range(29):
            connection.execute(
                text(
                    f"INSERT INTO cases (id, state, {named}) SELECT 'old-{n}', 'closed', {named} "
                    "FROM cases WHERE id = :id"
                ),
                {"id": first.id},
            )

    with pytest.raises(IntakeRefused):
        accepted(hall, "again", "B11", "worn_card")


SIGN = "shop_front_of_a_person"


@pytest.mark.parametrize(("until", "is_late"), [("2026-12-20 08:00", True), ("2026-12-26 08:00", False)])
def test_a_renewal_later_than_thirty_days_before_the_end_is_said(
    hall: OpenHall, until: str, is_late: bool
) -> None:
    accepted(hall, "sign", "F02", SIGN, since="2026-11-27 08:00", until=until)

    again = asked(hall, "F02", SIGN, since="2026-12-27 08:00")

    assert any("延续应在期满 30 日前提出" in said for said in again) is is_late


def test_somebody_elses_sign_at_that_place_is_no_renewal(hall: OpenHall) -> None:
    accepted(hall, "sign", "F02", SIGN, since="2026-11-27 08:00", until="2026-12-20 08:00")

    other = asked(hall, "F02", SIGN, since="2026-12-27 08:00", cert_no="360725199003070011", name="王小明")
    elsewhere = asked(hall, "F02", SIGN, since="2026-12-27 08:00", site="老街 9 号门头")

    assert not any("延续" in said for said in (*other, *elsewhere))
