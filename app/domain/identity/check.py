"""The one shape every identity check answers with: the normalised value and what was found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from app.domain.identity.person import Holder


class Severity(Enum):
    """Whether a finding stops the form or only asks the clerk to look again."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed: `code` names its sentence in resources/words, `facts` fill the placeholders."""

    code: str
    severity: Severity
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """A typed text after normalising, with all findings and what the number says of its holder."""

    value: str
    findings: tuple[Finding, ...] = ()
    holder: Holder | None = None

    @property
    def ok(self) -> bool:
        """True if nothing found stops the form; warnings do not."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop the form."""
        return _of_severity(self.findings, Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that ask the clerk to look again."""
        return _of_severity(self.findings, Severity.WARNING)


def error(code: str, /, **facts: object) -> Finding:
    """Return a finding that stops the form."""
    return Finding(code, Severity.ERROR, facts)


def warning(code: str, /, **facts: object) -> Finding:
    """Return a finding that only asks the clerk to look again."""
    return Finding(code, Severity.WARNING, facts)


def _of_severity(findings: Iterable[Finding], severity: Severity) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.severity is severity)
