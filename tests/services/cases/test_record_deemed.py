"""What nobody answered in time is recorded as accepted (视为受理), from the day of the law, on paper."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pypdfium2 as pdfium
import pytest
from conflicts import arrives, stands
from counter import PENSION, STREET, at_window, checked, intake, paper
from custom_shelves import with_custom
from hall import SUPERVISOR, Bench

from app.bootstrap.opening import OpenHall
from app.domain.case.case import Case
from app.domain.case.deadlines import due_dates
from app.domain.case.state import CaseState
from app.domain.clerk import Clerk
from app.domain.ledger.operation import Base
from app.domain.paper import PaperError
from app.domain.paper_record import facts_from
from app.domain.role import Role
from app.services.case_turn import CaseConflict
from app.services.cases.accept import accept_case
from app.services.cases.correct import answer_case
from app.services.cases.deemed import DeemedRefused, deemed_among, deemed_waiting
from app.services.cases.look_up import open_case_file, recent_cases
from app.services.cases.receive import receive_case
from app.services.cases.record_deemed import record_deemed
from app.services.cases.supplement import Supplement, request_supplement
from app.services.desk import NotAllowed
from app.services.matters import Matter
from app.services.papers.finish import finish_paper
from app.services.papers.reissue import reissue_paper
from app.services.unsettled import unsettled

AT_TOP = at_window(clerk=SUPERVISOR)
RECEIVED = date(2026, 11, 26)
LINE = Supplement(material="户口簿", problem="缺失", requirement="提交原件", basis="办事指南")


def received(hall: OpenHall, key: str = STREET) -> Case:
    return receive_case(hall.office, at_window(), f"receive {key}", intake(hall.office, key)).case


@pytest.fixture
def forgotten(hall: OpenHall, bench: Bench) -> Iterator[Case]:
    """A licence application received eight days ago that nobody answered."""
    case = received(hall)
    bench.clock.advance(days=8)
    yield case
    assert checked(hall).findings == ()


def text_of(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    try:
        return "".join("".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


def waiting(hall: OpenHall) -> list[tuple[str, date]]:
    with hall.office.storage.reading() as unit:
        return [(case.id, since) for case, since in deemed_waiting(hall.office, unit)]


def test_the_case_is_accepted_from_the_day_of_the_law_and_its_limits_run_from_there(
    hall: OpenHall, forgotten: Case
) -> None:
    done = record_deemed(hall.office, AT_TOP, "record", forgotten.id, forgotten.base)

    item = hall.office.catalog.version(forgotten.item.id, forgotten.item.version)
    due = due_dates(item, RECEIVED, hall.office.calendar)
    assert due.promised is not None
    assert due.statutory is not None
    assert (done.case.state, done.case.due_on) == (CaseState.ACCEPTED, due.promised.date)
    assert done.case.law_due_on == due.statutory.date
    assert done.case.facts["accepted_on"] == done.case.facts["deemed_from"] == "2026-11-26"
    file = open_case_file(hall.office, at_window(), forgotten.id)
    assert (file.deemed_accepted_on, file.case.state) == (None, CaseState.ACCEPTED)
    assert [step.what for step in file.case.history] == ["received", "deemed_accepted"]
    assert file.case.history[-1].by == SUPERVISOR.id


def test_the_notice_says_since_when_and_why_and_names_no_other_day_of_acceptance(
    hall: OpenHall, forgotten: Case
) -> None:
    (notice,) = record_deemed(hall.office, AT_TOP, "record", forgotten.id, forgotten.base).papers

    said = text_of(finish_paper(hall.office, notice.id))
    assert (notice.type_code, notice.title) == ("SL", "受理通知书")
    assert "视为受理日期：2026年11月26日" in said or "视为受理日期2026年11月26日" in said
    assert "自收到申请材料之日（2026年11月26日）起即为受理" in said
    assert "第三十二条第一款第四项" in said
    assert "第五项" not in said
    assert "受理时间" not in said
    assert "决定予以受理" not in said
    with hall.office.storage.reading() as unit:
        facts = facts_from(unit.papers.facts(notice.id))
    assert (facts.case.deemed_from, facts.case.accepted_at) == (RECEIVED, None)
    assert facts.issued_on == date(2026, 12, 4)


def test_it_is_not_recorded_while_the_days_to_answer_run(hall: OpenHall, bench: Bench) -> None:
    case = received(hall)
    bench.clock.advance(days=7)

    with pytest.raises(DeemedRefused, match="not_deemed"):
        record_deemed(hall.office, AT_TOP, "early", case.id, case.base)

    assert open_case_file(hall.office, at_window(), case.id).case.state is CaseState.REGISTERED
    bench.clock.advance(days=1)
    assert record_deemed(hall.office, AT_TOP, "on the day", case.id, case.base).papers[0].serial == 1


def test_what_is_no_licence_is_never_recorded(hall: OpenHall, bench: Bench) -> None:
    case = received(hall, PENSION)
    bench.clock.advance(days=10)

    with pytest.raises(DeemedRefused, match="not_deemed"):
        record_deemed(hall.office, AT_TOP, "record", case.id, case.base)


def test_a_notice_served_in_time_keeps_it_from_being_recorded(hall: OpenHall, bench: Bench) -> None:
    case = received(hall)
    told = request_supplement(hall.office, at_window(), "tell", case.id, case.base, (LINE,)).case
    bench.clock.advance(days=10)

    with pytest.raises(DeemedRefused, match="not_deemed"):
        record_deemed(hall.office, AT_TOP, "record", case.id, told.base)


def test_a_notice_served_too_late_does_not(hall: OpenHall, bench: Bench) -> None:
    """It cannot be issued here any more; one of a window that was cut off arrives."""
    forgotten = received(hall)
    bench.clock.advance(days=8)
    asked = arrives(hall, forgotten, "case.supplement_requested.v1", supplements=[list(LINE.row())])
    arrives(hall, forgotten, "paper.issued.v1", paper="p-9", type="BZ", number="9", ground=asked)
    arrives(hall, forgotten, "paper.served.v1", paper="p-9")

    done = record_deemed(hall.office, AT_TOP, "record", forgotten.id, stands(hall, forgotten).base)

    assert done.case.facts["deemed_from"] == "2026-11-26"


def test_the_same_press_twice_records_once_and_another_press_says_so(hall: OpenHall, forgotten: Case) -> None:
    once = record_deemed(hall.office, AT_TOP, "record", forgotten.id, forgotten.base)
    twice = record_deemed(hall.office, AT_TOP, "record", forgotten.id, forgotten.base)

    assert once.papers == twice.papers
    with pytest.raises(DeemedRefused, match="deemed_already"):
        record_deemed(hall.office, AT_TOP, "again", forgotten.id, once.case.base)


@pytest.mark.parametrize("role", Role)
def test_only_a_supervisor_or_a_reviewer_records_it(hall: OpenHall, forgotten: Case, role: Role) -> None:
    clerk = Clerk(id="c-ma", name="马示范", staff_number="0399", roles=frozenset({role}))
    with hall.office.storage.writing() as unit:
        unit.clerks.save(clerk)
        unit.commit()
    desk = at_window(clerk=clerk)

    if role in {Role.SUPERVISOR, Role.REVIEWER}:
        assert record_deemed(hall.office, desk, "record", forgotten.id, forgotten.base).papers
        return
    with pytest.raises(NotAllowed):
        record_deemed(hall.office, desk, "record", forgotten.id, forgotten.base)
    assert waiting(hall) == [(forgotten.id, RECEIVED)]


def test_what_changed_since_it_was_seen_is_not_recorded(hall: OpenHall, forgotten: Case) -> None:
    answer_case(hall.office, at_window(), "mend", forgotten, {**forgotten.answers, "phone": "13900000000"})

    with pytest.raises(CaseConflict):
        record_deemed(hall.office, AT_TOP, "record", forgotten.id, Base(1, None))

    assert waiting(hall) == [(forgotten.id, RECEIVED)]


def test_nobody_accepts_as_of_today_what_the_law_accepted_before(hall: OpenHall, forgotten: Case) -> None:
    with pytest.raises(DeemedRefused, match="deemed_first") as refused:
        accept_case(hall.office, at_window(), "accept", forgotten.id, forgotten.base)

    assert refused.value.facts["since"] == "2026年11月26日"


def test_it_waits_for_a_person_until_it_is_recorded(hall: OpenHall, forgotten: Case) -> None:
    (waits,) = [one for one in unsettled(hall.office) if one.matter is Matter.CASE]

    assert (waits.case_id, waits.label, waits.code) == (
        forgotten.id,
        forgotten.case_number,
        "case.deemed_waits",
    )
    record_deemed(hall.office, AT_TOP, "record", forgotten.id, forgotten.base)
    assert [one.code for one in unsettled(hall.office) if one.matter is Matter.CASE] == ["case.term_ends"]
    assert waiting(hall) == []
    assert deemed_among(hall.office, recent_cases(hall.office, at_window())) == {}


def test_the_notice_issued_again_names_the_same_day(hall: OpenHall, forgotten: Case) -> None:
    (notice,) = record_deemed(hall.office, AT_TOP, "record", forgotten.id, forgotten.base).papers

    again = reissue_paper(hall.office, AT_TOP, "again", notice.id, reason="纸张用错").papers[0]

    assert "视为受理日期" in text_of(finish_paper(hall.office, again.id))
    assert paper(hall, notice.id).is_void


def test_a_county_wording_without_the_day_takes_no_number(hall: OpenHall, forgotten: Case) -> None:
    types = hall.office.papers.types
    rows = tuple(replace(row, unless="") for row in types["SL"].rows)
    office = with_custom(hall.office, paper_types={**types, "SL": replace(types["SL"], rows=rows)})

    with pytest.raises(PaperError, match="fact_missing"):
        record_deemed(office, AT_TOP, "record", forgotten.id, forgotten.base)

    assert waiting(hall) == [(forgotten.id, RECEIVED)]
