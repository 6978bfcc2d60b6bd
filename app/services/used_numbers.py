"""Which serials the cases, papers and tickets on record have used, to compare with what was counted."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.domain.ledger.finding import Finding, finding
from app.domain.ledger.fold import SubjectState
from app.domain.numbers import NotANumber, case_series, parse_case_number
from app.services.queue.issue import arrival_series, ticket_series

AREA_AND_DAY = 18
"""A 办件编号 is counted under twelve digits of area and six of the day."""


def series_findings(
    counted: Mapping[str, int], states: Iterable[SubjectState], *, is_whole: bool
) -> Iterator[Finding]:
    """Yield the series that were counted otherwise than the numbers on record say.

    A series that lags would give a number twice. One that leads lost a paper or a case, unless the record
    could not be read whole.
    """
    used = _highest(states)
    for series in sorted(used.keys() | counted.keys()):
        last, highest = counted.get(series, 0), used.get(series, 0)
        if last < highest:
            yield finding("series_lags", series=series, last=last, highest=highest)
        elif last > highest and is_whole and _counts_papers_or_cases(series):
            yield finding("series_leads", series=series, last=last, highest=highest)


def _highest(states: Iterable[SubjectState]) -> dict[str, int]:
    highest: dict[str, int] = {}
    for state in states:
        for series, serial in _used(state):
            highest[series] = max(serial, highest.get(series, 0))
    return highest


def _used(state: SubjectState) -> Iterator[tuple[str, int]]:
    if state.subject.kind == "case":
        yield from _of_case(state.document)
    elif state.subject.kind == "visit":
        yield from _of_visit(state.document)


def _of_case(document: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    try:
        number = parse_case_number(str(document.get("case_number")))
        yield case_series(number.area, number.day, number.tag), number.serial
    except NotANumber:
        pass  # A number of another system has no series here.
    papers = document.get("papers")
    for paper in papers.values() if isinstance(papers, Mapping) else ():
        if isinstance(paper, Mapping):
            yield from _counted(paper.get("series"), paper.get("serial"))


def _of_visit(document: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    hall, day, letters = (str(document.get(name)) for name in ("hall", "business_date", "series"))
    yield from _counted(ticket_series(hall, day, letters), document.get("number"))
    yield from _counted(arrival_series(hall), document.get("arrival"))


def _counted(series: object, serial: object) -> Iterator[tuple[str, int]]:
    if isinstance(series, str) and isinstance(serial, int):
        yield series, serial


def _counts_papers_or_cases(series: str) -> bool:
    """Tell 文号 and 办件编号 from tickets, which a restore lifts over slips that are no longer on record."""
    return "〔" in series or series[:AREA_AND_DAY].isdigit()
