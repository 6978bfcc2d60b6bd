"""What replaces a certificate by a commitment: the key, an agent's authority, and what a draft keeps."""

import json
from datetime import date

import pytest
from form_parts import a_material, a_need
from hall import hall_data

from app.domain.case.deferral_days import DeferralDays
from app.domain.form.commitment import Commitment, Manner
from app.services.cases.excuses import Deferral
from ui.counter.checklist import material_rows
from ui.counter.committed import Committed, Standing
from ui.counter.excusing import Excusing
from ui.counter.later import Later
from ui.counter.tray import Tray
from ui.widgets.text import Tone

DAYS = DeferralDays(first=date(2026, 12, 1), last=date(2026, 12, 8), usual=date(2026, 12, 3))
TOLD = Commitment(
    proof="亲属关系证明",
    content="与逝者是亲属",
    manner=Manner.WRITTEN,
    liability="撤销登记",
    powers="可以核实",
    checking="向村委会核实",
)
PROOF = a_material("proof", name="亲属关系证明", deferrable=True, commitment=TOLD)
CARD = a_material("id_card")
AGENT = "林小山 360725198503150012"


def excusing(*, agent=""):
    made = Excusing(Later(DAYS, hall_data().custom.current.calendar))
    made.agent = agent
    return made


def pressed(keys, material=PROOF, **more):
    grounds = excusing(**more)
    for key in keys:
        grounds.press(key, a_need(material))
    return grounds.excuses([a_need(material)])


@pytest.mark.parametrize(("keys", "made"), [("G", ("proof",)), ("GG", ()), ("GGG", ("proof",)), ("", ())])
def test_g_lets_a_commitment_stand_for_a_certificate_and_takes_it_back(keys, made):
    assert pressed(keys).committed == made


def test_a_paper_without_a_commitment_in_the_catalogue_is_not_replaced():
    assert pressed("G", CARD).committed == ()


def test_an_agent_s_commitment_is_made_by_a_second_press_that_vouches_for_the_authority():
    assert pressed("G", agent=AGENT).committed == ()

    twice = pressed("GG", agent=AGENT)

    assert (twice.committed, twice.agent_may_commit) == (("proof",), True)
    assert pressed("GGG", agent=AGENT).committed == ()
    assert not pressed("G").agent_may_commit


def test_what_the_applicant_committed_to_does_not_bind_once_an_agent_came_instead():
    grounds = excusing()
    grounds.press("G", a_need(PROOF))

    grounds.agent = AGENT

    assert grounds.excuses([a_need(PROOF)]).committed == ()
    grounds.agent = ""
    assert grounds.excuses([a_need(PROOF)]).committed == ("proof",)


def test_what_was_checked_of_one_agent_says_nothing_of_another():
    grounds = excusing(agent=AGENT)
    for _ in "GG":
        grounds.press("G", a_need(PROOF))
    assert grounds.excuses([a_need(PROOF)]).agent_may_commit

    grounds.agent = "林大江 360725199002280017"

    excuses = grounds.excuses([a_need(PROOF)])
    assert (excuses.committed, excuses.agent_may_commit) == ((), False)


@pytest.mark.parametrize(
    ("keys", "deferred", "committed"),
    [
        ("RG", (), ("proof",)),
        ("GR", (Deferral(key="proof", until=date(2026, 12, 3)),), ()),
        ("RGG", (), ()),
    ],
)
def test_a_paper_has_one_ground_at_most_the_last_one_named(keys, deferred, committed):
    excuses = pressed(keys)

    assert (excuses.deferred, excuses.committed) == (deferred, committed)


def test_asking_for_an_agent_s_authority_leaves_the_promise_as_it_was():
    excuses = pressed("RG", agent=AGENT)

    assert [one.key for one in excuses.deferred] == ["proof"]


def test_only_what_is_missing_is_replaced():
    grounds = excusing()
    grounds.press("G", a_need(PROOF))

    assert grounds.excuses([]).committed == ()
    grounds.drop("proof")
    assert grounds.excuses([a_need(PROOF)]).committed == ()


@pytest.mark.parametrize(
    ("presses", "agent", "standing"),
    [
        (1, "", Standing.BY_APPLICANT),
        (2, AGENT, Standing.BY_AGENT),
        (1, AGENT, Standing.NOT),
    ],
)
def test_a_draft_keeps_what_was_made_and_by_whom_and_no_open_question(presses, agent, standing):
    before, after = Committed(), Committed()
    for _ in range(presses):
        before.press(a_need(PROOF), agent=agent)

    after.load({**json.loads(json.dumps(before.draft())), "name": "张三", "later:proof": "2026-12-03"})

    assert after.standing("proof", agent=agent) is standing


def test_the_line_says_what_may_be_and_what_is():
    grounds, tray = excusing(agent=AGENT), Tray()

    def line(material=PROOF):
        (row,) = material_rows([a_need(material)], tray, grounds)
        return row.lead, row.trail, row.tone

    assert line() == ("□", "可容缺、承诺", Tone.PLAIN)
    assert line(a_material("proof", name="证明", commitment=TOLD)) == ("□", "可承诺", Tone.PLAIN)
    grounds.press("G", a_need(PROOF))
    assert line() == ("□", "核对授权", Tone.SOON)
    grounds.press("G", a_need(PROOF))
    assert line() == ("承诺", "代替证明", Tone.SOON)
    tray.press(" ", PROOF)
    assert line()[0] == "✓"
