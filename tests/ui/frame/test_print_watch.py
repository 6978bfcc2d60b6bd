"""Print jobs are followed one at a time; the one that waits for an answer comes before all others."""

import pytest

from app.domain.print_job import PrintingError, PrintJob, PrintState
from ui.changes import ChangeBoard, Changes
from ui.frame.print_watch import PrintUseCases, PrintWatch
from ui.shortcuts import Command


def a_job(name, state):
    return PrintJob(job_id=name, document_number=f"赣崇关受〔2026〕{name}号", printer="laser", state=state)


class Spooler:
    """Jobs as the hall keeps them, and a watch that follows them."""

    def __init__(self, qtbot, tasks):
        self.qtbot, self.tasks, self.jobs, self.fault = qtbot, tasks, {}, None
        self.board, self.shown, self.failures, self.asked, self.changed = ChangeBoard(), [], [], 0, []
        self.watch = PrintWatch(
            PrintUseCases(self.open_jobs, self.confirm), tasks, self.board, self.failures.append
        )
        self.watch.listen(self.shown.append)
        self.board.print_jobs_changed.connect(self.changed.append)

    def open_jobs(self):
        self.asked += 1
        if self.fault is not None:
            raise self.fault
        return [job for job in self.jobs.values() if job.is_open]

    def confirm(self, job_id, came_out):
        job = self.jobs[job_id]
        self.jobs[job_id] = job.confirmed() if came_out else job.failed()
        return self.jobs[job_id]

    def look(self, **jobs):
        self.jobs = {name: a_job(name, state) for name, state in jobs.items()}
        self.watch.refresh()
        self.settle()

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.tasks.is_busy)

    def press(self, command):
        done = self.watch.acts.run(command)
        self.settle()
        return done


@pytest.fixture
def spooler(qtbot, tasks):
    return Spooler(qtbot, tasks)


def test_with_nothing_to_print_nothing_is_shown_or_asked(spooler):
    spooler.look()

    assert spooler.shown == [None]
    assert not spooler.press(Command.PRINTED)


def test_the_oldest_open_job_is_shown(spooler):
    spooler.look(a=PrintState.PRINTING, b=PrintState.SPOOLED)

    assert spooler.watch.job.job_id == "a"
    assert not spooler.watch.acts.is_open(Command.PRINTED)


def test_the_job_that_waits_for_an_answer_is_shown_before_older_ones(spooler):
    spooler.look(a=PrintState.PRINTING, b=PrintState.DONE_AT_DEVICE)

    assert spooler.watch.job.job_id == "b"
    assert spooler.watch.acts.is_open(Command.PRINTED)
    assert spooler.watch.acts.is_open(Command.NOT_PRINTED)


def test_a_print_nobody_knows_of_is_asked_about_before_newer_ones(spooler):
    spooler.look(a=PrintState.RESERVED, b=PrintState.UNKNOWN, c=PrintState.DONE_AT_DEVICE)

    assert spooler.watch.job.job_id == "b"
    spooler.press(Command.NOT_PRINTED)

    assert spooler.jobs["b"].state is PrintState.FAILED
    assert spooler.watch.job.job_id == "c"


@pytest.mark.parametrize(
    ("command", "state"),
    [(Command.PRINTED, PrintState.CONFIRMED), (Command.NOT_PRINTED, PrintState.FAILED)],
)
def test_the_clerk_s_answer_is_kept_and_told(spooler, command, state):
    spooler.look(a=PrintState.DONE_AT_DEVICE)

    spooler.press(command)

    assert spooler.jobs["a"].state is state
    assert frozenset({"a"}) in spooler.changed


def test_after_an_answer_the_next_question_follows_by_itself(spooler):
    spooler.look(a=PrintState.DONE_AT_DEVICE, b=PrintState.DONE_AT_DEVICE)

    spooler.press(Command.PRINTED)

    assert spooler.watch.job.job_id == "b"
    assert spooler.watch.acts.is_open(Command.PRINTED)


def test_a_second_key_before_the_first_was_taken_answers_nothing(spooler):
    spooler.look(a=PrintState.DONE_AT_DEVICE)

    first = spooler.watch.acts.run(Command.PRINTED)
    second = spooler.watch.acts.run(Command.NOT_PRINTED)
    spooler.settle()

    assert (first, second) == (True, False)
    assert spooler.jobs["a"].state is PrintState.CONFIRMED


def test_a_job_somebody_started_is_looked_at_without_waiting_for_the_clock(spooler):
    spooler.jobs = {"a": a_job("a", PrintState.PRINTING)}

    spooler.board.announce(Changes(print_jobs=frozenset({"a"})))
    spooler.settle()

    assert spooler.watch.job.job_id == "a"


@pytest.mark.parametrize("kind", ["cases", "papers", "tickets"])
def test_what_does_not_concern_the_printer_asks_it_nothing(spooler, kind):
    spooler.board.announce(Changes(**{kind: frozenset({"x"})}))
    spooler.settle()

    assert spooler.asked == 0


def test_a_silent_spooler_is_reported_and_the_last_job_stays(spooler):
    spooler.look(a=PrintState.PRINTING)
    spooler.fault = PrintingError("printing.spooler_silent")

    spooler.watch.refresh()
    spooler.settle()

    assert spooler.failures == [spooler.fault]
    assert spooler.watch.job.job_id == "a"
    assert len(spooler.shown) == 1


def test_a_job_that_ended_elsewhere_is_let_go(spooler):
    spooler.look(a=PrintState.DONE_AT_DEVICE)

    spooler.look()

    assert spooler.watch.job is None
    assert not spooler.watch.acts.is_open(Command.PRINTED)
