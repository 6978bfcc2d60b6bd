"""Cases are found, read masked, revealed on the record; papers are shown, printed and printed again."""

from dataclasses import replace

import pytest
from hall import SUPERVISOR
from work_rig import PERSON, RETURNING, side_by_side

from app.domain.access import AccessKind
from app.domain.role import Role
from app.services.cases.intake import Intake
from app.services.cases.receive import receive_case
from app.services.papers.finish import finish_paper
from app.services.papers.print_paper import confirm_print
from ui.changes import Changes
from ui.panels.cases.panel import CasesPanel
from ui.panels.papers.panel import PapersPanel
from ui.shortcuts import Command


@pytest.fixture
def case(work_rig):
    intake = Intake(item_id="B09", item_version=1, answers=PERSON)
    return receive_case(work_rig.hall.office, work_rig.at().desk, "received", intake).case


@pytest.fixture
def shown(qtbot, work_rig):
    """Show a panel as the frame does."""
    frames = []

    def show(panel):
        frame = side_by_side(panel.work, panel.side)
        frames.append(frame)
        qtbot.addWidget(frame)
        frame.show()
        panel.entered()
        work_rig.settle(qtbot)
        return panel

    yield show
    work_rig.settle(qtbot)
    frames.clear()


def words(rows):
    return " ".join(f"{row.lead} {row.words}" for row in rows)


def test_a_case_is_found_by_two_characters_and_read_masked(work_rig, case, shown, qtbot):
    panel = shown(CasesPanel(work_rig.at()))
    panel.presenter.view.search.setText("欧阳")

    panel.presenter.search()
    work_rig.settle(qtbot, lambda: bool(panel.presenter.view.answers.rows))

    seen = words(panel.presenter.view.answers.rows) + words(panel.presenter.view.list.rows)
    assert RETURNING not in seen
    assert PERSON["name"] not in seen
    assert "360725 ········ 0011" in seen


def test_revealing_shows_everything_until_esc(work_rig, case, shown, qtbot):
    panel = shown(CasesPanel(work_rig.at()))
    panel.presenter.view.list.choose(case.id)
    work_rig.settle(qtbot)

    panel.presenter.reveal()
    work_rig.settle(qtbot)
    revealed = words(panel.presenter.view.answers.rows)
    panel.acts.run(Command.STEP_OUT)

    assert PERSON["name"] in revealed
    assert PERSON["name"] not in words(panel.presenter.view.answers.rows)


def test_a_changed_case_is_patched_in_place(work_rig, case, shown, qtbot):
    supervisor = work_rig.at(SUPERVISOR)
    panel = shown(CasesPanel(supervisor))
    panel.presenter.view.list.choose(case.id)
    work_rig.settle(qtbot)
    panel.presenter.view.things.choose(f"paper:{case.papers[0].id}")
    panel.presenter.view.reason.setText("打错了")

    panel.acts.run(Command.VOID)
    work_rig.settle(qtbot, lambda: "作废" in panel.presenter.view.strip.words)
    work_rig.settle(qtbot)

    assert panel.presenter.view.things.rows[0].trail == "作废"


def test_a_paper_is_issued_again_by_keys_and_the_case_shows_what_took_its_place(work_rig, case, shown, qtbot):
    panel = shown(CasesPanel(work_rig.at(SUPERVISOR)))
    view = panel.presenter.view
    panel.presenter.open_case(case.id)
    work_rig.settle(qtbot)
    view.things.choose(f"paper:{case.papers[0].id}")

    panel.acts.run(Command.REISSUE)
    work_rig.settle(qtbot, lambda: "原因" in view.strip.words)
    assert view.reason.hasFocus()
    view.reason.setText("纸张用错")
    panel.acts.run(Command.REISSUE)
    work_rig.settle(qtbot, lambda: "已送到打印机" in view.strip.words)
    work_rig.settle(qtbot)

    first, second = (row for row in view.things.rows if row.lead == "文书")
    number = second.words.split()[-1]
    assert (first.trail, second.trail) == (f"已被 {number} 替代", "有效")
    assert number in view.strip.words
    assert view.reason.text() == ""


@pytest.mark.parametrize("width", [576, 1030])
def test_nothing_of_a_case_is_wider_than_what_is_in_sight(work_rig, case, shown, qtbot, width):
    panel = shown(CasesPanel(work_rig.at(SUPERVISOR)))
    panel.work.parentWidget().layout().setEnabled(False)
    panel.presenter.open_case(case.id)
    work_rig.settle(qtbot)

    panel.work.resize(width, 400)
    page = panel.presenter.view.case_page
    qtbot.waitUntil(lambda: page.minimumSizeHint().width() <= page.parentWidget().width(), timeout=5_000)


def test_a_window_clerk_cannot_void(work_rig, case, shown, qtbot):
    panel = shown(CasesPanel(work_rig.at()))
    panel.presenter.view.list.choose(case.id)
    work_rig.settle(qtbot)

    assert not panel.acts.is_open(Command.VOID)


def test_accepting_what_is_incomplete_says_what_is_wrong(work_rig, case, shown, qtbot):
    panel = shown(CasesPanel(work_rig.at()))
    panel.presenter.view.list.choose(case.id)
    work_rig.settle(qtbot)

    panel.acts.run(Command.ACCEPT)
    work_rig.settle(qtbot)

    assert panel.presenter.view.strip.words


def test_looking_at_a_paper_that_was_not_made_yet_makes_and_seals_nothing(work_rig, case, shown, qtbot):
    panel = shown(PapersPanel(work_rig.at()))
    work_rig.settle(qtbot, lambda: "还没有做成" in panel.strip.words)

    panel.refresh()
    work_rig.settle(qtbot)

    assert panel.preview.pixmap().isNull()
    assert not panel.seals.rows


def test_a_paper_is_printed_previewed_and_printed_again_only_with_a_reason(work_rig, case, shown, qtbot):
    panel = shown(PapersPanel(work_rig.at()))

    panel.acts.run(Command.PRINT)
    work_rig.settle(qtbot, lambda: "已送到打印机" in panel.strip.words)
    work_rig.settle(qtbot, lambda: not panel.preview.pixmap().isNull())
    panel.acts.run(Command.PRINT)
    work_rig.settle(qtbot, lambda: "补打" in panel.strip.words)
    panel.reason.setText("卡纸")
    panel.acts.run(Command.PRINT)
    work_rig.settle(qtbot, lambda: "已送到打印机" in panel.strip.words)

    assert len(list(work_rig.bench.home.printed.glob("*.pdf"))) == 2


def reveals(work_rig):
    with work_rig.hall.office.storage.reading() as unit:
        entries = [one.entry for one in unit.audit.entries()]
    return [entry.reason for entry in entries if entry.kind is AccessKind.REVEAL]


def is_shown(panel):
    return not panel.preview.pixmap().isNull()


def test_the_own_paper_is_there_without_a_key_and_logged_once_for_each_opening(work_rig, case, shown, qtbot):
    finish_paper(work_rig.hall.office, case.papers[0].id)
    panel = shown(PapersPanel(work_rig.at()))
    work_rig.settle(qtbot, lambda: is_shown(panel))

    panel.refresh()
    work_rig.settle(qtbot)
    assert reveals(work_rig) == ["查看文书"]

    panel.left()
    assert not is_shown(panel)
    panel.entered()
    work_rig.settle(qtbot, lambda: is_shown(panel))
    assert reveals(work_rig) == ["查看文书"] * 2


def test_a_paper_of_others_is_covered_until_ctrl_h_and_only_then_logged(work_rig, case, shown, qtbot):
    finish_paper(work_rig.hall.office, case.papers[0].id)
    at = work_rig.at(SUPERVISOR)
    panel = shown(PapersPanel(replace(at, desk=replace(at.desk, window="09"))))
    work_rig.settle(qtbot, lambda: "Ctrl+H" in panel.preview.text())
    assert (is_shown(panel), reveals(work_rig), panel.strip.words) == (False, [], "")

    panel.acts.run(Command.REVEAL)
    work_rig.settle(qtbot, lambda: is_shown(panel))

    assert reveals(work_rig) == ["查看文书"]


def test_a_reviewer_is_shown_no_key_and_no_tab_that_only_refuses(work_rig, case, shown, qtbot):
    finish_paper(work_rig.hall.office, case.papers[0].id)
    reviewer = replace(SUPERVISOR, id="c-shen", roles=frozenset({Role.REVIEWER}))
    panel = shown(PapersPanel(work_rig.at(reviewer)))
    work_rig.settle(qtbot, lambda: "您的岗位" in panel.preview.text())

    assert "Ctrl+H" not in panel.preview.text()
    assert panel.strip.words == ""
    assert not panel.acts.is_open(Command.STAMPED)
    assert panel.acts.is_open(Command.PRINT)


def test_how_the_chosen_paper_was_printed_is_said_as_it_is_now(work_rig, case, shown, qtbot):
    panel = shown(PapersPanel(work_rig.at()))
    panel.acts.run(Command.PRINT)
    work_rig.settle(qtbot, lambda: "打印" in panel.jobs)
    with work_rig.hall.office.storage.reading() as unit:
        (stored,) = unit.print_jobs.still_open()
    at = work_rig.at()

    at.store(
        lambda: confirm_print(at.office, at.desk, stored.job.job_id, came_out=True),
        lambda job: at.tell(Changes(print_jobs=frozenset({job.job_id}))),
        work_rig.bugs.append,
    )

    work_rig.settle(qtbot, lambda: "已打印" in panel.jobs)


def test_where_the_picture_has_no_room_nothing_was_looked_at(work_rig, case, shown, qtbot):
    finish_paper(work_rig.hall.office, case.papers[0].id)
    panel = PapersPanel(work_rig.at())
    panel.work.resize(600, 600)
    qtbot.addWidget(panel.work)
    panel.work.show()
    panel.entered()
    work_rig.settle(qtbot)
    assert reveals(work_rig) == []

    panel.work.resize(900, 600)
    work_rig.settle(qtbot, lambda: is_shown(panel))
    assert reveals(work_rig) == ["查看文书"]


def test_every_stamping_stands_in_the_seal_register(work_rig, case, shown, qtbot):
    panel = shown(PapersPanel(work_rig.at()))
    panel.acts.run(Command.PRINT)
    work_rig.settle(qtbot, lambda: "已送到打印机" in panel.strip.words)

    panel.refresh()
    work_rig.settle(qtbot, lambda: bool(panel.seals.rows))

    assert case.papers[0].number in panel.seals.rows[0].words
    assert "王小兰" in panel.seals.rows[0].hint


def opened(work_rig, case, shown, qtbot, at):
    """A case in front, nothing of it chosen."""
    panel = shown(CasesPanel(at))
    panel.presenter.view.list.choose(case.id)
    work_rig.settle(qtbot)
    return panel


@pytest.mark.parametrize("command", [Command.PRINT, Command.VOID])
def test_no_paper_is_printed_or_voided_that_is_not_seen_to_be_chosen(work_rig, case, shown, qtbot, command):
    panel = opened(work_rig, case, shown, qtbot, work_rig.at(SUPERVISOR))
    view = panel.presenter.view
    view.things.setFocus()
    view.reason.setText("打错了")

    panel.acts.run(command)
    work_rig.settle(qtbot)

    assert view.strip.words == "请先选中一份文书。"
    assert view.things.marked_id == f"paper:{case.papers[0].id}"
    assert view.focusWidget() is view.things
    assert view.things.rows[0].trail == "有效"
    assert not list(work_rig.bench.home.printed.glob("*.pdf"))


def test_voiding_without_a_reason_puts_the_keys_into_the_reason_in_sight(work_rig, case, shown, qtbot):
    panel = opened(work_rig, case, shown, qtbot, work_rig.at(SUPERVISOR))
    view = panel.presenter.view
    view.things.choose(f"paper:{case.papers[0].id}")

    panel.acts.run(Command.VOID)
    work_rig.settle(qtbot, lambda: "作废" in view.strip.words)

    assert "要写明原因" in view.strip.words
    assert view.focusWidget() is view.reason
    assert view.reason.visibleRegion().boundingRect() == view.reason.rect()
