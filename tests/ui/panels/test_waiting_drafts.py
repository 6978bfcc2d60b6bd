"""The drafts above the items: whose, for what, since when, and how they are offered."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes import A_THURSDAY_MORNING, HALL_ZONE

from app.domain.draft import Draft
from app.services.cases.drafts import DraftEntry
from ui.panels.intake import waiting
from ui.widgets.text import Tone

ITEM = "城乡居民基本养老保险参保登记"


def draft(serial, item_name=ITEM, at=A_THURSDAY_MORNING, applicant="王小明"):
    made = Draft(
        id=f"d{serial}",
        clerk_id="c",
        window="03",
        item_id="A01",
        item_version="1",
        ticket_id=None,
        started_at=at,
    )
    return DraftEntry(made, item_name, applicant)


def test_the_newest_draft_stands_first():
    rows = waiting.draft_rows([draft(1), draft(2), draft(3)], HALL_ZONE)

    assert [row.id for row in rows] == ["draft:d3", "draft:d2", "draft:d1"]
    assert {row.tone for row in rows} == {Tone.SOON}


def test_a_draft_says_by_the_hall_s_clock_when_it_was_begun():
    (row,) = waiting.draft_rows([draft(1, at=datetime(2026, 11, 26, 1, 5, tzinfo=UTC))], HALL_ZONE)

    assert row.trail == "11-26 09:05 开始"


def test_a_draft_says_whose_it_is_masked_and_for_what():
    (row,) = waiting.draft_rows([draft(1)], HALL_ZONE)

    assert row.words == f"王*明　{ITEM}"


def test_a_draft_without_a_name_says_so():
    (row,) = waiting.draft_rows([draft(1, applicant="")], HALL_ZONE)

    assert row.words == f"（姓名未填）　{ITEM}"


def test_a_draft_of_an_item_that_is_gone_is_called_by_its_number():
    (row,) = waiting.draft_rows([draft(1, item_name="")], HALL_ZONE)

    assert row.words.endswith("　A01")


@pytest.mark.parametrize(("count", "said"), [(0, ""), (1, "有 1 份"), (3, "有 3 份")])
def test_what_is_said_of_those_that_wait(count, said):
    words = waiting.waiting_words(count)

    assert words.startswith(said)
    assert ("Ctrl+O" in words) == bool(count)


def test_only_of_several_the_clerk_is_told_how_to_choose():
    assert "上下键" not in waiting.waiting_words(1)
    assert "上下键" in waiting.waiting_words(2)


def test_the_clerk_s_own_work_is_offered_back_by_one_key():
    said = waiting.own_draft_words(draft(1), "A001")

    assert said == f"A001 上次没填完王*明的{ITEM}，按回车接着填。"
    assert waiting.own_draft_words(replace(draft(1), applicant=""), "A001").startswith(
        f"A001 上次没填完{ITEM}"
    )
