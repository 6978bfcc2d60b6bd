"""Writes what the demo day left: every paper as a file, and day.json."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.case.state import CaseState
from app.domain.ticket import TicketState
from app.ports.paper_store import PaperRecord
from app.ports.ticket_store import HallDay
from app.ports.unit_of_work import UnitOfWork
from app.services.day_counts import enquiries
from app.services.office import Office

MOST_CASES = 500


@dataclass(frozen=True, slots=True)
class Left:
    """What a demo day left behind."""

    papers: Sequence[Path]
    summary: Path


def write_summary(office: Office, out: Path, played: Counter[str]) -> Left:
    """Write the papers and day.json below `out`; `played` counts the steps of the script by kind."""
    folder = out / "papers"
    folder.mkdir(parents=True, exist_ok=True)
    with office.storage.reading() as unit:
        papers = [(record, _written(unit, record, folder)) for record in unit.papers.all_numbers()]
        day = {
            "hall": office.hall.name,
            "business_date": str(unit.business_day.last()),
            "steps": dict(sorted(played.items())),
            "tickets": _tickets(office, unit),
            "enquiries": _enquiries(office, unit),
            "cases": _cases(unit),
            "papers": [_paper(record, file, out) for record, file in papers],
            "seal_uses": len(unit.papers.seal_uses()),
            "print_jobs": len(unit.print_jobs.recent(limit=MOST_CASES)),
        }
    summary = out / "day.json"
    summary.write_text(json.dumps(day, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return Left([file for _, file in papers], summary)


def _written(unit: UnitOfWork, record: PaperRecord, folder: Path) -> Path:
    file = folder / f"{record.title} {record.number}.pdf"
    file.write_bytes(unit.papers.pdf(record.id) or b"")
    return file


def _paper(record: PaperRecord, file: Path, out: Path) -> dict[str, str]:
    return {
        "number": record.number,
        "type": record.type_code,
        "title": record.title,
        "file": str(file.relative_to(out)),
        "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
    }


def _tickets(office: Office, unit: UnitOfWork) -> dict[str, int]:
    day = unit.business_day.last()
    tickets = unit.tickets.of_day(HallDay(office.hall.id, day)) if day else ()
    counts = Counter(ticket.state for ticket in tickets)
    return {state.label: counts[state] for state in TicketState if counts[state]}


def _enquiries(office: Office, unit: UnitOfWork) -> int:
    day = unit.business_day.last()
    return enquiries(office, unit, day, unit.tickets.of_day(HallDay(office.hall.id, day))) if day else 0


def _cases(unit: UnitOfWork) -> dict[str, int]:
    counts = Counter(CaseState(row.state) for row in unit.cases.recent(limit=MOST_CASES))
    return {state.label: counts[state] for state in CaseState if counts[state]}
