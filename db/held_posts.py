"""Reads who the clerks of a hall are and which posts each was ever given, as far as it can be read."""

import json
from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection

from app.ports.ledger_audit import Person
from db.access_check import chained_entries
from db.raw_rows import raw_rows
from db.tables.clerks import clerks

_CLERK = "clerk "
"""Begins the field by which the audit names whose posts were changed."""


def people(connection: Connection) -> Mapping[str, Person]:
    """Return every clerk by id, with the posts of now and those the audit says were given before."""
    given = _given(connection)
    return {
        str(row["id"]): Person(str(row["name"]), _words(row["roles"]) | given[str(row["id"])])
        for row in raw_rows(connection, clerks)
    }


def _given(connection: Connection) -> defaultdict[str, frozenset[str]]:
    posts: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for chained in chained_entries(connection):
        named, *words = chained.entry.fields or ("",)
        if named.startswith(_CLERK):
            posts[named.removeprefix(_CLERK)] |= frozenset(words)
    return posts


def _words(stored: object) -> frozenset[str]:
    try:
        roles = json.loads(str(stored))
    except (ValueError, RecursionError):
        return frozenset()
    return frozenset(one for one in roles if isinstance(one, str)) if isinstance(roles, list) else frozenset()
