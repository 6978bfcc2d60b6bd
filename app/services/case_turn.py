"""One command on a case while it is carried out: office, desk, transaction and moment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.case.case import Case, case_of
from app.domain.errors import PersonFacing
from app.domain.ledger.canonical import Json
from app.domain.ledger.operation import Base, Moment, Payload, Subject
from app.ports.paper_store import PaperRecord
from app.ports.unit_of_work import UnitOfWork
from app.services.desk import Desk
from app.services.office import Office
from app.services.once import name_of, once
from app.services.record import Act
from app.services.release_pages import release_pages
from app.services.still_in_post import refuse_former


class CaseConflict(PersonFacing):
    """The case is no longer what the clerk saw."""


class CaseUnknown(PersonFacing):
    """No case of this hall: another one's, or one that a restored database does not have."""


@dataclass(frozen=True, slots=True)
class CaseDone:
    """What a command on a case ends with: the case as it now is, and the papers it issued."""

    case: Case
    papers: tuple[PaperRecord, ...]


@dataclass(frozen=True, slots=True)
class CaseTurn:
    """Everything one command needs; all its effects are in `unit`.

    `let_go` takes the SHA-256 of captured pages that nothing may name any more once the command is done;
    `same_as` the ids of cases a clerk confirmed to be of the applicant, before a case says so itself.
    """

    office: Office
    desk: Desk
    unit: UnitOfWork
    moment: Moment
    let_go: set[str] = field(default_factory=set)
    same_as: set[str] = field(default_factory=set)

    @property
    def stated_at(self) -> datetime:
        """Now as papers state it: the legal day with the wall clock's time of day."""
        return datetime.combine(self.moment.business_date, self.moment.wall_time.timetz())

    def record(self, kind: str, case_id: str, payload: Payload, base: Base | None = None) -> Case:
        """Record one operation on a case and return the case after it."""
        act = Act(
            kind=kind,
            subject=Subject("case", case_id),
            payload=payload,
            actor=self.desk.actor,
            moment=self.moment,
            base=base,
        )
        return case_of(self.office.recorder.record(self.unit, act))

    def case(self, case_id: str) -> Case:
        """Return a case as it stands in this transaction; CaseUnknown for one this hall never opened."""
        return known_case(self.office, self.unit, case_id)

    def must_stand(self, after: Case, before: Case) -> None:
        """Refuse a decision that did not become the state of its case: another one came first."""
        if after.base.version <= before.base.version:
            raise CaseConflict("case.changed_meanwhile", number=before.case_number, state=after.state.label)


def known_case(office: Office, unit: UnitOfWork, case_id: str) -> Case:
    """Return a case as it stands in a transaction; CaseUnknown for one this hall never opened."""
    state = office.recorder.live(unit, Subject("case", case_id))
    if "state" not in state.document:
        raise CaseUnknown("case.unknown")
    return case_of(state)


def carry_out(
    office: Office, desk: Desk, command_id: str, command: Callable[[CaseTurn], CaseDone]
) -> CaseDone:
    """Carry out a command in one transaction, once; the same id again gives the first result as it now is.

    The bytes of pages it let go of are deleted after it. NotAllowed for a clerk who is no longer in the post
    this desk acts in.
    """
    let_go: set[str] = set()

    def carried_out(unit: UnitOfWork, moment: Moment) -> CaseDone:
        refuse_former(unit, desk)
        return command(CaseTurn(office, desk, unit, moment, let_go))

    done = once(
        office.storage,
        office.business_day,
        command_id,
        carried_out,
        name=name_of(command),
        keep=lambda done: {"case": done.case.id, "papers": [paper.id for paper in done.papers]},
        again=lambda unit, kept: _again(office, unit, kept),
    )
    release_pages(office.storage, office.scans.blobs, frozenset(let_go))
    return done


def _again(office: Office, unit: UnitOfWork, kept: Json) -> CaseDone:
    known = kept if isinstance(kept, Mapping) else {}
    papers = known["papers"]
    records = (unit.papers.get(str(paper)) for paper in (papers if isinstance(papers, list) else ()))
    state = office.recorder.live(unit, Subject("case", str(known["case"])))
    return CaseDone(case_of(state), tuple(record for record in records if record is not None))
