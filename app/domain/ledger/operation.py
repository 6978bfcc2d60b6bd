"""An operation: one thing that happened to one subject, immutable from the moment it is made."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from app.domain.ledger.canonical import Json, encode, sha256

Payload = Mapping[str, Json]


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """What an operation is about: a case, a visit, a seal, a window's shift."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Base:
    """What the author had seen of the subject: its confirmed version and the last operation, if any."""

    version: int = 0
    after_op: str | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted, in which role, from which place and window."""

    user: str
    role: str
    place: str
    window: str


@dataclass(frozen=True, slots=True)
class Moment:
    """When, as honestly as this machine can say: the legal day, where it came from, and the wall time."""

    business_date: date
    date_source: str
    wall_time: datetime
    clock_state: str = "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The part that is hashed and chained. Personal data is only here as a salted digest."""

    op_id: str
    kind: str
    subject: Subject
    base: Base
    actor: Actor
    moment: Moment
    payload_digest: str
    blobs: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Json]:
        """Return the body as the mapping whose canonical bytes are hashed."""
        return {
            "op": self.op_id,
            "kind": self.kind,
            "subject": [self.subject.kind, self.subject.id],
            "base": [self.base.version, self.base.after_op],
            "actor": [self.actor.user, self.actor.role, self.actor.place, self.actor.window],
            "date": [self.moment.business_date.isoformat(), self.moment.date_source],
            "clock": [self.moment.wall_time.isoformat(), self.moment.clock_state],
            "payload": self.payload_digest,
            "blobs": list(self.blobs),
        }

    def digest(self) -> str:
        """Return the body hash: what the chain links and what a receipt answers for."""
        return sha256(encode(self.to_json()))


@dataclass(frozen=True, slots=True)
class Operation:
    """A body with its payload beside it; the payload and its salt can be erased, the body never."""

    body: Body
    payload: Payload | None
    salt: bytes | None = field(repr=False)

    @property
    def is_erased(self) -> bool:
        """Say whether the payload was erased (个人信息保护法 47)."""
        return self.payload is None

    def erased(self) -> "Operation":
        """Return the same operation without its payload; the chain still verifies."""
        return replace(self, payload=None, salt=None)

    def payload_matches(self) -> bool:
        """Say whether the payload, if still there, is the one the body vouches for."""
        if self.payload is None or self.salt is None:
            return self.payload is None and self.salt is None
        return digest_payload(self.payload, self.salt) == self.body.payload_digest


def digest_payload(payload: Payload, salt: bytes) -> str:
    """Return SHA-256(salt ‖ canonical payload); the salt keeps a guess at erased data from being proved."""
    return sha256(salt + encode(dict(payload)))


def body_from_json(value: Mapping[str, Json]) -> Body:
    """Return the body that `Body.to_json` wrote; KeyError, TypeError or ValueError when it is malformed."""
    subject, base, actor, day, clock = (
        _parts(value[key]) for key in ("subject", "base", "actor", "date", "clock")
    )
    return Body(
        op_id=_text(value["op"]),
        kind=_text(value["kind"]),
        subject=Subject(*(_text(part) for part in subject)),
        base=Base(_integer(base[0]), None if base[1] is None else _text(base[1])),
        actor=Actor(*(_text(part) for part in actor)),
        moment=Moment(
            date.fromisoformat(_text(day[0])),
            _text(day[1]),
            datetime.fromisoformat(_text(clock[0])),
            _text(clock[1]),
        ),
        payload_digest=_text(value["payload"]),
        blobs=tuple(_text(part) for part in _parts(value["blobs"])),
    )


def _text(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _integer(value: Json) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("integer expected")
    return value


def _parts(value: Json) -> list[Json]:
    if not isinstance(value, list | tuple):
        raise TypeError("list expected")
    return list(value)
