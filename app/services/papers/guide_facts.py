"""What a sheet for somebody who only asks states: of the item, of the hall, and by what was told so far."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.domain.case.deadlines import is_licence
from app.domain.counters import serving_windows
from app.domain.form.model import Material, MaterialForm, Necessity
from app.domain.form.problems import Problem, unneeded_in
from app.domain.form.sheet import FormContext, FormSheet, open_sheet
from app.domain.hall import Session
from app.domain.item import Handling, Limit, ServiceItem
from app.domain.paper import PaperFacts, PaperItem
from app.domain.paper_guide import GuideFacts
from app.domain.seal import SealMode, SealPlacement
from app.services.desk import Desk
from app.services.office import Office
from app.services.papers.facts import counter_of, fee_words
from app.services.use_case import Typed

GUIDE, NO_PERMIT = "ZX", "WX"
AT_ONCE = "当场办结"
_FORMS = {
    MaterialForm.ORIGINAL: "原件",
    MaterialForm.COPY: "复印件",
    MaterialForm.ELECTRONIC: "电子件",
}
_NECESSITY = {
    Necessity.REQUIRED: "必交",
    Necessity.OPTIONAL: "可不交",
    Necessity.DEFERRABLE: "可容缺",
    Necessity.CONDITIONAL: "视情况",
}
_WEEK = "一二三四五六日"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Typed):
    """Which item somebody asks about; with `answers`, what was told of the case so far."""

    item_id: str
    item_version: int
    answers: Mapping[str, Any] | None = None


def guide_facts(office: Office, desk: Desk, asked: Asked) -> PaperFacts:
    """Return the facts of the sheet that answers: what to bring, or that no permit is needed at all.

    Without answers every paper of the item is listed, with them those that they ask for.
    """
    item = office.catalog.version(asked.item_id, asked.item_version)
    with office.storage.reading() as unit:
        today = office.business_day.shown(unit)
    sheet = _told(office, item, asked, today)
    unneeded = unneeded_in(sheet.problems()) if sheet is not None else None
    rows = () if unneeded is not None else tuple(_material_rows(item, sheet))
    return PaperFacts(
        paper_type=office.papers.type_of(GUIDE if unneeded is None else NO_PERMIT),
        unit=office.papers.unit,
        issued_on=today,
        item=PaperItem(name=item.name, code=item.codes.basic, is_licence=is_licence(item)),
        counter=counter_of(office, desk),
        guide=_guide(office, item, unneeded, by_answers=sheet is not None),
        table_rows=rows,
        seal=SealPlacement(mode=SealMode.NONE),
        sample=office.papers.is_sample,
        size=office.papers.size,
    )


def _told(office: Office, item: ServiceItem, asked: Asked, today: date) -> FormSheet | None:
    if asked.answers is None:
        return None
    return open_sheet(item.form, asked.answers, FormContext(today=today, tables=office.catalog.tables))


def _guide(office: Office, item: ServiceItem, unneeded: Problem | None, *, by_answers: bool) -> GuideFacts:
    unit, hall = office.papers.unit, office.hall
    return GuideFacts(
        windows="、".join(window.label for window in serving_windows(hall, item)),
        place=item.place or unit.address or hall.address,
        hours=item.hours or _hours(hall.sessions),
        phone=item.consult_phone or unit.phone,
        complaint_phone=item.complaint_phone or unit.complaint_phone,
        conditions=_numbered(item.conditions),
        refusals=_numbered(item.refusals),
        limits=_limits(item),
        fee=fee_words(item.fee),
        result=item.result.name,
        delivery="、".join(item.delivery),
        basis="；".join(one.cited() for one in item.basis),
        by_answers=by_answers,
        no_permit=str(unneeded.facts["say"]) if unneeded is not None else "",
        no_permit_basis=str(unneeded.facts["basis"]) if unneeded is not None else "",
    )


def _hours(sessions: Sequence[Session]) -> str:
    """Return the hall's hours, a line for each group of days."""
    days = dict.fromkeys(session.days for session in sessions)
    return "\n".join(f"{_days(group)}：{_times(group, sessions)}" for group in days)


def _days(days: tuple[int, ...]) -> str:
    is_run = len(days) > 2 and days == tuple(range(days[0], days[-1] + 1))
    if is_run:
        return f"周{_WEEK[days[0] - 1]}至周{_WEEK[days[-1] - 1]}"
    return "、".join(f"周{_WEEK[day - 1]}" for day in days)


def _times(group: tuple[int, ...], sessions: Sequence[Session]) -> str:
    held = sorted((one for one in sessions if one.days == group), key=lambda one: one.opens)
    return "，".join(f"{one.name} {one.opens:%H:%M}-{one.closes:%H:%M}" for one in held)


def _limits(item: ServiceItem) -> str:
    if item.handling is Handling.ON_THE_SPOT:
        return AT_ONCE
    named = (("承诺", item.promised_limit), ("法定", item.legal_limit))
    told = [f"{name} {_length(limit)}" for name, limit in named if limit is not None]
    return f"{'，'.join(told)}（自受理之日起算）" if told else ""


def _length(limit: Limit) -> str:
    return f"{limit.length} 个{limit.unit.value}"


def _numbered(lines: Sequence[str]) -> str:
    if len(lines) < 2:
        return "".join(lines)
    return "\n".join(f"{place}. {line}" for place, line in enumerate(lines, start=1))


def _material_rows(item: ServiceItem, sheet: FormSheet | None) -> Iterator[tuple[str, ...]]:
    needed = {need.material.key for need in sheet.materials() if need.needed} if sheet is not None else None
    for material in item.materials:
        if needed is None or material.key in needed:
            necessity = _NECESSITY[material.necessity if needed is None else Necessity.REQUIRED]
            yield (material.name, _form(material), _copies(material), necessity, _remark(material))


def _form(material: Material) -> str:
    forms = "或".join(_FORMS[form] for form in material.forms if form in _FORMS)
    return f"{forms}（留存）" if MaterialForm.KEPT in material.forms else forms


def _copies(material: Material) -> str:
    few, most = material.copies, material.copies_most
    return str(few) if most <= few else f"{few}至{most}"


def _remark(material: Material) -> str:
    marks = (
        material.standard,
        material.note,
        "窗口提供，现场签字" if material.printed_here and not material.note else "",
        f"可免交：{'或'.join(material.waived_by)}" if material.waived_by else "",
        "可容缺" if material.deferrable and material.necessity is not Necessity.DEFERRABLE else "",
    )
    return "；".join(mark.rstrip("。") for mark in marks if mark)
