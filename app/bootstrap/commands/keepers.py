"""Who may check, back up and restore a hall: not whoever has a key, but who answers for the data now."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from app.bootstrap.unlocking import UnlockedHall
from app.domain.clerk import Clerk
from app.domain.role import Role
from app.services.clerk_book import KEEPERS, ClerkRefused
from db.engine import reading
from db.open import Database
from db.present_clerks import readable_clerks

CHECKERS = KEEPERS | {Role.AUDITOR}
"""The posts that may look whether the ledger is whole."""


def refuse_others(
    hall: UnlockedHall, clerks: Iterable[Clerk | None], posts: AbstractSet[Role] = KEEPERS
) -> None:
    """Raise ClerkRefused unless the clerk whose phrase opened the hall is active now, in one of `posts`."""
    by = next((clerk for clerk in clerks if clerk is not None and clerk.id == hall.clerk_id), None)
    if by is None or not by.is_active or posts.isdisjoint(by.roles):
        raise ClerkRefused("clerk.keeps_no_data")


def refuse_others_in(database: Database, hall: UnlockedHall, posts: AbstractSet[Role] = KEEPERS) -> None:
    """Raise ClerkRefused as `refuse_others` does, by the clerks of an open database."""
    with reading(database.engine).connect() as connection:
        refuse_others(hall, readable_clerks(connection), posts)
