"""What is wrong with one answer by itself: length, pattern, limits, choices, and the identity checks."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeAlias

from app.domain.form.expressions import Expression, Reading, Scope
from app.domain.form.model import FieldDef
from app.domain.form.names import Known
from app.domain.form.values import Kind, ValueType, type_of, write_answer
from app.domain.identity import bank_cards, certificates, citizen_id, names, phones, uscc
from app.domain.identity.check import Finding, error
from app.domain.identity.typed_text import compact

Reach: TypeAlias = tuple[Known, bool]
"""A field another one depends on, and whether it stands in the same row."""
Probe: TypeAlias = Callable[[Any, Scope], tuple[Finding, ...]]

_BY_KIND: Mapping[Kind, Callable[[str, date], tuple[Finding, ...]]] = {
    Kind.NAME: lambda text, _today: names.check(text).findings,
    Kind.ID_NUMBER: lambda text, today: citizen_id.check(text, today).findings,
    Kind.MOBILE: lambda text, _today: phones.check_mobile(text).findings,
    Kind.PHONE: lambda text, _today: phones.check_any(text).findings,
    Kind.CREDIT_CODE: lambda text, _today: uscc.check(text).findings,
}
_NORMAL: Mapping[Kind, Callable[[str], str]] = {
    Kind.NAME: lambda text: names.check(text).value,
    Kind.MOBILE: lambda text: phones.check_mobile(text).value,
    Kind.PHONE: lambda text: phones.check_any(text).value,
    Kind.CREDIT_CODE: compact,
    Kind.ID_NUMBER: compact,
    Kind.CERTIFICATE: compact,
    Kind.BANK_ACCOUNT: compact,
}


def normal_form(kind: Kind, text: str) -> str:
    """Return a typed identity text in the form it is stored in."""
    return _NORMAL[kind](text) if kind in _NORMAL else text


def findings_of(
    field: FieldDef, own: Reach, reach: Mapping[str, Reach], limits: Mapping[str, Expression]
) -> Expression | None:
    """Return the expression that gives the findings of a field, None if nothing about it can be wrong.

    `reach` holds the fields named by `kind_from` and `narrowed_by`, `limits` the `minimum` and `maximum`.
    """
    probes = (*_shape_probes(field), *_limit_probes(limits, field), *_related_probes(field, reach))
    if not probes:
        return None
    get = _getter(own)
    reads = {Reading(own[0].slot), *(Reading(known.slot) for known, _ in reach.values())}
    reads = reads.union(*(limit.reads for limit in limits.values()))

    def run(scope: Scope) -> tuple[Finding, ...]:
        value = get(scope)
        if value is None:
            return ()
        return tuple(found for probe in probes for found in probe(value, scope))

    return Expression(run, ValueType.FINDINGS, frozenset(reads))


def _getter(reach: Reach) -> Callable[[Scope], Any]:
    key, in_row = reach[0].key, reach[1]
    if in_row:
        return lambda scope: scope.row[key]
    return lambda scope: scope.top[key]


def _shape_probes(field: FieldDef) -> list[Probe]:
    probes: list[Probe] = []
    if field.max_chars:
        probes.append(_length(field.max_chars))
    if field.pattern:
        probes.append(_pattern(field.pattern, field.help))
    if field.choices:
        probes.append(_listed(frozenset(choice.code for choice in field.choices)))
    if field.kind is Kind.REGION:
        probes.append(_region)
    if field.kind in _BY_KIND:
        check = _BY_KIND[field.kind]
        probes.append(lambda value, scope: check(value, scope.today))
    return probes


def _length(most: int) -> Probe:
    return lambda value, _: (
        (error("form.too_long", most=most, found=len(value)),) if len(value) > most else ()
    )


def _pattern(pattern: str, hint: str) -> Probe:
    shape = re.compile(pattern)
    return lambda value, _: () if shape.fullmatch(str(value)) else (error("form.wrong_pattern", hint=hint),)


def _listed(codes: frozenset[str]) -> Probe:
    return lambda value, _: _strangers(value, codes)


def _strangers(value: str | tuple[str, ...], codes: Any) -> tuple[Finding, ...]:
    return tuple(error("form.not_a_choice", found=code) for code in _chosen(value) if code not in codes)


def _region(value: str, _scope: Scope) -> tuple[Finding, ...]:
    right = len(value) == 12 and value.isascii() and value.isdigit()
    return () if right else (error("form.not_a_region", found=len(value)),)


def _limit_probes(limits: Mapping[str, Expression], field: FieldDef) -> list[Probe]:
    probes = []
    if "minimum" in limits:
        probes.append(_limit(limits["minimum"], "form.too_small", field, lambda value, end: value < end))
    if "maximum" in limits:
        probes.append(_limit(limits["maximum"], "form.too_large", field, lambda value, end: value > end))
    return probes


def _limit(limit: Expression, code: str, field: FieldDef, beyond: Callable[[Any, Any], bool]) -> Probe:
    bound = limit.run

    def probe(value: Any, scope: Scope) -> tuple[Finding, ...]:
        end = bound(scope)
        if end is None or not beyond(value, end):
            return ()
        return (error(code, limit=_readable(end, field), unit=field.unit),)

    return probe


def _readable(value: Any, field: FieldDef) -> str:
    if type_of(field.kind) is ValueType.MONEY:
        return f"{value // 100}.{value % 100:02d}"
    return str(write_answer(value))


def _related_probes(field: FieldDef, reach: Mapping[str, Reach]) -> list[Probe]:
    probes: list[Probe] = []
    if field.kind is Kind.CERTIFICATE and "kind_from" in reach:
        probes.append(_certificate(_getter(reach["kind_from"])))
    if field.kind is Kind.BANK_ACCOUNT:
        probes.append(_account(_getter(reach["kind_from"]) if "kind_from" in reach else None))
    if field.choices_from:
        narrowed = _getter(reach["narrowed_by"]) if "narrowed_by" in reach else None
        probes.append(_looked_up(field, narrowed))
    return probes


def _certificate(kind_of: Callable[[Scope], Any]) -> Probe:
    by_code = {kind.value: kind for kind in certificates.CertificateKind}

    def probe(value: str, scope: Scope) -> tuple[Finding, ...]:
        kind = by_code.get(kind_of(scope))
        return certificates.check(kind, value, scope.today).findings if kind else ()

    return probe


def _account(kind_of: Callable[[Scope], Any] | None) -> Probe:
    by_name = {kind.value: kind for kind in bank_cards.CardKind}

    def probe(value: str, scope: Scope) -> tuple[Finding, ...]:
        kind = by_name.get(kind_of(scope) if kind_of else "", bank_cards.CardKind.BANK_CARD)
        return bank_cards.check(kind, value).findings

    return probe


def _looked_up(field: FieldDef, narrowed: Callable[[Scope], Any] | None) -> Probe:
    name, column = field.choices_from, field.narrowed_column

    def probe(value: Any, scope: Scope) -> tuple[Finding, ...]:
        rows = scope.tables[name].edition(scope.today).rows
        if narrowed is None:
            return _strangers(value, rows)
        wanted = narrowed(scope)
        return _strangers(value, {key for key in _chosen(value) if rows.get(key, {}).get(column) == wanted})

    return probe


def _chosen(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value,)
