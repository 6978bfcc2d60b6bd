"""What each paper says is legally right, and a paper that would leave something out is not made."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.domain.paper import (
    Applicant,
    CaseFacts,
    Counter,
    IssuingUnit,
    MoneyFacts,
    PaperError,
    PaperFacts,
    PaperItem,
    PaperType,
)
from app.domain.paper_guide import GuideFacts
from app.domain.paper_wording import compose, facts_named_in, paper_date, read_paper_type

DOCUMENTS = Path(__file__).resolve().parents[2] / "resources" / "catalog" / "documents"
CODES = ("SJ", "SL", "RQ", "TJ", "GC", "BZ", "BS", "BJ", "PJ", "HC", "HZ", "ZX", "WX")
SEALED = ("SJ", "SL", "RQ", "TJ", "GC", "BZ", "BS", "BJ")
LICENCE = PaperItem(name="临时占道经营许可", code="F01", is_licence=True)
SERVICE = PaperItem(name="城乡居民基本养老保险参保登记", code="A01")

MONEY = MoneyFacts(figures="325.04", capital="叁佰贰拾伍元零肆分", biller="供电公司", way="现金")
RED = replace(MONEY, figures="-325.04", reverses="赣崇关票\u30142026\u301511号", reason="户号录错")


def paper_type(code: str) -> PaperType:
    return read_paper_type(tomllib.loads((DOCUMENTS / f"{code}.toml").read_text("utf-8")))


def paper(code: str, **changes: object) -> PaperFacts:
    ordinary: dict[str, object] = {
        "paper_type": paper_type(code),
        "unit": IssuingUnit(
            name="关田镇综合便民服务中心",
            phone="0797-0000000",
            reconsideration_body="崇义县人民政府",
            court="崇义县人民法院",
        ),
        "issued_on": date(2026, 11, 5),
        "number": "赣崇关受\u30142026\u301512号",
        "case_number": "0012",
        "query_code": "7K3M9QX2TW",
        "applicant": Applicant(name="张三", identity="居民身份证 360725********0029"),
        "item": LICENCE,
        "case": CaseFacts(
            received_at=datetime(2026, 11, 5, 9, 5, tzinfo=UTC),
            accepted_at=datetime(2026, 11, 5, 9, 20, tzinfo=UTC),
            closed_at=datetime(2026, 11, 5, 9, 40, tzinfo=UTC),
            acceptance_due=date(2026, 11, 12),
            promised_due=date(2026, 11, 12),
            statutory_due=date(2026, 12, 3),
            fee="不收费",
            delivery="窗口自取",
            result="准予登记",
            reason="该事项不属于本机关职权范围",
            article="《行政许可法》第三十二条第一款第二项",
        ),
        "counter": Counter(window="3号窗口", clerk="李春梅", clerk_number="0312"),
        "money": MONEY if code == "PJ" else RED,
        "table_rows": (("身份证", "原件", "1", "1", ""),),
    }
    return PaperFacts(**{**ordinary, **changes})


def words(facts: PaperFacts) -> str:
    statement = compose(facts)
    rows = [f"{row.label} {row.value}" for row in statement.rows]
    said = (*statement.opening, *statement.closing, *statement.pledge)
    return "\n".join([*rows, statement.salutation, *said, statement.foot])


@pytest.mark.parametrize("code", CODES)
def test_every_placeholder_of_a_type_is_a_known_fact(code: str) -> None:
    kind = paper_type(code)
    templates = [
        kind.salutation,
        *(row.value for row in kind.rows),
        *(sentence.text for sentence in (*kind.opening, *kind.closing, *kind.pledge)),
    ]
    for name in (name for template in templates for name in facts_named_in(template)):
        found: object = paper(code)
        for step in name.split("."):
            assert hasattr(found, step), name
            found = getattr(found, step)


@pytest.mark.parametrize("code", CODES)
def test_no_sentence_carries_a_half_width_mark_or_an_open_placeholder(code: str) -> None:
    kind = paper_type(code)
    for sentence in (*kind.opening, *kind.closing, *kind.pledge):
        assert not set(sentence.text) & set(",;:()?!"), sentence.text
        assert "{" not in "".join(words(paper(code))) if kind.needs_seal else True


@pytest.mark.parametrize("code", SEALED)
def test_every_sealed_paper_names_applicant_item_case_clerk_and_phones(code: str) -> None:
    said = words(paper(code))
    for needed in (
        "张三",
        "360725********0029",
        LICENCE.name,
        "0012",
        "李春梅",
        "0312",
        "0797-0000000",
        "12345",
    ):
        assert needed in said


@pytest.mark.parametrize("code", SEALED)
def test_every_sealed_paper_names_its_copies(code: str) -> None:
    assert "第二联 申请人留存" in compose(paper(code)).foot


def test_a_receipt_for_papers_is_no_acceptance_and_says_by_when() -> None:
    said = words(paper("SJ"))
    assert "不表示申请已被受理" in said
    assert "最迟于2026年11月12日" in said
    assert "逾期不告知的\uff0c自收到申请材料之日起即为受理" in said


@pytest.mark.parametrize("item", [paper("SJ").item, SERVICE])
def test_a_receipt_for_papers_put_off_says_what_is_still_to_come_and_nothing_of_the_acceptance(
    item: PaperItem,
) -> None:
    left = CaseFacts(received_at=paper("SJ").case.received_at, later_papers="转诊证明（2026年12月3日前）")
    said = words(paper("SJ", item=item, case=left))

    assert "容缺后补的材料还有：转诊证明（2026年12月3日前）" in said
    assert "不表示申请已被受理" not in said
    assert "是否受理" not in said


def test_a_receipt_for_the_last_paper_put_off_says_that_all_came() -> None:
    came = CaseFacts(received_at=paper("SJ").case.received_at, completed_on=date(2026, 12, 3))
    said = words(paper("SJ", case=came))

    assert "容缺后补的材料已于2026年12月3日全部补齐" in said
    assert "还有：" not in said
    assert "是否受理" not in said


@pytest.mark.parametrize("item", [paper("BJ").item, SERVICE])
def test_a_closing_whose_put_off_papers_are_needed_no_more_says_so_and_not_that_they_came(
    item: PaperItem,
) -> None:
    said = words(paper("BJ", item=item, case=replace(paper("BJ").case, unneeded_papers="转诊证明")))

    assert "申请已容缺受理，原定后补的转诊证明按更正后的申请内容不再需要。" in said
    assert "补齐" not in said
    assert "已当场受理" not in said


def test_deemed_acceptance_is_promised_only_for_licences() -> None:
    assert "即为受理" not in words(paper("SJ", item=SERVICE))


def test_an_acceptance_gives_both_due_days_as_dates_the_fee_and_the_delivery() -> None:
    said = words(paper("SL"))
    assert "承诺办结日期 2026年11月12日" in said
    assert "法定办结日期 2026年12月3日" in said
    assert "收费 不收费" in said
    assert "结果领取 窗口自取" in said
    assert "第三十二条第一款第五项" in said


def test_a_public_service_is_not_accepted_under_the_licensing_law() -> None:
    assert "行政许可法" not in words(paper("SL", item=SERVICE))
    assert "听证" not in words(paper("SL", item=SERVICE))


def test_a_supplement_notice_says_when_the_clock_starts() -> None:
    said = words(paper("BZ"))
    assert "一次告知" in said
    assert "办理期限自受理之日起算" in said
    assert "前补正" not in said


def test_a_supplement_day_is_printed_only_when_there_is_one() -> None:
    case = replace(paper("BZ").case, supplement_due=date(2026, 11, 20))
    assert "请于2026年11月20日前补正" in words(paper("BZ", case=case))


def test_a_supplement_notice_names_the_place_when_it_is_known() -> None:
    unit = replace(paper("BZ").unit, address="关田镇圩镇 1 号")
    assert "关田镇圩镇 1 号" in words(paper("BZ", unit=unit))
    assert "补正材料请交到" not in words(paper("BZ"))


def test_a_refusal_gives_reason_article_and_both_remedies_in_the_second_person() -> None:
    said = words(paper("BS"))
    assert "该事项不属于本机关职权范围" in said
    assert "《行政许可法》第三十二条第一款第二项" in said
    assert "你可以自收到本通知书之日起六十日内向崇义县人民政府申请行政复议" in said
    assert "六个月内依法向崇义县人民法院提起行政诉讼" in said


def test_where_reconsideration_comes_first_the_refusal_says_so() -> None:
    said = words(paper("BS", item=replace(LICENCE, reconsideration_first=True)))
    assert "应当先自收到本通知书之日起六十日内" in said
    assert "十五日内依法向崇义县人民法院提起行政诉讼" in said
    assert "六个月" not in said


def test_a_pledge_says_what_comes_later_and_what_happens_if_it_does_not() -> None:
    said = words(paper("RQ"))
    assert "还缺下列 1 项可以容缺后补的材料" in said
    assert "补齐以前，不发放办理结果" in said
    assert "终止办理、退回申请" in said
    assert "同意终止办理" in "".join(compose(paper("RQ")).pledge)


@pytest.mark.parametrize("item", [LICENCE, SERVICE])
def test_an_acceptance_without_a_paper_names_it_and_never_says_that_all_are_there(item: PaperItem) -> None:
    later = replace(paper("SL").case, later_papers="结构设计文件（2026年11月12日前）")
    at_once, put_off = words(paper("SL", item=item)), words(paper("SL", item=item, case=later))
    assert "，申请材料齐全" in at_once
    assert "容缺" not in at_once
    assert "，申请材料齐全" not in put_off
    assert "第三十二条第一款第五项" not in put_off
    assert "结构设计文件（2026年11月12日前）" in put_off
    assert "补齐以前，不发放办理结果" in put_off


def test_what_has_no_promised_day_can_still_be_accepted_without_a_paper() -> None:
    case = replace(paper("SL").case, promised_due=None, statutory_due=None, later_papers="转诊证明")
    assert "承诺办结日期" not in words(paper("SL", case=case))


@pytest.mark.parametrize("item", [LICENCE, SERVICE])
def test_what_was_completed_later_is_not_called_closed_on_the_spot(item: PaperItem) -> None:
    later = replace(paper("BJ").case, completed_on=date(2026, 11, 9))
    at_once, completed = words(paper("BJ", item=item)), words(paper("BJ", item=item, case=later))
    assert "已当场受理并办结" in at_once
    assert "容缺" not in at_once
    assert "当场" not in completed
    assert "于2026年11月9日补齐" in completed


def test_a_refusal_for_lack_of_power_names_the_right_body() -> None:
    case = replace(paper("BS").case, competent_body="崇义县自然资源局")
    assert "请向崇义县自然资源局申请" in words(paper("BS", case=case))
    assert "该事项请向" not in words(paper("BS"))


def test_an_organization_is_addressed_as_one() -> None:
    unit = Applicant(name="某合作社", identity="统一社会信用代码 1", is_organization=True)
    assert "你单位可以自收到" in words(paper("BS", applicant=unit))


@pytest.mark.parametrize(
    ("code", "empty"),
    [
        ("SJ", {"acceptance_due": None}),
        ("SL", {"promised_due": None}),
        ("SL", {"fee": ""}),
        ("SL", {"delivery": ""}),
        ("BS", {"reason": ""}),
        ("BS", {"article": ""}),
        ("RQ", {"accepted_at": None}),
        ("BJ", {"result": ""}),
    ],
)
def test_a_paper_without_a_fact_the_law_asks_for_is_not_made(code: str, empty: dict[str, object]) -> None:
    facts = paper(code, case=replace(paper(code).case, **empty))
    with pytest.raises(PaperError, match="fact_missing"):
        compose(facts)


@pytest.mark.parametrize(
    ("code", "empty"),
    [
        *(("PJ", name) for name in ("figures", "capital", "biller", "way")),
        *(("HC", name) for name in ("figures", "capital", "way", "reverses", "reason")),
    ],
)
def test_a_receipt_that_leaves_out_what_it_is_for_is_not_made(code: str, empty: str) -> None:
    with pytest.raises(PaperError, match="fact_missing"):
        compose(paper(code, money=replace(paper(code).money, **{empty: ""})))


def test_a_receipt_for_money_says_the_sum_twice_and_that_it_is_no_invoice() -> None:
    said = words(paper("PJ"))
    assert "人民币叁佰贰拾伍元零肆分" in said, "no gap after 人民币"
    assert "¥325.04" in said
    assert "发票、税收票证或者缴费凭证由收费单位开具" in said
    assert "第二联 缴费人留存" in said


def test_a_red_receipt_names_the_one_it_takes_back() -> None:
    said = words(paper("HC"))
    assert "红冲收据号 赣崇关票〔2026〕11号" in said
    assert "¥-325.04" in said
    assert "退款方式 现金" in said


def test_a_refusal_without_the_reviewing_body_is_not_made() -> None:
    with pytest.raises(PaperError) as caught:
        compose(paper("BS", unit=IssuingUnit(name="关田镇", phone="1")))
    assert "____申请行政复议" in str(caught.value.facts["place"])


def test_a_missing_row_is_named_by_its_label() -> None:
    case = replace(paper("SL").case, promised_due=None)
    with pytest.raises(PaperError) as caught:
        compose(paper("SL", case=case))
    assert caught.value.facts == {"paper": "受理通知书", "place": "承诺办结日期"}


@pytest.mark.parametrize("code", SEALED)
def test_a_sealed_paper_needs_its_number(code: str) -> None:
    with pytest.raises(PaperError, match="number_missing"):
        compose(paper(code, number=""))


def test_what_a_person_typed_is_never_read_as_a_placeholder() -> None:
    typed = Applicant(name="{item.code}", identity="{case.fee}")
    said = words(paper("BS", applicant=typed))
    assert "{item.code}" in said
    assert "{case.fee}" in said


def test_days_are_written_without_leading_zeros() -> None:
    assert paper_date(date(2026, 1, 5)) == "2026年1月5日"


def test_a_type_with_an_unknown_scope_is_refused() -> None:
    data = tomllib.loads((DOCUMENTS / "BS.toml").read_text("utf-8"))
    data["closing"][0]["scope"] = "sometimes"
    with pytest.raises(ValueError, match="sometimes"):
        read_paper_type(data)


@pytest.mark.parametrize(
    ("by_answers", "rows", "said"),
    [
        (False, (("身份证", "原件", "1", "必交", ""),), "视情况"),
        (True, (("身份证", "原件", "1", "必交", ""),), "按您说明的情况"),
        (True, (), "不用另带材料"),
        (False, (), "不用另带材料"),
    ],
)
def test_a_sheet_says_how_sure_the_list_of_papers_is(
    by_answers: bool, rows: tuple[tuple[str, ...], ...], said: str
) -> None:
    guide = GuideFacts(fee="不收费", by_answers=by_answers)

    (opening,) = compose(paper("ZX", guide=guide, table_rows=rows)).opening

    assert said in opening


def test_a_sheet_without_a_permit_names_the_reason_and_the_law() -> None:
    guide = GuideFacts(no_permit="采伐竹林，不需要申请。", no_permit_basis="《森林法》第五十六条第一款")

    opening = compose(paper("WX", guide=guide)).opening

    assert "依照《森林法》第五十六条第一款，依法不需要取得行政许可" in opening[0]
    assert opening[1] == "采伐竹林，不需要申请。"
    assert "第三十二条第一款第一项" in opening[2]
