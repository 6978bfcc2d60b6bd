"""Papers to be signed look and read as approved; set PAPERS_UPDATE_GOLDEN=1 to approve what is drawn now."""

import os
from datetime import date

import pytest

from app.adapters.receipts_pdf.renderer import ReceiptRenderer
from app.domain.form.paper_text import Entry, FormPaper, Listing, PrintedSection
from app.domain.paper import PaperError
from tests.adapters.receipts_pdf.pdf_reading import pages_as_images, pages_as_text
from tests.adapters.receipts_pdf.test_golden_papers import DPI, GOLDEN, approve, approved_images, assert_alike

DAY = date(2026, 11, 29)
UNIT = "崇义县关田镇综合便民服务中心"
MEMBER = (
    "林晓棠",
    "360782198812310022",
    "本人",
    "女",
    "37",
    "",
    "农业",
    "健康",
    "完全",
    "务农",
    "",
    "650.50元",
)
HEADINGS = ("姓名", "身份证号", "与申请人关系", "性别", "周岁", "学历", "户籍", "健康状况")
HEADINGS += ("劳动能力", "从业状况", "工作单位或地点", "月收入")
APPLICATION = FormPaper(
    title="残疾人证申请表",
    item="残疾人证新办、换领、迁移申请受理",
    unit=UNIT,
    printed_on=DAY,
    sections=(
        PrintedSection(
            title="申请人",
            parts=(
                Entry(label="姓名", value="钟𬭎秀"),
                Entry(label="证件号码", value="360782198812310022"),
                Entry(label="户籍地址", value="崇义县关田镇沙溪村 1 组", wide=True),
                Entry(label="婚姻状况"),
                Entry(label="申请金额", value="1,234.56元（人民币壹仟贰佰叁拾肆元伍角陆分）"),
                Listing(
                    title="补缴年度",
                    headings=("年度", "补缴金额", "备注"),
                    rows=(("2024", "500.00元", ""), ("2025", "800.00元", "漏缴")),
                    totals=("", "1,300.00元", ""),
                ),
                Listing(title="家庭成员", headings=HEADINGS, rows=(MEMBER, MEMBER)),
                Listing(title="车辆", headings=("类型", "号牌号码"), rows=()),
            ),
        ),
    ),
    closing=("本人声明：以上填写的内容和提交的材料真实、准确、完整。",),
    signers=("申请人签字", "监护人签字"),
    photo="近期两寸免冠彩色照片",
    case_number="360725105-261129-0007",
    sample=True,
)
PLEDGE = FormPaper(
    title="授权委托书",
    item="林木采伐许可",
    unit=UNIT,
    printed_on=DAY,
    lead=(
        "委托人：林晓棠，证件号码：360782198812310022，联系电话：13800000000。",
        "委托权限：代为填写和提交申请材料，代为说明情况、补正材料，代为签收文书和领取结果。",
        "委托期限：自签字之日起，到________之日为止。",
    ),
    closing=("受托人在上述权限和期限内办理的事务，委托人予以承认。",),
    signers=("委托人签字", "受托人签字"),
)
PAPERS = {"form-application": APPLICATION, "form-mandate": PLEDGE}


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_to_be_signed_looks_and_reads_as_approved(renderer: ReceiptRenderer, name: str) -> None:
    pdf = renderer.form_paper(PAPERS[name])
    images, text = pages_as_images(pdf, DPI), "\f".join(pages_as_text(pdf))
    if os.environ.get("PAPERS_UPDATE_GOLDEN"):
        approve(name, images, text)
    assert text == (GOLDEN / f"{name}.txt").read_text("utf-8")
    approved = approved_images(name)
    assert len(images) == len(approved)
    for drawn, file in zip(images, approved, strict=True):
        assert_alike(drawn, file)


def test_the_same_paper_has_the_same_bytes(renderer: ReceiptRenderer) -> None:
    assert renderer.form_paper(APPLICATION) == renderer.form_paper(APPLICATION)


def test_a_character_that_no_font_has_stops_the_paper(renderer: ReceiptRenderer) -> None:
    odd = FormPaper(title="申请表", item="事项", unit=UNIT, printed_on=DAY, closing=("\U000f0000",))

    with pytest.raises(PaperError) as refused:
        renderer.form_paper(odd)

    assert refused.value.code == "papers.glyph_missing"


def test_many_signatures_go_on_to_the_next_sheet_and_none_is_lost(renderer: ReceiptRenderer) -> None:
    many = tuple(f"家庭成员{number}签字" for number in range(1, 41))
    paper = FormPaper(
        title="授权书", item="事项", unit=UNIT, printed_on=DAY, closing=("同意。",), signers=many
    )

    pages = pages_as_text(renderer.form_paper(paper))

    assert len(pages) > 1
    assert all("".join(pages).count(f"{one}：") == 1 for one in many)
    assert "同意。" in pages[0]
    assert many[0] in pages[0]
