"""A snapshot: the state of one subject as one role may see it, sent to a client instead of the operations."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from app.domain.errors import PersonFacing
from app.domain.ledger.fold import FOLD_VERSION, SubjectState
from app.domain.ledger.kind import Document, Kind, Kinds, Nature
from app.domain.ledger.log import Delivered, replay

Projection = Callable[[Document], Document]
"""What a role sees of a document; it may only leave out."""


class LedgerError(PersonFacing):
    """Something about the record itself that a clerk can act on; the words stand in ledger.toml."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A subject's state for one role, and the fold that made it."""

    state: SubjectState
    role: str
    fold_version: int = FOLD_VERSION

    @property
    def version(self) -> int:
        """How many operations are in it: two snapshots of a subject with one version are equal."""
        return self.state.version

    @property
    def needs_upgrade(self) -> bool:
        """Say whether this program is too old to fold on: 需升级."""
        return self.fold_version > FOLD_VERSION


@dataclass(frozen=True, slots=True)
class View:
    """What a window shows: the live state, how many own operations are not in it, and whether to upgrade."""

    state: SubjectState
    not_shown: int
    needs_upgrade: bool


def without_fields(*hidden: str) -> Projection:
    """Return the projection that leaves out the named parts of a document."""
    return lambda document: {name: value for name, value in document.items() if name not in hidden}


def snapshot_for(state: SubjectState, role: str, projection: Projection) -> Snapshot:
    """Return the snapshot of `state` for `role`."""
    return Snapshot(replace(state, document=projection(state.document)), role)


def view(snapshot: Snapshot, pending: Iterable[Delivered], kinds: Kinds) -> View:
    """Return what to show of a subject.

    On a document made by a newer fold nothing is replayed: an old fold would guess at its meaning.
    """
    own = [one for one in pending if not snapshot.state.knows(one.operation.body.op_id)]
    if snapshot.needs_upgrade:
        return View(snapshot.state, len(own), needs_upgrade=True)
    return View(replay(snapshot.state, own, kinds), 0, needs_upgrade=False)


def require_writable(snapshot: Snapshot, kind: Kind) -> None:
    """Raise LedgerError when `kind` may not be recorded on this snapshot: facts always may."""
    if snapshot.needs_upgrade and kind.nature is not Nature.FACT:
        raise LedgerError("ledger.needs_upgrade")
