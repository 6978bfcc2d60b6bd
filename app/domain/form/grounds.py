"""What a check rests on in the end: the answers a person gives, behind everything that is calculated."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import replace

from app.domain.form.compiled import CompiledRule, Facet
from app.domain.form.expressions import Reading

_Sources = Mapping[str, frozenset[Reading]]


def with_grounds(rules: Iterable[CompiledRule]) -> tuple[CompiledRule, ...]:
    """Return the rules, each check with its grounds: a calculated answer gives way to what it comes from."""
    known = tuple(rules)
    calculated, typed_too = _reads_of(known, Facet.CALC), _reads_of(known, Facet.CALC_WHEN)
    sources = {slot: reads | typed_too.get(slot, frozenset()) for slot, reads in calculated.items()}
    return tuple(
        replace(rule, grounds=_grounds(rule.expression.reads, sources, typed_too.keys()))
        if rule.facet is Facet.CHECK
        else rule
        for rule in known
    )


def _reads_of(rules: Iterable[CompiledRule], facet: Facet) -> _Sources:
    return {rule.slot: rule.expression.reads for rule in rules if rule.facet is facet}


def _grounds(reads: Iterable[Reading], sources: _Sources, typed_too: Container[str]) -> frozenset[Reading]:
    found: set[Reading] = set()
    seen: set[Reading] = set()
    waiting = list(reads)
    while waiting:
        read = waiting.pop()
        if read in seen:
            continue
        seen.add(read)
        if read.slot not in sources or read.slot in typed_too:
            found.add(read)
        waiting += [_seen_from(read, source) for source in sources.get(read.slot, ())]
    return frozenset(read for read in found if not _is_only_its_table(read, found))


def _is_only_its_table(read: Reading, found: Iterable[Reading]) -> bool:
    """A rule over a column also reads its table; it rests on the column."""
    return any(other.slot.startswith(f"{read.slot}/") for other in found)


def _seen_from(read: Reading, source: Reading) -> Reading:
    """A column read over all rows rests on its row's other columns over all rows."""
    return Reading(source.slot, whole=source.whole or (read.whole and "/" in source.slot))
