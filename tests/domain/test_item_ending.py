"""A township ends a version: from its last day on drafts are advised; a wrong ending is named."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hall import hall_data

from app.domain.item import Catalog
from app.domain.item_ending import Ending, EndingFault, ended, mistakes_in_endings
from app.domain.item_withdrawal import Advice, Reason, advise

LAST = date(2026, 11, 26)
AFTER = LAST + timedelta(days=1)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    known = hall_data().catalog
    second = replace(known.version("A01", 1), version=2, valid_from=AFTER)
    return replace(known, items={**known.items, ("A01", 2): second})


def ending(reason: Reason = Reason.ABOLISHED, **told: Any) -> Ending:
    return Ending(**{"item": "A01", "version": 1, "reason": reason, "last_day": LAST, **told})


REVISED = ending(Reason.REVISED, successor=2)
TAKEN_BACK = ending(Reason.TAKEN_BACK, competent_authority="崇义县人社局")


@pytest.mark.parametrize(
    ("told", "advice"),
    [
        (REVISED, Advice.CARRY_OVER),
        (TAKEN_BACK, Advice.NAME_THE_AUTHORITY),
        (ending(), Advice.STOP),
    ],
)
def test_the_reason_decides_what_becomes_of_a_draft(catalog: Catalog, told: Ending, advice: Advice) -> None:
    mine = ended(catalog, [told])
    how = mine.withdrawal(mine.version("A01", 1))

    assert [advise(how, day) for day in (LAST, AFTER)] == [Advice.GO_ON, advice]


def test_after_the_last_day_the_successor_is_what_is_offered(catalog: Catalog) -> None:
    mine = ended(catalog, [REVISED])

    current = [mine.current("A01", day) for day in (LAST, AFTER)]

    assert [item.version for item in current if item] == [1, 2]
    how = mine.withdrawal(mine.version("A01", 1))
    assert how is not None
    assert how.successor == "2"


def test_the_competent_authority_is_known(catalog: Catalog) -> None:
    assert ended(catalog, [TAKEN_BACK]).version("A01", 1).competent_body == "崇义县人社局"


def test_a_township_cannot_receive_longer_than_the_county(catalog: Catalog) -> None:
    item = replace(catalog.version("A01", 1), valid_until=LAST - timedelta(days=9))
    shorter = replace(catalog, items={**catalog.items, ("A01", 1): item})

    assert ended(shorter, [ending()]).version("A01", 1).valid_until == LAST - timedelta(days=9)


def test_other_versions_and_items_stay_as_they_are(catalog: Catalog) -> None:
    mine = ended(catalog, [ending()])

    same = {key for key in catalog.items if mine.items[key] == catalog.items[key]}
    assert catalog.items.keys() - same == {("A01", 1)}


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (ending(item="Z99"), EndingFault.UNKNOWN_ITEM),
        (ending(version=9), EndingFault.UNKNOWN_VERSION),
        (ending(last_day=date(1990, 1, 1)), EndingFault.BEFORE_IT_BEGAN),
        (ending(Reason.REVISED), EndingFault.NO_SUCCESSOR),
        (ending(Reason.REVISED, successor=9), EndingFault.UNKNOWN_SUCCESSOR),
        (ending(Reason.REVISED, successor=1), EndingFault.UNKNOWN_SUCCESSOR),
        (ending(successor=2), EndingFault.NOT_REVISED),
        (ending(Reason.TAKEN_BACK), EndingFault.NO_AUTHORITY),
    ],
)
def test_an_ending_that_cannot_stand_is_named(catalog: Catalog, told: Ending, fault: EndingFault) -> None:
    assert [mistake.fault for mistake in mistakes_in_endings([told], catalog)] == [fault]


def test_an_ending_told_twice_is_named_once(catalog: Catalog) -> None:
    found = mistakes_in_endings([ending(), ending()], catalog)

    assert [mistake.fault for mistake in found] == [EndingFault.TWICE]


@pytest.mark.parametrize("told", [REVISED, TAKEN_BACK, ending()])
def test_an_ending_told_whole_stands(catalog: Catalog, told: Ending) -> None:
    assert mistakes_in_endings([told], catalog) == ()
