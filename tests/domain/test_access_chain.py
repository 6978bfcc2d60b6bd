"""The chain of the access audit shows any entry changed, moved or taken out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from app.domain.access import GENESIS, AccessEntry, AccessKind, ChainedEntry, first_break, link_after

NOON = datetime(2026, 3, 4, 4, 0, tzinfo=UTC)

ENTRIES = st.lists(
    st.builds(
        AccessEntry,
        kind=st.sampled_from(AccessKind),
        clerk_id=st.sampled_from(["c-1", "c-2"]),
        at=st.integers(0, 10**6).map(lambda seconds: NOON + timedelta(seconds=seconds)),
        window=st.sampled_from([None, "3"]),
        case_id=st.sampled_from([None, "k-1"]),
        fields=st.sampled_from([(), ("phone",), ("phone", "id_number")]),
        reason=st.sampled_from(["", "核对本人"]),
    ),
    min_size=1,
    max_size=6,
)


def chain(entries: list[AccessEntry]) -> list[ChainedEntry]:
    link, chained = GENESIS, []
    for seq, entry in enumerate(entries, start=1):
        link = link_after(link, seq, entry)
        chained.append(ChainedEntry(seq, entry, link))
    return chained


@given(ENTRIES)
def test_a_chain_as_written_is_whole(entries: list[AccessEntry]) -> None:
    assert first_break(chain(entries)) is None


@given(ENTRIES, st.data())
def test_a_changed_entry_shows_at_its_place(entries: list[AccessEntry], data: st.DataObject) -> None:
    whole = chain(entries)
    place = data.draw(st.integers(0, len(whole) - 1))
    change = data.draw(
        st.sampled_from(
            [
                {"clerk_id": "c-9"},
                {"at": NOON - timedelta(seconds=1)},
                {"window": "9"},
                {"case_id": "k-9"},
                {"fields": ("name",)},
                {"reason": "别的"},
            ]
        )
    )
    whole[place] = replace(whole[place], entry=replace(whole[place].entry, **change))
    assert first_break(whole) == place + 1


@given(ENTRIES, st.data())
def test_an_entry_taken_out_of_the_middle_shows(entries: list[AccessEntry], data: st.DataObject) -> None:
    whole = chain([*entries, entries[0]])
    place = data.draw(st.integers(0, len(whole) - 2))
    del whole[place]
    assert first_break(whole) == place + 1


@given(ENTRIES)
def test_a_renumbered_entry_shows(entries: list[AccessEntry]) -> None:
    whole = chain(entries)
    whole[-1] = replace(whole[-1], seq=whole[-1].seq + 5)
    assert first_break(whole) == len(whole)


def test_the_zone_a_moment_is_told_in_makes_no_difference() -> None:
    here = NOON.astimezone(timezone(timedelta(hours=8)))
    entry = AccessEntry(kind=AccessKind.LOGIN, clerk_id="c-1", at=NOON)
    assert link_after(GENESIS, 1, entry) == link_after(GENESIS, 1, replace(entry, at=here))
