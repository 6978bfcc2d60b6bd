"""What can never be erased holds nobody's number: a reason with one is refused before anything is done."""

from collections.abc import Callable

import pytest
from counter import FOLDER, STREET, accepted, at_window, paper
from hall import SUPERVISOR

from app.bootstrap.opening import OpenHall
from app.services.papers.print_paper import confirm_print, print_paper
from app.services.papers.reissue import reissue_paper
from app.services.papers.void_paper import void_paper
from app.services.reasons import NumberInReason, refuse_numbers

ID_NUMBER = "360725199003070011"


@pytest.mark.parametrize(
    "reason",
    [
        f"给{ID_NUMBER}补打",
        "11010519491231002X 要",
        "13800000000",
        "360725 19900307 0011",
        "138-0000-0000",
        "0797-0000000 来电",
        "３６０７２５１９９００３０７００１１",
        "卡号6228480000000000000",
    ],
)
def test_a_reason_with_a_long_number_is_refused(reason: str) -> None:
    with pytest.raises(NumberInReason, match="reason_holds_number"):
        refuse_numbers(reason)


@pytest.mark.parametrize(
    "reason",
    ["", "卡纸", "赣崇关受〔2026〕12号印坏", "2026-11-26 打印机缺墨", "1、2、3、4"],
)
def test_days_document_numbers_and_short_numbers_may_stand_in_a_reason(reason: str) -> None:
    refuse_numbers(reason)


ACTS: dict[str, Callable[[OpenHall, str], object]] = {
    "void": lambda hall, it: void_paper(hall.office, at_window(clerk=SUPERVISOR), "x", it, ID_NUMBER),
    "issue again": lambda hall, it: reissue_paper(
        hall.office, at_window(clerk=SUPERVISOR), "x", it, reason=ID_NUMBER
    ),
    "print again": lambda hall, it: print_paper(hall.office, at_window(), it, FOLDER, reason=ID_NUMBER),
}


@pytest.mark.parametrize("name", ACTS)
def test_no_act_with_a_number_in_its_reason_leaves_a_trace_of_it(hall: OpenHall, name: str) -> None:
    issued = accepted(hall, STREET).papers[0].id
    job = print_paper(hall.office, at_window(), issued, FOLDER)
    confirm_print(hall.office, at_window(), job.job_id, came_out=True)

    with pytest.raises(NumberInReason):
        ACTS[name](hall, issued)

    assert not paper(hall, issued).is_void
    with hall.office.storage.reading() as unit:
        written = str([chained.entry for chained in unit.audit.entries()])
        assert len(unit.print_jobs.of_paper(issued)) == 1
    assert ID_NUMBER not in written
