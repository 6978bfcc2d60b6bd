"""What another window of the same hall did meanwhile: its operation arrives with what it had seen before."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from counter import at_window
from hall import SUPERVISOR

from app.bootstrap.opening import OpenHall
from app.domain.case.case import Case, case_of
from app.domain.ledger.canonical import Json
from app.domain.ledger.log import LogEntry
from app.domain.ledger.operation import Subject
from app.domain.role import Role
from app.services.record import Act


def arrives(
    hall: OpenHall,
    seen: Case,
    kind: str,
    *,
    on: date | None = None,
    user: str = SUPERVISOR.id,
    role: str = Role.SUPERVISOR.value,
    **payload: Json,
) -> str:
    """Receive an operation of a colleague who had seen the case as `seen`, made `on` a day; return its id."""
    office, desk = hall.office, at_window()
    with office.storage.writing() as unit:
        moment = office.business_day.moment(unit)
        act = Act(
            kind=kind,
            subject=Subject("case", seen.id),
            payload=payload,
            actor=replace(desk.actor, user=user, role=role),
            moment=replace(moment, business_date=on or moment.business_date),
            base=seen.base,
        )
        office.recorder.record(unit, act)
        newest: LogEntry = list(unit.authority.lane(act.subject))[-1]
        unit.commit()
    return newest.op_id


def mended_elsewhere(hall: OpenHall, seen: Case, changes: Mapping[str, Json]) -> str:
    """A colleague changed answers of the case as it was `seen`."""
    applicant = seen.applicant.to_json()
    return arrives(hall, seen, "case.answered.v1", changes=dict(changes), applicant=applicant)


def stands(hall: OpenHall, case: Case) -> Case:
    """The case as it stands now, read past every rule of who may see it."""
    with hall.office.storage.reading() as unit:
        return case_of(hall.office.recorder.live(unit, Subject("case", case.id)))
