"""The pages (照片) that answers of a case are given by: taken in while its form is mended, and looked at."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.access import AccessEntry, AccessKind
from app.domain.attachment import AttachmentError, KeptPage, PreparedPage, Source
from app.domain.case.attached import attached_pages
from app.domain.role import Action, Grant
from app.services.case_turn import CaseDone, CaseTurn, carry_out, known_case
from app.services.cases.intake import IntakeRefused
from app.services.cases.look_up import refuse_foreign
from app.services.cases.pages_into_case import record_attached
from app.services.cases.scans import ShownPage, shown_page
from app.services.desk import Desk
from app.services.office import Office
from app.services.still_in_post import refuse_former
from app.services.use_case import Typed, use_case


@dataclass(frozen=True, slots=True)
class CaseAnswer(Typed):
    """Pages of a case that one answer is given by: `path` is its place in the form, `ids` name the pages."""

    case_id: str
    path: str
    ids: tuple[str, ...]


@use_case
def keep_attached_of_case(
    office: Office, desk: Desk, command_id: str, case_id: str, pages: Sequence[PreparedPage], source: Source
) -> CaseDone:
    """Keep pages for an answer of a case; the edit that is saved next names them, or lets them go again.

    The bytes are safe on disk before the case mentions them. IntakeRefused for a case that is over: its
    answers stand.
    """
    desk = desk.acting(Action.DRAFT)
    for page in pages:
        office.scans.blobs.put(page.jpeg)

    def kept(turn: CaseTurn) -> CaseDone:
        case = turn.case(case_id)
        if case.state.is_over:
            raise IntakeRefused("case.is_over", number=case.case_number, state=case.state.label)
        # Once more, now that nobody can delete: the same bytes may just have been let go of elsewhere.
        blobs = [office.scans.blobs.put(page.jpeg) for page in pages]
        new = [KeptPage(id=office.ids.operation_id(), blob=blob, source=source.value) for blob in blobs]
        record_attached(turn, case_id, new)
        return CaseDone(turn.case(case_id), ())

    return carry_out(office, desk, command_id, kept)


@use_case
def show_attached_of_case(office: Office, desk: Desk, answer: CaseAnswer) -> tuple[ShownPage, ...]:
    """Return the pages an answer of a case names, once the log holds who looked.

    LookUpRefused for a case of another window.
    """
    desk = desk.acting(Action.REVEAL, Grant.OWN_CASE)
    with office.storage.writing() as unit:
        refuse_former(unit, desk)
        case = known_case(office, unit, answer.case_id)
        refuse_foreign(office, unit, desk, case)
        unit.audit.record(
            AccessEntry(
                kind=AccessKind.REVEAL,
                clerk_id=desk.clerk.id,
                at=office.clock.now(),
                window=desk.window,
                case_id=case.id,
                fields=(answer.path,),
                reason=f"查看照片 {len(answer.ids)} 张",
            )
        )
        unit.commit()
    known = attached_pages(case)
    return tuple(shown_page(office, known[one]) if one in known else _unknown(one) for one in answer.ids)


def _unknown(page_id: str) -> ShownPage:
    return ShownPage(id=page_id, fault=AttachmentError("attachment.no_such_page"))
