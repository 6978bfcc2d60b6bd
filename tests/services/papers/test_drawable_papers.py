"""No number is spent on a paper that cannot be drawn: it is refused by place and character before."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
import word_files
from counter import BILL, PENSION, STREET, applications, at_window, intake, numbers_of
from custom_shelves import with_custom
from hall import SECOND
from whole_store import everything, watched

from app.bootstrap.opening import OpenHall
from app.domain.paper import PaperError, PaperLayout
from app.domain.words import Words
from app.ports.paper_renderer import PaperRenderer
from app.services.case_turn import CaseDone
from app.services.cases.accept import accept_case, accept_intake
from app.services.cases.intake import Intake
from app.services.cases.receive import receive_case
from app.services.cases.refuse import Refusal, refuse_case, refuse_intake
from app.services.cases.supplement import Supplement, request_supplement, request_supplement_of_intake
from app.services.office import Office
from app.services.papers.finish import finish_paper

NOWHERE = "\U00030ede"
"""A character of Extension G, which no font of ours has."""
REFUSAL = Refusal(**applications()["refused"]["refusal"], second_clerk=SECOND.id)
MISSING = Supplement(
    material="户口簿复印件", problem="未提供", requirement="提供全部页的复印件", basis="实施细则第七条"
)
Issue = Callable[[Office, Intake, str], CaseDone]


def received(office: Office, application: Intake, bad: str) -> CaseDone:
    return receive_case(office, at_window(), f"SJ{bad}", application)


def accepted_now(office: Office, application: Intake, bad: str) -> CaseDone:
    return accept_intake(office, at_window(), f"SL{bad}", application)


def refused(office: Office, application: Intake, bad: str, **changed: str) -> CaseDone:
    return refuse_intake(office, at_window(), f"BS{bad}", application, replace(REFUSAL, **changed))


def asked(office: Office, application: Intake, bad: str, **changed: str) -> CaseDone:
    lines = (MISSING, replace(MISSING, **changed))
    return request_supplement_of_intake(office, at_window(), f"BZ{bad}", application, lines)


EVERY_TYPE = {
    "SJ": (received, STREET),
    "SL": (accepted_now, STREET),
    "BJ": (accepted_now, PENSION),
    "BS": (refused, STREET),
    "BZ": (asked, STREET),
    "PJ": (accepted_now, BILL),
}
ELSEWHERE = frozenset({"HC", "RQ", "TJ", "GC", "ZX", "WX"})
"""Follow another paper, or belong to no case: each is tried where it is issued."""


@pytest.fixture(params=EVERY_TYPE)
def issue(request: pytest.FixtureRequest) -> tuple[str, Issue, str]:
    way, key = EVERY_TYPE[request.param]
    return request.param, way, key


def must_be_refused(hall: OpenHall, place: str, act: Callable[[Office], Any]) -> None:
    """Carry out an act that must end with the place and the character named, and nothing else changed."""
    before, (office, township) = everything(hall), watched(hall)

    with pytest.raises(PaperError) as stopped:
        act(office)

    assert stopped.value.code == "papers.field_undrawable"
    assert stopped.value.facts == {"place": place, "characters": f"{NOWHERE}（U+30EDE）"}
    assert "没有占用文号" in Words(word_files.templates()).of(stopped.value).say
    assert township.asked == []
    assert everything(hall) == before


def test_every_kind_of_paper_of_a_case_is_tried_here(hall: OpenHall) -> None:
    cases = {code for code, one in hall.office.papers.types.items() if one.layout is not PaperLayout.SLIP}
    assert cases == set(EVERY_TYPE) | ELSEWHERE


def test_a_name_that_cannot_be_drawn_is_refused_before_any_number(
    hall: OpenHall, issue: tuple[str, Issue, str]
) -> None:
    code, way, key = issue
    application = intake(hall.office, key, name=f"张{NOWHERE}喆")

    must_be_refused(hall, "申请人", lambda office: way(office, application, "no"))

    done = way(hall.office, intake(hall.office, key), "yes")
    assert [paper.type_code for paper in done.papers] == [code]
    assert done.case.case_number.endswith("0001")
    assert numbers_of(done)[0].endswith("〕1号")
    assert finish_paper(hall.office, done.papers[0].id).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("field", "place"),
    [("reason", "不予受理的理由"), ("article", "依据的条款"), ("competent_body", "有权机关")],
)
def test_a_refusal_that_cannot_be_drawn_names_what_to_write_otherwise(
    hall: OpenHall, field: str, place: str
) -> None:
    bad = {field: f"照片上的“{NOWHERE}”无法辨认"}
    must_be_refused(hall, place, lambda office: refused(office, intake(office, STREET), "no", **bad))

    case = received(hall.office, intake(hall.office, STREET), "first").case
    refusal = replace(REFUSAL, **bad)
    must_be_refused(
        hall, place, lambda office: refuse_case(office, at_window(), "no", case.id, case.base, refusal)
    )


@pytest.mark.parametrize(
    ("field", "place"),
    [("material", "材料名称"), ("problem", "问题"), ("requirement", "补正要求"), ("basis", "依据")],
)
def test_a_notice_that_cannot_be_drawn_names_the_column(hall: OpenHall, field: str, place: str) -> None:
    bad = {field: f"写明“{NOWHERE}”字"}
    must_be_refused(hall, place, lambda office: asked(office, intake(office, STREET), "no", **bad))

    case = received(hall.office, intake(hall.office, STREET), "first").case
    lines = (replace(MISSING, **bad),)
    must_be_refused(
        hall, place, lambda office: request_supplement(office, at_window(), "no", case.id, case.base, lines)
    )


def test_the_remark_on_a_paper_handed_in_is_looked_at_too(hall: OpenHall) -> None:
    whole = intake(hall.office, STREET)
    waived = replace(whole.materials[0], waived_by=f"核验{NOWHERE}")
    application = replace(whole, materials=(waived, *whole.materials[1:]))

    must_be_refused(hall, "备注", lambda office: received(office, application, "no"))


def test_an_address_no_paper_prints_may_hold_any_character(hall: OpenHall) -> None:
    rare = intake(hall.office, PENSION, live_addr=f"江西省赣州市崇义县关田镇{NOWHERE}下村3号")

    done = accepted_now(hall.office, rare, "yes")

    assert NOWHERE in done.case.answers["live_addr"]
    assert finish_paper(hall.office, done.papers[0].id).startswith(b"%PDF-")


def test_a_case_received_under_another_font_is_not_accepted_on_a_paper_without_its_name(
    hall: OpenHall,
) -> None:
    """The wall before the number holds even for what was taken in before."""
    case = received(hall.office, intake(hall.office, STREET), "first").case
    before, (office, township) = everything(hall), watched(hall)
    fewer = replace(office, papers=replace(office.papers, renderer=FewerGlyphs(office.papers.renderer, "买")))

    with pytest.raises(PaperError) as stopped:
        accept_case(fewer, at_window(), "accept", case.id, case.base)

    assert stopped.value.facts == {"place": "申请人", "characters": "买（U+4E70）"}
    assert township.asked == []
    assert everything(hall) == before


def test_a_paper_that_lacks_what_it_must_state_takes_no_number(hall: OpenHall) -> None:
    before, (office, township) = everything(hall), watched(hall)
    mute = with_custom(office, unit=replace(office.papers.unit, phone=""))

    with pytest.raises(PaperError, match="fact_missing"):
        received(mute, intake(hall.office, STREET), "no")

    assert [series for series in township.asked if "〔" in series] == []
    assert everything(hall) == before


def test_a_pasted_line_end_is_printed_as_a_blank(hall: OpenHall) -> None:
    done = refused(hall.office, intake(hall.office, STREET), "yes", reason="不属于\r\n本机关\t职权范围\n")

    assert finish_paper(hall.office, done.papers[0].id).startswith(b"%PDF-")


def test_whoever_has_no_certificate_with_him_gets_a_voucher_that_can_be_printed(hall: OpenHall) -> None:
    bare = replace(intake(hall.office, PENSION), answers={"name": "黄示范"}, materials=())

    done = received(hall.office, bare, "yes")

    assert finish_paper(hall.office, done.papers[0].id).startswith(b"%PDF-")


@dataclass(frozen=True)
class FewerGlyphs:
    """The renderer of a program whose fonts lack some characters."""

    real: PaperRenderer
    lacking: str

    def undrawable(self, text: str) -> str:
        return "".join(one for one in self.lacking if one in text)
