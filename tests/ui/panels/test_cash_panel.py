"""代收 by keyboard: balances by clerk, 解缴 by voucher, a red receipt, and the day's end signed by two."""

from collections.abc import Iterator

import pytest
from cash_desk import paid
from hall import CLERK, SUPERVISOR
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from work_rig import PHRASE, WorkRig, side_by_side, type_chinese

from app.domain.cash.batch import CashBatch
from app.services.cash.review import review_drawers
from ui.panels.cash.panel import CashPanel
from ui.shortcuts import KEYS, Command


@pytest.fixture
def rig(tmp_path, dressed_application) -> Iterator[WorkRig]:
    made = WorkRig(tmp_path / "hall")
    yield made
    made.close()
    assert made.bugs == []


def opened(rig: WorkRig, qtbot, clerk=CLERK) -> CashPanel:
    made = CashPanel(rig.at(clerk))
    frame = side_by_side(made.work, made.side)
    qtbot.addWidget(frame)
    made.work.frame = frame
    frame.show()
    frame.activateWindow()
    made.entered()
    rig.settle(qtbot)
    return made


@pytest.fixture
def panel(rig, qtbot) -> Iterator[CashPanel]:
    """The drawer after two bills in cash."""
    paid(rig.hall, "power")
    paid(rig.hall, "again", acct_no="0712345679", amount="13.95")
    made = opened(rig, qtbot)
    yield made
    rig.settle(qtbot)


def batch(rig: WorkRig) -> CashBatch:
    return review_drawers(rig.hall.office, rig.at(CLERK).desk).drawers[0].batches[-1]


def choose(panel: CashPanel, lead: str) -> None:
    panel.view.list.choose(next(row.id for row in panel.view.list.rows if row.lead.strip() == lead))


def vouch(panel: CashPanel, number: str = SUPERVISOR.staff_number, phrase: str = PHRASE) -> None:
    """Let the second person type the own number and pass phrase."""
    panel.view.second.setText(number)
    panel.view.phrase.setText(phrase)


def press(rig: WorkRig, qtbot, panel: CashPanel, command: Command) -> str:
    """Press a key of the panel; return what is said then."""
    assert panel.acts.run(command)
    rig.settle(qtbot)
    return panel.view.strip.words


def test_the_drawer_shows_what_must_lie_in_it_and_every_receipt(panel):
    rows = {row.lead.strip(): row for row in panel.view.list.rows}

    assert rows["11月26日第1本"].trail == "应有现金 100.00　余 100.00"
    assert rows["现金"].words == "供电公司　收 2 笔 100.00　解缴 0.00"
    assert rows["赣崇关票〔2026〕1号"].trail == "86.05　已收"
    assert panel.view.sums.words() == "应有现金 100.00 元　待解缴合计 100.00 元"
    assert panel.view.list.hasFocus()


def test_a_day_without_money_says_what_will_be_here(rig, qtbot):
    panel = opened(rig, qtbot)

    assert panel.view.list.rows == ()
    assert not panel.acts.is_open(Command.SIGN_CASH)


def test_a_receipt_is_reversed_with_a_reason_and_a_second_person_and_the_red_one_printed(rig, qtbot, panel):
    choose(panel, "赣崇关票〔2026〕2号")
    panel.view.reason.setFocus()
    type_chinese(panel.view.reason, "户号录错")
    vouch(panel)

    assert panel.acts.run(Command.REVERSE_RECEIPT)
    rig.settle(qtbot, lambda: "已送到打印机" in panel.view.strip.words)

    assert "赣崇关票〔2026〕3号" in panel.view.strip.words
    rows = {row.lead.strip(): row.trail for row in panel.view.list.rows}
    assert rows["赣崇关票〔2026〕2号"] == "13.95　已退"
    assert rows["赣崇关票〔2026〕3号"] == "-13.95　红字"
    assert panel.view.sums.words().startswith("应有现金 86.05 元")
    assert [file.suffix for file in rig.bench.home.printed.iterdir()] == [".pdf"]
    assert (panel.view.reason.text(), panel.view.phrase.text()) == ("", "")


@pytest.mark.parametrize(
    ("typed", "said", "field"),
    [
        (("", SUPERVISOR.staff_number, PHRASE), "红冲的原因", "reason"),
        (("录错", "", ""), "工号和口令", "second"),
        (("录错", "0313", PHRASE), "能核款的同事", "second"),
        (("录错", "9999", PHRASE), "没有这个工号", "second"),
        (("录错", SUPERVISOR.staff_number, ""), "口令", "phrase"),
        (("录错", SUPERVISOR.staff_number, "猜的"), "口令", "phrase"),
    ],
)
def test_a_reversal_that_lacks_something_says_so_where_it_is_cured(rig, qtbot, panel, typed, said, field):
    reason, second, phrase = typed
    choose(panel, "赣崇关票〔2026〕2号")
    panel.view.reason.setText(reason)
    vouch(panel, second, phrase)

    words = press(rig, qtbot, panel, Command.REVERSE_RECEIPT)

    assert said in words
    assert QApplication.focusWidget() is getattr(panel.view, field)
    assert panel.view.reason.text() == reason, "what was typed stays"
    assert panel.view.phrase.text() == "", "a pass phrase never does"
    assert batch(rig).cash == 10000


def test_a_line_is_handed_over_by_the_voucher(rig, qtbot, panel):
    choose(panel, "现金")
    assert "凭证号" in press(rig, qtbot, panel, Command.HAND_OVER_CASH)
    assert panel.view.voucher.hasFocus()

    panel.view.voucher.setText("凭 0001")
    press(rig, qtbot, panel, Command.HAND_OVER_CASH)
    rig.settle(qtbot)

    rows = {row.lead.strip(): row for row in panel.view.list.rows}
    assert (rows["现金"].trail, rows["现金"].hint) == ("余 0.00", "缴款凭证号：凭 0001")
    assert rows["赣崇关票〔2026〕1号"].trail == "86.05　已解缴"
    choose(panel, "赣崇关票〔2026〕1号")
    assert not panel.acts.is_open(Command.REVERSE_RECEIPT)
    assert not panel.acts.is_open(Command.HAND_OVER_CASH)


def test_the_day_is_counted_and_signed_by_two(rig, qtbot, panel):
    choose(panel, "11月26日第1本")
    QTest.keyClicks(panel.view.counted, "100")
    vouch(panel)

    press(rig, qtbot, panel, Command.SIGN_CASH)
    rig.settle(qtbot, lambda: not batch(rig).is_open)

    assert "日终已签" in panel.view.strip.words
    rig.settle(qtbot)
    signed = batch(rig).signed
    assert (signed.taker, signed.checker, signed.book, signed.counted) == (
        CLERK.id,
        SUPERVISOR.id,
        10000,
        10000,
    )
    header = panel.view.list.rows[0]
    assert "已日终" in header.words
    assert f"{CLERK.name}、{SUPERVISOR.name}签字：应有 100.00 元，点出 100.00 元" in header.hint
    assert not panel.acts.is_open(Command.SIGN_CASH)


def test_a_difference_asks_for_its_reason(rig, qtbot, panel):
    choose(panel, "11月26日第1本")
    panel.view.counted.setText("99.95")
    vouch(panel)

    press(rig, qtbot, panel, Command.SIGN_CASH)
    rig.settle(qtbot, lambda: "99.95" in panel.view.strip.words)
    assert panel.view.reason.hasFocus()
    assert panel.view.counted.text() == "99.95"

    panel.view.reason.setText("找零差五分")
    vouch(panel)
    press(rig, qtbot, panel, Command.SIGN_CASH)
    rig.settle(qtbot, lambda: not batch(rig).is_open)
    assert batch(rig).signed.note == "找零差五分"


def test_what_is_no_amount_is_not_signed(rig, qtbot, panel):
    choose(panel, "11月26日第1本")
    panel.view.counted.setText("一百")

    assert "不是金额" in press(rig, qtbot, panel, Command.SIGN_CASH)
    assert panel.view.counted.hasFocus()


def test_money_that_came_after_the_count_is_shown_and_counted_again(rig, qtbot, panel):
    choose(panel, "11月26日第1本")
    panel.view.counted.setText("100")
    vouch(panel)
    paid(rig.hall, "third", acct_no="0712345670", amount="1")

    press(rig, qtbot, panel, Command.SIGN_CASH)
    rig.settle(qtbot, lambda: "101.00" in panel.view.sums.words())

    assert "又有收款" in panel.view.strip.words
    assert batch(rig).is_open


def test_who_checks_money_sees_every_drawer_and_touches_only_the_own(rig, qtbot):
    paid(rig.hall, "power")
    panel = opened(rig, qtbot, SUPERVISOR)

    (header, line) = panel.view.list.rows
    assert CLERK.name in header.words
    assert line.trail == "余 86.05"
    for row in (header, line):
        panel.view.list.choose(row.id)
        assert "收款人本人" in panel.view.hint.text()
        assert not any(
            panel.acts.is_open(one)
            for one in (Command.SIGN_CASH, Command.HAND_OVER_CASH, Command.REVERSE_RECEIPT)
        )


def test_the_keys_stand_on_the_buttons_and_esc_leads_back_to_the_list(panel):
    assert KEYS[Command.TO_CASH].sequence == "Alt+8"
    panel.view.reason.setText("写了一半")
    panel.view.reason.setFocus()

    assert panel.acts.run(Command.STEP_OUT)

    assert panel.view.list.hasFocus()
    assert panel.view.reason.text() == "写了一半"


def test_leaving_keeps_what_was_typed_but_no_pass_phrase(panel):
    panel.view.reason.setText("写了一半")
    vouch(panel)

    panel.left()

    assert (panel.view.reason.text(), panel.view.phrase.text()) == ("写了一半", "")
