"""A paper to be signed says what the form says: in words, in full, and nothing that the office fills in."""

import tomllib
from dataclasses import replace
from datetime import date

import pytest

from app.domain.case.case import CaseApplicant
from app.domain.form.author import Margin, SourceText
from app.domain.form.paper_text import Entry, Listing, PaperText
from app.domain.form.reading import Shelf
from app.domain.form.sheet import FormContext, open_sheet
from app.domain.form_paper.composing import FormPaperOrder, compose_form_paper, text_for
from app.domain.form_paper.reading import read_paper_text
from app.domain.item_reading import check_item, read_item

DAY = date(2026, 11, 29)
WHOLE = PaperText(key="application", whole_form=True, closing=("以上属实。",))
ITEM = """
[item]
id = "T01"
version = 1
name = "试用事项"
type = "20"
department = "民政"
decides = ["乡"]
handling = "即办"
basis = []
result = { name = "凭证", kind = "证照" }
valid_from = 2026-01-01

[[material]]
key = "paper"
name = "申请表"
forms = ["原", "收"]
necessity = "必"
printed_here = true
# prints
[[form.section]]
key = "who"
title = "申请人"
field = [
  { key = "name", label = "姓名", kind = "name" },
  { key = "cert_no", label = "身份证号", kind = "idno" },
  { key = "born", label = "出生日期", kind = "date" },
  { key = "asked", label = "申请金额", kind = "money", unit = "元", capital = true },
  { key = "months", label = "居住月数", kind = "int", unit = "个月" },
  { key = "way", label = "方式", kind = "enum", choices = [["1", "转账"], ["2", "现金"]] },
  { key = "reason", label = "现金理由", kind = "text", visible = 'way == "2"' },
  { key = "alone", label = "是否独居", kind = "bool" },
  { key = "photo", label = "两寸照片", kind = "attachment", portrait = true },
]
table = [
  { key = "kin", label = "家庭成员", totals = ["income"], column = [
    { key = "who", label = "姓名", kind = "name" },
    { key = "income", label = "月收入", kind = "money", unit = "元" },
  ] },
]

[[form.section]]
key = "view"
title = "村级意见"
field = [{ key = "stamp", label = "村级盖章", kind = "signature" }]

[[form.section]]
key = "visit"
title = "入户调查"
by_office = true
field = [{ key = "found", label = "调查情况", kind = "text" }]

[[form.section]]
key = "confirm"
title = "确认"
field = [{ key = "sign", label = "申请人签字", kind = "signature" }]
"""
ANSWERS = {
    "name": "林晓棠",
    "cert_no": "360782198812310022",
    "born": "1988-12-31",
    "asked": 123456,
    "months": 300,
    "way": "1",
    "alone": True,
    "found": "属实",
    "sign": True,
    "kin": [
        {"row": "r1", "who": "林晓棠", "income": 65050},
        {"row": "r2", "who": "林大江", "income": 140000},
    ],
}


def item_with(text=None):
    prints = f'prints = "{text.key}"\n' if text is not None else ""
    shelf = Shelf(blocks={}, tables={}, papers={text.key: text} if text is not None else {})
    source = SourceText("T01.toml", ITEM.replace("# prints\n", prints))
    return source, shelf


def composed(text=WHOLE, **changed):
    item = read_item(*item_with(), Margin())
    context = FormContext(today=DAY)
    order = FormPaperOrder(
        sheet=open_sheet(item.form, {**ANSWERS, **changed}, context),
        printed_on=DAY,
        context=context,
        material=item.materials[0],
        text=text,
        applicant=CaseApplicant(name="林晓棠", id_number="360782198812310022"),
        item=item.name,
        unit="关田镇便民服务中心",
    )
    return compose_form_paper(order)


def entries(paper):
    return {part.label: part.value for s in paper.sections for part in s.parts if isinstance(part, Entry)}


def test_answers_read_as_papers_write_them():
    read = entries(composed())

    assert read["身份证号"] == "360782198812310022"
    assert read["出生日期"] == "1988年12月31日"
    assert read["申请金额"] == "1,234.56元（人民币壹仟贰佰叁拾肆元伍角陆分）"
    assert (read["居住月数"], read["方式"], read["是否独居"]) == ("300个月", "转账", "是")


def test_a_blank_answer_is_a_blank_cell_and_a_hidden_one_is_none():
    paper = composed(months=None)

    assert entries(paper)["居住月数"] == ""
    assert "现金理由" not in entries(paper)


def test_a_table_has_its_rows_in_words_and_its_sum():
    (kin,) = [part for s in composed().sections for part in s.parts if isinstance(part, Listing)]

    assert kin.headings == ("姓名", "月收入")
    assert kin.rows == (("林晓棠", "650.50元"), ("林大江", "1,400.00元"))
    assert kin.totals == ("", "2,050.50元")


def test_what_the_office_fills_in_is_not_on_the_applicants_paper():
    assert "入户调查" not in [section.title for section in composed().sections]


def test_a_tick_on_the_screen_signs_nothing():
    paper = composed()

    assert paper.signers == ("申请人签字",)
    assert "确认" not in [section.title for section in paper.sections]
    assert entries(paper)["村级盖章"] == ""


def test_the_photograph_has_its_own_place():
    assert composed().photo == "两寸照片"
    assert "两寸照片" not in entries(composed())


def test_a_text_is_filled_and_what_is_not_known_is_a_line_to_write_on():
    text = PaperText(key="pledge", lead=("{申请人}（{cert_no}）到{机关}办{事项}，{reason}。",), closing=())

    (lead,) = composed(text).lead

    assert lead == "林晓棠（360782198812310022）到关田镇便民服务中心办试用事项，________。"


def test_an_answer_that_ends_its_sentence_ends_ours_once():
    text = PaperText(key="pledge", lead=("理由：{reason}。",))

    assert composed(text, way="2", reason="没有卡。").lead == ("理由：没有卡。",)


def test_every_row_signs_but_the_applicant_only_once():
    text = PaperText(key="pledge", signers=("申请人签字", "成员 {kin/who} 签字"))

    assert composed(text).signers == ("申请人签字", "成员 林大江 签字")


def test_only_the_named_sections_are_printed():
    paper = composed(PaperText(key="pledge", sections=("who",)))

    assert [section.title for section in paper.sections] == ["申请人"]


def test_the_digest_follows_what_is_signed_and_nothing_else():
    paper = composed()

    assert composed(months=301).digest() != paper.digest()
    assert composed(found="不属实").digest() == paper.digest()
    later = replace(paper, printed_on=date(2026, 12, 1), case_number="360725105-1")
    assert later.digest() == paper.digest()


def test_a_paper_that_names_no_text_is_an_application_form():
    material = read_item(*item_with(), Margin()).materials[0]

    assert text_for(material, {"application": WHOLE}) is WHOLE
    assert text_for(material, {}).whole_form
    assert (
        text_for(replace(material, prints="pledge"), {"pledge": replace(WHOLE, key="pledge")}).key == "pledge"
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (PaperText(key="p", lead=("{reasn}",)), "form.paper_placeholder"),
        (PaperText(key="p", lead=("{kin/who}",)), "form.paper_placeholder"),
        (PaperText(key="p", signers=("{kin/whom}",)), "form.paper_placeholder"),
        (PaperText(key="p", sections=("whom",)), "form.paper_section"),
    ],
)
def test_a_text_that_asks_for_what_the_form_has_not_is_told_at_the_material(text, code, words):
    source, shelf = item_with(text)

    (mistake,) = check_item(source, shelf)

    assert mistake.code == code
    assert "申请表" in mistake.place
    assert source.text.splitlines()[mistake.line - 1].startswith("prints")
    assert words.say(code, mistake.facts).do


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (('prints = "p"', 'prints = "q"'), "form.unknown_form_paper"),
        (("printed_here = true\n", ""), "form.prints_without_use"),
    ],
)
def test_a_text_that_is_not_there_or_never_printed_is_told(change, code, words):
    source, shelf = item_with(PaperText(key="p"))

    (mistake,) = check_item(SourceText("T01.toml", source.text.replace(*change)), shelf)

    assert mistake.code == code
    assert words.say(code, mistake.facts).say


def test_the_file_of_a_text_is_read_and_its_mistakes_are_told():
    good = 'lead = ["甲"]\nclosing = ["乙"]\nsigners = ["丙"]\nsections = ["who"]\n'
    margin = Margin()

    text = read_paper_text(SourceText("pledge.toml", good), margin)

    assert (text.key, text.sentences(), text.sections) == ("pledge", ("甲", "乙", "丙"), ("who",))
    assert tomllib.loads(good)["lead"] == list(text.lead)
    assert read_paper_text(SourceText("pledge.toml", good + 'colour = "red"\n'), margin) is None
    assert [one.code for one in margin.mistakes] == ["form.unknown_property"]
