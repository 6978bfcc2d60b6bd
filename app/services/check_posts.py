"""`ledger check`: every act that not everybody may do was done by somebody whose post allows it."""

from collections.abc import Iterable, Iterator, Mapping

from app.domain.ledger.finding import Finding, finding
from app.domain.ledger.log import LogEntry
from app.domain.ledger.operation import Body
from app.domain.paper_wording import paper_date
from app.domain.posts import DEEDS, could, post_word
from app.ports.ledger_audit import Person


def post_findings(entries: Iterable[LogEntry], people: Mapping[str, Person]) -> Iterator[Finding]:
    """Yield the operations whose author could not do them in the post acted in, or never had that post.

    What a clerk lost since was had once: only a post that neither the clerks nor the audit ever gave counts.
    Whom this hall does not know belongs to another, which knows the posts of its people itself.
    """
    for entry in entries:
        body = entry.delivered.operation.body
        if body.kind not in DEEDS:
            continue
        person = people.get(body.actor.user)
        if not could(body.actor.role, body.kind):
            yield _found("post_could_not", body, person)
        elif person is not None and body.actor.role not in person.posts:
            yield _found("post_never_held", body, person)


def _found(code: str, body: Body, person: Person | None) -> Finding:
    return finding(
        code,
        body.subject,
        op=body.op_id,
        act=DEEDS[body.kind].word,
        post=post_word(body.actor.role),
        clerk=body.actor.user if person is None else person.name,
        on=paper_date(body.moment.business_date),
    )
