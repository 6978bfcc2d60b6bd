"""What is wrong on a sheet: missing, unreadable, against a check; each at its path."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from app.domain.form.compiled import Facet, Form
from app.domain.form.evaluation import Evaluation, is_blank, path_of
from app.domain.form.model import ExternalCheck, FieldDef, TableDef
from app.domain.form.values import Unreadable
from app.domain.identity.check import Severity
from app.domain.legal_basis import LegalBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend: where, under which label, and the code and facts of its sentence.

    Checks written by the catalogue's author have the code `form.check` and their sentence as fact `say`.
    `is_missing` says that nothing was answered yet where it looks: it asks to be filled in and blames nobody,
    though it stops an acceptance like any other. With `basis` the law asks for no permit (form.no_permit).
    """

    path: str
    label: str
    code: str
    severity: Severity
    facts: Mapping[str, object] = field(default_factory=dict)
    is_missing: bool = False
    basis: LegalBasis | None = None


class Inspector:
    """Looks over a sheet; `external` holds the external checks the service found wrong."""

    def __init__(self, form: Form, evaluation: Evaluation) -> None:
        """Take the form and its evaluation; nothing external is wrong yet."""
        self._form = form
        self._evaluation = evaluation
        self.external: dict[str, ExternalCheck] = {}

    def required(self, slot: str, row: str) -> bool:
        """Tell whether a field must be filled now."""
        required = self._form.fields[slot].required
        return (
            required
            if isinstance(required, bool)
            else bool(self._evaluation.result(Facet.REQUIRED, slot, row))
        )

    def of_part(self, part: FieldDef | TableDef) -> Iterator[Problem]:
        """Yield what is wrong with a field or a whole table; nothing while it is not shown."""
        if isinstance(part, FieldDef):
            if self._evaluation.visible(part.key):
                yield from self.of_field(part.key, "")
        elif self._evaluation.visible(part.key):
            yield from self.of_table(part)
            yield from self._of_cells(part)

    def of_table(self, table: TableDef) -> Iterator[Problem]:
        """Yield what is wrong with a table as a whole: too few rows, too many, a check of all of them."""
        count = len(self._evaluation.row_ids[table.key])
        if count < table.min_rows:
            yield _missing(table.key, table.label, "form.too_few_rows", least=table.min_rows)
        if count > table.max_rows:
            yield _problem(table.key, table.label, "form.table_full", label=table.label, most=table.max_rows)
        yield from self._check_problems(table.key, "", table.key, table.label)

    def _of_cells(self, table: TableDef) -> Iterator[Problem]:
        for row in self._evaluation.row_ids[table.key]:
            for column in table.columns:
                slot = f"{table.key}/{column.key}"
                if self._evaluation.visible(slot, row):
                    yield from self.of_field(slot, row)

    def of_field(self, slot: str, row: str) -> Iterator[Problem]:
        """Yield what is wrong with a field that is shown."""
        asked, path = self._form.fields[slot], path_of(slot, row)
        answer = self._evaluation.current(slot, row)
        if isinstance(answer, Unreadable):
            yield _problem(path, asked.label, answer.code, text=answer.text, places=asked.places)
        elif is_blank(asked, answer) and self.required(slot, row):
            yield _missing(path, asked.label, "form.required_missing", label=asked.label)
        for found in self._evaluation.result(Facet.FINDINGS, slot, row) or ():
            yield Problem(
                path=path, label=asked.label, code=found.code, severity=found.severity, facts=found.facts
            )
        yield from self._check_problems(slot, row, path, asked.label)

    def _check_problems(self, slot: str, row: str, path: str, label: str) -> Iterator[Problem]:
        for rule in self._evaluation.checks(slot, row):
            if rule.check is not None and rule.check.basis is not None:
                yield _unneeded(path, label, rule.check.say, rule.check.basis)
            elif rule.check is not None:
                found = _said(path, label, rule.check.severity, rule.check.say)
                yield replace(found, is_missing=self._evaluation.waits(rule, row))
        for check in self.external.values():
            if check.at == path:
                yield _said(path, label, check.severity, check.say)


def _problem(path: str, title: str, code: str, **facts: object) -> Problem:
    return Problem(path=path, label=title, code=code, severity=Severity.ERROR, facts=facts)


def _missing(path: str, title: str, code: str, **facts: object) -> Problem:
    return replace(_problem(path, title, code, **facts), is_missing=True)


def _said(path: str, label: str, severity: Severity, say: str) -> Problem:
    return Problem(path=path, label=label, code="form.check", severity=severity, facts={"say": say})


def _unneeded(path: str, label: str, say: str, basis: LegalBasis) -> Problem:
    found = _problem(path, label, "form.no_permit", say=say, basis=basis.cited())
    return replace(found, basis=basis)


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems that stop an acceptance; warnings do not."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def unneeded_in(problems: Iterable[Problem]) -> Problem | None:
    """Return the first that says the law asks for no permit (行政许可法 32 第一款第一项), if any."""
    return next((problem for problem in problems if problem.basis is not None), None)
