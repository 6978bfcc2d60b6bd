"""Windows at work at the same time never give a 办件编号 twice: it is counted inside the transaction."""

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path

from counter import STREET, at_window, checked, intake, street_stall
from hall import new_bench
from killed_counter import open_real

from app.bootstrap.opening import OpenHall
from app.bootstrap.places import HallHome
from app.domain.numbers import parse_case_number
from app.services.cases.receive import receive_case

SPAWN = multiprocessing.get_context("spawn")
"""Begun anew: a child forked from a process with threads may wait for a lock that nobody holds any more."""
WINDOWS, CASES = ("03", "05", "07"), 6
PATIENCE_S = 120


def numbers_taken(hall: OpenHall, window: str) -> list[str]:
    """Receive a few cases at one window."""
    stalls = (street_stall(int(window) * 100 + turn) for turn in range(CASES))
    return [
        receive_case(
            hall.office, at_window(window), f"{window} {turn}", intake(hall.office, STREET, **stall)
        ).case.case_number
        for turn, stall in enumerate(stalls)
    ]


def work_at(home: HallHome, window: str, told: Connection) -> None:
    with open_real(home, window) as hall:
        told.send(numbers_taken(hall, window))
    told.close()


def given_once_and_without_gaps(numbers: list[str]) -> bool:
    serials = sorted(parse_case_number(number).serial for number in numbers)
    return serials == list(range(1, len(WINDOWS) * CASES + 1))


def test_processes_of_several_windows_give_each_number_once(tmp_path: Path) -> None:
    bench = new_bench(tmp_path)
    pipes = {window: SPAWN.Pipe(duplex=False) for window in WINDOWS}
    workers = [
        SPAWN.Process(target=work_at, args=(bench.home, window, mouth))
        for window, (_ear, mouth) in pipes.items()
    ]

    for worker in workers:
        worker.start()
    taken = [
        number for ear, _mouth in pipes.values() for number in (ear.recv() if ear.poll(PATIENCE_S) else ())
    ]
    for worker in workers:
        worker.join(PATIENCE_S)

    assert given_once_and_without_gaps(taken)
    with bench.open() as hall:
        assert checked(hall).findings == ()


def test_threads_of_one_program_give_each_number_once(tmp_path: Path) -> None:
    home = new_bench(tmp_path).home
    with open_real(home, "03") as hall, ThreadPoolExecutor(len(WINDOWS)) as pool:
        taken = [
            number
            for numbers in pool.map(lambda one: numbers_taken(hall, one), WINDOWS)
            for number in numbers
        ]

        assert given_once_and_without_gaps(taken)
        assert checked(hall).findings == ()
