"""Deletes the bytes of captured pages that nothing names any more: no case, and no draft.

The bytes go after the transaction that let go of them, never before: a stop in between leaves a file nobody
asks for, and `sweep_pages` finds it. Backups keep the pages they were made with.
"""

from datetime import timedelta

from app.domain.storage import StorageError
from app.ports.blob_store import BlobStore
from app.ports.unit_of_work import Storage
from app.services.office import Office

OLD_ENOUGH = timedelta(days=1)
"""What was written since may be about to get its name."""


def release_pages(storage: Storage, blobs: BlobStore, let_go: frozenset[str]) -> None:
    """Delete those pages of `let_go` that nothing names, as they stand once no window can name them anew.

    The long look through all cases hinders nobody; under the writer's lock only what changed meanwhile is
    looked at. What the disk or another window does not allow now is left to `sweep_pages`: what the clerk
    asked for is done already.
    """
    if not let_go:
        return
    try:
        with storage.reading() as unit:
            seen = unit.page_names.position()
            free = let_go - unit.page_names.named(let_go)
        if free:
            with storage.writing() as unit:
                for blob in free - unit.page_names.named(free, after=seen):
                    blobs.remove(blob)
    except StorageError:
        return


def sweep_pages(office: Office) -> int:
    """Delete old files that no case and no draft leads to, and return how many went.

    Nothing in a hall that was ever put back from a copy: they may belong to what was lost by that, and
    whoever puts the newer database in place again needs them.
    """
    storage, blobs = office.storage, office.scans.blobs
    before = office.clock.now() - OLD_ENOUGH
    with storage.reading() as unit:
        if unit.operations.device().is_restored:
            return 0
        seen, named = unit.page_names.position(), unit.page_names.every()
    if not blobs.strays(named, before):
        return 0
    with storage.writing() as unit:
        return blobs.remove_strays(blobs.strays(named | unit.page_names.every(after=seen), before))
