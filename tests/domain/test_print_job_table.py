"""A print job under every answer of a spooler and every word of a clerk, in every state."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.print_job import (
    NEXT,
    PrinterFault,
    PrintingError,
    PrintJob,
    PrintState,
    SpoolId,
    SpoolPhase,
    SpoolState,
    faults_of,
)

EMPTY = PrinterFault.MEDIA_EMPTY
PHASES = ("pending", "printing", "waiting", "done_at_device", "failed", "cancelled", "forgotten", "unknown")

# Rows: the state. Columns: what the spooler says; the state after it, . where the answer changes nothing.
# No spooler ever makes a job failed: what it gave up may have left a sheet in the tray.
ANSWERS = """
reserved       spooled .        .       .              unknown unknown unknown .
spooled        .       printing waiting done_at_device unknown unknown unknown .
printing       .       .        waiting done_at_device unknown unknown unknown .
waiting        spooled printing .       done_at_device unknown unknown unknown .
done_at_device .       .        .       .              .       .       .       .
unknown        spooled printing waiting done_at_device .       .       .       .
confirmed      .       .        .       .              .       .       .       .
failed         .       .        .       .              .       .       .       .
cancelled      .       .        .       .              .       .       .       .
"""
TABLE = [
    (PrintState(line.split()[0]), SpoolPhase(phase), after)
    for line in ANSWERS.strip().splitlines()
    for phase, after in zip(PHASES, line.split()[1:], strict=True)
]
SAYS: dict[str, Callable[[PrintJob], PrintJob]] = {
    "confirmed": PrintJob.confirmed,
    "failed": PrintJob.failed,
    "cancelled": PrintJob.cancelled,
}
# Rows: the state. Columns: what the clerk says; x where it may be said.
WORDS = """
reserved       . x x
spooled        x x x
printing       x x x
waiting        x x x
done_at_device x x .
unknown        x x x
confirmed      . . .
failed         . . .
cancelled      . . .
"""
WORD_TABLE = [
    (PrintState(line.split()[0]), word, mark == "x")
    for line in WORDS.strip().splitlines()
    for word, mark in zip(SAYS, line.split()[1:], strict=True)
]


def job(state: PrintState = PrintState.RESERVED, *faults: PrinterFault) -> PrintJob:
    return PrintJob(
        job_id="j-1", document_number="赣崇关受〔2026〕1号", printer="票据机", state=state, faults=faults
    )


@pytest.mark.parametrize(("state", "phase", "after"), TABLE)
def test_what_an_answer_of_the_spooler_does(state: PrintState, phase: SpoolPhase, after: str) -> None:
    followed = job(state).followed(SpoolState(phase))

    assert followed.state is (state if after == "." else PrintState(after))


def test_the_tables_name_every_state_and_every_answer() -> None:
    assert {state for state, _, _ in TABLE} == {state for state, _, _ in WORD_TABLE} == set(PrintState)
    assert set(PHASES) == {phase.value for phase in SpoolPhase}


@pytest.mark.parametrize(("state", "word", "may"), WORD_TABLE)
def test_what_a_clerk_may_say(state: PrintState, word: str, may: bool, words) -> None:
    said = refused = None
    try:
        said = SAYS[word](job(state))
    except PrintingError as error:
        refused = words.say(error.code, error.facts)

    assert (said is not None) is may
    assert said.state.value == word if said else refused.title


@pytest.mark.parametrize("state", PrintState)
def test_only_a_refusal_or_a_word_of_a_clerk_leaves_no_paper(state: PrintState) -> None:
    assert job(state).may_be_on_paper == (state not in {PrintState.FAILED, PrintState.CANCELLED})
    assert job(state).needs_answer == (state in {PrintState.DONE_AT_DEVICE, PrintState.UNKNOWN})


@pytest.mark.parametrize("state", PrintState)
def test_only_an_open_job_takes_a_fault(state: PrintState) -> None:
    """Silence with a fault: the sheet may be coming out, so the state stays and the fault is shown."""
    seen = job(state).followed(SpoolState(SpoolPhase.UNKNOWN, (EMPTY,)))

    assert seen.state is state
    assert seen.faults == ((EMPTY,) if seen.is_open else ())


def test_a_fault_goes_when_the_printer_goes_on() -> None:
    stuck = job(PrintState.PRINTING).followed(SpoolState(SpoolPhase.WAITING, (EMPTY,)))
    assert stuck.faults == (EMPTY,)

    assert stuck.followed(SpoolState(SpoolPhase.PRINTING)).faults == ()
    assert stuck.confirmed().faults == ()


def test_handing_over_keeps_the_name_the_spooler_gave() -> None:
    handed = job().spooled(SpoolId("票据机", 41))

    assert (handed.state, handed.spool_id) == (PrintState.SPOOLED, SpoolId("票据机", 41))
    with pytest.raises(PrintingError):
        handed.spooled(SpoolId("票据机", 42))


answers = st.builds(
    SpoolState, st.sampled_from(SpoolPhase), st.lists(st.sampled_from(PrinterFault), max_size=2).map(tuple)
)


@given(st.sampled_from(PrintState), answers)
def test_the_same_answer_twice_is_the_same_as_once(state: PrintState, answer: SpoolState) -> None:
    once = job(state).followed(answer)

    assert once.followed(answer) == once


@given(st.lists(answers, max_size=8))
def test_no_spooler_confirms_a_sheet_and_every_step_is_in_the_table(seen: list[SpoolState]) -> None:
    now = job()
    for answer in seen:
        after = now.followed(answer)
        assert after.state is now.state or after.state in NEXT[now.state]
        now = after

    assert now.state not in {PrintState.CONFIRMED, PrintState.FAILED, PrintState.CANCELLED}
    assert (now.document_number, now.job_id) == ("赣崇关受〔2026〕1号", "j-1")


@pytest.mark.parametrize(
    ("keywords", "faults"),
    [
        ((), ()),
        (("none",), ()),
        (("toner-low-warning", "media-low-report"), ()),
        (("media-empty",), (EMPTY,)),
        (("media-empty-error", "media-needed-report", "input-tray-missing"), (EMPTY,)),
        (("door-open-error", "media-jam"), (PrinterFault.COVER_OPEN, PrinterFault.MEDIA_JAM)),
        (("fuser-over-temp-error",), (PrinterFault.NEEDS_ATTENTION,)),
        (("fuser-over-temp-warning",), ()),
        (("paused", "offline-report"), (PrinterFault.PAUSED, PrinterFault.OFFLINE)),
    ],
)
def test_what_a_printer_complains_of(keywords: tuple[str, ...], faults: tuple[PrinterFault, ...]) -> None:
    assert faults_of(keywords) == faults


@given(st.lists(st.text("abc-", max_size=9)))
def test_a_fault_is_told_once_however_often_it_is_reported(keywords: list[str]) -> None:
    once = faults_of(keywords)

    assert once == faults_of([*keywords, *keywords])
    assert len(set(once)) == len(once)
