"""The rows of the paper panel, and the paper drawn as it will be printed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from counter import PENSION, accepted
from fakes import HALL_ZONE
from hall import new_bench
from PySide6.QtGui import QColor

from app.domain.case.fallen import Fall
from app.domain.print_job import PrintJob, PrintState
from app.ports.paper_store import PaperRecord, SealUse
from app.ports.print_job_store import StoredPrintJob
from app.services.cases.look_up import PaperFile
from app.services.papers.finish import finish_paper
from ui.counter.fallen import FALLEN
from ui.panels.papers import model
from ui.widgets.paper_preview import PaperPreview
from ui.widgets.text import Tone

NUMBER = "赣崇关受〔2026〕12号"


def a_paper(**said):
    plain = {
        "id": "p1",
        "case_id": "c1",
        "type_code": "SL",
        "title": "受理通知书",
        "number": NUMBER,
        "series": "受",
        "serial": 12,
        "state": "sealed",
        "is_void": False,
        "issued_on": date(2026, 11, 26),
        "facts_hash": "",
        "body_hash": "",
        "layout": "1",
        "seal_mode": "electronic",
        "issued_op": "op",
    }
    return PaperRecord(**{**plain, **said})


def a_job(state, *, is_reprint=False, hour=1):
    job = PrintJob(
        job_id=f"j{hour}", document_number=NUMBER, printer="laser", state=state, is_reprint=is_reprint
    )
    return StoredPrintJob(job, "p1", datetime(2026, 11, 26, hour, 5, tzinfo=UTC))


@pytest.mark.parametrize(
    ("state", "trail", "tone"),
    [
        (PrintState.RESERVED, "准备打印", Tone.PLAIN),
        (PrintState.PRINTING, "正在打印", Tone.PRESS),
        (PrintState.WAITING, "打印机在等人", Tone.SOON),
        (PrintState.DONE_AT_DEVICE, "已出纸，待确认", Tone.SOON),
        (PrintState.UNKNOWN, "不知道打出没有，待确认", Tone.LATE),
        (PrintState.CONFIRMED, "已打印", Tone.DONE),
        (PrintState.FAILED, "没有打出来", Tone.LATE),
        (PrintState.CANCELLED, "已取消", Tone.PLAIN),
    ],
)
def test_a_paper_says_how_its_last_print_stands(state, trail, tone):
    file = PaperFile(a_paper(), (a_job(PrintState.FAILED), a_job(state, is_reprint=True)))

    (row,) = model.paper_rows([file])

    assert (row.lead, row.words, row.trail, row.tone) == (NUMBER, "受理通知书", trail, tone)


@pytest.mark.parametrize(
    ("state", "job", "trail", "tone"),
    [
        ("spooled", PrintState.DONE_AT_DEVICE, "已出纸，待确认", Tone.SOON),
        ("confirmed", PrintState.CONFIRMED, "待盖章", Tone.SOON),
        ("confirmed", PrintState.PRINTING, "正在打印", Tone.PRESS),
        ("stamped", PrintState.CONFIRMED, "已盖章", Tone.DONE),
        ("stamped", PrintState.FAILED, "已盖章", Tone.DONE),
    ],
)
def test_a_paper_with_space_for_a_seal_says_whether_it_was_stamped(state, job, trail, tone):
    (row,) = model.paper_rows([PaperFile(a_paper(state=state, seal_mode="wet"), (a_job(job),))])

    assert (row.trail, row.tone) == (trail, tone)


def test_a_paper_nobody_printed_yet_says_so():
    (row,) = model.paper_rows([PaperFile(a_paper(), ())])

    assert (row.trail, row.tone) == ("还没有打印", Tone.SOON)


def test_a_paper_says_whose_it_is_and_hides_the_name():
    (row,) = model.paper_rows([PaperFile(a_paper(), (), "欧阳·阿卜杜热合曼·买买提")])

    assert row.words.startswith("受理通知书　欧")
    assert "阿卜杜热合曼" not in row.words


def test_a_void_paper_is_void_however_well_it_was_printed():
    (row,) = model.paper_rows([PaperFile(a_paper(is_void=True), (a_job(PrintState.CONFIRMED),))])

    assert (row.trail, row.tone) == ("作废", Tone.LATE)


@pytest.mark.parametrize("fall", Fall)
def test_a_paper_that_does_not_agree_with_its_case_says_so_before_how_it_was_printed(fall):
    file = PaperFile(a_paper(), (a_job(PrintState.CONFIRMED),), fall=fall)

    (row,) = model.paper_rows([file])
    first, printed = model.jobs_words(file, HALL_ZONE).splitlines()

    assert (row.trail, row.tone) == (FALLEN[fall], Tone.LATE if fall.waits else Tone.PLAIN)
    assert first.startswith(f"已发文书与现状不符：{FALLEN[fall]}。")
    assert ("负责人" in first) is fall.waits
    assert "已打印" in printed


def test_every_attempt_to_print_is_told_by_the_hall_s_clock():
    file = PaperFile(
        a_paper(), (a_job(PrintState.FAILED), a_job(PrintState.CONFIRMED, is_reprint=True, hour=2))
    )

    assert model.jobs_words(file, HALL_ZONE).splitlines() == [
        "11-26 09:05　打印　laser　没有打出来",
        "11-26 10:05　补打　laser　已打印",
    ]


@pytest.mark.parametrize(
    ("approver", "said"), [("关府办〔2026〕3号", "批准文号 关府办〔2026〕3号"), ("", "批准文号 —")]
)
def test_a_stamping_says_which_seal_on_what_and_by_whom(approver, said):
    use = SealUse(
        at="2026-11-26T09:05:00+08:00",
        paper_id="p1",
        paper_title="受理通知书",
        number=NUMBER,
        copies=2,
        seal_name="业务专用章",
        clerk="王小兰",
        approver=approver,
        remark="",
    )

    (row,) = model.seal_rows([use])

    assert (row.lead, row.words) == ("11-26 09:05", f"受理通知书 {NUMBER}")
    assert row.trail == "业务专用章 2份"
    assert said in row.hint
    assert "用印人 王小兰" in row.hint


def test_two_stampings_of_one_paper_are_two_rows():
    use = SealUse(
        at="2026-11-26T09:05", paper_id="p1", paper_title="受", number=NUMBER, copies=1, seal_name="章",
        clerk="王", approver="", remark="",
    )  # fmt: skip

    assert len({row.id for row in model.seal_rows([use, use])}) == 2


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    with new_bench(tmp_path_factory.mktemp("hall")).open("03") as hall:
        done = accepted(hall, PENSION)
        return finish_paper(hall.office, done.papers[0].id)


@pytest.fixture
def preview(dressed_application, qtbot):
    made = PaperPreview()
    qtbot.addWidget(made)
    made.resize(400, 560)
    made.show()
    return made


def inked(pixmap):
    """How many spots of a coarse grid are not white."""
    image = pixmap.toImage()
    white = QColor("white").rgb()
    spots = ((x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
    return sum(image.pixel(*spot) != white for spot in spots)


def test_before_a_paper_is_chosen_nothing_is_drawn(preview):
    preview.resize(300, 400)

    assert preview.pixmap().isNull()


def test_a_paper_is_drawn_in_the_proportions_of_its_page_and_with_ink_on_it(preview, pdf):
    preview.show_paper(pdf)
    drawn = preview.pixmap()

    sides = sorted((drawn.width(), drawn.height()))
    assert sides[1] / sides[0] == pytest.approx(2**0.5, abs=0.02)
    assert drawn.width() <= preview.width()
    assert drawn.height() <= preview.height()
    assert inked(drawn) > 50


def test_while_the_next_paper_is_read_the_last_one_is_gone(preview, pdf):
    preview.show_paper(pdf)

    preview.show_nothing()
    preview.resize(300, 400)

    assert preview.pixmap().isNull()
    preview.show_paper(pdf)
    assert inked(preview.pixmap()) > 50


def test_more_room_makes_a_larger_picture(preview, pdf):
    preview.show_paper(pdf)
    small = preview.pixmap().width()

    preview.resize(700, 980)

    assert preview.pixmap().width() > small


@pytest.mark.parametrize("step", [-1, 5, 0])
def test_turning_beyond_the_paper_stays_on_a_page(preview, pdf, step):
    preview.show_paper(pdf)

    preview.turn(step)

    assert not preview.pixmap().isNull()


def test_another_paper_takes_the_place_of_the_last_one(preview, pdf):
    preview.show_paper(pdf)
    first = preview.pixmap().toImage()

    preview.show_paper(pdf)

    assert preview.pixmap().toImage() == first


def waiting_for_seals(*states):
    return [
        PaperFile(a_paper(id=f"p{at}", state=state, seal_mode="wet"), (a_job(PrintState.CONFIRMED),))
        for at, state in enumerate(states)
    ]


@pytest.mark.parametrize(
    ("states", "stamped", "following"),
    [
        (("confirmed", "confirmed", "confirmed"), "p0", "p1"),
        (("confirmed", "stamped", "confirmed"), "p0", "p2"),
        (("confirmed", "confirmed"), "p1", "p0"),
        (("stamped", "confirmed"), "", "p1"),
        (("confirmed", "stamped"), "p0", None),
    ],
)
def test_the_next_paper_to_stamp_is_the_next_one_down_that_waits(states, stamped, following):
    found = model.next_to_stamp(waiting_for_seals(*states), stamped)

    assert (found.id if found else None) == following


def test_no_seal_is_asked_for_on_a_paper_that_fell_or_is_printed_again():
    fallen, printing = waiting_for_seals("confirmed", "confirmed")
    files = [
        replace(fallen, fall=next(iter(Fall))),
        replace(printing, jobs=(a_job(PrintState.PRINTING, is_reprint=True),)),
    ]

    assert model.next_to_stamp(files, "") is None
