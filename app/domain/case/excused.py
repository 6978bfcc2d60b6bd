"""Which needed papers a case was accepted without, from whatever ground; its document remembers them."""

from collections.abc import Mapping
from typing import Any

GROUNDS = ("deferred", "committed")
"""Parts of a case's document that excuse papers, each a mapping by material key (容缺 and 告知承诺)."""


def excused(facts: Mapping[str, Any]) -> frozenset[str]:
    """Return the material keys that a case, by its document `facts`, was accepted without."""
    return frozenset(str(key) for ground in GROUNDS for key in facts.get(ground, {}))
