"""Brings back what a lost paper promised: papers that come later (容缺), certificates replaced (告知承诺).

Its QR names none of it, so the clerk reads it off the paper. Without it nothing of a promise would be asked
for any more: no day to hand a paper in, no check of a commitment, nobody barred who broke one.
"""

from datetime import date

from app.domain.case.case import Case
from app.domain.case.commitments import commitments_of
from app.domain.form.model import Material
from app.domain.item import ServiceItem
from app.services.case_turn import CaseTurn
from app.services.cases.committing import COMMITMENT, record_commitments
from app.services.cases.deferring import PLEDGE, record_deferrals
from app.services.cases.excuses import Deferral, Excuses
from app.services.cases.terminate import RETURN
from app.services.take_back.reopen import TakeBackRefused

_PUT_OFF = frozenset({PLEDGE, RETURN})
"""The papers that name what comes later, each with its day: the pledge, and the notice that it never came."""


def may_be_put_off(type_code: str, item: ServiceItem, case: Case | None) -> tuple[Material, ...]:
    """Return the papers of which a lost paper may say that they come later; none where the case knows it."""
    is_known = case is not None and bool(case.deferred)
    if type_code not in _PUT_OFF or is_known:
        return ()
    return tuple(one for one in item.materials if one.deferrable)


def may_be_committed(type_code: str, item: ServiceItem, case: Case | None) -> tuple[Material, ...]:
    """Return the papers of which a lost paper may say that a commitment replaces them, as above."""
    is_known = case is not None and bool(commitments_of(case.facts))
    if type_code != COMMITMENT or is_known:
        return ()
    return tuple(one for one in item.materials if one.commitment is not None)


def bring_back(
    turn: CaseTurn, case: Case, item: ServiceItem, type_code: str, issued_on: date, said: Excuses
) -> Case:
    """Record in the case what its paper of a type says, as read off by the clerk; return the case after it.

    TakeBackRefused where nothing was read of what such a paper always names, where the item has no such
    paper, and for a day that cannot stand there.
    """
    put_off = {one.key: one for one in may_be_put_off(type_code, item, case)}
    if put_off:
        _refuse_unfit(put_off, said.deferred, type_code, issued_on)
        case = record_deferrals(turn, case, item, said.deferred)
    committed = {one.key for one in may_be_committed(type_code, item, case)}
    if committed:
        if not said.committed or not committed.issuperset(said.committed):
            raise TakeBackRefused("take_back.which_committed")
        case = record_commitments(turn, case, item, said)
    return case


def _refuse_unfit(
    put_off: dict[str, Material], said: tuple[Deferral, ...], type_code: str, issued_on: date
) -> None:
    if not said or not put_off.keys() >= {one.key for one in said}:
        raise TakeBackRefused("take_back.which_put_off")
    for one in said:
        is_before = one.until < issued_on
        if is_before is not (type_code == RETURN):
            raise TakeBackRefused("take_back.put_off_day", name=put_off[one.key].name)
