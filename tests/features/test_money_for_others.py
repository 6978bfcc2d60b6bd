"""Money for others by keyboard alone: paid, counted, taken back by a red receipt, signed by two."""

from clerk import Clerk
from real_window import PHRASE

BILL = {
    "缴费人姓名": "欧阳德海",
    "缴费人手机号码": "13800000002",
    "缴费项目": "电",
    "收费单位": "供电公司",
    "户号": "0712345678",
    "所属期": "202611",
    "金额": "86.05",
    "收款方式": "现金",
}


def pays(clerk: Clerk, **changed: str):
    """Somebody comes with a bill and pays; return the receipt."""
    clerk.takes_a_number_for("A")
    clerk.calls_next()
    clerk.goes_to("收件")
    clerk.picks_item("H01")
    clerk.fills(BILL | changed)
    clerk.ticks_papers()
    return clerk.accepts_and_prints()


def vouches(clerk: Clerk) -> None:
    """Let the supervisor type the own number and pass phrase."""
    clerk.tabs_to("核对人工号")
    clerk.types("0301")
    clerk.tabs_to("核对人口令")
    clerk.types(PHRASE)


def test_a_bill_is_paid_with_one_key_and_its_receipt_is_genuine(clerk):
    receipt = pays(clerk)

    assert clerk.sees("✓ 已收款并开出收据")
    assert receipt.is_genuine()
    assert "人民币捌拾陆元零伍分" in receipt.text
    clerk.goes_to("代收")
    assert clerk.sees("应有现金 86.05 元")


def test_a_wrong_receipt_is_taken_back_by_a_red_one_and_the_day_signed(clerk):
    pays(clerk)
    clerk.goes_to("代收")
    clerk.press("Down", "Down")
    clerk.tabs_to("原因")
    clerk.types("户号录错")
    vouches(clerk)

    red = clerk.prints_with("Alt+H")

    assert red.is_genuine()
    assert "¥-86.05" in red.text
    assert "赣崇关票〔2026〕1号" in red.text
    clerk.waits_to_see("应有现金 0.00 元")
    clerk.press("Esc", "Up", "Up", "Up")
    clerk.tabs_to("点出现金")
    clerk.types("0")
    vouches(clerk)
    clerk.press("Alt+G")
    clerk.waits_to_see("日终已签")
