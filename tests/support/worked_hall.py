"""A hall after a morning's work: cases of every ending, papers printed and voided, tickets, a full audit."""

from dataclasses import replace
from pathlib import Path

from counter import ELDER_CARD, FOLDER, PENSION, STREET, accepted, at_window, intake, street_stall
from custom_shelves import with_mode
from hall import SECOND, SUPERVISOR, Bench, new_bench

from app.bootstrap.opening import OpenHall
from app.domain.seal import SealMode
from app.domain.ticket import ServiceResult
from app.services.cases.look_up import reveal, search_cases
from app.services.cases.receive import receive_case
from app.services.cases.refuse import Refusal, refuse_intake
from app.services.papers.finish import finish_paper
from app.services.papers.print_paper import confirm_print, print_paper
from app.services.papers.print_slip import print_slip
from app.services.papers.void_paper import void_paper
from app.services.queue.call_next import call_next
from app.services.queue.desk import queue_desk
from app.services.queue.finish import finish
from app.services.queue.issue import Wish, issue_ticket


def work_a_morning(hall: OpenHall) -> None:
    """Three accepted, one refused, one received; a paper void, another unstamped; three tickets."""
    office = hall.office
    pension = accepted(hall, PENSION, "pension")
    street = accepted(hall, STREET, "street", **street_stall(1))
    reason = Refusal(code="R1", reason="不符合条件", article="办事指南第三条", second_clerk=SECOND.id)
    refused = refuse_intake(office, at_window(), "refuse", intake(office, STREET, **street_stall(2)), reason)
    receive_case(office, at_window(), "receive", intake(office, ELDER_CARD))
    for done in (pension, street):
        print_paper(office, at_window(), done.papers[0].id, FOLDER)
    finish_paper(office, refused.papers[0].id)
    void_paper(office, at_window(clerk=SUPERVISOR), "void", street.papers[0].id, "地址写错")
    leave_unstamped(hall)
    reveal(office, at_window(), pension.case.id, ["cert_no"])
    search_cases(office, at_window(), "张")
    serve_the_line(hall)


def leave_unstamped(hall: OpenHall) -> None:
    """A paper with space for a seal lies in the tray."""
    office = with_mode(hall.office, SealMode.WET)
    paper = accepted(replace(hall, office=office), STREET, "by hand", **street_stall(3)).papers[0]
    job = print_paper(office, at_window(), paper.id, FOLDER)
    confirm_print(office, at_window(), job.job_id, came_out=True)


def serve_the_line(hall: OpenHall) -> None:
    """Three numbers with their slips; the first is called and served."""
    desk = queue_desk(hall.office, at_window())
    for place in range(3):
        ticket = issue_ticket(desk, f"take {place}", [Wish("B", "社保")], holder="张*")
        print_slip(hall.office, at_window(), ticket, FOLDER)
    called = call_next(desk, "call")
    assert called is not None
    finish(desk, "served", called, ServiceResult.DONE)


def worked_bench(folder: Path) -> Bench:
    """Found a hall in `folder` and let it work a morning."""
    bench = new_bench(folder)
    with bench.open() as hall:
        work_a_morning(hall)
    return bench
