"""Shows a paper as it was made: it hides nothing, so each look at it is a reveal, and logged as one.

A list is masked, a paper is not (DESIGN law 7). The paper of a case the clerk handles today is shown when it
is pointed at, as nobody should press a key to see what was just issued; any other stays covered until it is
asked for. Both stand in the access audit, once for each time a paper is opened. Whoever may print the paper
they issued themselves (a reviewer's notice) may look at it too, whatever their post reveals besides.
"""

from app.domain.access import AccessEntry, AccessKind
from app.domain.case.case import case_of
from app.domain.errors import PersonFacing
from app.domain.ledger.operation import Subject
from app.domain.role import Action, Grant
from app.ports.paper_store import PaperRecord
from app.ports.unit_of_work import UnitOfWork
from app.services.cases.look_up import LookUpRefused, is_own, refuse_foreign
from app.services.desk import Desk, NotAllowed
from app.services.office import Office
from app.services.papers.finish import kept_bytes
from app.services.papers.known import known_paper
from app.services.papers.printing_post import printing_original
from app.services.still_in_post import refuse_former
from app.services.use_case import use_case


class PaperCovered(PersonFacing):
    """A paper that nobody asked to see, of a case that is not under this clerk's hands today."""


@use_case
def look_at_paper(office: Office, desk: Desk, paper_id: str, *, is_asked: bool) -> bytes:
    """Return the stored bytes of a paper to look at, once that look is in the log; a look makes nothing.

    NoBytes while there are none. Not asked for: PaperCovered, unless the clerk may see it, took the case in
    or sits where it was taken in today, and the paper is of today. Asked for: NotAllowed or LookUpRefused for
    whoever may not see it.
    """
    desk.acting(Action.SEE_CASES)
    with office.storage.writing() as unit:
        record, pdf = known_paper(unit, paper_id), kept_bytes(unit, paper_id)
        try:
            seeing = _seeing(office, unit, desk, record)
        except (NotAllowed, LookUpRefused) as refusal:
            if is_asked:
                raise
            raise PaperCovered(_why_never(refusal), number=record.number) from refusal
        if not is_asked and not _is_under_hand(office, unit, seeing, record):
            raise PaperCovered("panels.paper_covered", number=record.number)
        unit.audit.record(_entry(office, seeing, record))
        unit.commit()
    return pdf


def _seeing(office: Office, unit: UnitOfWork, desk: Desk, record: PaperRecord) -> Desk:
    try:
        seeing = desk.acting(Action.REVEAL, Grant.OWN_CASE)
    except NotAllowed:
        seeing = printing_original(unit, desk, record)
    refuse_former(unit, seeing)
    if record.case_id:
        case = case_of(office.recorder.live(unit, Subject("case", record.case_id)))
        refuse_foreign(office, unit, seeing, case)
    return seeing


def _why_never(refusal: PersonFacing) -> str:
    """Return the code that says why asking would not help: the post sees none, or the case is another's."""
    return "panels.paper_not_for_post" if isinstance(refusal, NotAllowed) else "panels.paper_of_others"


def _is_under_hand(office: Office, unit: UnitOfWork, desk: Desk, record: PaperRecord) -> bool:
    """Say whether a paper is of today and its case the clerk's own, also for one who may see them all."""
    if record.issued_on != office.business_day.shown(unit):
        return False
    if not record.case_id or desk.grant is Grant.OWN_PAPER:
        return True
    case = case_of(office.recorder.live(unit, Subject("case", record.case_id)))
    return is_own(office, unit, desk, case)


def _entry(office: Office, desk: Desk, record: PaperRecord) -> AccessEntry:
    return AccessEntry(
        kind=AccessKind.REVEAL,
        clerk_id=desk.clerk.id,
        at=office.clock.now(),
        window=desk.window,
        case_id=record.case_id or None,
        fields=(record.number or record.title,),
        reason="查看文书",
    )
