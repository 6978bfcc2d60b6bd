"""A draft comes back as it was typed, after a crash of a real process too, and only to its own clerk."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hall import SECOND, Bench, desk, new_bench

from app.services.cases import drafts

ROOT = Path(__file__).parents[3]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return new_bench(tmp_path)


def test_what_was_journalled_is_given_back(bench):
    with bench.open() as hall:
        opened = drafts.start_draft(hall.office, desk(), "A01", "visit-1")
        drafts.journal(hall.office, opened.draft.id, {"name": "王小", "mobile": "138"})
        drafts.journal(hall.office, opened.draft.id, {"name": "王小明", "mobile": None})

        again = drafts.reopen(hall.office, desk(), opened.draft.id)

    assert again.answers == {"name": "王小明"}
    assert (again.item.id, again.draft.ticket_id) == ("A01", "visit-1")


def test_rows_of_a_table_come_back_in_the_order_they_were_given(bench):
    rows = [{"row": "r2", "year": 2021}, {"row": "r1", "year": 2020}]
    with bench.open() as hall:
        opened = drafts.start_draft(hall.office, desk(), "A01")
        drafts.journal(hall.office, opened.draft.id, {"years": rows})

        again = drafts.reopen(hall.office, desk(), opened.draft.id)

    assert again.answers["years"] == rows


def test_a_draft_is_offered_to_its_own_clerk_only(bench):
    with bench.open() as hall:
        opened = drafts.start_draft(hall.office, desk(), "A01")
        drafts.journal(hall.office, opened.draft.id, {"name": "王小明"})
        colleague = desk(clerk=SECOND)

        assert [one.item_name for one in drafts.list_open(hall.office, desk())] == [opened.item.name]
        assert drafts.list_open(hall.office, colleague) == ()
        assert drafts.reopen(hall.office, colleague, opened.draft.id) is None


def test_a_draft_into_which_nothing_was_typed_is_not_offered(bench):
    with bench.open() as hall:
        opened = drafts.start_draft(hall.office, desk(), "A01")
        before = drafts.list_open(hall.office, desk())
        drafts.journal(hall.office, opened.draft.id, {"name": "王小明"})

        assert before == ()
        assert [one.draft for one in drafts.list_open(hall.office, desk())] == [opened.draft]


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ({"name": "王小明"}, "王小明"),
        ({"name": "王小明", "org_name": "关田镇沙溪村股份经济合作社"}, "关田镇沙溪村股份经济合作社"),
        ({"mobile": "13800000000"}, ""),
    ],
)
def test_an_offered_draft_says_whose_it_is(bench, typed, called):
    with bench.open() as hall:
        opened = drafts.start_draft(hall.office, desk(), "A01")
        drafts.journal(hall.office, opened.draft.id, typed)

        assert [one.applicant for one in drafts.list_open(hall.office, desk())] == [called]


def test_a_burst_that_comes_after_its_draft_became_a_case_is_dropped(bench):
    with bench.open() as hall:
        opened = drafts.start_draft(hall.office, desk(), "A01")
        drafts.discard(hall.office, desk(), opened.draft.id)

        drafts.journal(hall.office, opened.draft.id, {"name": "王小明"})

        assert drafts.reopen(hall.office, desk(), opened.draft.id) is None
        assert drafts.list_open(hall.office, desk()) == ()


def test_a_draft_is_thrown_away_by_its_own_clerk_alone(bench):
    with bench.open() as hall:
        opened = drafts.start_draft(hall.office, desk(), "A01")
        drafts.journal(hall.office, opened.draft.id, {"name": "王小明"})
        drafts.discard(hall.office, desk("4", SECOND), opened.draft.id)
        kept = [one.draft.id for one in drafts.list_open(hall.office, desk())]
        drafts.discard(hall.office, desk(), opened.draft.id)

        assert kept == [opened.draft.id]
        assert drafts.list_open(hall.office, desk()) == ()


def test_an_item_that_takes_no_applications_begins_no_draft(bench):
    with bench.open() as hall:
        assert drafts.start_draft(hall.office, desk(), "Z99") is None


TYPIST = """
import itertools, sys
from pathlib import Path
from hall import Bench, desk
from app.bootstrap.places import HallHome
from app.services.cases import drafts
with Bench(HallHome(Path(sys.argv[1]))).open() as hall:
    draft = drafts.start_draft(hall.office, desk(), "A01").draft
    for count in itertools.count(1):
        drafts.journal(hall.office, draft.id, {"name": str(count)})
        print(count, flush=True)
"""


def test_a_kill_while_typing_loses_nothing_that_was_journalled(bench):
    """The presenter journals every 300 ms; what the service has answered for is on the disk."""
    paths = os.pathsep.join((str(ROOT), str(ROOT / "tests" / "support")))
    command = [sys.executable, "-c", TYPIST, str(bench.home.folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}
    ) as typist:
        said = [int(typist.stdout.readline()) for _ in range(20)]
        typist.send_signal(signal.SIGKILL)
        said += [int(line) for line in typist.stdout if line.strip().isdigit()]

    with bench.open() as hall:
        (entry,) = drafts.list_open(hall.office, desk())
        kept = drafts.reopen(hall.office, desk(), entry.draft.id).answers["name"]
    assert int(kept) >= said[-1]
