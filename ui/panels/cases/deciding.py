"""What F12 does with the case in front: closes it, records what the law accepted, or accepts it."""

from collections.abc import Callable

from app.domain.case.case import Case
from app.domain.item import ServiceItem
from app.services.case_turn import CaseDone
from app.services.cases.accept import accept_case
from app.services.cases.close import close_case
from app.services.cases.look_up import CaseFile
from app.services.cases.record_deemed import record_deemed
from app.services.desk import Desk
from app.services.office import Office
from ui.panels.cases import awaiting

Work = Callable[[Office, Desk, str, Case], CaseDone]


def deciding(file: CaseFile, item: ServiceItem) -> tuple[str, Work]:
    """Return what is said when it is done, and the work itself, on the case as it was seen."""
    if awaiting.may_be_closed(file.case, item):
        return "已办结", _close
    if file.deemed_accepted_on is not None:
        return "已记录视为受理", _record_deemed
    return "已受理", _accept


def _close(office: Office, desk: Desk, command: str, case: Case) -> CaseDone:
    return close_case(office, desk, command, case.id, case.base)


def _record_deemed(office: Office, desk: Desk, command: str, case: Case) -> CaseDone:
    return record_deemed(office, desk, command, case.id, case.base)


def _accept(office: Office, desk: Desk, command: str, case: Case) -> CaseDone:
    return accept_case(office, desk, command, case.id, case.base)
