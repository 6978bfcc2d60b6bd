"""The whole path once on a real display: X keys from outside the program, no toolkit of ours in between."""

from clerk import Paper
from own_display import OwnDisplay, SeenFromOutside


def test_from_signing_in_to_the_paper_by_x_keys_alone(home_today, tmp_path):
    with OwnDisplay(tmp_path / "session") as display:
        window = SeenFromOutside(display, home_today.folder)
        window.open()
        window.enters("0312")
        window.enters("guantian-2026")
        window.waits_to_see("今天坐哪个窗口")
        window.enters("3")
        window.waits_to_see("当前 无")
        window.press("alt+2", "F10")
        window.enters("B")
        window.press("Return")
        window.waits_to_see("已取号 B001")
        window.press("F2")
        window.waits_to_see("办理中")
        window.press("Return")
        fill(window)
        window.press("ctrl+p")
        window.waits_to_see("待签字")
        window.press("space", "space", "space", "F12")
        window.waits_to_see("✓ 已受理并当场办结", "已送到打印机")
        beside = window.look()["beside"]

    printed = [file for file in home_today.printed.glob("*.pdf") if "〔" in file.name]
    assert beside == []
    assert len(printed) == 1
    assert Paper(printed[0], home_today.trust).is_genuine()
    assert "城乡居民基本养老保险参保登记" in Paper(printed[0], home_today.trust).text


def fill(window: SeenFromOutside) -> None:
    """Answer A01 by walking it with Enter; a foreign resident's name needs no input method."""
    for label, answer in ANSWERS:
        window.walks_to(label)
        window.types(answer)


ANSWERS = (
    ("证件号码", "360782198812310022"),
    ("姓名", "Li Ming"),
    ("户籍地址", "Guantian 6"),
    ("户籍区划", "360725105205"),
    ("居住地址", "Guantian 6"),
    ("手机号码", "13800000001"),
    ("缴费档次", "500"),
    ("缴费方式", "2"),
    ("村协办员", "Zhong"),
    ("参保人签字", " "),
)
