"""What `ledger check` finds: a code with words in ledger.toml, and the facts that fill them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.ledger.operation import Subject


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it must be; `subject` is the case, visit or window it is about, if known."""

    code: str
    subject: Subject | None = None
    facts: Mapping[str, object] = field(default_factory=dict)

    def with_facts(self, **more: object) -> "Finding":
        """Return the same finding with more facts."""
        return replace(self, facts={**self.facts, **more})


def finding(code: str, subject: Subject | None = None, **facts: object) -> Finding:
    """Return the finding `ledger.<code>`."""
    return Finding(f"ledger.{code}", subject, facts)
