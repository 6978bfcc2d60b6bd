"""Everything a clerk will notice between two versions of one service item."""

from app.domain.errors import PersonFacing
from app.domain.item import ServiceItem
from app.domain.item_diff.difference import Difference
from app.domain.item_diff.elements import element_differences
from app.domain.item_diff.papers import material_differences
from app.domain.item_diff.questions import form_differences


class NotOneItem(PersonFacing):
    """Two files are not of one item."""


def item_differences(old: ServiceItem, new: ServiceItem) -> tuple[Difference, ...]:
    """Return the differences: elements first, then papers, then the form; none if all is the same.

    That the version number was not raised is a difference of its own, where there is another one. NotOneItem
    if the two are of different items.
    """
    if old.id != new.id:
        raise NotOneItem("change.not_one_item", old=old.id, new=new.id)
    found = (
        *element_differences(old, new),
        *material_differences(old.materials, new.materials),
        *form_differences(old.form.definition, new.form.definition),
    )
    if found and new.version <= old.version:
        return (*found, Difference("change.version_not_raised", {"old": old.version, "new": new.version}))
    return found
