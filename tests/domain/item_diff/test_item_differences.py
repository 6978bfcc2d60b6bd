"""What a clerk notices between two versions: every change of an item file has its sentence."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest
import word_files

from app.adapters.catalog_toml.loading import load_catalog
from app.adapters.data_files.codes import load_code_tables
from app.domain.collects import Collects
from app.domain.form import shapes
from app.domain.form.author import Margin, SourceText
from app.domain.form.commitment import Risk
from app.domain.form.reading import Shelf
from app.domain.item_diff.items import NotOneItem, item_differences
from app.domain.item_diff.papers import material_differences
from app.domain.item_reading import read_item
from app.domain.item_withdrawal import Reason
from app.domain.words import Words

RESOURCES = Path(__file__).parents[3] / "resources"
WORDS = Words(word_files.templates())
BASE = """
[item]
id = "T01"
version = 1
name = "试用事项"
type = "20"
department = "民政"
decides = ["乡"]
handling = "承诺"
basis = [{ title = "试用办法", number = "民发〔2021〕57号", article = "第八条" }]
result = { name = "凭证", kind = "证照", valid = "一年" }
valid_from = 2026-01-01
legal_limit = { length = 30, unit = "工作日" }
promised_limit = { length = 20, unit = "工作日" }
fee = { charged = false }
conditions = ["本镇户籍"]
reminders = ["每年复核"]
steps = [{ name = "受理" }, { name = "公示", limit = { length = 7, unit = "自然日" } }]
consult_phone = "0797-0000000"
post = false

[[material]]
key = "id_card"
name = "身份证"
forms = ["原"]
necessity = "必"

[[material]]
key = "photo"
name = "照片"
forms = ["原"]
necessity = "条"
needed_when = "count > 1"
copies = 2

[[form.section]]
key = "main"
title = "主要"

[[form.section.field]]
key = "name"
label = "姓名"
kind = "name"
required = true

[[form.section.field]]
key = "count"
label = "人数"
kind = "int"
unit = "人"
min = 1
max = 9
default = 1
help = "含本人。"

[[form.section.field]]
key = "way"
label = "方式"
kind = "enum"
choices = ["现金", "转账"]
visible = "count > 1"

[[form.section.field]]
key = "double"
label = "两倍"
kind = "int"
calc = "count * 2"

[[form.section.table]]
key = "team"
label = "人员"
max_rows = 5
column = [{ key = "who", label = "谁", kind = "name" }]

[[form.section]]
key = "rest"
title = "其他"

[[form.section.field]]
key = "note"
label = "备注"
kind = "text"
max_chars = 20

[[form.check]]
wrong = "count > 5"
say = "人数太多，请核对。"
at = "count"
"""


def item(*replaced):
    text = BASE.replace("version = 1", "version = 2") if replaced else BASE
    for before, after in replaced:
        assert before in text, before
        text = text.replace(before, after, 1)
    margin = Margin()
    found = read_item(SourceText("T01.toml", text), Shelf(blocks={}, tables={}), margin)
    assert found is not None, margin.mistakes
    return found


def told(*replaced):
    found = item_differences(item(), item(*replaced))
    return [WORDS.say(one.code, one.facts).sentence() for one in found]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ('name = "试用事项"', 'name = "试行事项"', "名称由“试用事项”改为“试行事项”。"),
        ('handling = "承诺"', 'handling = "即办"', "办件类型由“承诺”改为“即办”。"),
        ("length = 20", "length = 15", "承诺期限由 20 个工作日 改为 15 个工作日。"),
        ("length = 30", "length = 45", "法定期限由 30 个工作日 改为 45 个工作日。"),
        ("length = 7", "length = 5", "环节“公示”的时限由 7 个自然日 改为 5 个自然日。"),
        (
            "charged = false",
            'charged = true, standard = "每证 5 元", basis = "价格文件"',
            "现在要收费：每证 5 元。",
        ),
        ('["本镇户籍"]', '["本县户籍"]', "增加了受理条件：本县户籍。"),
        ('["每年复核"]', '["每年复核", "半年复核"]', "增加了提醒：半年复核。"),
        ('article = "第八条"', 'article = "第九条"', "增加了依据：《试用办法》（民发〔2021〕57号）第九条。"),
        ('valid = "一年"', 'valid = "两年"', "结果的有效期由“一年”改为“两年”。"),
        ("post = false", "post = true", "能否邮寄由“否”改为“是”。"),
        ('consult_phone = "0797-0000000"', "", "咨询电话由 0797-0000000 改为 （无）。"),
        ('name = "身份证"', 'name = "居民身份证"', "材料“身份证”改称“居民身份证”。"),
        ('necessity = "必"', 'necessity = "容"', "材料“身份证”现在可以容缺后补。"),
        ("copies = 2", "copies = 3", "材料“照片”的份数由 2 改为 3。"),
        (
            '"count > 1"\ncopies',
            '"count > 2"\ncopies',
            "什么情况要材料“照片”，规则由“count > 1”改为“count > 2”。",
        ),
        ('label = "姓名"', 'label = "名字"', "“姓名”改称“名字”。"),
        ("required = true", "required = false", "“姓名”现在可以不填。"),
        ("required = true", 'required = "count > 1"', "“姓名”什么情况必须填，变了。"),
        ('unit = "人"', 'unit = "户"', "“人数”的单位由“人”改为“户”。"),
        ("max = 9", "max = 12", "“人数”最小、最大能填多少，由“1、9”改为“1、12”。"),
        ("default = 1", "default = 2", "“人数”打开时的默认值由“1”改为“2”。"),
        (
            "default = 1",
            'default_calc = "year_of(today)"',
            "“人数”打开时的默认值由“1”改为“year_of(today)”。",
        ),
        ('help = "含本人。"', 'help = "不含本人。"', "“人数”的填写提示由“含本人”改为“不含本人”。"),
        ('["现金", "转账"]', '["现金", "转账", "支票"]', "“方式”多了选项：支票。"),
        ('["现金", "转账"]', '["转账"]', "“方式”少了选项：现金。"),
        ('["现金", "转账"]', '["现金", ["转账", "银行转账"]]', "“方式”的选项“转账”改称“银行转账”。"),
        ('visible = "count > 1"', 'visible = "count > 2"', "“方式”什么情况才出现，变了。"),
        ('visible = "count > 1"', "", "“方式”现在总会出现。"),
        ('calc = "count * 2"', 'calc = "count * 3"', "“两倍”的算法变了。"),
        ('calc = "count * 2"', "", "“两倍”现在要自己填，程序不再算。"),
        ("max_rows = 5", "max_rows = 9", "表格“人员”最少、最多的行数由 0、5 改为 0、9。"),
        ('label = "谁"', 'label = "何人"', "“谁”改称“何人”。"),
        ("max_chars = 20", "max_chars = 40", "“备注”最多能写的字数由 20 改为 40。"),
        ('title = "其他"', 'title = "另外"', "表单的节“其他”改称“另外”。"),
        ('"count > 5"', '"count > 6"', "这条核对的条件变了：人数太多，请核对。"),
    ],
)  # fmt: skip
def test_a_change_is_told_in_a_sentence(before, after, sentence):
    assert sentence in told((before, after))


PROMISE = """necessity = "必"

[material.commitment]
proof = "身份证明"
basis = "《试用办法》第八条"
content = "身份属实。"
manner = "书面"
liability = "撤销。"
powers = "可以核查。"
checking = "在线核对。"
"""


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("身份证明", "本人身份证明", "材料“身份证”的告知承诺，证明事项名称由“身份证明”改为“本人身份证明”。"),
        ("身份属实", "身份真实", "材料“身份证”的告知承诺，证明内容由“身份属实”改为“身份真实”。"),
        (
            "》第八条",
            "》第九条",
            "材料“身份证”的告知承诺，设定依据由“《试用办法》第八条”改为“《试用办法》第九条”。",
        ),
        ('"撤销', '"依法撤销', "材料“身份证”的告知承诺，不实承诺责任由“撤销”改为“依法撤销”。"),
        ("可以核查", "可以走访", "材料“身份证”的告知承诺，行政机关核查权力由“可以核查”改为“可以走访”。"),
        ("在线核对", "上门核对", "材料“身份证”的告知承诺，核查方式由“在线核对”改为“上门核对”。"),
    ],
)
def test_a_change_of_a_commitment_is_told_in_a_sentence(before, after, sentence):
    old, new = (item(('necessity = "必"', text)) for text in (PROMISE, PROMISE.replace(before, after, 1)))
    sentences = [WORDS.say(one.code, one.facts).sentence() for one in item_differences(old, new)]

    assert sentences[0] == sentence


def test_that_a_certificate_may_be_promised_from_now_on_or_no_longer_is_told():
    plain, promised = item(), item(('necessity = "必"', PROMISE))

    (now, *_), (no_more, *_) = item_differences(plain, promised), item_differences(promised, plain)

    assert WORDS.say(now.code, now.facts).say == "材料“身份证”现在可以用告知承诺代替。"
    assert WORDS.say(no_more.code, no_more.facts).say == "材料“身份证”现在不能用告知承诺代替，要带证明来。"


def test_that_a_paper_need_not_be_brought_twice_is_told():
    paper = item().materials[0]

    (change,) = material_differences((paper,), (dataclasses.replace(paper, reuse="household_book"),))

    assert WORDS.say(change.code, change.facts).say == (
        "材料“身份证”的复用类别由“（无）”改为“household_book”。"
    )


def test_a_new_risk_is_told_with_what_it_means_for_certificates():
    (sentence,) = told(("post = false", 'post = false\nhigh_risk = ["公共安全"]'))

    assert sentence == "多了一类风险较大的情形“公共安全”，证明材料不能用告知承诺代替。"


def test_the_same_version_twice_has_no_differences():
    assert item_differences(item(), item()) == ()


def test_what_came_and_what_went_is_told_once():
    field = '[[form.section.field]]\nkey = "note"\nlabel = "备注"\nkind = "text"\nmax_chars = 20\n'
    other = '[[form.section.field]]\nkey = "remark"\nlabel = "附注"\nkind = "text"\n'

    assert told((field, other)) == ["多了一项“附注”要填。", "少了一项“备注”。"]


def test_a_new_table_is_one_sentence_and_its_columns_need_none():
    added = 'max_rows = 5\ncolumn = [{ key = "who", label = "谁", kind = "name" }]\n'
    more = added + added.join(['[[form.section.table]]\nkey = "cars"\nlabel = "车辆"\n', ""])

    assert told((added, more)) == ["表单多了一张表格“车辆”。"]


NO_PERMIT = """
[[unneeded]]
when = "count > 7"
say = "超过七人的，不需要许可。"
at = "count"
basis = { title = "试用法", article = "第五条" }
"""


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (NO_PERMIT, "", "这种情形不再写明不需要许可：超过七人的，不需要许可。"),
        ('"count > 7"', '"count > 8"', "不需要许可的条件变了：超过七人的，不需要许可。"),
        ("第五条", "第六条", "《试用法》第五条改为《试用法》第六条。"),
    ],
)
def test_a_change_of_what_needs_no_permit_is_told(before, after, sentence):
    has = (('type = "20"', 'type = "01"'), ("[[form.check]]", NO_PERMIT + "[[form.check]]"))
    old, new = item(*has), item(*has, (before, after))

    told = [WORDS.say(one.code, one.facts).sentence() for one in item_differences(old, new)]

    assert [said for said in told if sentence in said]


def test_a_new_case_that_needs_no_permit_is_told():
    found = told(('type = "20"', 'type = "01"'), ("[[form.check]]", NO_PERMIT + "[[form.check]]"))

    assert "多了一种不需要许可的情形：超过七人的，不需要许可。" in found


def test_a_field_in_another_section_has_moved():
    field = '[[form.section.field]]\nkey = "note"\nlabel = "备注"\nkind = "text"\nmax_chars = 20\n'
    home = '[[form.section.table]]\nkey = "team"'

    assert "“备注”从“其他”移到“主要”。" in told((field, ""), (home, field + home))


def test_a_version_number_that_was_not_raised_is_told_with_what_to_do():
    old, new = item(), item(("max = 9", "max = 12"))

    last = item_differences(old, dataclasses.replace(new, version=1))[-1]

    assert "没有加大" in WORDS.say(last.code, last.facts).say


def test_two_items_are_not_two_versions():
    with pytest.raises(NotOneItem) as refused:
        item_differences(item(), item(('id = "T01"', 'id = "T02"')))

    assert WORDS.of(refused.value).do


BY_HAND = {"id", "version", "basis", "codes", "questions"}
OTHER = {
    "str": "别的",
    "bool": True,
    "int": 3,
    "tuple": ("别的",),
    "NoneType": None,
}


@pytest.mark.parametrize("element", sorted(shapes.ITEM.properties.keys() - BY_HAND))
def test_no_element_changes_unnoticed(element):
    old = item()
    samples = {
        "type": type(old.type).LICENCE,
        "decides": (type(old.decides[0]).COUNTY,),
        "for_whom": (),
        "high_risk": (Risk.LIFE,),
        "handling": type(old.handling).ON_THE_SPOT,
        "result": dataclasses.replace(old.result, name="别的"),
        "valid_from": date(2027, 1, 1),
        "valid_until": date(2027, 1, 1),
        "status": type(old.status).PAUSED,
        "authority": real_items()[0].authority,
        "withdrawn": next(iter(Reason)),
        "legal_limit": None,
        "promised_limit": None,
        "steps": old.steps[:1],
        "collects": Collects(amount="paid", biller="biller", what="kind", way="way"),
        "fee": dataclasses.replace(old.fee, charged=True, standard="五元"),
    }
    other = samples.get(
        element, OTHER[type(getattr(old, element)).__name__] if element not in samples else None
    )

    new = dataclasses.replace(old, version=2, **{element: other})

    assert new != dataclasses.replace(old, version=2)
    assert len(item_differences(old, new)) >= 1


def real_items():
    if not CATALOG:
        CATALOG.append(load_catalog(RESOURCES / "catalog", load_code_tables(RESOURCES / "codes")))
    return [real for _, real in sorted(CATALOG[0].items.items())]


CATALOG = []


def test_no_item_of_the_catalogue_differs_from_itself_and_each_lost_paper_is_told():
    for real in real_items():
        form = real.form
        definition = dataclasses.replace(form.definition, materials=form.definition.materials[1:])
        shorter = dataclasses.replace(form, definition=definition)
        new = dataclasses.replace(real, version=real.version + 1, form_of=lambda found=shorter: found)

        assert item_differences(real, real) == ()
        assert [one.code for one in item_differences(real, new)] == ["change.material_removed"]
