"""一乡一策: only what was claimed is offered, on the township's terms, and never longer than the law's."""

from datetime import date, timedelta

import pytest
from hall import hall_data
from hypothesis import given
from hypothesis import strategies as st

from app.domain.claims import Claim, ClaimFault, claimed, is_longer, mistakes_in
from app.domain.item import Catalog, Limit, LimitUnit

WORKING, NATURAL = LimitUnit.WORKING_DAYS, LimitUnit.NATURAL_DAYS
DAY = date(2026, 11, 26)
WINDOWS = ("01", "03", "05")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return hall_data().catalog


def offered(catalog: Catalog, *claims: Claim, day: date = DAY) -> set[str]:
    return {item.id for item in claimed(catalog, claims).in_force(day)}


def test_only_what_was_claimed_is_offered(catalog: Catalog) -> None:
    assert offered(catalog, Claim(item="A01"), Claim(item="B09")) == {"A01", "B09"}


def test_a_township_that_claimed_nothing_offers_nothing(catalog: Catalog) -> None:
    assert offered(catalog) == set()


def test_what_is_not_offered_is_still_known_for_open_cases(catalog: Catalog) -> None:
    assert claimed(catalog, ()).version("A01", 1).name == catalog.version("A01", 1).name


@pytest.mark.parametrize(
    ("since", "until", "is_offered"),
    [
        (DAY, None, True),
        (DAY + timedelta(days=1), None, False),
        (date.min, DAY, True),
        (date.min, DAY - timedelta(days=1), False),
    ],
)
def test_a_claim_holds_from_its_first_day_to_its_last(
    catalog: Catalog, since: date, until: date | None, *, is_offered: bool
) -> None:
    assert ("A01" in offered(catalog, Claim(item="A01", since=since, until=until))) is is_offered


def test_a_claim_cannot_outlast_the_item_or_begin_before_it(catalog: Catalog) -> None:
    item = catalog.version("A01", 1)
    one = claimed(catalog, [Claim(item="A01", since=date(1990, 1, 1))]).version("A01", 1)

    assert one.valid_from == item.valid_from


def test_a_claim_of_one_version_offers_that_version_only(catalog: Catalog) -> None:
    assert offered(catalog, Claim(item="A01", version=2)) == set()
    assert offered(catalog, Claim(item="A01", version=1)) == {"A01"}


def test_the_claim_of_the_version_goes_before_the_claim_of_the_item(catalog: Catalog) -> None:
    both = [Claim(item="A01", notes=("各版",)), Claim(item="A01", version=1, notes=("第一版",))]

    for claims in (both, both[::-1]):
        assert claimed(catalog, claims).version("A01", 1).reminders[-1] == "第一版"


def test_own_terms_stand_beside_the_countys(catalog: Catalog) -> None:
    county = catalog.version("F01", 1)
    claim = Claim(item="F01", windows=("03",), promised=Limit(1, WORKING), notes=("先到综治办看现场。",))

    own = claimed(catalog, [claim]).version("F01", 1)

    assert own.promised_limit == Limit(1, WORKING)
    assert own.counters == ("03",)
    assert own.reminders == (*county.reminders, "先到综治办看现场。")
    assert own.legal_limit == county.legal_limit


def faults(catalog: Catalog, *claims: Claim) -> list[ClaimFault]:
    return [mistake.fault for mistake in mistakes_in(claims, catalog, WINDOWS)]


@pytest.mark.parametrize(
    ("claim", "fault"),
    [
        (Claim(item="Z99"), ClaimFault.UNKNOWN_ITEM),
        (Claim(item="A01", version=9), ClaimFault.UNKNOWN_VERSION),
        (Claim(item="A01", since=DAY, until=DAY - timedelta(days=1)), ClaimFault.REVERSED),
        (Claim(item="A01", windows=("03", "99")), ClaimFault.UNKNOWN_WINDOW),
        (Claim(item="A01", promised=Limit(1, WORKING)), ClaimFault.LIMIT_ON_THE_SPOT),
        (Claim(item="F01", promised=Limit(900, WORKING)), ClaimFault.LONGER_THAN_LAW),
    ],
)
def test_a_claim_that_cannot_stand_is_named(catalog: Catalog, claim: Claim, fault: ClaimFault) -> None:
    assert faults(catalog, claim) == [fault]


def test_an_item_claimed_twice_is_named_and_two_versions_are_not(catalog: Catalog) -> None:
    assert faults(catalog, Claim(item="A01"), Claim(item="A01")) == [ClaimFault.TWICE]
    assert faults(catalog, Claim(item="A01"), Claim(item="A01", version=1)) == []


def test_every_item_may_be_claimed_on_the_countys_own_terms(catalog: Catalog) -> None:
    for item in catalog.items.values():
        claim = Claim(item=item.id, version=item.version, promised=item.promised_limit)
        assert faults(catalog, claim) == []


def test_a_limit_longer_than_the_countys_promise_is_named(catalog: Catalog) -> None:
    longer = [
        item
        for item in catalog.items.values()
        if item.promised_limit is not None
        and item.legal_limit is not None
        and item.promised_limit.length
        and is_longer(item.legal_limit, item.promised_limit)
        and item.legal_limit.unit is item.promised_limit.unit
    ]
    assert longer
    for item in longer:
        assert faults(catalog, Claim(item=item.id, promised=item.legal_limit)) == [
            ClaimFault.LONGER_THAN_COUNTY
        ]


@given(st.integers(0, 60), st.integers(0, 60))
def test_natural_days_never_outlast_as_many_working_days(own: int, other: int) -> None:
    assert is_longer(Limit(own, NATURAL), Limit(other, WORKING)) is (own > other)


@given(st.integers(1, 60), st.integers(0, 365))
def test_working_days_may_outlast_any_natural_days(own: int, other: int) -> None:
    assert is_longer(Limit(own, WORKING), Limit(other, NATURAL))


@pytest.mark.parametrize("unit", LimitUnit)
def test_at_once_is_longer_than_nothing(unit: LimitUnit) -> None:
    for other in LimitUnit:
        assert not is_longer(Limit(0, unit), Limit(0, other))
