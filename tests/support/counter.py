"""What happens at a counter, in a clerk's words, over the real hall of `hall.py`."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from hall import desk

from app.adapters.pinyin_names import PinyinNames
from app.bootstrap.kinds import KINDS
from app.bootstrap.opening import OpenHall
from app.bootstrap.places import resources
from app.domain.print_job import PrintingError, SpoolId, SpoolPhase, SpoolState
from app.ports.paper_store import PaperRecord
from app.ports.printer import PrinterInfo, PrintRequest
from app.services.case_turn import CaseDone
from app.services.cases.accept import accept_intake
from app.services.cases.intake import HandedIn, Intake, sheet_of
from app.services.check_ledger import LedgerReport, check_ledger
from app.services.desk import Desk
from app.services.office import Office
from db.ledger_audit import SqlLedgerAudit
from db.projections import derived_rows

PENSION, ELDER_CARD, STREET, BILL = "pension", "elder_card", "street", "bill"
FOLDER = "文件夹"


@cache
def applications() -> Mapping[str, Mapping[str, Any]]:
    """The applications of the demo day by key: complete ones of its items."""
    text = (resources() / "demo" / "applications.toml").read_text("utf-8")
    return {one["key"]: one for one in tomllib.loads(text)["application"]}


def intake(office: Office, key: str, **changed: Any) -> Intake:
    """An application with every paper its item asks for; `changed` replaces answers, None removes one."""
    item_id = applications()[key]["item"]
    answers = {**applications()[key]["answers"], **changed}
    bare = Intake(
        item_id=item_id, item_version=1, answers={k: v for k, v in answers.items() if v is not None}
    )
    return replace(bare, materials=needed_papers(office, bare))


def needed_papers(office: Office, bare: Intake) -> tuple[HandedIn, ...]:
    """Everything the applicant has to bring or to sign, each in the first form the item allows."""
    with office.storage.writing() as unit:
        moment = office.business_day.moment(unit)
    item = office.catalog.version(bare.item_id, bare.item_version)
    needs = sheet_of(office, item, bare.answers, moment).materials()
    return tuple(
        HandedIn(key=need.material.key, form=need.material.forms[0].value) for need in needs if need.needed
    )


def accepted(hall: OpenHall, key: str = PENSION, command: str = "accept", **changed: Any) -> CaseDone:
    """Accept one application at window 3."""
    return accept_intake(hall.office, at_window(), command, intake(hall.office, key, **changed))


def at_window(number: str = "03", **person: Any) -> Desk:
    """A clerk at a window of the demo hall."""
    return desk(number, **person)


def street_stall(serial: int) -> dict[str, Any]:
    """What differs from stall to stall: no two stand in one place."""
    return {"site": f"农贸市场东侧人行道{serial}号位"}


def numbers_of(done: CaseDone) -> list[str]:
    return [paper.number for paper in done.papers]


def checked(hall: OpenHall) -> LedgerReport:
    """`ledger check` on the open hall."""
    with hall.database.engine.connect() as connection:
        return check_ledger(SqlLedgerAudit(connection, derived_rows(PinyinNames())), KINDS)


def paper(hall: OpenHall, paper_id: str) -> PaperRecord:
    """A paper as it is stored now."""
    with hall.office.storage.reading() as unit:
        found = unit.papers.get(paper_id)
    assert found is not None
    return found


def with_printer(hall: OpenHall, printer: "FakePrinter") -> Office:
    """The office of `hall` before another printer."""
    return replace(hall.office, printer=printer)


@dataclass
class FakePrinter:
    """A spooler that refuses what `fault` says and answers with `phase`; it keeps every sheet it took."""

    fault: str | None = None
    phase: SpoolPhase = SpoolPhase.PRINTING
    taken: list[PrintRequest] = field(default_factory=list)

    def submit(self, request: PrintRequest) -> SpoolId:
        if self.fault is not None:
            raise PrintingError(self.fault, printer=request.printer)
        self.taken.append(request)
        return SpoolId(request.printer, len(self.taken))

    def state(self, spool_id: SpoolId) -> SpoolState:
        return SpoolState(self.phase)

    def available(self) -> Sequence[PrinterInfo]:
        return (PrinterInfo(name=FOLDER),)
