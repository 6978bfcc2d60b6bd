"""Finds and opens cases; every search and unmasking is logged by its kind, never its value."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.access import AccessEntry, AccessKind
from app.domain.case.case import Case
from app.domain.case.fallen import Fall
from app.domain.errors import PersonFacing
from app.domain.keepable import is_keepable
from app.domain.ledger.conflict import Conflict
from app.domain.ledger.operation import Subject
from app.domain.role import Action, Grant
from app.ports.case_index import CaseRow
from app.ports.paper_store import PaperRecord, SealUse
from app.ports.print_job_store import StoredPrintJob
from app.ports.unit_of_work import UnitOfWork
from app.services.case_turn import known_case
from app.services.cases.deemed import deemed_since
from app.services.cases.form_papers import FormStanding, standings_of_case
from app.services.cases.twins import open_twins
from app.services.desk import Desk
from app.services.office import Office
from app.services.still_in_post import refuse_former
from app.services.use_case import use_case

MOST_FOUND = 50
"""More than a clerk reads; a longer list would be browsing, not searching (熟人查询)."""
MOST_TYPED = 100
"""Longer than any name or number; what is pasted beyond that is not searched for."""
NUMBER_LENGTH = 6


class LookUpRefused(PersonFacing):
    """A clerk may not see this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """A case with what surrounds it: papers and their print jobs, the names of its clerks, its conflicts.

    `twins` are open cases of the same person and item (疑似重复); `deemed_accepted_on` is the day from which
    a licence application counts as accepted because nobody answered it in time, None if it does not.
    `forms` tells how its papers stand that the applicant signs.
    """

    case: Case
    papers: tuple[PaperRecord, ...]
    jobs: tuple[StoredPrintJob, ...]
    today: date
    clerk_names: Mapping[str, str]
    conflicts: tuple[Conflict, ...] = ()
    twins: tuple[CaseRow, ...] = ()
    deemed_accepted_on: date | None = None
    forms: tuple[FormStanding, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A paper, every attempt to print it, and whose it is ("" for a paper without a case).

    The window shows the name masked. `fall` says why it does not agree with its case, None while it does.
    """

    paper: PaperRecord
    jobs: tuple[StoredPrintJob, ...]
    applicant: str = ""
    fall: Fall | None = None


def search_cases(office: Office, desk: Desk, text: str) -> tuple[CaseRow, ...]:
    """Find cases by name, initials, ID number or prefix, 办件编号, 查询码 or 文号; at most MOST_FOUND.

    The log keeps what kind of thing was searched and how many were found.
    """
    desk = desk.acting(Action.SEE_CASES)
    text = text[:MOST_TYPED]
    with office.storage.reading() as unit:
        refuse_former(unit, desk)
        # What cannot be kept stands in no case; the search is logged like any other. Nobody waits for it.
        found = tuple(unit.cases.search(text, limit=MOST_FOUND)) if is_keepable(text) else ()
    with office.storage.writing() as unit:
        entry = _entry(office, desk, AccessKind.SEARCH, None, (_kind_of(text),), f"{len(found)} 件")
        unit.audit.record(entry)
        unit.commit()
    return found


def recent_cases(office: Office, desk: Desk) -> tuple[CaseRow, ...]:
    """Return the newest cases, masked as the list shows them."""
    desk = desk.acting(Action.SEE_CASES)
    with office.storage.reading() as unit:
        refuse_former(unit, desk)
        return tuple(unit.cases.recent(limit=MOST_FOUND))


@use_case
def case_rows(office: Office, case_ids: frozenset[str]) -> tuple[CaseRow, ...]:
    """Return the rows of some cases, to patch a list that already shows them."""
    with office.storage.reading() as unit:
        rows = [unit.cases.row(case_id) for case_id in case_ids]
    return tuple(row for row in rows if row is not None)


@use_case
def open_case_file(office: Office, desk: Desk, case_id: str) -> CaseFile:
    """Return one case as it now stands; the window shows its answers masked."""
    desk = desk.acting(Action.SEE_CASES)
    with office.storage.writing() as unit:
        refuse_former(unit, desk)
        today = office.business_day.moment(unit).business_date
        unit.commit()
    subject = Subject("case", case_id)
    with office.storage.reading() as unit:
        case = known_case(office, unit, case_id)
        papers = tuple(unit.papers.of_case(case_id))
        return CaseFile(
            case=case,
            papers=papers,
            jobs=tuple(job for paper in papers for job in unit.print_jobs.of_paper(paper.id)),
            today=today,
            clerk_names={clerk.id: clerk.name for clerk in unit.clerks.all()},
            conflicts=office.recorder.township.conflicts(unit.authority, subject),
            twins=()
            if case.state.is_over
            else open_twins(office, unit, case.applicant.id_number, case.item.id, besides=case.id),
            deemed_accepted_on=deemed_since(
                office, unit, case, office.catalog.version(case.item.id, case.item.version), today
            ),
            forms=standings_of_case(office, case),
        )


@use_case
def reveal(office: Office, desk: Desk, case_id: str, paths: Sequence[str]) -> Mapping[str, Any]:
    """Return answers unmasked, once this is in the log; LookUpRefused for a case of another window."""
    case = _unmasked(office, desk, case_id, lambda _: tuple(paths), "")
    return {path: case.answers[path] for path in paths if path in case.answers}


@use_case
def open_for_correction(office: Office, desk: Desk, case_id: str) -> Case:
    """Return a case to be corrected in its form, which hides nothing: every answer it has is logged as seen.

    LookUpRefused for a case of another window.
    """
    desk.acting(Action.DRAFT)
    return _unmasked(office, desk, case_id, lambda case: tuple(sorted(case.answers)), "补正或更改")


def refuse_foreign(office: Office, unit: UnitOfWork, desk: Desk, case: Case) -> None:
    """Hold whoever may see the own cases alone to them: LookUpRefused for those of others.

    Own is what this clerk took in, and for the rest of that day what this window did: a window is handed
    over within a day, but whoever sits there next year is no party to its old cases.
    """
    if desk.grant is Grant.OWN_CASE and not is_own(office, unit, desk, case):
        raise LookUpRefused("panels.reveal_not_yours", number=case.case_number)


def is_own(office: Office, unit: UnitOfWork, desk: Desk, case: Case) -> bool:
    """Say whether a case is this clerk's, or was taken in at this window today."""
    is_of_today = case.received_on == office.business_day.shown(unit)
    return case.facts.get("received_by") == desk.clerk.id or (case.window == desk.window and is_of_today)


def list_papers(office: Office, desk: Desk) -> tuple[PaperFile, ...]:
    """Return the newest papers with their print jobs, newest first."""
    desk = desk.acting(Action.SEE_CASES)
    with office.storage.reading() as unit:
        refuse_former(unit, desk)
        recent = unit.papers.recent(limit=MOST_FOUND)
        waiting = [one for one in reversed(unit.papers.unstamped()) if one not in recent]
        papers = (*recent, *waiting)
        cases = {
            case_id: _case_of_paper(office, unit, case_id) for case_id in {one.case_id for one in papers}
        }
        return tuple(_paper_file(unit, paper, cases[paper.case_id]) for paper in papers)


def list_seal_uses(office: Office, desk: Desk) -> tuple[SealUse, ...]:
    """Return the 用印登记, newest first."""
    desk = desk.acting(Action.USE_SEAL)
    with office.storage.reading() as unit:
        refuse_former(unit, desk)
        return tuple(reversed(unit.papers.seal_uses()))


def _unmasked(
    office: Office, desk: Desk, case_id: str, seen: Callable[[Case], tuple[str, ...]], reason: str
) -> Case:
    desk = desk.acting(Action.REVEAL, Grant.OWN_CASE)
    with office.storage.writing() as unit:
        refuse_former(unit, desk)
        case = known_case(office, unit, case_id)
        refuse_foreign(office, unit, desk, case)
        unit.audit.record(_entry(office, desk, AccessKind.REVEAL, case_id, seen(case), reason))
        unit.commit()
    return case


def _case_of_paper(office: Office, unit: UnitOfWork, case_id: str) -> Case | None:
    return None if unit.cases.row(case_id) is None else known_case(office, unit, case_id)


def _paper_file(unit: UnitOfWork, paper: PaperRecord, case: Case | None) -> PaperFile:
    told = () if case is None else (one for one in case.papers if one.id == paper.id)
    return PaperFile(
        paper=paper,
        jobs=_jobs(unit, paper),
        applicant="" if case is None else case.applicant.name,
        fall=next((one.fall for one in told), None),
    )


def _jobs(unit: UnitOfWork, paper: PaperRecord) -> tuple[StoredPrintJob, ...]:
    return tuple(unit.print_jobs.of_paper(paper.id))


def _kind_of(text: str) -> str:
    wanted = text.strip()
    if "〔" in wanted or wanted.endswith("号"):
        return "文号"
    if not wanted.isascii():
        return "姓名"
    if wanted.isalpha():
        return "拼音首字母"
    return "证件号或编号" if len(wanted) >= NUMBER_LENGTH else "号码片段"


def _entry(
    office: Office, desk: Desk, kind: AccessKind, case_id: str | None, fields: tuple[str, ...], reason: str
) -> AccessEntry:
    return AccessEntry(
        kind=kind,
        clerk_id=desk.clerk.id,
        at=office.clock.now(),
        window=desk.window,
        case_id=case_id,
        fields=fields,
        reason=reason,
    )
