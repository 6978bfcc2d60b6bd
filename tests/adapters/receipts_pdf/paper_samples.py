"""Fictional papers with the worst data a window meets, shared by the drawing tests."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from app.domain.paper import (
    Applicant,
    CaseFacts,
    Counter,
    IssuingUnit,
    MoneyFacts,
    PaperFacts,
    PaperItem,
    PaperSize,
    PaperType,
    TicketFacts,
)
from app.domain.paper_guide import GuideFacts
from app.domain.paper_wording import read_paper_type
from app.domain.seal import SealDesign, SealMode, SealPlacement

ROOT = Path(__file__).resolve().parents[3]
FONT_FOLDER = ROOT / "resources" / "fonts"
DOCUMENTS = ROOT / "resources" / "catalog" / "documents"

RARE_NAME = "张𬭎喆"
LONG_NAME = "欧阳·阿卜杜热合曼·买买提"
LONG_ITEM = "临时占用城市道路、广场等公共场所举办促销展销活动和搭设临时设施的经营许可变更登记"

UNIT = IssuingUnit(
    name="崇义县关田镇综合便民服务中心",
    phone="0797-0000000",
    reconsideration_body="崇义县人民政府",
    court="崇义县人民法院",
)
SEAL = SealDesign(
    name="业务专用章",
    diameter_mm=42,
    ring_text="崇义县关田镇综合便民服务中心",
    purpose_line="业务专用章",
    code_digits="3607250000000",
    sample=True,
)
CASE = CaseFacts(
    received_at=datetime(2026, 11, 25, 9, 5, tzinfo=UTC),
    accepted_at=datetime(2026, 11, 25, 9, 20, tzinfo=UTC),
    closed_at=datetime(2026, 11, 25, 9, 40, tzinfo=UTC),
    acceptance_due=date(2026, 12, 2),
    promised_due=date(2026, 12, 2),
    statutory_due=date(2026, 12, 23),
    fee="不收费",
    delivery="窗口自取",
    result="已登记，出具参保凭证",
    reason="该事项不属于本机关职权范围",
    article="《中华人民共和国行政许可法》第三十二条第一款第二项",
    competent_body="崇义县自然资源局",
)
MATERIALS = (
    ("居民身份证", "原件", "1", "1", "核验退回"),
    ("户口簿（首页和本人页）", "复印件", "1", "2", "留存"),
    ("经营场所平面图、效果图及现场照片", "原件", "2", "6", "留存"),
    ("安全责任承诺书", "原件", "1", "1", "留存"),
    ("经营场所所有权人同意临时占用并承担恢复责任的书面证明材料", "原件", "1", "3", "留存"),
)
CHECKED = (
    ("身份证或营业执照", "—", "—", "—", "免提交（电子证照核验）"),
    ("重点群体身份证明", "—", "—", "—", "免提交（退役军人数据核验）"),
    ("平面图、效果图、现场照片", "原", "2", "140", "留存"),
)
"""Papers of which two were waived by a check (免), and one has many pages."""
USED_AGAIN = (
    MATERIALS[0],
    (
        "户口簿（首页和本人页），取自办件3607251050002603010017，有效至2027年3月1日",
        "复用",
        "1",
        "2",
        "复用",
    ),
    ("参保登记表", "收", "1", "1", "留存"),
)
PROBLEMS = (
    (
        "场地权属证明或者同意书",
        "缺失",
        "提交产权人签字的同意书原件，并附产权证复印件",
        "《城市道路管理条例》第三十一条",
    ),
    ("效果图", "不清晰", "重新打印彩色效果图，标明占道长、宽", "办事指南"),
)
TO_BRING = (
    ("临时占用城市道路申请表", "原件（留存）", "1", "必交", "窗口提供，现场签字"),
    ("居民身份证或者营业执照", "原件或复印件", "1", "必交", "可免交：读卡器或电子证照核验"),
    ("场地权属证明或者产权人同意书", "复印件", "1至2", "视情况", "可容缺"),
    ("经营场所平面图、效果图及现场照片（从不同方向拍摄、能看清占道的长和宽）", "电子件", "1", "可不交", ""),
)
GUIDE = GuideFacts(
    windows="3号窗口 自然资源、4号窗口 综合",
    place="江西省赣州市崇义县关田镇圩镇街道（示范地址）",
    hours="周一至周五：上午 08:30—12:00，下午 14:30—17:30\n周六、周日：周末延时 08:30—12:00",
    phone="0797-0000000",
    complaint_phone="12345",
    conditions="1. 占道不超过人行道宽度的三分之一，不占盲道\n2. 不妨碍消防通道，不在学校、医院门前五十米以内",
    refusals="1. 占用机动车道的\n2. 上一次占道期满没有恢复原状的",
    limits="承诺 5 个工作日，法定 20 个工作日（自受理之日起算）",
    fee="不收费",
    result="临时占道许可证",
    delivery="窗口自取、代办员代取",
    basis="《城市道路管理条例》第三十一条；《中华人民共和国行政许可法》第三十条",
    no_permit="采伐自然保护区以外的竹林，不需要申请采伐许可证，但应当符合林木采伐技术规程。",
    no_permit_basis="《中华人民共和国森林法》第五十六条第一款",
)
DEFERRED = (
    ("结构设计文件和施工资质", "复印件", "2026年12月2日"),
    ("离婚证、离婚协议或者判决书", "复印件", "2026年12月2日"),
    ("经营场所所有权人同意临时占用并承担恢复责任的书面证明材料", "原件或者复印件", "2026年12月16日"),
)
COMMITMENTS = (
    (
        "与逝者的亲属关系证明",
        "《中华人民共和国社会保险法》第二十条、《国务院关于建立统一的城乡居民基本养老保险制度的意见》"
        "（国发〔2014〕8号）、《城乡居民基本养老保险经办规程》（人社部发〔2019〕84号）",
        "申请人与逝者的亲属关系，与申请表所填一致。",
        "书面",
        "承诺不实的，撤销本次办理结果，收回已经发放的款项，依法追究责任；以后办理各类事项不再适用告知承诺。",
        "可以通过部门数据共享、向村（居）民委员会和有关单位了解、入户走访等方式核查承诺内容，申请人应当配合。",
        "核对户籍和婚姻登记信息；核对不到的，向逝者生前所在村（居）民委员会核实。",
    ),
    (
        "终止、解除劳动关系证明",
        "《就业服务与就业管理规定》第六十五条",
        "申请人已经与原用人单位终止、解除劳动关系，离职时间与申请表所填一致。",
        "书面",
        "承诺不实的，撤销登记，收回因登记取得的待遇，依法追究责任；以后办理各类事项不再适用告知承诺。",
        "可以通过部门数据共享、向原用人单位和有关单位了解等方式核查承诺内容，申请人应当配合。",
        "核对社会保险参保和就业登记信息；核对不到的，向原用人单位核实。",
    ),
)
ROWS = {"ZX": TO_BRING * 4, "SJ": MATERIALS * 3, "BZ": PROBLEMS * 4, "RQ": DEFERRED * 5, "GC": COMMITMENTS}
ROWS["TJ"] = tuple((name, day) for name, _, day in DEFERRED * 5)


PUT_OFF = replace(
    CASE,
    later_papers="、".join(f"{name}（{day}前）" for name, _, day in DEFERRED[1:]),
    completed_on=date(2026, 12, 16),
)
"""A case accepted without papers that came later (容缺)."""
INSURED = (
    ("医保", "欧阳·阿卜杜热合曼·买买提", "2027年", "400.00"),
    ("医保", "张𬭎喆", "2027年", "200.00"),
)
RECEIPT = MoneyFacts(
    figures="1,200.00", capital="壹仟贰佰元整", biller="国家税务总局崇义县税务局（城乡居民医保）", way="现金"
)
RED = replace(
    RECEIPT,
    figures="-600.00",
    capital="陆佰元整",
    reverses="赣崇关票〔2026〕11号",
    reason="参保人已在外省缴费，本人申请退回",
)
MONEY = {"PJ": RECEIPT, "HC": RED}
ROWS |= {"PJ": INSURED * 7, "HC": tuple((*row[:-1], f"-{row[-1]}") for row in INSURED)}
DEEMED = replace(
    CASE,
    received_at=datetime(2026, 11, 17, 9, 5, tzinfo=UTC),
    accepted_at=None,
    deemed_from=date(2026, 11, 17),
    promised_due=date(2026, 11, 24),
    statutory_due=date(2026, 12, 15),
)
"""A case the law accepted because nobody answered in time (视为受理)."""


def paper_type(code: str) -> PaperType:
    """Return a type as the program ships it."""
    return read_paper_type(tomllib.loads((DOCUMENTS / f"{code}.toml").read_text("utf-8")))


def sample_facts(code: str, **changes: object) -> PaperFacts:
    """Return a paper of that type with ordinary data, changed as asked."""
    kind = paper_type(code)
    ordinary: dict[str, object] = {
        "paper_type": kind,
        "unit": UNIT,
        "issued_on": date(2026, 11, 25),
        "number": f"赣崇关{kind.number_word}〔2026〕12号" if kind.needs_seal else "",
        "case_number": "360725102000-261125-0012",
        "query_code": "7K3M9QX2TW",
        "applicant": Applicant(name=RARE_NAME, identity="居民身份证 360725********0029", phone="138****0000"),
        "item": PaperItem(name="临时占用城市道路设施临时占道经营许可", code="360101-F01", is_licence=True),
        "case": CASE,
        "counter": Counter(window="3号窗口", clerk="李春梅", clerk_number="0312"),
        "ticket": TicketFacts(number="B012", business="社保", waiting_ahead=3, taken_at=CASE.received_at),
        "guide": GUIDE,
        "money": MONEY.get(code, MoneyFacts()),
        "table_rows": ROWS.get(code, ())[:4],
        "qr_text": "https://papers.example/v/" + "Ab3" * 49,
        "seal": SealPlacement(mode=SealMode.OVERPRINT),
        "sample": True,
    }
    return PaperFacts(**{**ordinary, **changes})


def worst_facts(code: str, size: PaperSize = PaperSize.A4) -> PaperFacts:
    """Return a paper with the longest name and item, a rare character and a 15-line list."""
    applicant = Applicant(
        name=LONG_NAME,
        identity="居民身份证 360725********0029",
        phone="138****0000",
        agent=f"{RARE_NAME}（村代办员） 居民身份证 360725********0010",
    )
    item = PaperItem(name=LONG_ITEM, code="360101-F01", is_licence=True)
    return sample_facts(code, applicant=applicant, item=item, size=size, table_rows=ROWS.get(code, ()))
