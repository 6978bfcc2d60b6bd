"""The rows of the case panel: the list, the answers, the papers, the history."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from app.domain import masking
from app.domain.calendar import Due, WorkCalendar
from app.domain.case.carried import AnswerSource, carried_answers
from app.domain.case.case import Case, HeldMaterial, IssuedPaper
from app.domain.case.deadlines import due_dates
from app.domain.case.delivery import delivery_of, usual_way
from app.domain.case.state import CaseState
from app.domain.case.taken_elsewhere import taken_elsewhere
from app.domain.case.whereabouts import APPLICANT
from app.domain.counters import said_windows
from app.domain.form.attached import attached_answers
from app.domain.form.lookups import LookupTable
from app.domain.form.model import Choice, FieldDef
from app.domain.form.values import Kind, read_answer
from app.domain.form_paper.standing import SheetStanding
from app.domain.item import ServiceItem
from app.ports.case_index import CaseRow
from app.services.cases.form_papers import FormStanding
from app.services.cases.look_up import CaseFile
from app.services.office import Office
from ui import dates
from ui.counter.checklist import SHOWN
from ui.counter.fallen import FALLEN
from ui.form.origins import origin_words
from ui.form.regions import region_choices
from ui.form.shown import masked, read
from ui.panels.cases import awaiting, checking
from ui.shortcuts import KEYS, Command
from ui.widgets.due_label import tone_of
from ui.widgets.row_list import Row
from ui.widgets.text import Tone

_STEPS = {
    "received": "收件",
    "accepted": "受理",
    "deemed_accepted": "记录视为受理",
    "supplement_requested": "一次性告知",
    "supplemented": "补齐材料",
    "refused": "不予受理",
    "closed": "办结",
    "forwarded": "上报县级",
    "returned": "县级退回",
    "withdrawn": "撤回申请",
    "merged": "并入另一办件",
    "terminated": "逾期退件",
    "deferral_lapsed": "更正后不用再补",
    "deferral_resumed": "更正后仍要补交",
    "commitment_lapsed": "更正后不再需要承诺",
    "commitment_resumed": "更正后仍以承诺代替",
    "committed": "告知承诺",
    "commitment_true": "核查属实",
    "commitment_false": "核查不实",
    "commitment_let_stand": "不实承诺免予撤销",
    "revoked": "撤销",
    "taken_back": "凭二维码补登",
    "material_moved": "材料去向",
}
DEEMED = "视为受理（待核）"
"""Counts as accepted by law; a person has still to look into it."""
_AT_THE_WINDOW, _GIVEN_BACK = "在窗口", "已退申请人"
_LONGEST_LEAD = 6
PAPER, MATERIAL, FORM, PHOTO = "paper:", "material:", "form:", "photo:"


@dataclass(frozen=True, slots=True)
class CodeLists:
    """The code lists and regions an answer's code is put into words by."""

    tables: Mapping[str, LookupTable]
    regions: tuple[Choice, ...]
    today: date

    def choices(self, field: FieldDef) -> tuple[Choice, ...]:
        """Return the words behind a field's codes."""
        if field.kind is Kind.REGION:
            return self.regions
        return self.tables[field.choices_from].choices(self.today) if field.choices_from else field.choices


def code_lists(office: Office) -> CodeLists:
    """Return the lists of a hall as they are today."""
    tables, today = office.catalog.tables, office.business_day.on_screen()
    return CodeLists(tables, region_choices(tables, today, office.hall.area_code), today)


def numbers_words(case: Case) -> str:
    """Return the numbers a case is known by: ours, and those other systems gave it."""
    elsewhere = (f"　{one.name} {one.serial}" for one in case.elsewhere)
    return f"办件编号 {case.case_number}　查询码 {case.query_code}{''.join(elsewhere)}"


def remark_words(file: CaseFile, item: ServiceItem, calendar: WorkCalendar) -> str:
    """Return what a clerk should know before deciding: papers to come, papers to void, 视为受理, doubles."""
    return "\n".join(
        (
            *awaiting.remarks(file.case, item, file.today, calendar),
            *checking.remarks(file.case),
            *_elsewhere(file.case),
            *_delivery(file.case, item),
            *_fallen(file.case),
            *_remarks(file),
        )
    )


def case_rows(
    rows: Iterable[CaseRow], calendar: WorkCalendar, today: date, deemed: AbstractSet[str] = frozenset()
) -> list[Row]:
    """Return the list: state, masked name, item, and what is left of the limit.

    The cases in `deemed` count as accepted because nobody answered in time: that is said instead.
    """
    return [_case_row(row, calendar, today, is_deemed=row.id in deemed) for row in rows]


def ending_of(file: CaseFile) -> str:
    """Return what the main key does with a case: accept it, or record that the law accepted it."""
    return KEYS[Command.ACCEPT].word if file.deemed_accepted_on is None else "记录视为受理"


def due_of(file: CaseFile, item: ServiceItem, calendar: WorkCalendar) -> Due | None:
    """Return the last day of a case under way, or None; deemed acceptance counts from its own day."""
    case = file.case
    if file.deemed_accepted_on is not None:
        due = due_dates(item, file.deemed_accepted_on, calendar)
        return due.promised or due.statutory
    if case.due_on is None or case.state.is_over:
        return None
    return Due(case.due_on, case.due_is_provisional)


def answer_rows(case: Case, item: ServiceItem, codes: CodeLists, revealed: Mapping[str, Any]) -> list[Row]:
    """Return the answers in form order, masked unless they were revealed; tables as how many rows."""
    return list(_answers(case, item, codes, revealed))


def photo_rows(case: Case, item: ServiceItem) -> list[Row]:
    """Return the answers that are given by captured pages, each with how many."""
    return [
        Row(id=f"{PHOTO}{one.path}", lead="照片", words=one.label, trail=f"{len(one.attached.ids)} 张")
        for one in attached_answers(item.form.definition, case.answers)
        if one.attached.ids
    ]


def thing_rows(case: Case, today: date, forms: Iterable[FormStanding] = ()) -> list[Row]:
    """Return what is still to be signed, issued, still to come, and the applicant's with where it is now."""
    unsigned = [_form_row(one) for one in forms if _is_open(case, one.standing)]
    issued = [
        Row(
            id=f"{PAPER}{paper.id}",
            lead="文书",
            words=f"{paper.title} {paper.number}",
            trail=_standing(paper),
            tone=Tone.PLAIN if paper.counts and paper.fall is None else Tone.LATE,
        )
        for paper in case.papers
    ]
    handed = [_handed_row(one) for one in case.materials]
    return [*unsigned, *issued, *awaiting.rows(case, today), *checking.rows(case), *handed]


def _is_open(case: Case, standing: SheetStanding) -> bool:
    """Say whether a paper to be signed gets a line: once a case is over, only what was signed otherwise."""
    return standing.is_outdated if case.state.is_over else not standing.is_settled


def _form_row(form: FormStanding) -> Row:
    lead, trail, tone = SHOWN[form.standing]
    return Row(id=f"{FORM}{form.material.key}", lead=lead, words=form.material.name, trail=trail, tone=tone)


def _standing(paper: IssuedPaper) -> str:
    """Say whether a paper still counts, and if not, which number does."""
    if paper.replaced_by:
        return f"已被 {paper.replaced_by} 替代"
    if not paper.counts:
        return "作废"
    return "有效" if paper.fall is None else FALLEN[paper.fall]


def _handed_row(material: HeldMaterial) -> Row:
    """Say in how many pieces a paper is here and where; of a waived one, which check stood in for it.

    Since when it is there leaves little room for the rest: the pieces then stand behind the name, which is
    what is read.
    """
    row = Row(id=f"{MATERIAL}{material.row}", lead="材料", words=material.name, hint=material.note)
    pieces = f"{material.form}{material.copies}份{_scans(material)}"
    is_back = material.where == APPLICANT
    where = _GIVEN_BACK if is_back else material.spot or _AT_THE_WINDOW
    if material.waived_by:
        return replace(row, trail=f"免 {material.waived_by}")
    if not material.since or not (is_back or material.spot):
        return replace(row, trail=f"{pieces} {where}")
    since = datetime.fromisoformat(material.since)
    trail = f"{where} {since.month}月{since.day}日起"
    return replace(row, words=f"{material.name}　{pieces}", trail=trail)


def _scans(material: HeldMaterial) -> str:
    return f" 影像{len(material.scans)}页" if material.scans else ""


def _from_where(window: str) -> str:
    """Name a window; what was taken back right after sign-in came from none."""
    return f"{window}号窗口" if window else "登录后"


def history_words(case: Case, clerk_names: Mapping[str, str]) -> str:
    """Return the steps, one a line."""
    return "\n".join(
        f"{step.at:%m-%d %H:%M}　{_STEPS.get(step.what, step.what)}{f'：{step.about}' if step.about else ''}"
        f"　{clerk_names.get(step.by, step.by)}　{_from_where(step.window)}"
        for step in case.history
    )


def _delivery(case: Case, item: ServiceItem) -> Iterator[str]:
    """Yield in which way the applicant gets the result, where that is not the usual one."""
    way = delivery_of(case.facts, item)
    if way != usual_way(item):
        yield f"结果领取：{way}。"


def _elsewhere(case: Case) -> Iterator[str]:
    """Yield at which window the case was taken in instead of its own, and why, as far as it is not erased."""
    told = taken_elsewhere(case.facts)
    if told is not None:
        own = f"，没有在 {said_windows(told.served_at)}收" if told.served_at else ""
        yield f"在 {said_windows([told.window])}收件{own}{f'：{told.reason}' if told.reason else ''}。"


def _fallen(case: Case) -> Iterator[str]:
    if case.fallen:
        numbers, void = "、".join(one.number for one in case.fallen), KEYS[Command.VOID].sequence
        yield f"已发文书与现状不符：{numbers}。请负责人选中文书，写明理由，按 {void} 作废。"


def _remarks(file: CaseFile) -> Iterator[str]:
    if file.deemed_accepted_on is not None:
        day = dates.day(file.deemed_accepted_on)
        key = KEYS[Command.ACCEPT].sequence
        yield f"{DEEMED}：逾期未告知，自 {day} 起已算受理。负责人或者审核人员按 {key} 记录。"
    if file.conflicts:
        key = KEYS[Command.SETTLE].sequence
        yield f"有 {len(file.conflicts)} 处两人同时作了改动，按 {key} 看两边、选定一边。"
    if file.twins:
        look, merge = KEYS[Command.OPEN_TWIN].sequence, KEYS[Command.MERGE].sequence
        number = file.twins[0].case_number
        yield f"疑似重复：此人同一事项还有 {number} 在办，{look} 看那件，{merge} 并入那件。"


def _case_row(row: CaseRow, calendar: WorkCalendar, today: date, *, is_deemed: bool) -> Row:
    state = CaseState(row.state)
    trail, tone = (DEEMED, Tone.LATE) if is_deemed else (state.label, Tone.PLAIN)
    if row.due_on and not state.is_over:
        left = calendar.working_days_between(today, date.fromisoformat(row.due_on))
        trail, tone = f"{state.label} {dates.left(left)}", tone_of(left)
    return Row(
        id=row.id,
        lead=_short(masking.name(row.applicant)),
        words=row.item_name,
        trail=trail,
        tone=tone,
        hint=f"{row.case_number} {row.item_name}",
    )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_LEAD else f"{name[: _LONGEST_LEAD - 1]}…"


def _answers(case: Case, item: ServiceItem, codes: CodeLists, revealed: Mapping[str, Any]) -> Iterator[Row]:
    carried = carried_answers(case.facts)
    for part in item.form.definition.parts():
        if part.key not in case.answers:
            continue
        if not isinstance(part, FieldDef):
            rows = f"{len(case.answers[part.key])} 行"
            yield Row(id=part.key, lead=part.label, words=rows, hint=_whence(carried, part.key))
        elif part.key in revealed:
            value = read_answer(part.kind, revealed[part.key], part.places)
            yield Row(id=part.key, lead=part.label, words=read(part, value, codes.choices(part)))
        else:
            words = masked(part, _value(case, part), codes.choices(part))
            hint = _whence(carried, part.key)
            yield Row(id=part.key, lead=part.label, words=f"{words}{part.unit}", hint=hint)


def _whence(carried: Mapping[str, AnswerSource], path: str) -> str:
    return origin_words(carried[path]) if path in carried else ""


def _value(case: Case, field: FieldDef) -> Any:
    return read_answer(field.kind, case.answers[field.key], field.places)
