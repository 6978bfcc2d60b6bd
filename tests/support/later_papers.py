"""Applications accepted without a paper that comes later (容缺): a stall with a limit, a referral without."""

from dataclasses import replace
from datetime import date
from typing import Any

from answer_sets import SETS, filled
from counter import STREET, at_window, intake, needed_papers

from app.bootstrap.opening import OpenHall
from app.domain.case.case import Case
from app.services.case_turn import CaseDone
from app.services.cases.accept import accept_intake
from app.services.cases.correct import receive_materials
from app.services.cases.excuses import Deferral, Excuses
from app.services.cases.intake import HandedIn, Intake
from app.services.cases.look_up import open_case_file

DESIGN, REFERRAL, IDENTITY = "structure_design", "referral", "identity"
DESIGN_NAME, REFERRAL_NAME = "结构设计文件和施工资质", "转诊转院证明"
FIRST, USUAL, LAST = date(2026, 12, 1), date(2026, 12, 3), date(2026, 12, 17)
"""Three, five and fifteen working days after Thursday 26 November 2026; no holiday between."""


def putting_off(*keys: str, until: date = USUAL) -> Excuses:
    """These papers come later, all by one day."""
    return Excuses(deferred=tuple(Deferral(key=key, until=until) for key in keys))


def without(whole: Intake, *keys: str) -> Intake:
    """The same application, and these papers not brought."""
    return replace(whole, materials=tuple(one for one in whole.materials if one.key not in keys))


def stall(hall: OpenHall, *, until: date = USUAL, **changed: Any) -> Intake:
    """A 承诺件: a stall that needs a design, which is promised and not here."""
    whole = without(intake(hall.office, STREET, elevated=True, **changed), DESIGN)
    return replace(whole, excuses=putting_off(DESIGN, until=until))


def referral(hall: OpenHall, *, until: date = USUAL, **changed: Any) -> Intake:
    """An 即办件: a treatment elsewhere whose referral is promised and not here."""
    sheet = filled(hall.office.catalog, "A06", SETS["A06"]["accepted"]["referred_by_agent"])
    answers = {**sheet.answers(), "since": "2026-11-26", **changed}
    bare = Intake(item_id="A06", item_version=1, answers=answers)
    whole = replace(bare, materials=needed_papers(hall.office, bare))
    return replace(without(whole, REFERRAL), excuses=putting_off(REFERRAL, until=until))


def accepted_without(hall: OpenHall, wanted: Intake, command: str = "accept") -> CaseDone:
    """Accept at window 3."""
    return accept_intake(hall.office, at_window(), command, wanted)


def brought_later(hall: OpenHall, case: Case, key: str, command: str = "later") -> Case:
    """The applicant brings a promised paper."""
    forms = {one.key: one.forms[0].value for one in hall.office.catalog.version(case.item.id, 1).materials}
    came = (HandedIn(key=key, form=forms[key]),)
    return receive_materials(hall.office, at_window(), command, case.id, came).case


def now(hall: OpenHall, case: Case) -> Case:
    """The case as it stands now."""
    return open_case_file(hall.office, at_window(), case.id).case
