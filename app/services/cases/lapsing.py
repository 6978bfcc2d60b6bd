"""Finds which excuses corrected answers need no more, or need again, and records it (容缺, 告知承诺)."""

from collections.abc import Iterable, Iterator
from datetime import date

from app.domain.case.case import Case
from app.domain.case.commitments import commitments_of
from app.domain.case.deferral_days import deferral_days
from app.domain.case.lapsed import LAPSED, RESUMED, Ground, has_lapsed
from app.domain.form.compiled import Facet, Form
from app.domain.form.model import Material
from app.domain.form.sheet import FormContext, open_sheet
from app.domain.item import ServiceItem
from app.domain.ledger.canonical import Json
from app.services.case_turn import CaseTurn

_Papers = tuple[tuple[Ground, str], ...]


def record_lapses(turn: CaseTurn, case: Case, before: Case | None = None) -> Case:
    """Record what the answers of `case` as they stand need no more, and what they need again since `before`.

    Returns the case after it; the same case where nothing is to be said, as of one that is over.
    """
    if case.state.is_over:
        return case
    item = turn.office.catalog.version(case.item.id, case.item.version)
    unneeded = unneeded_papers(turn, case)
    for ground in Ground:
        gone = [key for one, key in _waiting(case) if one is ground and key in unneeded]
        lapses = (_lapse(case, item, key) for key in gone)
        case = _record(turn, case, LAPSED[ground], [one for one in lapses if one["while"]])
        back = [] if before is None else [*_needed_again(case, before, ground)]
        case = _record(turn, case, RESUMED[ground], [_resumption(turn, case, item, key) for key in back])
    return case


def unneeded_papers(turn: CaseTurn, case: Case) -> frozenset[str]:
    """Return the material keys that the answers of a case do not need, by the day of its acceptance."""
    item = turn.office.catalog.version(case.item.id, case.item.version)
    day = date.fromisoformat(str(case.facts.get("accepted_on", turn.moment.business_date.isoformat())))
    context = FormContext(today=day, tables=turn.office.catalog.tables)
    needs = open_sheet(item.form, case.answers, context).materials()
    return frozenset(need.material.key for need in needs if not need.needed)


def _waiting(case: Case) -> _Papers:
    """Return the excuses that somebody still waits on: papers to come, commitments that nobody checked."""
    to_come = ((Ground.DEFERRED, one.key) for one in case.awaited)
    unchecked = (one for one in commitments_of(case.facts) if one.finding is None and not one.has_lapsed)
    return (*to_come, *((Ground.COMMITTED, one.key) for one in unchecked))


def _needed_again(case: Case, before: Case, ground: Ground) -> Iterator[str]:
    return (key for one, key in _waiting(case) if one is ground and has_lapsed(before.facts, ground, key))


def _record(turn: CaseTurn, case: Case, kind: str, papers: Iterable[dict[str, Json]]) -> Case:
    said: list[Json] = list(papers)
    return turn.record(kind, case.id, {"papers": said}) if said else case


def _lapse(case: Case, item: ServiceItem, key: str) -> dict[str, Json]:
    material = _material(item, key)
    answers: dict[str, Json] = {path: case.answers.get(path) for path in _asked(item.form, material)}
    return {"key": key, "name": material.name, "while": answers}


def _asked(form: Form, material: Material) -> tuple[str, ...]:
    """Return which answers decide whether a paper is needed; a table counts as a whole."""
    rules = (form.rules[index] for index in form.by_slot.get((Facet.MATERIAL, material.slot), ()))
    slots = {read.slot.partition("/")[0] for rule in rules for read in rule.expression.reads}
    return tuple(sorted(slots))


def _resumption(turn: CaseTurn, case: Case, item: ServiceItem, key: str) -> dict[str, Json]:
    """Say that a paper is needed again; one put off whose day passed has another, as if put off today."""
    said: dict[str, Json] = {"key": key, "name": _material(item, key).name}
    until = next((one.until for one in case.awaited if one.key == key), None)
    if until is None:
        return said
    today = turn.moment.business_date
    if until < today:
        until = deferral_days(turn.office.hall.deferral, item, today, turn.office.calendar).usual
    return {**said, "until": until.isoformat()}


def _material(item: ServiceItem, key: str) -> Material:
    return next(one for one in item.materials if one.key == key)
