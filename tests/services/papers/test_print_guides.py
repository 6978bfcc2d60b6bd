"""Sheets for those who only ask: what they say, that they count once, that no printer's fault costs one."""

from collections.abc import Mapping
from typing import Any

import pypdfium2 as pdfium
import pytest
from counter import FakePrinter, applications, at_window, checked, with_printer
from hall import SUPERVISOR, Bench

from app.bootstrap.opening import OpenHall
from app.domain.clerk import Clerk
from app.domain.ledger.operation import Subject
from app.domain.print_job import HandoverUnknown, SpoolId
from app.domain.role import Role
from app.domain.ticket import QueueError, Ticket
from app.domain.visit.enquiries import topics_of
from app.domain.visit.shift_kinds import shift_subject
from app.ports.printer import PrintRequest
from app.services.day_counts import day_counts
from app.services.desk import NotAllowed
from app.services.office import Office
from app.services.papers.guide_facts import Asked, guide_facts
from app.services.papers.print_guide import GuideSheet, print_guide
from app.services.queue.call_next import call_next
from app.services.queue.desk import queue_desk
from app.services.queue.issue import Wish, issue_ticket

PENSION, STALL, FELLING = "A01", "F01", "D05"
BAMBOO = {"felling_of": "竹子", "in_reserve": False}


@pytest.fixture
def printer() -> FakePrinter:
    return FakePrinter()


@pytest.fixture
def office(hall: OpenHall, printer: FakePrinter) -> Office:
    return with_printer(hall, printer)


def asked(item: str = PENSION, answers: Mapping[str, Any] | None = None) -> Asked:
    return Asked(item_id=item, item_version=1, answers=answers)


def handed(
    office: Office, what: Asked | None = None, command: str = "ask", seen: Ticket | None = None
) -> GuideSheet:
    return print_guide(office, at_window(), command, what or asked(), "HP", seen=seen)


def called(office: Office, letter: str = "B") -> Ticket:
    desk = queue_desk(office, at_window())
    issue_ticket(desk, office.ids.operation_id(), [Wish(letter, "社保")])
    ticket = call_next(desk, office.ids.operation_id())
    assert ticket is not None
    return ticket


def counted(office: Office) -> int:
    return next(count.number for count in day_counts(office) if count.words == "咨询")


def words_of(pdf: bytes) -> str:
    with pdfium.PdfDocument(pdf) as document:
        return "".join("".join(page.get_textpage().get_text_range() for page in document).split())


def rows(office: Office, what: Asked) -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in guide_facts(office, at_window(), what).table_rows}


def test_a_sheet_says_where_when_on_what_terms_and_what_to_bring(
    office: Office, printer: FakePrinter
) -> None:
    handed(office, asked(STALL))

    (request,) = printer.taken
    text = words_of(request.pdf)
    item = office.catalog.version(STALL, 1)
    assert (request.printer, request.title) == ("HP", f"一次性告知单 {item.name}")
    assert "周一至周五：上午08:30-12:00，午间延时12:00-14:30，下午14:30-17:30" in text
    assert "周六、周日：周末延时08:30-12:00" in text
    assert office.papers.unit.phone in text
    assert "（自受理之日起算）" in text
    for told in (*item.conditions, *item.refusals, *(one.cited() for one in item.basis)):
        assert "".join(told.split()) in text
    for material in item.materials:
        assert "".join(material.name.split()) in text


def test_a_sheet_is_no_receipt_and_has_neither_number_nor_seal(office: Office, printer: FakePrinter) -> None:
    handed(office)

    text = words_of(printer.taken[0].pdf)
    assert "不编文号，不盖印章" in text
    assert "〔2026〕" not in text
    assert "查询码" not in text
    with office.storage.reading() as unit:
        assert not unit.papers.all_numbers()
        assert not unit.papers.seal_uses()
        assert not unit.cases.recent(limit=10)
    assert not office.papers.issue_log.read()


def test_an_instant_item_is_said_to_be_done_on_the_spot(office: Office) -> None:
    assert guide_facts(office, at_window(), asked()).guide.limits == "当场办结"


def test_the_windows_named_are_those_of_the_items_letters(office: Office) -> None:
    told = guide_facts(office, at_window(), asked()).guide.windows

    named = [window.label for window in office.hall.windows if "B" in window.letters]
    assert named
    assert told == "、".join(named)


def test_before_anything_is_told_every_paper_is_listed_with_its_marks(office: Office) -> None:
    told = rows(office, asked())

    assert list(told) == [one.name for one in office.catalog.version(PENSION, 1).materials]
    assert told["居民身份证"] == ("原件", "1", "必交", "可免交：读卡器核验")
    assert told["户口簿（首页和本人页）"][0] == "原件或复印件"
    assert told["参保登记表"] == ("原件（留存）", "1", "必交", "由本系统打印，参保人签字")
    assert told["社保卡或银行卡"][2] == "视情况"
    assert rows(office, asked(FELLING))["林权证或者权属证明"][3] == "可免交：林权登记信息核验；可容缺"


def test_what_was_told_leaves_only_the_papers_it_asks_for(office: Office, printer: FakePrinter) -> None:
    answers = applications()["pension"]["answers"]
    bank, special = "社保卡或银行卡", "特殊群体证明（低保、特困、重残、脱贫）"

    told = rows(office, asked(answers={**answers, "special": ["无"], "pay_mode": "批扣"}))
    handed(office, asked(answers={**answers, "special": ["无"], "pay_mode": "批扣"}))

    assert special not in told
    assert told[bank][2] == "必交"
    text = words_of(printer.taken[0].pdf)
    assert "按您说明的情况" in text
    assert answers["name"] not in text


def test_what_needs_no_permit_is_said_with_the_law_and_asks_for_nothing(
    office: Office, printer: FakePrinter
) -> None:
    sheet = handed(office, asked(FELLING, BAMBOO))

    text = words_of(printer.taken[0].pdf)
    assert sheet.title == "不需要许可告知单"
    assert "依照《中华人民共和国森林法》第五十六条第一款，依法不需要取得行政许可" in text
    assert "《中华人民共和国行政许可法》第三十二条第一款第一项" in text
    assert "林木采伐申请表" not in text
    assert counted(office) == 1


def test_every_item_of_the_catalogue_has_its_sheet(office: Office) -> None:
    today = office.clock.now().date()
    for item in office.catalog.in_force(today):
        facts = guide_facts(office, at_window(), Asked(item_id=item.id, item_version=item.version))
        text = words_of(office.papers.renderer.render(facts, None).pdf)
        for name in (item.name, *(material.name for material in item.materials)):
            assert "".join(name.split()) in text, item.id
        assert facts.guide.windows, item.id


# counted as 咨询, once


def test_somebody_with_a_ticket_is_counted_once_however_often_the_sheet_is_printed(
    hall: OpenHall, office: Office, printer: FakePrinter
) -> None:
    ticket = called(office)

    for command in ("one", "two", "two"):
        handed(office, command=command, seen=ticket)

    with office.storage.reading() as unit:
        document = office.recorder.live(unit, Subject("visit", ticket.id)).document
    assert topics_of(document) == ("城乡居民基本养老保险参保登记",)
    assert (counted(office), len(printer.taken)) == (1, 3)
    assert checked(hall).findings == ()


def test_two_items_asked_about_with_one_ticket_are_two_enquiries(office: Office) -> None:
    ticket = called(office)

    handed(office, asked(PENSION), "one", ticket)
    handed(office, asked(STALL), "two", ticket)

    assert counted(office) == 2


def test_the_item_asked_about_stands_in_the_ledger(office: Office) -> None:
    ticket = called(office)
    handed(office, seen=ticket)

    with office.storage.reading() as unit:
        last = [entry.delivered.operation for entry in unit.authority.lane(Subject("visit", ticket.id))][-1]
    assert last.body.kind == "visit.enquiry_recorded.v1"
    assert dict(last.payload or {}) == {"topic": "城乡居民基本养老保险参保登记", "item": "A01"}


def test_somebody_without_a_ticket_is_counted_at_the_window(hall: OpenHall, office: Office) -> None:
    handed(office, command="first")
    handed(office, command="second")

    with office.storage.reading() as unit:
        day = shift_subject(office.hall.id, "03", office.business_day.shown(unit))
        state = office.recorder.live(unit, day)
    assert len(topics_of(state.document)) == 2
    assert counted(office) == 2
    assert checked(hall).findings == ()


def test_the_same_command_prints_again_and_counts_nothing_more(office: Office, printer: FakePrinter) -> None:
    handed(office), handed(office)

    assert (counted(office), len(printer.taken)) == (1, 2)


def test_walk_ins_of_yesterday_are_not_counted_today(bench: Bench, office: Office) -> None:
    handed(office, command="yesterday")
    bench.clock.advance(days=1)
    handed(office, command="today")

    assert counted(office) == 1


# what goes wrong


@pytest.mark.parametrize("code", ["printing.rejecting", "printing.spooler_silent"])
def test_a_printers_fault_is_told_and_the_enquiry_stands(
    office: Office, printer: FakePrinter, code: str
) -> None:
    printer.fault = code
    sheet = handed(office)

    assert sheet.fault is not None
    assert sheet.fault.code == code
    assert sheet.pdf.startswith(b"%PDF")
    assert counted(office) == 1

    # and after the paper is filled in the same press prints and counts nothing more
    printer.fault = None
    assert handed(office).fault is None
    assert (counted(office), len(printer.taken)) == (1, 1)


def test_a_sheet_nobody_knows_of_is_said_so_in_its_own_words(hall: OpenHall) -> None:
    class DoubtfulPrinter(FakePrinter):
        def submit(self, request: PrintRequest) -> SpoolId:
            raise HandoverUnknown("printing.outcome_unknown", printer=request.printer, number=request.title)

    sheet = handed(with_printer(hall, DoubtfulPrinter()))

    assert sheet.fault is not None
    assert sheet.fault.code == "printing.guide_unknown"


def test_a_ticket_that_left_the_window_is_not_counted_and_nothing_is_printed(
    office: Office, printer: FakePrinter
) -> None:
    desk = queue_desk(office, at_window())
    ticket = issue_ticket(desk, "take", [Wish("B", "社保")])

    with pytest.raises(QueueError):
        handed(office, seen=ticket)

    assert (counted(office), printer.taken) == (0, [])


def test_who_may_not_serve_people_prints_no_sheet(office: Office, printer: FakePrinter) -> None:
    guide = Clerk(id="c-dao", name="导办员", staff_number="0399", roles=frozenset({Role.GUIDE}))

    with pytest.raises(NotAllowed):
        print_guide(office, at_window(clerk=guide), "ask", asked(), "HP")

    assert printer.taken == []


def test_a_supervisor_answers_too(office: Office) -> None:
    print_guide(office, at_window(clerk=SUPERVISOR), "ask", asked(), "HP")

    assert counted(office) == 1
