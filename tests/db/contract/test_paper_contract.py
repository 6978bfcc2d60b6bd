"""What every PaperStore promises."""

from dataclasses import replace
from datetime import date

import pytest
from ledger_lines import Line
from sqlalchemy.exc import IntegrityError

from app.domain.ledger.canonical import Json
from app.domain.ledger.fold import SubjectState, Trace
from app.domain.ledger.operation import Subject
from app.ports.paper_store import STAMPED, PaperRecord, SealUse
from app.ports.unit_of_work import Storage, UnitOfWork

FACTS = "张𬭎喆的事实".encode()


def reserved(
    unit: UnitOfWork,
    line: Line,
    serial: int = 1,
    series: str = "赣崇关受〔2026〕",
    seal_mode: str = "electronic",
) -> PaperRecord:
    """A paper of case c-1, reserved under an operation of its own."""
    operation = line.next()
    unit.operations.append(operation)
    record = PaperRecord(
        id=f"{series}{serial}",
        case_id="c-1",
        type_code="SL",
        title="受理通知书",
        number=f"{series}{serial}号",
        series=series,
        serial=serial,
        state="reserved",
        is_void=False,
        issued_on=date(2026, 11, 26),
        facts_hash="f" * 64,
        body_hash="",
        layout="",
        seal_mode=seal_mode,
        issued_op=operation.operation.body.op_id,
    )
    unit.papers.add(record, FACTS)
    return record


def finish(unit: UnitOfWork, record: PaperRecord, pdf: bytes = b"%PDF") -> None:
    unit.papers.keep_bytes(record.id, pdf=pdf, body_hash="b" * 64, layout="layout 1", state="sealed")


def test_a_reserved_paper_has_facts_and_no_bytes(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        record = reserved(unit, line)
        unit.commit()

    with storage.reading() as unit:
        assert unit.papers.get(record.id) == record
        assert unit.papers.facts(record.id) == FACTS
        assert unit.papers.pdf(record.id) is None
        assert unit.papers.unfinished() == [record]
        assert unit.papers.get("no such paper") is None


def test_a_finished_paper_has_bytes_that_never_change(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        record = reserved(unit, line)
        finish(unit, record)
        unit.papers.set_state(record.id, "spooled")
        unit.commit()

    with storage.writing() as unit:
        kept = replace(record, state="spooled", body_hash="b" * 64, layout="layout 1")
        assert unit.papers.get(record.id) == kept
        assert unit.papers.pdf(record.id) == b"%PDF"
        assert unit.papers.unfinished() == []
        with pytest.raises(IntegrityError):
            finish(unit, record, b"%PDF another")


def test_a_void_paper_keeps_number_and_bytes(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        record = reserved(unit, line)
        finish(unit, record)
        unit.papers.mark_void(record.id)

        after = unit.papers.get(record.id)
        assert after is not None
        assert (after.is_void, after.number, unit.papers.pdf(record.id)) == (True, record.number, b"%PDF")


def test_the_papers_issued_last_come_first_whatever_their_series(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        first = reserved(unit, line, series="赣崇关办〔2026〕")
        second, third = reserved(unit, line), reserved(unit, line, 2, series="赣崇关办〔2026〕")

        assert list(unit.papers.recent(limit=9)) == [third, second, first]
        assert list(unit.papers.recent(limit=2)) == [third, second]


def test_a_number_is_used_once(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        record = reserved(unit, line)
        with pytest.raises(IntegrityError):
            unit.papers.add(replace(record, id="another", number="another"), FACTS)
    with storage.writing() as unit:
        again = reserved(unit, Line(line.source, line.ids))
        with pytest.raises(IntegrityError):
            unit.papers.add(replace(again, id="another", serial=2), FACTS)


def test_papers_are_listed_by_case_and_by_number(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        second = reserved(unit, line, serial=10)
        first = reserved(unit, line, serial=9)
        other = reserved(unit, line, series="赣崇关不受〔2026〕")

        assert unit.papers.of_case("c-1") == [second, first, other]
        assert unit.papers.of_case("c-2") == []
        assert [record.number for record in unit.papers.all_numbers()] == [
            other.number,
            first.number,
            second.number,
        ]


def test_a_paper_is_found_by_its_number_and_its_day(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        first, second = reserved(unit, line), reserved(unit, line, serial=2)

        assert unit.papers.numbered(second.number) == second
        assert unit.papers.numbered("赣崇关受〔2026〕3号") is None
        assert unit.papers.of_day(first.issued_on) == [first, second]
        assert unit.papers.of_day(date(2026, 11, 27)) == []


def test_every_stamping_is_a_row_in_order(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        record = reserved(unit, line)
        uses = [
            SealUse(
                at=f"2026-11-26T09:0{minute}:00+08:00",
                paper_id=record.id,
                paper_title=record.title,
                number=record.number,
                copies=1,
                seal_name="行政审批专用章",
                clerk="刘主任",
                approver="",
                remark="样章",
            )
            for minute in range(2)
        ]
        for use in uses:
            unit.papers.register_seal_use(use)
        unit.commit()

    with storage.reading() as unit:
        assert unit.papers.seal_uses() == uses


def test_what_came_out_with_space_for_a_seal_waits_until_it_is_stamped_or_void(
    storage: Storage, line: Line
) -> None:
    with storage.writing() as unit:
        came_out, on_its_way, void, drawn = (
            reserved(unit, line, serial=serial, seal_mode=mode)
            for serial, mode in ((1, "wet"), (2, "wet"), (3, "wet"), (4, "electronic"))
        )
        for record in (came_out, on_its_way, void, drawn):
            finish(unit, record)
        for record in (came_out, void, drawn):
            unit.papers.set_state(record.id, "confirmed")
        unit.papers.mark_void(void.id)

        assert [one.id for one in unit.papers.unstamped()] == [came_out.id]

        unit.papers.set_state(came_out.id, STAMPED)
        assert unit.papers.unstamped() == []


def test_papers_are_found_by_their_code_in_every_year_and_sub_series(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        kept = [
            reserved(unit, line, serial, series)
            for serial, series in [
                (1, "赣崇关容〔2026〕"),
                (1, "赣崇关容(3甲)〔2026〕"),
                (1, "赣崇关容〔2027〕"),
            ]
        ]
        for series in ("赣崇关受〔2026〕", "赣崇关不受〔2026〕", "赣崇关〔2026〕"):
            reserved(unit, line, 1, series)
        unit.commit()

    with storage.reading() as unit:
        assert unit.papers.under_code("赣崇关容") == kept
        assert unit.papers.under_code("赣崇上容") == []


def issued(unit: UnitOfWork, line: Line, case: str, **papers: str) -> None:
    """A case in the state `state` with papers of these types (by type: the 代字 of its number)."""
    state = papers.pop("state")
    kept = {"id": "A01", "version": 1, "name": "参保登记"}
    document: dict[str, Json] = {
        "item": kept,
        "case_number": f"36072510500026112600{case[-2:]}",
        "query_code": f"QK7M2X{case[-2:]}",
        "state": state,
        "received_on": "2026-11-26",
        "window": "03",
    }
    unit.authority.save(SubjectState(Subject("case", case), document, (Trace(f"op of {case}", line.source),)))
    for serial, (type_code, code) in enumerate(papers.items(), start=int(case[-2:])):
        operation = line.next()
        unit.operations.append(operation)
        series = f"{code}〔2026〕"
        record = PaperRecord(
            id=f"{case} {type_code}",
            case_id=case,
            type_code=type_code,
            title=type_code,
            number=f"{series}{serial}号",
            series=series,
            serial=serial,
            state="reserved",
            is_void=False,
            issued_on=date(2026, 11, 26),
            facts_hash="f" * 64,
            body_hash="",
            layout="",
            seal_mode="electronic",
            issued_op=operation.operation.body.op_id,
        )
        unit.papers.add(record, FACTS)


def test_cases_are_found_by_one_paper_and_another_that_counts_beside_it(storage: Storage, line: Line) -> None:
    with storage.writing() as unit:
        issued(unit, line, "c-10", state="revoked", GC="赣崇关诺", SL="赣崇关受")
        issued(unit, line, "c-20", state="revoked", GC="赣崇关诺", SL="赣崇关受")
        issued(unit, line, "c-30", state="accepted", GC="赣崇关诺", SL="赣崇关受")
        issued(unit, line, "c-40", state="revoked", SL="赣崇关受")
        issued(unit, line, "c-50", state="revoked", GC="赣崇关诺")
        issued(unit, line, "c-60", state="revoked", XX="赣崇关诺", SL="赣崇关受")
        unit.papers.mark_void("c-10 GC")
        unit.papers.mark_void("c-20 SL")
        unit.commit()

    with storage.reading() as unit:
        asked = {"code": "赣崇关诺", "type_code": "GC"}
        assert unit.papers.beside(**asked, counting={"SL"}, states=("revoked",)) == ["c-10"]
        assert unit.papers.beside(**asked, counting={"SL", "GC"}, states=("revoked",)) == [
            "c-10",
            "c-20",
            "c-50",
        ]
        assert unit.papers.beside(**asked, counting={"SL"}, states=("accepted", "closed")) == ["c-30"]
        assert unit.papers.beside("赣崇上诺", "GC", counting={"SL"}, states=("revoked",)) == []
