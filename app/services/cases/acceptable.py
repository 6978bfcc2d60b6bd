"""What an application must have to be accepted, and what an accepted or papered case must not lose again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.domain.case.case import Case, CaseApplicant, HeldMaterial
from app.domain.case.deferral import VERIFIED
from app.domain.case.excused import excused
from app.domain.case.forms_printed import FormPrint
from app.domain.case.state import CaseState
from app.domain.case.whereabouts import answers_for
from app.domain.form.sheet import FormContext, FormSheet, open_sheet
from app.domain.form_paper.standing import SheetStanding
from app.domain.item import ServiceItem
from app.services.case_turn import CaseTurn
from app.services.cases.external_checks import ask_external
from app.services.cases.form_papers import FormSource
from app.services.cases.intake import HandedIn, IntakeRefused, check_acceptable

_ACCEPTED = frozenset({CaseState.ACCEPTED, CaseState.FORWARDED, CaseState.RETURNED, CaseState.CLOSED})


def check_application(
    turn: CaseTurn,
    item: ServiceItem,
    answers: Mapping[str, Any],
    handed_in: tuple[HandedIn, ...],
    case_id: str | None,
    *,
    day: date | None = None,
    without: frozenset[str] = frozenset(),
) -> FormSheet:
    """Return the sheet of what may be accepted on `day` (today); IntakeRefused names what is wrong or amiss.

    `without` names needed papers by material key that are excused (容缺 and the like).
    """
    day = day or turn.moment.business_date
    sheet = open_sheet(item.form, answers, FormContext(today=day, tables=turn.office.catalog.tables))
    same_as = frozenset(turn.same_as)
    ask_external(turn.office, turn.unit, item, sheet, today=day, case_id=case_id, same_as=same_as)
    check_acceptable(sheet, handed_in, without)
    return sheet


def refuse_outdated(
    source: FormSource, prints: Mapping[str, FormPrint], papers: tuple[HandedIn, ...]
) -> None:
    """Refuse while a paper these answers need was signed with other answers on it: IntakeRefused names it.

    Compared is what was printed: an answer that is not on the sheet changes nothing.
    """
    needed = {need.material.key for need in source.sheet.materials() if need.needed}
    standings = source.standings(prints, {one.key for one in papers} & needed)
    changed = [one.material.name for one in standings if one.standing is SheetStanding.SIGNED_OTHERWISE]
    if changed:
        raise IntakeRefused("case.form_changed", names="、".join(changed))


def is_at_hand(paper: HeldMaterial, place: str) -> bool:
    """Say whether a paper counts for acceptance at `place`: that answers for it, or compared it once."""
    return answers_for(paper.where) == place or paper.note == VERIFIED


def handed_in(papers: tuple[HeldMaterial, ...]) -> tuple[HandedIn, ...]:
    """Return kept papers as they were handed in."""
    return tuple(HandedIn(key=one.key, form=one.form, copies=one.copies, pages=one.pages) for one in papers)


def must_stay_acceptable(turn: CaseTurn, before: Case, after: Case) -> None:
    """Refuse a change of a case accepted or closed after which it could not have been: IntakeRefused.

    Judged by the day of its acceptance, without what was excused then, and by every paper ever handed in,
    since originals go back; the papers its applicant signs are printed again after the change. A case that
    was never complete (one that is filled in again after a loss) may still be mended step by step.
    """
    if before.state in _ACCEPTED and after.answers != before.answers and _fault(turn, before) is None:
        fault = _fault(turn, after)
        if fault is not None:
            raise IntakeRefused("case.accepted_must_stay", number=before.case_number) from fault


def refuse_unsettled(case: Case) -> None:
    """Refuse to decide while changes of two people wait to be settled: papers would name one side."""
    if case.conflicts:
        raise IntakeRefused("case.conflict_open", number=case.case_number)


def refuse_other_applicant(case: Case, applicant: CaseApplicant) -> None:
    """Refuse to put somebody else into a case whose papers name its applicant; void ones name nobody.

    Before the acceptance a name or a number may be mended, which a notice may even ask for, but not both
    at once: that is another person. A number that was not known yet may always be filled in. What somebody
    promised (容缺, 告知承诺) nobody else did, whatever became of the papers: person and agent stay.
    """
    known = case.applicant
    if excused(case.facts) and _promised_by(known) != _promised_by(applicant):
        raise IntakeRefused("case.applicant_promised", number=case.case_number)
    changes = [applicant.name != known.name, known.id_number not in {"", applicant.id_number}]
    is_other = any(changes) if case.state in _ACCEPTED else all(changes)
    papers = [paper.number for paper in case.papers if paper.state == "issued"]
    if known.name and papers and is_other:
        raise IntakeRefused("case.applicant_on_paper", number=case.case_number, papers="、".join(papers))


def _promised_by(applicant: CaseApplicant) -> tuple[str, str, str]:
    """Return who it is: by number, or by name where there is none; and the agent, who signed instead."""
    return (applicant.id_number or applicant.name, applicant.agent_name, applicant.agent_number)


def _fault(turn: CaseTurn, case: Case) -> IntakeRefused | None:
    item = turn.office.catalog.version(case.item.id, case.item.version)
    day = date.fromisoformat(str(case.facts.get("accepted_on", turn.moment.business_date.isoformat())))
    try:
        here, printed = handed_in(case.materials), {one.key for one in item.materials if one.printed_here}
        without = excused(case.facts) | printed
        check_application(turn, item, case.answers, here, case.id, day=day, without=without)
    except IntakeRefused as fault:
        return fault
    return None
