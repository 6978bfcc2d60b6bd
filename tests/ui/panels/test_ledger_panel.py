"""台账: today's counts, and what waits for a person, each with its sentence."""

import pytest
import word_files
from PySide6.QtWidgets import QLabel

from app.domain.storage import StorageError
from app.domain.words import Words
from app.services.matters import Matter, Unsettled
from ui.changes import ChangeBoard, Changes
from ui.panels.ledger.cards import Count
from ui.panels.ledger.panel import LedgerPanel, LedgerUseCases
from ui.shortcuts import Command
from ui.words import Wording

PAPER = Unsettled(id="p1", matter=Matter.PAPER, label="赣崇关受〔2026〕12号", code="window.paper_unfinished")
PRINT = Unsettled(id="j1", matter=Matter.PRINT, label="赣崇关受〔2026〕13号", code="window.print_waiting")
WORDS = Words(word_files.templates())


class Day:
    """What the hall would answer, and the panel that asks."""

    def __init__(self, tasks, qtbot):
        self.counts, self.unsettled = [], []
        self.error = None
        self.bugs = []
        self._tasks, self._qtbot = tasks, qtbot
        self.opened = []
        self.deleted = []
        use = LedgerUseCases(self._count, lambda: self.unsettled, self.opened.append, self._delete)
        self.board = ChangeBoard()
        self.panel = LedgerPanel(use, tasks, Wording(WORDS, self.bugs.append), self.board)
        qtbot.addWidget(self.panel.work)
        self.panel.work.resize(1030, 684)
        self.panel.work.show()

    def _count(self):
        if self.error is not None:
            raise self.error
        return self.counts

    def _delete(self, draft_id):
        self.deleted.append(draft_id)
        self.unsettled = [one for one in self.unsettled if one.id != draft_id]

    def press(self, command):
        self.panel.acts.run(command)
        self._qtbot.waitUntil(lambda: not self._tasks.is_busy)

    def enter(self):
        self.panel.entered()
        self._qtbot.waitUntil(lambda: not self._tasks.is_busy)

    def words(self):
        labels = self.panel.work.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]


@pytest.fixture
def day(dressed_application, tasks, qtbot):
    return Day(tasks, qtbot)


def test_a_day_without_work_says_what_will_be_here_and_which_key_starts_it(day):
    day.enter()

    assert "今天还没有办过件。办过的会按种类数在这里。" in day.words()
    assert "F2" in day.words()
    assert any(one.startswith("没有要人处理的事") for one in day.words())


def test_each_kind_is_counted_in_words(day):
    day.counts = [Count("受理", 12), Count("一次性告知", 3)]
    day.enter()

    assert {"受理", "12", "一次性告知", "3"} <= set(day.words())


def test_the_counts_of_the_next_look_take_the_place_of_the_last(day, qtbot):
    for number in (4, 5):
        day.counts = [Count("受理", number)]
        day.enter()

    qtbot.waitUntil(lambda: "4" not in day.words())
    assert "5" in day.words()


def test_enter_opens_the_case_that_waits_and_only_that(day):
    waits = Unsettled(
        id="c1 deemed",
        matter=Matter.CASE,
        label="3607251050002611260001",
        code="case.deemed_waits",
        facts={"item": "临时占道经营许可", "since": "2026年11月26日"},
        case_id="c1",
    )
    day.unsettled = [PAPER, waits]
    day.enter()

    day.panel.list.picked.emit(PAPER.id)
    assert day.opened == []
    day.panel.list.picked.emit(waits.id)
    assert day.opened == ["c1"]
    assert "2026年11月26日" in day.panel.list.rows[1].hint


def test_what_waits_is_listed_by_kind_with_what_it_is_about(day):
    day.unsettled = [PAPER, PRINT]
    day.enter()

    assert [row.lead for row in day.panel.list.rows] == ["文书", "打印"]
    assert day.panel.list.rows[0].words == f"{PAPER.label} {WORDS.say(PAPER.code, {}).title}"
    assert "待处理 2" in day.words()


def test_the_row_pointed_at_says_what_to_do(day):
    day.unsettled = [PAPER, PRINT]
    day.enter()
    day.panel.list.choose(PRINT.id)

    assert WORDS.say(PRINT.code, {}).sentence() in day.words()


def test_what_is_settled_leaves_the_list_and_its_sentence(day):
    day.unsettled = [PAPER]
    day.enter()
    day.unsettled = []
    day.enter()

    assert day.panel.list.rows == ()
    assert WORDS.say(PAPER.code, {}).sentence() not in day.words()


def test_counts_that_cannot_be_read_are_told_in_words(day):
    day.error = StorageError("storage.disk_full")
    day.enter()

    assert day.bugs == []
    assert WORDS.say("storage.disk_full", {}).sentence() in day.words()


@pytest.mark.parametrize("kind", ["cases", "papers", "print_jobs"])
def test_what_is_settled_meanwhile_leaves_the_list_in_front(day, kind):
    day.unsettled = [PAPER]
    day.enter()
    before = day.words()
    day.unsettled = []
    day.board.announce(Changes(**{kind: frozenset({"any"})}))
    day._qtbot.waitUntil(lambda: "待处理 0" in day.words())

    assert "待处理 1" in before


def test_a_panel_that_is_not_in_front_reads_nothing(day):
    day.enter()
    day.panel.work.hide()
    day.unsettled = [PAPER]
    day.board.announce(Changes(cases=frozenset({"any"})))

    assert not day._tasks.is_busy


DRAFT = Unsettled(
    id="d1",
    matter=Matter.DRAFT,
    label="居民养老保险",
    code="draft.old",
    facts={"clerk": "王小兰", "item": "居民养老保险", "name": "欧**", "day": "2026年11月26日", "days": 31},
)


def test_a_draft_that_lay_for_long_goes_at_the_second_press(day):
    day.unsettled = [DRAFT, PAPER]
    day.enter()
    assert "连按两次 Alt+D" in day.panel._strip.words

    day.press(Command.DISCARD_DRAFT)
    assert day.deleted == []
    assert "再按一次 Alt+D" in day.panel._strip.words

    day.press(Command.DISCARD_DRAFT)
    assert day.deleted == ["d1"]
    assert [row.id for row in day.panel.list.rows] == ["p1"]
    assert "已经删除" in day.panel._strip.words


def test_another_line_between_the_presses_asks_anew_and_no_other_matter_is_deleted(day):
    day.unsettled = [DRAFT, PAPER]
    day.enter()
    day.press(Command.DISCARD_DRAFT)

    day.panel.list.choose("p1")
    assert not day.panel.acts.is_open(Command.DISCARD_DRAFT)
    day.panel.delete_draft()
    day.panel.list.choose("d1")
    day.press(Command.DISCARD_DRAFT)

    assert day.deleted == []


def test_whoever_may_not_delete_has_no_such_key(day, tasks, qtbot):
    use = LedgerUseCases(list, lambda: [DRAFT], day.opened.append)
    panel = LedgerPanel(use, tasks, Wording(WORDS, day.bugs.append), ChangeBoard())
    qtbot.addWidget(panel.work)
    panel.entered()
    qtbot.waitUntil(lambda: not tasks.is_busy)

    panel.delete_draft()

    assert not panel.acts.is_open(Command.DISCARD_DRAFT)
    assert panel.list.rows[0].id == "d1"
