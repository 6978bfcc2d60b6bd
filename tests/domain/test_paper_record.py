import tomllib
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.domain.paper import Applicant, CaseFacts, IssuingUnit, PaperFacts, PaperItem, PaperSize
from app.domain.paper_record import facts_bytes, facts_from
from app.domain.paper_wording import read_paper_type
from app.domain.seal import SealMode, SealPlacement

DOCUMENTS = Path(__file__).parents[2] / "resources/catalog/documents"
BEIJING = timezone(timedelta(hours=8))


def facts(code: str) -> PaperFacts:
    return PaperFacts(
        paper_type=read_paper_type(tomllib.loads((DOCUMENTS / f"{code}.toml").read_text())),
        unit=IssuingUnit(name="崇义县关田镇人民政府"),
        issued_on=date(2026, 11, 25),
        number="赣崇关受〔2026〕1号",
        applicant=Applicant(name="张𬭎喆", is_organization=False),
        item=PaperItem(name="老年人优待证", code="B09", is_licence=True),
        case=CaseFacts(
            received_at=datetime(2026, 11, 25, 9, 30, tzinfo=BEIJING), promised_due=date(2026, 12, 4)
        ),
        table_rows=(("居民身份证", "原件", "1"), ("一寸照片", "原件", "2")),
        seal=SealPlacement(mode=SealMode.ELECTRONIC, note="完整性签名"),
        size=PaperSize.A5,
        part="第二联 申请人",
    )


@pytest.mark.parametrize("code", sorted(path.stem for path in DOCUMENTS.glob("*.toml")))
def test_the_facts_of_every_type_come_back_equal(code: str) -> None:
    known = facts(code)

    assert facts_from(facts_bytes(known)) == known


def test_equal_facts_give_equal_bytes_and_one_changed_letter_does_not() -> None:
    known = facts("SL")

    assert facts_bytes(known) == facts_bytes(facts("SL"))
    assert facts_bytes(known) != facts_bytes(facts("SL")).replace("喆".encode(), "哲".encode())
