"""The papers that come later: what each key does, and that a draft gives every promise back."""

import json
from datetime import date

import pytest
from form_parts import a_material, a_need
from hall import hall_data

from app.domain.case.deferral_days import DeferralDays
from ui.counter.checklist import material_rows
from ui.counter.excusing import Excusing
from ui.counter.later import Later
from ui.counter.tray import Tray
from ui.widgets.text import Tone

DAYS = DeferralDays(first=date(2026, 12, 1), last=date(2026, 12, 8), usual=date(2026, 12, 3))
DESIGN = a_material("design", name="结构设计文件", deferrable=True)
CARD = a_material("id_card")


def later(days=DAYS):
    return Later(days, hall_data().custom.current.calendar)


def pressed(keys, material=DESIGN, days=DAYS):
    promises = later(days)
    for key in keys:
        promises.press(key, a_need(material))
    return promises.until(material.key)


@pytest.mark.parametrize(
    ("keys", "until"),
    [
        ("R", date(2026, 12, 3)),
        ("RR", None),
        ("RRR", date(2026, 12, 3)),
        ("R+", date(2026, 12, 4)),
        ("R=", date(2026, 12, 4)),
        ("R++", date(2026, 12, 7)),
        ("R+++", date(2026, 12, 8)),
        ("R++++", date(2026, 12, 8)),
        ("R-", date(2026, 12, 2)),
        ("R----", date(2026, 12, 1)),
        ("R++-", date(2026, 12, 4)),
        ("+", None),
        ("-", None),
    ],
)
def test_r_puts_a_paper_off_and_the_signs_move_its_day_over_working_days_within_the_terms(keys, until):
    assert pressed(keys) == until


def test_a_main_paper_or_one_the_law_leaves_no_time_for_is_not_put_off():
    assert pressed("R", CARD) is None
    no_time = DeferralDays(first=date(2026, 12, 3), last=date(2026, 12, 1), usual=date(2026, 12, 3))
    assert pressed("R", days=no_time) is None


def test_only_papers_that_are_missing_are_promised():
    promises = later()
    promises.press("R", a_need(DESIGN))

    assert promises.deferred([]) == ()
    (promise,) = promises.deferred([a_need(CARD), a_need(DESIGN)])
    assert (promise.key, promise.until) == ("design", date(2026, 12, 3))
    promises.drop("design")
    assert promises.deferred([a_need(DESIGN)]) == ()


def test_a_draft_keeps_every_promise_and_nothing_else_of_it_is_one():
    before, after = later(), later()
    before.press("R", a_need(DESIGN))
    before.press("+", a_need(DESIGN))

    after.load({**json.loads(json.dumps(before.draft())), "name": "张三", "material:design": {}})

    assert after.until("design") == date(2026, 12, 4)
    assert after.draft() == before.draft()


def test_the_line_of_a_paper_says_that_it_may_wait_and_until_when_it_is_promised():
    promises, tray = later(), Tray()
    excusing = Excusing(promises)

    def line(material=DESIGN):
        (row,) = material_rows([a_need(material)], tray, excusing)
        return row.lead, row.trail, row.tone

    assert line(CARD) == ("□", "缺", Tone.PLAIN)
    assert line() == ("□", "可容缺", Tone.PLAIN)
    promises.press("R", a_need(DESIGN))
    assert line() == ("容缺", "12月3日前补", Tone.SOON)
    tray.press(" ", DESIGN)
    assert line()[0] == "✓"
