"""The figures of the counter: call next, accept, and the bare transactions they stand on."""

from dataclasses import replace
from pathlib import Path

from counter import PENSION, intake
from figures import Figure, in_turn, median, p99
from hall import Bench, desk, new_bench

from app.adapters.random_ids import RandomIds
from app.bootstrap.opening import OpenHall
from app.domain.ticket import ServiceResult
from app.services.cases.accept import accept_intake
from app.services.queue.call_next import call_next
from app.services.queue.desk import queue_desk
from app.services.queue.finish import finish
from app.services.queue.issue import Wish, issue_ticket
from db.engine import connect

WINDOW = "03"
ROUNDS = 200


def measure_counter(folder: Path) -> list[Figure]:
    """Return the rows of call next and accept, over one hall on this disk."""
    bench = new_bench(folder)
    bench.ids = RandomIds()
    with bench.open(WINDOW) as hall:
        return [_call_next(hall, bench), _accept(hall, bench)]


def _call_next(hall: OpenHall, bench: Bench) -> Figure:
    queue = queue_desk(hall.office, desk(WINDOW))
    letter = hall.data.hall.window(WINDOW).letters[0]
    for number in range(ROUNDS):
        issue_ticket(queue, f"issue-{number}", [Wish(letter, "参保登记")])
    bare = _bare_update(bench)
    called = []

    def ours(number: int) -> None:
        called.append(call_next(queue, f"call-{number}"))

    def clear(number: int) -> None:
        finish(queue, f"finish-{number}", called[-1], ServiceResult.DONE)

    times, limits, _ = in_turn(ROUNDS, ours, bare, clear)
    note = f"p99 {p99(times):.1f} ms"
    return Figure("call next, durable", median(times), median(limits), "<= 2x, p99 <= 20 ms", note)


def _accept(hall: OpenHall, bench: Bench) -> Figure:
    """An application that is complete, the form signed among its papers; each of another person."""
    complete = intake(hall.office, PENSION)

    def ours(number: int) -> None:
        answers = {**complete.answers, "cert_no": _number(number)}
        accept_intake(hall.office, desk(WINDOW), f"accept-{number}", replace(complete, answers=answers))

    times, limits = in_turn(ROUNDS, ours, _bare_update(bench))
    note = f"p99 {p99(times):.1f} ms"
    return Figure(
        "accept A01: 10 operations, paper", median(times), median(limits), "<= 3x, p99 <= 30 ms", note
    )


def _number(serial: int) -> str:
    """Return a synthetic citizen number of its own for each case (GB 11643 check digit)."""
    body = f"360725198{serial // 360 % 10}{serial // 30 % 12 + 1:02d}{serial % 28 + 1:02d}{serial % 1000:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def _bare_update(bench: Bench):
    """BEGIN IMMEDIATE, one UPDATE, COMMIT on the same encrypted file, straight through the driver."""
    connection = connect(bench.home.database, bytes(range(32)))

    def update(number: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE meta SET value = ? WHERE key = 'bench'", (str(number),))
        connection.execute("COMMIT")

    connection.execute("INSERT OR REPLACE INTO meta VALUES ('bench', '0')")
    return update
