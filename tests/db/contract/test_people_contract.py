"""What every Clerks, DraftStore, AccessAudit and BusinessDayStore promises."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from app.domain.access import AccessEntry, AccessKind
from app.domain.clerk import Clerk
from app.domain.draft import Draft, FieldChange
from app.domain.role import Role
from app.ports.unit_of_work import Storage

MORNING = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
LIAO = Clerk(id="c-liao", name="廖秀英", staff_number="0107", roles=frozenset({Role.WINDOW}))
WANG = Clerk(id="c-wang", name="王小兰", staff_number="0101", roles=frozenset({Role.SUPERVISOR, Role.WINDOW}))
DRAFT = Draft(
    id="d-1",
    clerk_id="c-liao",
    window="03",
    item_id="A01",
    item_version="1",
    ticket_id=None,
    started_at=MORNING,
)


def test_a_clerk_is_found_by_id_and_staff_number(storage: Storage) -> None:
    with storage.writing() as unit:
        unit.clerks.save(LIAO)
        unit.clerks.save(WANG)
        unit.commit()

    with storage.reading() as unit:
        assert unit.clerks.find("c-liao") == LIAO
        assert unit.clerks.find_by_staff_number("0101") == WANG
        assert unit.clerks.all() == (WANG, LIAO)
        assert unit.clerks.find("nobody") is None
        assert unit.clerks.find_by_staff_number("9999") is None


def test_a_clerk_saved_again_has_the_new_facts(storage: Storage) -> None:
    left = replace(LIAO, is_active=False)
    with storage.writing() as unit:
        unit.clerks.save(LIAO)
        unit.clerks.save(left)

        assert unit.clerks.all() == (left,)
        with pytest.raises(IntegrityError):
            unit.clerks.save(replace(WANG, staff_number=LIAO.staff_number))


def test_a_draft_comes_back_with_the_latest_answers(storage: Storage) -> None:
    with storage.writing() as unit:
        unit.drafts.start(DRAFT)
        unit.drafts.append(
            "d-1", [FieldChange("name", "钟"), FieldChange("age", 7), FieldChange("pet", True)]
        )
        unit.drafts.append("d-1", [FieldChange("name", "钟石生"), FieldChange("pet", None)])
        unit.commit()

    with storage.reading() as unit:
        loaded = unit.drafts.load("d-1")
        assert loaded is not None
        assert (loaded.draft, dict(loaded.answers)) == (DRAFT, {"name": "钟石生", "age": 7})
        assert unit.drafts.load("no such draft") is None


def test_a_clerk_has_the_own_open_drafts_oldest_first(storage: Storage) -> None:
    later = replace(DRAFT, id="d-0", started_at=MORNING + timedelta(minutes=1))
    with storage.writing() as unit:
        for draft in (later, DRAFT, replace(DRAFT, id="d-2", clerk_id="c-wang")):
            unit.drafts.start(draft)

        assert unit.drafts.list_open("c-liao") == (DRAFT, later)
        unit.drafts.finish("d-1")
        assert unit.drafts.list_open("c-liao") == (later,)
        assert unit.drafts.load("d-1") is None


def test_the_drafts_begun_before_a_day_are_everybodys_oldest_first(storage: Storage) -> None:
    theirs = replace(DRAFT, id="d-0", clerk_id="c-wang", started_at=MORNING - timedelta(days=2))
    today = replace(DRAFT, id="d-2", started_at=MORNING + timedelta(days=1))
    with storage.writing() as unit:
        for draft in (today, DRAFT, theirs):
            unit.drafts.start(draft)

        assert unit.drafts.begun_before(date(2026, 11, 27)) == (theirs, DRAFT)
        assert unit.drafts.begun_before(date(2026, 11, 26)) == (theirs,)
        unit.drafts.finish("d-0")
        assert unit.drafts.begun_before(date(2026, 11, 26)) == ()


def test_nothing_is_added_to_a_draft_that_is_gone(storage: Storage) -> None:
    with storage.writing() as unit, pytest.raises(IntegrityError):
        unit.drafts.append("no such draft", [FieldChange("name", "钟")])


def test_every_access_is_kept_in_one_chain(storage: Storage) -> None:
    login = AccessEntry(kind=AccessKind.LOGIN, clerk_id="c-liao", at=MORNING)
    seen = AccessEntry(
        kind=AccessKind.REVEAL,
        clerk_id="c-liao",
        at=MORNING + timedelta(minutes=1),
        window="03",
        case_id="c-1",
        fields=("cert_no", "phone"),
        reason="核对身份",
    )
    with storage.writing() as unit:
        assert unit.audit.first_break() is None
        unit.audit.record(login)
        unit.audit.record(seen)
        unit.commit()

    with storage.reading() as unit:
        assert [(one.seq, one.entry) for one in unit.audit.entries()] == [(1, login), (2, seen)]
        assert [one.entry for one in unit.audit.entries(after=1)] == [seen]
        assert unit.audit.first_break() is None


def test_the_business_day_is_kept_with_who_stated_it(storage: Storage) -> None:
    with storage.writing() as unit:
        assert (unit.business_day.last(), unit.business_day.confirmed_under()) == (None, None)
        unit.business_day.set(date(2026, 11, 26), confirmed_by="c-liu", clock=date(1985, 1, 1))
        unit.commit()

    with storage.writing() as unit:
        assert unit.business_day.last() == date(2026, 11, 26)
        assert unit.business_day.confirmed_under() == date(1985, 1, 1)
        unit.business_day.set(date(2026, 11, 27), confirmed_by=None)
        assert (unit.business_day.last(), unit.business_day.confirmed_under()) == (date(2026, 11, 27), None)
