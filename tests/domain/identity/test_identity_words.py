"""Every finding a check can give has its sentence, and the sentence can be filled with its facts."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from app.domain.identity import bank_cards, citizen_id, phones
from app.domain.words import Words

ROOT = Path(__file__).parents[3]
AREAS = ("identity", "money")


def sentences():
    found = {}
    for area in AREAS:
        text = (ROOT / "resources" / "words" / f"{area}.toml").read_text(encoding="utf-8")
        found |= {f"{area}.{key}": value for key, value in tomllib.loads(text)[area].items()}
    return found


def codes_in_source():
    files = [*(ROOT / "app/domain/identity").glob("*.py"), ROOT / "app/domain/money.py"]
    return {
        code for file in files for code in re.findall(r'"((?:identity|money)\.\w+)"', file.read_text("utf-8"))
    }


def test_codes_and_sentences_match_exactly():
    assert codes_in_source() == set(sentences())


@pytest.mark.parametrize("code", sorted(sentences()))
def test_a_sentence_is_whole_and_in_full_width_punctuation(code):
    template = sentences()[code]
    assert set(template) == {"title", "say", "do"}
    assert template["say"].endswith("。")
    assert "失败" not in "".join(template.values())
    assert not re.search(r"[\u4e00-\u9fff][,;:()]", "".join(template.values()))


@pytest.mark.parametrize(
    "checked",
    [
        citizen_id.check("36072519560312002X", date(2026, 7, 1)),
        citizen_id.check("362126450309005", date(2026, 7, 1)),
        bank_cards.check(bank_cards.CardKind.BANK_CARD, "6228"),
        phones.check_any("12345"),
    ],
)
def test_findings_fill_their_sentences(checked):
    words = Words(sentences())
    for finding in checked.findings:
        assert "{" not in words.say(finding.code, finding.facts).sentence()


def test_a_wrong_check_digit_reads_as_a_person_would_say_it():
    (finding,) = citizen_id.check("36072519560312002X", date(2026, 7, 1)).findings
    message = Words(sentences()).say(finding.code, finding.facts)
    assert message.say == "身份证号第 18 位应为 9\uff0c现在是 X。"
