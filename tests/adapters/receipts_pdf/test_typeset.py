"""Lines break as Chinese is set: marks never lead, numbers stay whole, nothing is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.adapters.receipts_pdf.fonts import Face, FontShelf
from app.adapters.receipts_pdf.typeset import Style, Typesetter
from tests.adapters.receipts_pdf.paper_samples import FONT_FOLDER

STYLE = Style(face=Face.BODY, size=10, leading=15)
SETTER = Typesetter(FontShelf(FONT_FOLDER))
HAN = "崇义县关田镇受理通知书办件编号申请事项"
MARKS = "\uff0c\u3002\u300a\u300b\uff08\uff09\u201c\u201d"
PLAIN_TEXTS = st.text(alphabet=HAN + "0123456789", min_size=1, max_size=120)
MARKED_TEXTS = st.text(alphabet=HAN + MARKS, min_size=1, max_size=120)


def broken(text: str, ems: float) -> tuple[str, ...]:
    return SETTER.lines(text, ems * STYLE.size, STYLE)


@settings(max_examples=60, deadline=None)
@given(MARKED_TEXTS, st.integers(min_value=8, max_value=40))
def test_breaking_loses_nothing(text: str, ems: int) -> None:
    assert "".join(broken(text, ems)) == text


@settings(max_examples=60, deadline=None)
@given(PLAIN_TEXTS, st.integers(min_value=8, max_value=40))
def test_no_line_is_wider_than_asked(text: str, ems: int) -> None:
    assert all(SETTER.width(line, STYLE) <= ems * STYLE.size + 0.02 for line in broken(text, ems))


def test_a_comma_never_leads_a_line() -> None:
    assert broken("一二三四五六七八九十\uff0c一二三四五六七", 10)[1][0] == "十"


def test_an_opening_bracket_never_ends_a_line() -> None:
    assert broken("一二三四五六七八九\u300a一二三四五六七\u300b", 10)[0] == "一二三四五六七八九"


def test_a_document_number_stays_whole() -> None:
    lines = broken("关于赣崇关受\u30142026\u3015128号文书的说明事项", 8)
    assert any("\u30142026\u3015128号" in line for line in lines)


def test_a_day_stays_with_its_number() -> None:
    assert broken("一二三四五六七11月25日前到窗口办理", 8)[1].startswith("11月")


def test_a_word_longer_than_the_line_is_broken_anyway() -> None:
    lines = broken("A" * 60, 10)
    assert len(lines) > 1
    assert all(SETTER.width(line, STYLE) <= 100 for line in lines)


def test_no_paragraph_ends_with_a_single_sign() -> None:
    assert len(broken("一二三四五六七八九十一二三四五六七八九十。", 10)[-1]) >= 3


def test_inner_lines_reach_the_right_edge() -> None:
    text = "自收到本通知书之日起六十日内\uff0c可以向县人民政府申请 2 次行政复议。" * 3
    width = 205.0
    *inner, _ = SETTER.paragraph(text, 0.0, width, STYLE, 2 * STYLE.size)
    for line in inner:
        set_width = SETTER.width(line.text, STYLE) + line.spacing * (len(line.text) - 1)
        assert abs(line.x + set_width - width) < 0.01 or line.spacing == 0.0
    assert any(line.spacing > 0 for line in inner)
