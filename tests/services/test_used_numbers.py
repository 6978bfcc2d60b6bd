"""What was counted is compared with the numbers on record: a series that lags would give one twice."""

from typing import Any

import pytest

from app.domain.ledger.fold import SubjectState
from app.domain.ledger.operation import Subject
from app.services.used_numbers import series_findings

PAPERS, CASES = "赣崇关受〔2026〕", "360725105000261126"
TAGGED = "赣崇关受(3乙)〔2026〕"
TICKETS, ARRIVALS = "ticket/hall/2026-11-26/B", "arrival/hall"


def case(name: str, number: str, *papers: Any) -> SubjectState:
    known = {str(place): paper for place, paper in enumerate(papers)}
    return SubjectState(Subject("case", name), {"case_number": number, "papers": known})


def paper(serial: Any, series: Any = PAPERS) -> dict[str, Any]:
    return {"series": series, "serial": serial}


STATES = [
    case("a", f"{CASES}0001", paper(1), paper(3)),
    case("b", f"{CASES}0002B".replace("B", "3B"), paper(1, TAGGED), "no paper", {"state": "void"}),
    case("c", "another system's number", paper(None), paper(2, None)),
    SubjectState(
        Subject("visit", "v"),
        {"hall": "hall", "business_date": "2026-11-26", "series": "B", "number": 4, "arrival": 9},
    ),
    SubjectState(Subject("window", "w"), {"number": 7}),
]
COUNTED = {PAPERS: 3, TAGGED: 1, CASES: 1, f"{CASES}3B": 2, TICKETS: 4, ARRIVALS: 9}


def found(counted: dict[str, int], *, is_whole: bool = True) -> list[tuple[str, object]]:
    told = series_findings(counted, STATES, is_whole=is_whole)
    return [(one.code.removeprefix("ledger.series_"), one.facts["series"]) for one in told]


def test_what_was_counted_and_used_agree() -> None:
    assert found(COUNTED) == []


@pytest.mark.parametrize("series", COUNTED)
def test_a_series_that_lags_is_told(series: str) -> None:
    assert found({**COUNTED, series: COUNTED[series] - 1}) == [("lags", series)]
    gone = {name: last for name, last in COUNTED.items() if name != series}
    assert found(gone) == [("lags", series)]


@pytest.mark.parametrize("series", [PAPERS, TAGGED, CASES, f"{CASES}3B", "赣崇关不受〔2026〕"])
def test_a_series_of_papers_or_cases_that_leads_is_told(series: str) -> None:
    assert found({**COUNTED, series: 99}) == [("leads", series)]


def test_a_lead_tells_nothing_where_the_record_could_not_be_read_whole() -> None:
    assert found({**COUNTED, PAPERS: 99}, is_whole=False) == []
    assert found({**COUNTED, PAPERS: 2}, is_whole=False) == [("lags", PAPERS)]


@pytest.mark.parametrize("series", [TICKETS, ARRIVALS, "ticket/hall/2026-11-27/A", "install epoch of pc-3"])
def test_tickets_may_lead_since_a_restore_lifts_them_over_printed_slips(series: str) -> None:
    assert found({**COUNTED, series: 99}) == []
