"""The hall file: the demo hall as it should be, and every mistake told with its line."""

from pathlib import Path

import pytest

from app.adapters.hall_toml import load_hall
from app.adapters.hall_toml.part import HallFileError
from app.domain.hall import DeferralTerms
from app.domain.queue.policy import Order
from app.domain.words import Words

DEMO = Path(__file__).resolve().parents[3] / "resources" / "demo" / "hall.toml"


def test_the_demo_hall_is_guantian_with_seventeen_windows() -> None:
    hall = load_hall(DEMO)

    assert hall.name == "崇义县关田镇综合便民服务中心"
    assert (hall.area_code, hall.document_prefix) == ("360725105000", "赣崇关")
    assert [window.number for window in hall.windows] == [f"{number:02d}" for number in range(1, 18)]
    assert "".join(letter.letter for letter in hall.letters) == "ABCDEFGHJKLM"
    assert hall.policy.order is Order.RATIO


def test_every_letter_leads_to_a_window_and_every_look_up_answers() -> None:
    hall = load_hall(DEMO)

    assert [window.number for window in hall.windows_for("B")] == ["03", "04"]
    window, letter, ground = hall.window("03"), hall.letter("D"), hall.ground("elderly")
    assert window is not None
    assert window.label == "03号窗口 社保"
    assert letter is not None
    assert letter.name == "民政残联"
    assert ground is not None
    assert ground.label == "老年人"
    assert hall.window("18") is hall.letter("Q") is hall.ground("rich") is None


def test_a_hall_says_how_long_papers_may_come_later_or_leaves_it_as_usual(tmp_path: Path) -> None:
    own = tmp_path / "hall.toml"
    demo = DEMO.read_text("utf-8")
    own.write_text(demo.replace("most = 15", "most = 10").replace("barred = 365", "barred = 0"), "utf-8")
    assert load_hall(own).deferral == DeferralTerms(fewest=3, most=10, usual=5, barred=0)

    before, _, after = demo.partition("[deferral]")
    own.write_text(before + after[after.index("[policy]") :], "utf-8")
    assert load_hall(own).deferral == DeferralTerms()


MISTAKES = [
    ('name = "崇义县关田镇综合便民服务中心"', "name = 崇义县", "hall.unreadable", "name = 崇义县"),
    ('phone = "0797-0000000"\n', "", "hall.missing", "[hall]"),
    ('address = "', 'address = 5 # "', "hall.not_text", "[hall]"),
    ("last_number = 999", 'last_number = "999"', "hall.not_whole", "[policy]"),
    ("extended = true", "extended = 1", "hall.not_flag", "[[sessions]]"),
    ('letters = ["A"]', "letters = []", "hall.not_list", "[[windows]]"),
    ('letters = ["A"]', "letters = [1]", "hall.not_list", "[[windows]]"),
    ("days = [1, 2, 3, 4, 5]", "days = [0, 1]", "hall.not_days", "[[sessions]]"),
    ('opens = "08:30"', 'opens = "8:30"', "hall.not_time", "[[sessions]]"),
    ('order = "ratio"', 'order = "fair"', "hall.not_choice", "[policy]"),
    ('closes = "12:00"', 'closes = "08:00"', "hall.closes_before_opening", "[[sessions]]"),
    ("fewest = 3", "fewest = 6", "hall.deferral_order", "[deferral]"),
    ("most = 15", "most = 4", "hall.deferral_order", "[deferral]"),
    ("fewest = 3", "fewest = 0", "hall.deferral_order", "[deferral]"),
    ("usual = 5", 'usual = "5"', "hall.not_whole", "[deferral]"),
    ('number = "02"', 'number = "01"', "hall.twice", "[[windows]]"),
    ('letters = ["J"]', 'letters = ["A"]', "hall.letter_unserved", 'letter = "J"'),
    ('priority_prefix = "V"', 'priority_prefix = "A"', "hall.letter_is_prefix", "[[letters]]"),
    ('letters = ["J"]', 'letters = ["J", "Q"]', "hall.unknown_letter", 'number = "15"'),
]


@pytest.mark.parametrize(("right", "wrong", "code", "near"), MISTAKES)
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, words: Words, right: str, wrong: str, code: str, near: str
) -> None:
    text = DEMO.read_text("utf-8")
    assert right in text
    file = tmp_path / "hall.toml"
    file.write_text(text.replace(right, wrong, 1), "utf-8")

    with pytest.raises(HallFileError) as refused:
        load_hall(file)

    assert refused.value.code == code
    line = refused.value.facts["line"]
    assert isinstance(line, int)
    lines = file.read_text("utf-8").splitlines()
    assert any(near in written for written in lines[line - 1 : line + 1])
    assert "hall.toml" in words.of(refused.value).sentence()


@pytest.mark.parametrize(("written", "days"), [("draft_days = 30", 30), ("draft_days = 0", 0), ("", 30)])
def test_how_long_a_draft_may_lie_is_the_halls(tmp_path: Path, written: str, days: int) -> None:
    text = DEMO.read_text("utf-8")
    own = tmp_path / "hall.toml"
    own.write_text(text.replace("draft_days = 30", written), "utf-8")

    assert load_hall(own).draft_days == days
