"""Print jobs: what may follow what, and the printer's reasons in our own terms."""

import pytest
from hypothesis import given, settings
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

SPOOL_ID = SpoolId("窗口3", 12)


def spooled() -> PrintJob:
    return PrintJob(job_id="j1", document_number="赣崇关受〔2026〕5号", printer="窗口3").spooled(SPOOL_ID)


def test_the_ordinary_way_of_a_paper():
    job = spooled()
    for phase in (SpoolPhase.PENDING, SpoolPhase.PRINTING, SpoolPhase.DONE_AT_DEVICE):
        job = job.followed(SpoolState(phase))
    assert job.state is PrintState.DONE_AT_DEVICE
    assert job.is_open
    assert not job.confirmed().is_open


def test_paper_runs_out_and_is_refilled():
    waiting = spooled().followed(SpoolState(SpoolPhase.WAITING, (PrinterFault.MEDIA_EMPTY,)))
    assert (waiting.state, waiting.faults) == (PrintState.WAITING, (PrinterFault.MEDIA_EMPTY,))
    going_on = waiting.followed(SpoolState(SpoolPhase.PRINTING))
    assert (going_on.state, going_on.faults) == (PrintState.PRINTING, ())


def test_silence_keeps_the_state_and_is_never_a_success():
    silent = SpoolState(SpoolPhase.UNKNOWN, (PrinterFault.SPOOLER_SILENT,))
    job = spooled().followed(silent)
    assert (job.state, job.faults) == (PrintState.SPOOLED, (PrinterFault.SPOOLER_SILENT,))


def test_only_the_clerk_can_say_that_paper_came_out():
    job = spooled().followed(SpoolState(SpoolPhase.DONE_AT_DEVICE))
    assert job.failed().state is PrintState.FAILED
    assert PrintState.CONFIRMED not in {job.followed(SpoolState(phase)).state for phase in SpoolPhase}


@pytest.mark.parametrize("act", ["confirmed", "failed", "cancelled"])
@pytest.mark.parametrize("ended", ["confirmed", "failed", "cancelled"])
def test_what_has_ended_stays_ended(ended, act):
    job = getattr(spooled(), ended)()
    with pytest.raises(PrintingError) as caught:
        getattr(job, act)()
    assert caught.value.code == "printing.not_possible_now"


def test_a_job_whose_program_died_is_settled_by_whoever_looks_into_the_tray():
    job = PrintJob(job_id="j-1", document_number="赣崇关受〔2026〕1号", printer="1号打印机").unknown()

    assert job.confirmed().state is PrintState.CONFIRMED
    assert job.failed().state is PrintState.FAILED


sightings = st.builds(
    SpoolState, st.sampled_from(SpoolPhase), st.lists(st.sampled_from(PrinterFault), max_size=2).map(tuple)
)


@settings(max_examples=100)
@given(st.lists(sightings, max_size=12))
def test_whatever_the_spooler_says_a_job_moves_only_along_the_table(seen):
    job = spooled()
    for one in seen:
        after = job.followed(one)
        assert after.state is job.state or after.state in NEXT[job.state]
        assert after.followed(one) == after
        job = after


@pytest.mark.parametrize(
    ("keywords", "faults"),
    [
        (["none"], ()),
        (["media-empty-error"], (PrinterFault.MEDIA_EMPTY,)),
        (["media-needed", "media-empty-report"], (PrinterFault.MEDIA_EMPTY,)),
        (["marker-supply-low-warning"], ()),
        (["offline-report", "cover-open"], (PrinterFault.OFFLINE, PrinterFault.COVER_OPEN)),
        (["paused"], (PrinterFault.PAUSED,)),
        (["some-new-trouble-error"], (PrinterFault.NEEDS_ATTENTION,)),
        (["some-new-hint-report", "cups-waiting-for-job-completed"], ()),
    ],
)
def test_reasons_become_faults(keywords, faults):
    assert faults_of(keywords) == faults


def test_every_fault_has_words_the_clerk_can_act_on(printing_words):
    for fault in PrinterFault:
        message = printing_words.say(fault.code, {})
        assert "办过的都已保存" in message.say
    assert printing_words.say("printing.media_empty", {}).sentence() == (
        "打印机缺纸：办过的都已保存，装纸后会自动继续。"
    )


@pytest.fixture
def printing_words():
    import tomllib
    from pathlib import Path

    from app.domain.words import Words

    path = Path(__file__).parents[2] / "resources/words/printing.toml"
    areas = tomllib.loads(path.read_text("utf-8"))
    return Words({f"{area}.{name}": words for area, all_ in areas.items() for name, words in all_.items()})
