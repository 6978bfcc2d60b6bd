"""Every type of paper for every sort of item and applicant: what each combination must and must not say."""

import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
    Scope,
    Sentence,
    TicketFacts,
)
from app.domain.paper_guide import GuideFacts
from app.domain.paper_wording import compose, facts_named_in, paper_date, read_paper_type

DOCUMENTS = Path(__file__).resolve().parents[2] / "resources" / "catalog" / "documents"
TYPES = {
    path.stem: read_paper_type(tomllib.loads(path.read_text("utf-8"))) for path in DOCUMENTS.glob("*.toml")
}
CODES = sorted(TYPES)
REPLACEABLE = {code for code, kind in TYPES.items() if any("{replaces}" in one.text for one in kind.closing)}
SORTS = {
    "licence": {"is_licence": True},
    "service": {},
    "licence, reconsideration first": {"is_licence": True, "reconsideration_first": True},
    "service, reconsideration first": {"reconsideration_first": True},
}
NO_LICENCE_NEEDED = "WX"
"""Tells that no licence is needed, and so cites the law of licences whatever the item."""
GENERAL = Scope.TO_BRING_IN_GENERAL
SCOPES_OF = {
    "licence": {GENERAL, Scope.EVERY, Scope.LICENCE, Scope.DIRECT_ACTION},
    "service": {GENERAL, Scope.EVERY, Scope.SERVICE, Scope.DIRECT_ACTION},
    "licence, reconsideration first": {GENERAL, Scope.EVERY, Scope.LICENCE, Scope.RECONSIDERATION_FIRST},
    "service, reconsideration first": {GENERAL, Scope.EVERY, Scope.SERVICE, Scope.RECONSIDERATION_FIRST},
}
GRID = list(product(CODES, SORTS, [False, True]))
LATER = {
    "case.later_papers",
    "case.completed_on",
    "case.unneeded_papers",
    "case.replaced_proofs",
    "case.deemed_from",
    "case.still_asked",
    "case.supplemented_on",
}
"""The facts that only an acceptance has that lacks a paper, or that the law made (视为受理); or a receipt for
what came after a 一次性告知."""
GUIDE = GuideFacts(
    windows="3号窗口",
    place="关田镇圩镇",
    hours="周一至周五 08:30—17:30",
    phone="0797-0000000",
    limits="承诺 5 个工作日",
    fee="不收费",
    result="许可证",
    delivery="窗口自取",
    basis="办事指南",
    no_permit="采伐竹林，不需要申请许可",
    no_permit_basis="《中华人民共和国森林法》第五十六条第一款",
)
NINE = datetime(2026, 11, 5, 9, 5, tzinfo=UTC)


def facts(code: str, sort: str = "licence", organization: bool = False, **changes: object) -> PaperFacts:
    everything = PaperFacts(
        paper_type=TYPES[code],
        unit=IssuingUnit(
            name="关田镇便民服务中心",
            address="关田镇圩镇",
            phone="0797-0000000",
            reconsideration_body="崇义县人民政府",
            court="崇义县人民法院",
        ),
        issued_on=date(2026, 11, 5),
        number="赣崇关受〔2026〕12号",
        case_number="3607251050002611050001",
        query_code="7K3M9QX2TW",
        applicant=Applicant(
            name="示例商行" if organization else "钟示例",
            identity="居民身份证 360725********0029",
            phone="138****0000",
            agent="刘示例",
            is_organization=organization,
        ),
        item=PaperItem(name="临时占道经营许可", code="F01", **SORTS[sort]),
        case=CaseFacts(
            received_at=NINE,
            accepted_at=NINE,
            closed_at=NINE,
            acceptance_due=date(2026, 11, 12),
            promised_due=date(2026, 11, 12),
            statutory_due=date(2026, 12, 3),
            supplement_due=date(2026, 11, 20),
            fee="不收费",
            delivery="窗口自取",
            result="准予登记",
            reason="该事项不属于本机关职权范围",
            article="《行政许可法》第三十二条第一款第二项",
            competent_body="崇义县城市管理局",
        ),
        counter=Counter(window="3号窗口", clerk="李示例", clerk_number="0312"),
        ticket=TicketFacts(number="B012", business="民政", waiting_ahead=3, taken_at=NINE),
        money=MoneyFacts(
            figures="325.04",
            capital="叁佰贰拾伍元零肆分",
            biller="供电公司",
            way="现金",
            reverses="赣崇关票〔2026〕11号" if code == "HC" else "",
            reason="户号录错" if code == "HC" else "",
        ),
        table_rows=(tuple("一" for _ in TYPES[code].columns),),
        qr_text="HTTPS://BMC.EXAMPLE/V/AAAA",
        guide=GUIDE,
        replaces="赣崇关受〔2026〕11号" if code in REPLACEABLE else "",
    )
    return replace(everything, **changes)


def text(paper: PaperFacts) -> str:
    statement = compose(paper)
    rows = [f"{row.label}：{row.value}" for row in statement.rows]
    said = (*statement.opening, *statement.closing, *statement.pledge)
    return "\n".join([*rows, statement.salutation, *said, statement.foot])


def is_fitting(sentence: Sentence, sort: str, *, later: bool) -> bool:
    """Whether a sentence belongs on the paper of a sort of item, with or without papers that come later."""
    speaks_of_later = any(name in LATER for name in facts_named_in(sentence.text))
    return sentence.scope in SCOPES_OF[sort] and (not sentence.unless if later else not speaks_of_later)


def fixed_part(sentence: Sentence) -> str:
    """The longest piece of a sentence without a placeholder, by which it is recognised."""
    pieces = sentence.text.replace("}", "{").split("{")[::2]
    return max(pieces, key=len)


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize(("code", "sort", "organization"), GRID)
def test_just_the_sentences_of_the_item_s_sort_are_said(
    code: str, sort: str, organization: bool, later: bool
) -> None:
    paper = facts(code, sort, organization)
    put_off = replace(
        paper.case,
        later_papers="营业执照（2026年11月9日前）",
        completed_on=date(2026, 11, 9),
        unneeded_papers="转诊转院证明",
        replaced_proofs="亲属关系证明",
        deemed_from=date(2026, 11, 9),
        still_asked="场地权属证明",
        supplemented_on=date(2026, 11, 9),
    )
    said = text(replace(paper, case=put_off) if later else paper)

    sentences = (*TYPES[code].opening, *TYPES[code].closing, *TYPES[code].pledge)
    for sentence in sentences:
        others = {fixed_part(one) for one in sentences if is_fitting(one, sort, later=later)}
        if is_fitting(sentence, sort, later=later):
            assert fixed_part(sentence) in said
        elif not any(fixed_part(sentence) in other for other in others):
            assert fixed_part(sentence) not in said


@pytest.mark.parametrize(("code", "sort", "organization"), GRID)
def test_no_placeholder_blank_or_python_word_is_left(code: str, sort: str, organization: bool) -> None:
    said = text(facts(code, sort, organization))

    assert not any(mark in said for mark in ("{", "}", "None", "____"))


@pytest.mark.parametrize(("code", "sort"), list(product(CODES, SORTS)))
def test_an_organization_is_never_addressed_as_a_person(code: str, sort: str) -> None:
    said = text(facts(code, sort, organization=True))

    assert "你" not in said.replace("你单位", "")


@pytest.mark.parametrize("code", [code for code in CODES if code != NO_LICENCE_NEEDED])
@pytest.mark.parametrize("sort", ["service", "service, reconsideration first"])
def test_a_public_service_never_cites_the_licensing_law_by_itself(code: str, sort: str) -> None:
    paper = facts(code, sort)
    own_article = replace(paper.case, article="《江西省某条例》第一条")

    assert "行政许可法" not in text(replace(paper, case=own_article))


@pytest.mark.parametrize("code", CODES)
def test_optional_facts_may_all_be_missing(code: str) -> None:
    full = facts(code)
    bare = replace(
        full,
        applicant=replace(full.applicant, phone="", agent=""),
        case=replace(full.case, supplement_due=None, competent_body=""),
        replaces="",
    )

    assert text(bare)
    assert len(compose(bare).rows) <= len(compose(full).rows)
    assert "刘示例" not in text(bare)
    assert "作废" not in text(bare)


@pytest.mark.parametrize("code", sorted(REPLACEABLE))
def test_a_paper_in_the_place_of_another_says_which_one_counts_no_more(code: str) -> None:
    assert f"原赣崇关受〔2026〕11号《{TYPES[code].title}》作废" in text(facts(code))


def test_a_type_without_such_a_line_replaces_nothing() -> None:
    bare = replace(TYPES["SL"], closing=TYPES["SL"].closing[1:])

    with pytest.raises(PaperError, match="replaced_unsaid"):
        compose(facts("SL", paper_type=bare))


REQUIRED = [
    (code, row.label, row.value)
    for code in CODES
    for row in TYPES[code].rows
    if not row.optional and row.value.startswith("{applicant.name}")
]


@pytest.mark.parametrize(("code", "label", "value"), REQUIRED)
def test_a_paper_for_nobody_is_not_made(code: str, label: str, value: str) -> None:
    nameless = replace(facts(code), applicant=Applicant(name="", identity="居民身份证 360725********0029"))

    with pytest.raises(PaperError) as refused:
        compose(nameless)

    assert (refused.value.code, refused.value.facts["place"]) == ("papers.fact_missing", label)


@pytest.mark.parametrize("code", [code for code in CODES if len(TYPES[code].parts) > 1])
def test_each_copy_names_itself_and_the_whole_names_all(code: str) -> None:
    kind = TYPES[code]

    assert compose(facts(code)).foot.count("联") >= len(kind.parts)
    for part in kind.parts:
        assert compose(facts(code, part=part)).foot == part


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_as_printed_reads_back(day: date) -> None:
    year, rest = paper_date(day).split("年")
    month, rest = rest.split("月")

    assert date(int(year), int(month), int(rest.removesuffix("日"))) == day
    assert not month.startswith("0")


typed = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(name=typed, reason=typed)
def test_what_was_typed_stands_on_the_paper_as_it_was_typed(name: str, reason: str) -> None:
    paper = facts("BS")
    paper = replace(
        paper,
        applicant=replace(paper.applicant, name=name),
        case=replace(paper.case, reason=reason),
    )

    statement = compose(paper)

    assert statement.salutation == f"{name}："
    assert reason in statement.opening[0]


@pytest.mark.parametrize("missing", ["code", "title", "number_word", "parts", "needs_seal", "layout"])
def test_a_type_without_what_it_needs_is_refused_by_the_name_of_it(missing: str) -> None:
    data = tomllib.loads((DOCUMENTS / "SL.toml").read_text("utf-8"))
    del data[missing]

    with pytest.raises(KeyError, match=missing):
        read_paper_type(data)


@pytest.mark.parametrize(
    ("data", "wrong"), [({"layout": "poster"}, "poster"), ({"opening": [{"text": "a", "scope": "x"}]}, "x")]
)
def test_a_type_with_an_unknown_word_is_refused(data: dict[str, object], wrong: str) -> None:
    whole = tomllib.loads((DOCUMENTS / "SL.toml").read_text("utf-8"))

    with pytest.raises(ValueError, match=wrong):
        read_paper_type(whole | data)


def test_reading_a_type_twice_gives_equal_types() -> None:
    again = read_paper_type(tomllib.loads((DOCUMENTS / "SL.toml").read_text("utf-8")))

    assert isinstance(again, PaperType)
    assert again == TYPES["SL"]
