"""What a printer says in keywords or in words, and what a clerk is told; no scheduler is needed for this."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.adapters.print_cups.faults import faults_of_queue, spool_state, text_of
from app.domain.print_job import PrinterFault, SpoolPhase, SpoolState

PENDING, HELD, PROCESSING, STOPPED, CANCELED, ABORTED, COMPLETED = range(3, 10)
IDLE, PRINTER_STOPPED = 3, 5
UNDER_WAY = (PENDING, PROCESSING)
OVER = {
    CANCELED: SpoolPhase.CANCELLED,
    ABORTED: SpoolPhase.FAILED,
    COMPLETED: SpoolPhase.DONE_AT_DEVICE,
}

KEYWORDS = {
    "media-empty": PrinterFault.MEDIA_EMPTY,
    "media-needed": PrinterFault.MEDIA_EMPTY,
    "media-jam": PrinterFault.MEDIA_JAM,
    "marker-supply-empty": PrinterFault.MARKER_EMPTY,
    "toner-empty": PrinterFault.MARKER_EMPTY,
    "cover-open": PrinterFault.COVER_OPEN,
    "door-open": PrinterFault.COVER_OPEN,
    "output-area-full": PrinterFault.OUTPUT_FULL,
    "offline": PrinterFault.OFFLINE,
    "paused": PrinterFault.PAUSED,
}
MESSAGES = {
    "The printer may not exist or is unavailable at this time.": PrinterFault.UNREACHABLE,
    "The printer is unreachable": PrinterFault.UNREACHABLE,
    "The printer is not responding.": PrinterFault.UNREACHABLE,
    'Unable to locate printer "HP".': PrinterFault.UNREACHABLE,
    "Printer is OFFLINE.": PrinterFault.OFFLINE,
    "Waiting for printer to be turned off or on": PrinterFault.OFFLINE,
}


@pytest.mark.parametrize("severity", ["", "-error", "-warning", "-report"])
@pytest.mark.parametrize(("keyword", "fault"), KEYWORDS.items())
def test_a_keyword_means_its_fault_however_grave_the_printer_thinks_it_is(
    keyword: str, fault: PrinterFault, severity: str
) -> None:
    job = {"job-state": [PROCESSING], "job-printer-state-reasons": [keyword + severity]}

    assert spool_state(job, {}) == SpoolState(SpoolPhase.WAITING, (fault,))


@pytest.mark.parametrize(("message", "fault"), MESSAGES.items())
def test_words_count_where_the_keywords_say_none(message: str, fault: PrinterFault) -> None:
    job = {
        "job-state": [PROCESSING],
        "job-printer-state-reasons": ["none"],
        "job-printer-state-message": [message],
    }

    assert spool_state(job, {}) == SpoolState(SpoolPhase.WAITING, (fault,), message)


@pytest.mark.parametrize(
    "hint", ["none", "toner-low-warning", "marker-supply-low-report", "cups-insecure-filter-warning"]
)
@pytest.mark.parametrize("state", UNDER_WAY)
def test_a_mere_hint_holds_nothing_up(hint: str, state: int) -> None:
    job = {"job-state": [state], "job-printer-state-reasons": [hint]}

    assert spool_state(job, {}).faults == ()
    assert spool_state(job, {}).phase in {SpoolPhase.PENDING, SpoolPhase.PRINTING}


def test_an_error_nobody_knows_still_needs_attention() -> None:
    job = {"job-state": [PROCESSING], "job-printer-state-reasons": ["fuser-over-temp-error"]}

    assert spool_state(job, {}) == SpoolState(SpoolPhase.WAITING, (PrinterFault.NEEDS_ATTENTION,))


@pytest.mark.parametrize(("state", "phase"), OVER.items())
def test_what_is_over_is_over_whatever_the_printer_complains_of_now(state: int, phase: SpoolPhase) -> None:
    job = {"job-state": [state], "job-printer-state-reasons": ["media-empty-error"]}
    queue = {"printer-state": [PRINTER_STOPPED], "printer-state-reasons": ["media-jam-error"]}

    assert spool_state(job, queue) == SpoolState(phase)


@pytest.mark.parametrize("state", [HELD, STOPPED])
def test_a_job_that_stands_still_without_a_reason_needs_attention(state: int) -> None:
    assert spool_state({"job-state": [state]}, {}) == SpoolState(
        SpoolPhase.WAITING, (PrinterFault.NEEDS_ATTENTION,)
    )


@pytest.mark.parametrize("state", UNDER_WAY)
def test_a_paused_queue_holds_its_jobs(state: int) -> None:
    queue = {"printer-state": [PRINTER_STOPPED], "printer-state-reasons": ["none"]}

    assert spool_state({"job-state": [state]}, queue) == SpoolState(
        SpoolPhase.WAITING, (PrinterFault.PAUSED,)
    )


def test_what_the_job_says_of_its_printer_comes_before_what_the_queue_says() -> None:
    job = {"job-state": [PROCESSING], "job-printer-state-reasons": ["media-jam-error"]}
    queue = {"printer-state": [IDLE], "printer-state-reasons": ["media-empty-error"]}

    assert spool_state(job, queue).faults == (PrinterFault.MEDIA_JAM,)


@pytest.mark.parametrize("job", [{}, {"job-state": []}, {"job-state": [99]}, {"job-state": ["completed"]}])
def test_silence_and_nonsense_are_neither_success_nor_failure(job: dict[str, list[object]]) -> None:
    assert spool_state(job, {}).phase is SpoolPhase.UNKNOWN  # type: ignore[arg-type]


def test_an_idle_queue_has_no_fault() -> None:
    assert faults_of_queue({"printer-state": [IDLE], "printer-state-reasons": ["none"]}) == ()
    assert faults_of_queue({}) == ()


def test_several_faults_are_told_each_once_in_their_order() -> None:
    reasons = ["cover-open-error", "media-empty-warning", "door-open-report", "none"]

    assert faults_of_queue({"printer-state-reasons": reasons}) == (
        PrinterFault.COVER_OPEN,
        PrinterFault.MEDIA_EMPTY,
    )


@given(
    state=st.integers(-1, 12),
    reasons=st.lists(st.sampled_from([*KEYWORDS, "none", "toner-low-warning"]), max_size=4),
    printer=st.integers(3, 5),
)
def test_nothing_a_printer_says_passes_for_paper_in_the_tray(
    state: int, reasons: list[str], printer: int
) -> None:
    """Only 'completed' is done at the device, and whoever waits says what for."""
    job = {"job-state": [state], "job-printer-state-reasons": list(reasons)}
    seen = spool_state(job, {"printer-state": [printer]})  # type: ignore[arg-type]

    assert (seen.phase is SpoolPhase.DONE_AT_DEVICE) == (state == COMPLETED)
    assert (seen.phase is SpoolPhase.WAITING) == bool(seen.faults)


@pytest.mark.parametrize("fault", PrinterFault)
def test_every_fault_has_words(words, fault: PrinterFault) -> None:
    message = words.say(fault.code, {"printer": "HP"})

    assert message.title
    assert message.say


def test_the_first_text_of_an_attribute_counts() -> None:
    assert text_of({"printer-info": [3, "二楼", "三楼"]}, "printer-info") == "二楼"  # type: ignore[dict-item]
    assert text_of({}, "printer-info") == ""
