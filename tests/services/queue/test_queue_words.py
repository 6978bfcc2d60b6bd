"""Every refusal and every reason of the queue has its sentence, with all it needs to be filled."""

import re
from pathlib import Path

import pytest

from app.domain.words import Words

ROOT = Path(__file__).resolve().parents[3] / "app"
SOURCES = [*ROOT.glob("services/queue/*.py"), *ROOT.glob("domain/queue/*.py")]
CODES = sorted(
    {code for file in SOURCES for code in re.findall(r'"(queue\.[a-z_.]+)"', file.read_text("utf-8"))}
)
FACTS = {
    "window": "03",
    "ticket": "B012",
    "reason": "午休",
    "clerk": "王",
    "state": "过号",
    "day": "11月26日",
    "allowed": 3,
    "items": "参保登记",
    "letter": "B",
    "ground": "老年人",
    "series": "B",
    "last": "B999",
    "count": 2,
    "tickets": "B001、B002",
    "priority_turns": 2,
    "ordinary_turns": 1,
    "head_start_minutes": 20,
    "until": "17:30",
    "windows": "05、06",
}


def test_there_are_codes_to_look_for() -> None:
    assert len(CODES) > 25


@pytest.mark.parametrize("code", CODES)
def test_a_code_has_a_whole_sentence(words: Words, code: str) -> None:
    message = words.say(code, FACTS)

    assert message.say.endswith("。")
    assert "{" not in message.sentence()
