"""Lists what waits for a person in cases: late acceptances, promises, lies, fallen papers, ending terms."""

from collections.abc import Iterator

from app.domain.case.commitments import commitments_of
from app.domain.case.state import MAY_LEAVE, CaseState
from app.domain.paper_wording import paper_date
from app.ports.unit_of_work import UnitOfWork
from app.services.cases.after_the_end import accepted_after_the_end
from app.services.cases.awaiting import awaiting
from app.services.cases.committing import COMMITMENT
from app.services.cases.deemed import deemed_waiting
from app.services.cases.ending_terms import ending_soon
from app.services.cases.with_paper import cases_with_paper
from app.services.matters import Matter, Unsettled
from app.services.office import Office
from app.services.papers.fallen import with_fallen_papers


def case_matters(office: Office, unit: UnitOfWork) -> Iterator[Unsettled]:
    """Yield everything that waits in a case, oldest first within its kind; changes nothing."""
    yield from _after_the_end(office, unit)
    yield from _awaited(office, unit)
    yield from _deemed(office, unit)
    yield from _false(office, unit)
    yield from _fallen(office, unit)
    yield from _ending(office, unit)


def _after_the_end(office: Office, unit: UnitOfWork) -> Iterator[Unsettled]:
    for late in accepted_after_the_end(office, unit):
        yield Unsettled(
            id=late.case.id,
            matter=Matter.CASE,
            label=late.case.case_number,
            code="case.accepted_after_the_end",
            facts={
                "item": late.case.item.name,
                "day": late.ended.last_day,
                "reason": late.ended.reason.value,
            },
            case_id=late.case.id,
        )


def _awaited(office: Office, unit: UnitOfWork) -> Iterator[Unsettled]:
    """Yield the papers promised for later (容缺) that are due or overdue, a line for each case and day."""
    for one in awaiting(office, unit):
        yield Unsettled(
            id=f"{one.case.id} {one.until}",
            matter=Matter.CASE,
            label=one.case.case_number,
            code="deferral.overdue" if one.is_overdue else "deferral.falls_due",
            facts={
                "item": one.case.item.name,
                "day": paper_date(one.until),
                "names": "、".join(paper.name for paper in one.papers),
            },
            case_id=one.case.id,
        )


def _deemed(office: Office, unit: UnitOfWork) -> Iterator[Unsettled]:
    """Yield the cases the law accepted (视为受理) until somebody records it."""
    for case, since in deemed_waiting(office, unit):
        yield Unsettled(
            id=f"{case.id} deemed",
            matter=Matter.CASE,
            label=case.case_number,
            code="case.deemed_waits",
            facts={"item": case.item.name, "since": paper_date(since)},
            case_id=case.id,
        )


def _false(office: Office, unit: UnitOfWork) -> Iterator[Unsettled]:
    """Yield the commitments (告知承诺) that were found false and wait for a supervisor's decision."""
    for case in cases_with_paper(office, unit, COMMITMENT):
        for made in commitments_of(case.facts):
            if made.waits and case.state in MAY_LEAVE[CaseState.REVOKED]:
                yield Unsettled(
                    id=f"{case.id} {made.key}",
                    matter=Matter.CASE,
                    label=case.case_number,
                    code="commitment.waits",
                    facts={"item": case.item.name, "name": made.name, "found": made.found.rstrip("。")},
                    case_id=case.id,
                )


def _fallen(office: Office, unit: UnitOfWork) -> Iterator[Unsettled]:
    """Yield the cases with papers that agree with them no more (已发文书与现状不符), a line for each case."""
    for case in with_fallen_papers(office, unit):
        yield Unsettled(
            id=f"{case.id} fallen",
            matter=Matter.CASE,
            label=case.case_number,
            code="papers.fallen",
            facts={
                "item": case.item.name,
                "state": case.state.label,
                "numbers": "、".join(one.number for one in case.fallen),
            },
            case_id=case.id,
        )


def _ending(office: Office, unit: UnitOfWork) -> Iterator[Unsettled]:
    """Yield the terms that end soon (到期提醒), a line for each case and date."""
    today = office.business_day.on_screen()
    for one in ending_soon(office, unit):
        yield Unsettled(
            id=f"{one.case.id} {one.term.code}",
            matter=Matter.CASE,
            label=one.case.case_number,
            code="case.term_ends",
            facts={
                "item": one.case.item.name,
                "what": one.term.label,
                "day": paper_date(one.ends),
                "left": (one.ends - today).days,
            },
            case_id=one.case.id,
        )
