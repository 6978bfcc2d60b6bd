"""Differences of an item's elements (事项要素): name, limits, fees, what it rests on, how it is handled."""

from collections.abc import Callable, Iterator

from app.domain.item import Limit, ServiceItem, Step
from app.domain.item_diff.difference import Difference, Told, came_and_went, changed, exchanged, in_both


def element_differences(old: ServiceItem, new: ServiceItem) -> Iterator[Difference]:
    """Yield what is not the same in the `[item]` record, its version number left out."""
    yield from changed(_SINGLE, old, new)
    yield from _fee(old, new)
    for codes, texts_of in _LISTS:
        yield from exchanged(codes, texts_of(old), texts_of(new))
    steps = _steps(old), _steps(new)
    yield from came_and_went(_STEPS, *steps, lambda step: step.name)
    for before, after in in_both(*steps):
        yield from changed(_STEP, before, after, after.name)


def _fee(old: ServiceItem, new: ServiceItem) -> Iterator[Difference]:
    before, after = old.fee, new.fee
    if before.charged is not after.charged:
        code = "change.fee_now_charged" if after.charged else "change.fee_now_free"
        yield Difference(code, {"standard": after.standard})
        return
    yield from changed(_FEE, before, after)


def _steps(item: ServiceItem) -> dict[str, Step]:
    return {step.name: step for step in item.steps}


def _limit(limit: Limit | None) -> str:
    return f"{limit.length} 个{limit.unit.value}" if limit is not None else ""


_SINGLE: tuple[Told, ...] = (
    ("change.item_name", lambda item: item.name),
    ("change.item_variant", lambda item: item.variant),
    ("change.item_status", lambda item: item.status),
    ("change.valid_from", lambda item: item.valid_from),
    ("change.valid_until", lambda item: item.valid_until),
    ("change.withdrawn", lambda item: item.withdrawn),
    ("change.competent_body", lambda item: item.competent_body),
    ("change.item_type", lambda item: item.type),
    ("change.department", lambda item: item.department),
    ("change.decides", lambda item: item.decides),
    ("change.authority", lambda item: item.authority and (item.authority.name, item.authority.nature)),
    ("change.powers", lambda item: item.authority.powers if item.authority else ""),
    ("change.handling", lambda item: item.handling),
    ("change.for_whom", lambda item: item.for_whom),
    ("change.legal_limit", lambda item: _limit(item.legal_limit)),
    ("change.promised_limit", lambda item: _limit(item.promised_limit)),
    ("change.result_name", lambda item: item.result.name),
    ("change.result_kind", lambda item: (item.result.kind, item.result.sample)),
    ("change.result_valid", lambda item: item.result.valid),
    ("change.collects", lambda item: item.collects and (item.collects.amount, item.collects.biller)),
    ("change.visits", lambda item: item.visits),
    ("change.visit_reason", lambda item: item.visit_reason),
    ("change.online_depth", lambda item: item.online_depth),
    ("change.appointment", lambda item: item.appointment),
    ("change.post", lambda item: item.post),
    ("change.self_service", lambda item: item.self_service),
    ("change.reach", lambda item: item.reach),
    ("change.quota", lambda item: item.quota),
    ("change.place", lambda item: item.place),
    ("change.hours", lambda item: item.hours),
    ("change.consult_phone", lambda item: item.consult_phone),
    ("change.complaint_phone", lambda item: item.complaint_phone),
    ("change.item_codes", lambda item: (item.codes.basic, item.codes.implementing, item.codes.business)),
)
_FEE: tuple[Told, ...] = (
    ("change.fee_standard", lambda fee: fee.standard),
    ("change.fee_basis", lambda fee: fee.basis),
    ("change.fee_relief", lambda fee: fee.relief),
)
_STEPS = ("change.step_added", "change.step_removed")
_STEP: tuple[Told, ...] = (
    ("change.step_limit", lambda step: _limit(step.limit)),
    ("change.step_counted", lambda step: step.counted),
    ("change.step_standard", lambda step: step.standard),
    ("change.step_basis", lambda step: step.basis),
    ("change.step_who", lambda step: step.who),
)
_LISTS: tuple[tuple[tuple[str, str], Callable[[ServiceItem], tuple[str, ...]]], ...] = (
    (
        ("change.basis_added", "change.basis_removed"),
        lambda item: tuple(f"{basis.cited()}{basis.text}" for basis in item.basis),
    ),
    (("change.condition_added", "change.condition_removed"), lambda item: item.conditions),
    (("change.refusal_added", "change.refusal_removed"), lambda item: item.refusals),
    (("change.reminder_added", "change.reminder_removed"), lambda item: item.reminders),
    (
        ("change.question_added", "change.question_removed"),
        lambda item: tuple(f"{question.ask}{question.answer}" for question in item.questions),
    ),
    (("change.letter_added", "change.letter_removed"), lambda item: item.letters),
    (("change.window_added", "change.window_removed"), lambda item: item.windows),
    (("change.delivery_added", "change.delivery_removed"), lambda item: item.delivery),
    (("change.intermediary_added", "change.intermediary_removed"), lambda item: item.intermediaries),
    (("change.theme_added", "change.theme_removed"), lambda item: item.themes),
    (("change.risk_added", "change.risk_removed"), lambda item: tuple(one.value for one in item.high_risk)),
    (("change.local_added", "change.local_removed"), lambda item: item.local),
)
