"""The chain of one device: envelopes with contiguous numbers, each linked to the one before."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.ledger.canonical import encode, sha256

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Which ledger an envelope belongs to: a device and its install epoch (1, 2, … after each restore)."""

    device: str
    epoch: int


@dataclass(frozen=True, slots=True)
class Envelope:
    """The place of one body in its device's chain; re-issued under a new epoch after a restore."""

    source: Source
    seq: int
    link: str
    body_hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: the last number and link."""

    seq: int = 0
    link: str = GENESIS


def enclose(source: Source, head: Head, body_hash: str) -> Envelope:
    """Return the envelope that puts `body_hash` right after `head`."""
    seq = head.seq + 1
    return Envelope(source, seq, link_after(source, head.link, seq, body_hash), body_hash)


def link_after(source: Source, previous: str, seq: int, body_hash: str) -> str:
    """Return H(previous link ‖ body hash), bound to its device, epoch and number."""
    return sha256(encode([previous, body_hash, source.device, source.epoch, seq]))


def head_of(envelope: Envelope) -> Head:
    """Return the head of the chain that ends with `envelope`."""
    return Head(envelope.seq, envelope.link)


def follows(envelope: Envelope, head: Head) -> bool:
    """Say whether `envelope` is the true next link after `head`."""
    return envelope == enclose(envelope.source, head, envelope.body_hash)


def first_break(envelopes: Iterable[Envelope]) -> int | None:
    """Return the number of the first envelope that does not follow its predecessor, or None.

    Takes the envelopes of one source in order, from number 1.
    """
    head = Head()
    for envelope in envelopes:
        if not follows(envelope, head):
            return envelope.seq
        head = head_of(envelope)
    return None
