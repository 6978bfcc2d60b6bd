"""A real window that works until it is killed, and the judge of what it leaves behind."""

import json
import multiprocessing
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from counter import FOLDER, STREET, accepted, at_window, checked, intake, street_stall
from fakes import FakeClock
from hall import KEY, hall_data

from app.adapters.print_file.folder_printer import FolderPrinter
from app.adapters.random_ids import RandomIds
from app.adapters.receipts_pdf.renderer import ReceiptRenderer
from app.bootstrap.opening import OpenHall, open_hall
from app.bootstrap.places import HallHome, resources
from app.bootstrap.surroundings import Surroundings
from app.domain.numbers import parse_document_number
from app.domain.storage import key_check
from app.ports.paper_store import PaperRecord
from app.services.cases.accept import accept_intake
from app.services.office import Office
from app.services.papers.finish import finish_left_over, finish_paper
from app.services.papers.print_paper import print_paper

FORK = multiprocessing.get_context("fork")
"""Forked from a warm parent, a window spends its short life at the counter and not on imports."""

PATIENCE_S = 60
MOST_STEPS = 6
"""Two cases of three steps: counted by what was done, a crowded machine works as much before a kill."""
STEP_S = 0.05
"""About as long as a step takes: the kill comes somewhere within the next."""


@dataclass(frozen=True)
class Done:
    """One line of a window's report: what it told the clerk was done."""

    step: str
    case_id: str
    paper_id: str
    number: str


def open_real(home: HallHome, window: str) -> OpenHall:
    """Open as the program does, with identifiers nobody else makes and a printer folder a window."""
    around = Surroundings(
        clock=FakeClock(), ids=RandomIds(), printer=FolderPrinter(home.printed / window, name=FOLDER)
    )
    return open_hall(home, hall_data(), KEY, key_check(KEY), window, around)


@cache
def warm_renderer() -> ReceiptRenderer:
    """Fonts read once, before the windows are forked."""
    return ReceiptRenderer(resources() / "fonts")


def office_of(hall: OpenHall) -> Office:
    return replace(hall.office, papers=replace(hall.office.papers, renderer=warm_renderer()))


def warm_up(hall: OpenHall) -> None:
    """Do everything once that a window does, so that its children find it loaded."""
    finish_paper(office_of(hall), accepted(hall, STREET, **street_stall(0)).papers[0].id)


def work_until_killed(home: HallHome, window: str, life: int, report: Path) -> None:
    """Accept, finish and print one stall after the other; each step is told before the next."""
    handle = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    hall = open_real(home, window)
    _tell(handle, Done("open", "", "", ""))
    office = office_of(hall)
    finish_left_over(office)
    for turn in range(10_000):
        name = f"{window}-{life}-{turn}"
        stall = intake(office, STREET, **street_stall(life * 10_000 + turn), road_name=f"{window}号路")
        done = accept_intake(office, at_window(window), name, stall)
        (paper,) = done.papers
        for step in ("accepted", "finished", "printed"):
            if step == "finished":
                finish_paper(office, paper.id)
            elif step == "printed":
                print_paper(office, at_window(window), paper.id, FOLDER)
            _tell(handle, Done(step, done.case.id, paper.id, paper.number))


def _tell(handle: int, done: Done) -> None:
    line = json.dumps([done.step, done.case_id, done.paper_id, done.number], ensure_ascii=False)
    os.write(handle, f"{line}\n".encode())
    os.fsync(handle)


def live_and_die(home: HallHome, windows: tuple[str, ...], life: int, dice: random.Random) -> None:
    """Let one process a window work at the same time, and kill each at a moment of its own."""
    workers = {window: FORK.Process(target=_worker, args=(home, window, life)) for window in windows}
    for window, worker in workers.items():
        worker.start()
        # The first one after a crash looks through the file alone, and turns others away meanwhile.
        _wait_for(report_of(home, window, life), worker, 1)
    for window, worker in workers.items():
        _wait_for(report_of(home, window, life), worker, 1 + dice.randint(0, MOST_STEPS))
        time.sleep(dice.uniform(0, STEP_S))
        assert worker.pid is not None
        os.kill(worker.pid, signal.SIGKILL)
        worker.join(PATIENCE_S)
        assert worker.exitcode == -signal.SIGKILL, "a window ended by itself"


def _worker(home: HallHome, window: str, life: int) -> None:
    work_until_killed(home, window, life, report_of(home, window, life))


def _wait_for(report: Path, worker: multiprocessing.process.BaseProcess, steps: int) -> None:
    """Wait until the window has told so many steps; its opening is the first."""
    until = time.monotonic() + PATIENCE_S
    while not report.exists() or report.read_bytes().count(b"\n") < steps:
        assert worker.is_alive(), "a window ended by itself"
        assert time.monotonic() < until, "a window did not open, or did not work"
        worker.join(0.005)


def report_of(home: HallHome, window: str, life: int) -> Path:
    return home.folder / f"report-{window}-{life}.jsonl"


def reported(home: HallHome) -> Iterator[Done]:
    """Everything any window said was done; a line torn by the kill was never said."""
    for file in sorted(home.folder.glob("report-*.jsonl")):
        for line in file.read_text("utf-8").splitlines(keepends=True):
            if line.endswith("\n"):
                yield Done(*json.loads(line))


def must_be_lawful(home: HallHome) -> int:
    """Judge what is left by laws 1 and 2 of DESIGN §2 and return how many papers there are."""
    with open_real(home, "03") as hall:
        assert hall.signs == (), "a kill is no restore"
        assert checked(hall).findings == ()
        with hall.office.storage.reading() as unit:
            papers = {record.id: record for record in unit.papers.all_numbers()}
            pdfs = {key: unit.papers.pdf(key) for key in papers}
            sealed = Counter(use.paper_id for use in unit.papers.seal_uses())
            jobs = {key: [one.job for one in unit.print_jobs.of_paper(key)] for key in papers}
            cases = {row.id: row for row in unit.cases.recent(limit=100_000)}
        _no_number_twice(papers)
        for key, record in papers.items():
            _whole(record, pdfs[key], sealed[key])
        assert {record.case_id for record in papers.values()} == set(cases), "a case without its paper"
        assert {row.state for row in cases.values()} <= {"accepted"}
        for done in reported(home):
            _must_be_there(done, papers, pdfs, [job.is_reprint for job in jobs.get(done.paper_id, [])])
        _printed_only_what_is_logged(home, hall, papers)
    return len(papers)


def _no_number_twice(papers: dict[str, PaperRecord]) -> None:
    serials = sorted(record.serial for record in papers.values())
    assert serials == list(range(1, len(papers) + 1)), "numbers are used once and without gaps"
    for record in papers.values():
        assert parse_document_number(record.number).serial == record.serial


def _whole(record: PaperRecord, pdf: bytes | None, stampings: int) -> None:
    """A paper is reserved and blank, or finished, sealed and entered in the register: nothing between."""
    is_blank = record.state == "reserved"
    assert (pdf is None, stampings) == ((True, 0) if is_blank else (False, 1)), record


def _must_be_there(
    done: Done, papers: dict[str, PaperRecord], pdfs: dict[str, bytes | None], reprints: list[bool]
) -> None:
    if done.step == "open":
        return
    assert papers[done.paper_id].number == done.number, "what was told is missing"
    assert papers[done.paper_id].case_id == done.case_id
    if done.step != "accepted":
        assert pdfs[done.paper_id] is not None
    if done.step == "printed":
        assert reprints == [False]
        assert papers[done.paper_id].state == "spooled"


def _printed_only_what_is_logged(home: HallHome, hall: OpenHall, papers: dict[str, PaperRecord]) -> None:
    known = {record.number: record.issued_op for record in papers.values()}
    logged = {f"{one.series}{one.number}号": one.op_id for one in hall.office.papers.issue_log.read()}
    sheets = [file.stem.partition(" ")[2] for file in home.printed.glob("*/*.pdf")]
    assert logged.items() <= known.items(), "the log knows a paper the database does not"
    assert set(sheets) <= logged.keys(), "printed before it was logged"
    assert len(sheets) == len(set(sheets)), "one original came out twice"
