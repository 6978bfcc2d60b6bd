"""What every CaseIndex promises: cases are found by what people have in hand, and nothing typed does harm."""

from collections.abc import Iterator
from typing import Any

import pytest
from ledger_lines import Line

from app.domain.ledger.fold import SubjectState, Trace
from app.domain.ledger.operation import Subject
from app.ports.case_index import CaseIndex
from app.ports.unit_of_work import Storage, UnitOfWork

PEOPLE = {
    "c-1": ("张𬭎喆", "360782198812310022"),
    "c-2": ("欧阳德海", "362126194503090054"),
    "c-3": ("欧阳·阿卜杜热合曼·买买提", "360725192601010017"),
    "c-4": ("欧德阳", "11010519491231002X"),
    "c-5": ("同日生", "362126194503090062"),
    "c-6": ("100%_'\"便民", ""),
}


def document(case: str, **changed: Any) -> dict[str, Any]:
    name, number = PEOPLE[case]
    serial = int(case[2:])
    return {
        "item": {"id": "A01", "version": 1, "name": "参保登记"},
        "applicant": {"name": name, "id_number": number},
        "case_number": f"360725105000261126{serial:04d}",
        "query_code": f"QK7M2X{serial}A",
        "state": "accepted",
        "received_on": "2026-11-26",
        "due_on": f"2026-12-{serial:02d}",
        "window": "03",
        "papers": {"p": {"number": f"赣崇关受〔2026〕{serial}号"}},
        **changed,
    }


def save(unit: UnitOfWork, line: Line, case: str, *, version: int = 1, **changed: Any) -> None:
    trail = tuple(Trace(f"{case} op {one}", line.source) for one in range(version))
    unit.authority.save(SubjectState(Subject("case", case), document(case, **changed), trail))


@pytest.fixture
def unit(storage: Storage, line: Line) -> Iterator[UnitOfWork]:
    with storage.writing() as unit:
        for case in PEOPLE:
            save(unit, line, case)
        yield unit


@pytest.fixture
def cases(unit: UnitOfWork) -> CaseIndex:
    return unit.cases


def found(cases: CaseIndex, text: str) -> set[str]:
    return {row.id for row in cases.search(text, limit=50)}


@pytest.mark.parametrize(
    ("typed", "cases_found"),
    [
        ("欧阳", {"c-2", "c-3"}),
        ("张𬭎", {"c-1"}),
        ("𬭎喆", {"c-1"}),
        ("喆", {"c-1"}),
        ("阿卜杜热合曼·买买提", {"c-3"}),
        ("阳德", {"c-2"}),
        ("阳欧", set()),
        (" 欧阳 ", {"c-2", "c-3"}),
        ("oyd", {"c-2"}),
        ("OYDH", {"c-2"}),
        ("36212619450309", {"c-2", "c-5"}),
        ("3621", {"c-2", "c-5"}),
        ("362126194503090054", {"c-2"}),
        ("11010519491231002x", {"c-4"}),
        ("3607251050002611260003", {"c-3"}),
        ("QK7M2X4A", {"c-4"}),
        ("qk7m2x4a", {"c-4"}),
        ("赣崇关受〔2026〕1号", {"c-1"}),
        ("〔2026〕", set(PEOPLE)),
        ("关受〔2026〕2号", {"c-2"}),
    ],
)
def test_a_case_is_found_by_what_people_have_in_hand(
    cases: CaseIndex, typed: str, cases_found: set[str]
) -> None:
    assert found(cases, typed) == cases_found


@pytest.mark.parametrize("typed", ["", "   ", "\u3000", "\n"])
def test_nothing_typed_finds_nothing(cases: CaseIndex, typed: str) -> None:
    assert found(cases, typed) == set()


PATTERNS = ["%", "_", "%%%%", "360%", "3_07", "zh%", '"', "'", "'; DROP TABLE cases; --", "·", "“”", "%号"]
PATTERNS += ["_〔2026〕_号", "9" * 400, "长" * 400, "欧阳 OR 张", "欧阳 NOT 德", "欧阳 NEAR 张", "name:欧阳"]
DECORATED = ["欧阳*", "^欧阳", "(欧阳", "{欧阳}", "欧\x00阳", '欧"阳', "\ufffd欧阳", "-欧阳", "+ 欧阳 +"]


@pytest.mark.parametrize("typed", PATTERNS)
def test_what_looks_like_a_pattern_or_a_command_is_only_text(cases: CaseIndex, typed: str) -> None:
    assert found(cases, typed) <= {"c-6"}
    assert found(cases, "欧阳") == {"c-2", "c-3"}, "everything is still there"


@pytest.mark.parametrize("typed", DECORATED)
def test_marks_round_a_name_find_the_name_and_nothing_else(cases: CaseIndex, typed: str) -> None:
    assert found(cases, typed) in ({"c-2", "c-3"}, set())


def test_a_name_made_of_operators_is_found_by_its_characters(cases: CaseIndex) -> None:
    assert found(cases, "便民") == {"c-6"}


def test_a_list_is_capped_and_the_newest_comes_first(cases: CaseIndex) -> None:
    assert [row.id for row in cases.search("〔2026〕", limit=2)] == ["c-6", "c-5"]
    assert [row.id for row in cases.recent(limit=3)] == ["c-6", "c-5", "c-4"]


def test_open_cases_come_by_due_day(unit: UnitOfWork, line: Line) -> None:
    save(unit, line, "c-2", version=2, state="closed")

    assert [row.id for row in unit.cases.due_by("2026-12-03", limit=9)] == ["c-1", "c-3"]


def test_a_corrected_name_is_found_and_the_old_one_no_more(unit: UnitOfWork, line: Line) -> None:
    save(unit, line, "c-1", version=2, applicant={"name": "钟示例", "id_number": "360782198812310022"})

    assert found(unit.cases, "钟示") == {"c-1"}
    assert found(unit.cases, "zsl") == {"c-1"}
    assert found(unit.cases, "张𬭎") == set()


def test_a_person_s_cases_of_one_item(unit: UnitOfWork, line: Line) -> None:
    number = PEOPLE["c-2"][1]
    save(unit, line, "c-6", version=2, applicant={"name": "欧阳德海", "id_number": number})

    assert [row.id for row in unit.cases.same_applicant(number, "A01")] == ["c-6", "c-2"]
    assert unit.cases.same_applicant(number, "B09") == []


def test_a_row_shows_the_tail_of_the_number_only(cases: CaseIndex) -> None:
    row = cases.row("c-1")

    assert row is not None
    assert (row.applicant, row.applicant_id_tail, row.due_on) == ("张𬭎喆", "0022", "2026-12-01")
    assert "360782198812310022" not in repr(row)
    assert cases.row("no such case") is None


def test_a_number_given_twice_by_cloned_machines_shows_both_cases(unit: UnitOfWork, line: Line) -> None:
    twice = document("c-1")["case_number"]
    save(unit, line, "c-4", version=2, case_number=twice, query_code=document("c-1")["query_code"])

    assert found(unit.cases, twice) == {"c-1", "c-4"}
    assert found(unit.cases, document("c-1")["query_code"]) == {"c-1", "c-4"}
    assert [row.case_number for row in map(unit.cases.row, ("c-1", "c-4")) if row] == [twice, twice]


def test_the_cases_of_a_day_come_newest_first(unit: UnitOfWork, line: Line) -> None:
    save(unit, line, "c-2", version=2, received_on="2026-11-27")

    assert [row.id for row in unit.cases.of_day("2026-11-26")] == ["c-6", "c-5", "c-4", "c-3", "c-1"]
    assert unit.cases.of_day("2026-11-28") == []


ANOTHER = {"id": "B09", "version": 1, "name": "另一事项"}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("WG2026-1", ["c-5", "c-2"]),
        ('他说"不"\\路', ["c-4"]),
        ("没有的", []),
        ("c-6", ["c-6"]),
    ],
)
def test_what_an_item_s_cases_hold_is_found_however_old_and_however_spelt(
    unit: UnitOfWork, line: Line, text: str, ids: list[str]
) -> None:
    save(unit, line, "c-2", version=2, answers={"machine_no": "WG2026-1"})
    save(unit, line, "c-3", version=2, answers={"machine_no": "WG2026-1"}, item=ANOTHER)
    save(unit, line, "c-4", version=2, answers={"site": '他说"不"\\路'})
    save(unit, line, "c-5", version=2, answers={"rows": [{"idno": "WG2026-1"}]})

    assert [row.id for row in unit.cases.holding("A01", text)] == ids


def test_all_cases_of_a_person_are_found_whatever_the_item_the_newest_first(
    unit: UnitOfWork, line: Line, cases: CaseIndex
) -> None:
    number = PEOPLE["c-1"][1]
    same = {"name": "张𬭎喆", "id_number": number}
    save(unit, line, "c-4", version=2, applicant=same, item={"id": "B09", "version": 1, "name": "老年优待证"})

    assert [row.id for row in cases.of_applicant(number)] == ["c-4", "c-1"]
    assert cases.of_applicant("360725199003070011") == []


def test_what_nobody_answered_is_listed_oldest_first_and_what_came_today_is_not(
    unit: UnitOfWork, line: Line, cases: CaseIndex
) -> None:
    save(unit, line, "c-1", version=2, state="supplement_required", received_on="2026-11-20")
    save(unit, line, "c-2", version=2, state="accepted", received_on="2026-11-20")
    save(unit, line, "c-3", version=2, state="registered", received_on="2026-11-25")

    assert [row.id for row in cases.unanswered("2026-11-26")] == ["c-1", "c-3"]
    assert [row.id for row in cases.unanswered("2026-11-25")] == ["c-1"]


def test_what_was_received_after_a_last_day_is_listed_and_the_day_itself_is_in_time(
    unit: UnitOfWork, line: Line, cases: CaseIndex
) -> None:
    save(unit, line, "c-1", version=2, received_on="2026-11-27")
    other = {"id": "B09", "version": 1, "name": "老年优待证"}
    save(unit, line, "c-2", version=2, received_on="2026-11-27", item=other)

    assert [row.id for row in cases.received_after("A01", "2026-11-26")] == ["c-1"]


def test_a_number_is_found_in_its_old_and_its_new_spelling(unit: UnitOfWork, line: Line) -> None:
    save(unit, line, "c-1", version=2, applicant={"name": "张𬭎喆", "id_number": "360725900307001"})
    save(unit, line, "c-2", version=2, applicant={"name": "张𬭎喆", "id_number": "360725199003070011"})

    for number in ("360725900307001", "360725199003070011"):
        assert {row.id for row in unit.cases.of_applicant(number)} == {"c-1", "c-2"}


def test_a_name_finds_who_is_called_exactly_so(unit: UnitOfWork, line: Line) -> None:
    save(unit, line, "c-1", version=2, applicant={"name": "王小明", "id_number": "1"})
    save(unit, line, "c-2", version=2, applicant={"name": "王小明华", "id_number": "2"})
    save(unit, line, "c-3", version=2, applicant={"name": "王小明", "id_number": "3"})

    assert [row.id for row in unit.cases.of_name("王小明")] == ["c-3", "c-1"]
    assert unit.cases.of_name("") == []
