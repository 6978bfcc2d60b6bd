"""A commitment in place of a certificate is whole, rests on something, and never offered at a high risk."""

import tomllib
from pathlib import Path

import pytest

from app.domain.form.author import Margin, SourceText
from app.domain.form.commitment import Commitment, Manner
from app.domain.item_reading import read_item
from app.domain.words import Words

HEAD = """
[item]
id = "T01"
version = 1
name = "试用事项"
type = "20"
department = "民政"
decides = ["乡"]
handling = "承诺"
basis = [{ title = "试用办法" }]
result = { name = "凭证", kind = "证照" }
valid_from = 2026-01-01
"""
FORM = """
[[form.section]]
key = "main"
title = "主要"

[[form.section.field]]
key = "name"
label = "姓名"
kind = "name"
"""
PAPER = """
[[material]]
key = "kin"
name = "关系证明"
forms = ["复"]
necessity = "必"
"""
PROMISE = """
[material.commitment]
proof = "亲属关系证明"
content = "关系属实。"
manner = "书面"
liability = "撤销。"
powers = "可以核查。"
checking = "在线核对。"
"""
OTHER = """
[[material]]
key = "photo"
name = "照片"
forms = ["原"]
necessity = "必"
"""


@pytest.fixture(scope="module")
def words():
    path = Path(__file__).parents[3] / "resources" / "words" / "form.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["form"]
    return Words({f"form.{key}": entry for key, entry in entries.items()})


def item_text(promise=PROMISE, *, head=HEAD, paper=PAPER):
    return head + paper + promise + OTHER + FORM


def line_of(text, beginning):
    return next(number for number, line in enumerate(text.splitlines(), 1) if line.startswith(beginning))


def read(shelf, text):
    margin = Margin()
    return read_item(SourceText("T01.toml", text), shelf, margin), margin.mistakes


def the_mistake(shelf, text):
    item, mistakes = read(shelf, text)
    assert item is None
    (mistake,) = mistakes
    return mistake


def test_a_whole_commitment_is_read_and_belongs_to_its_paper_alone(shelf):
    item, mistakes = read(shelf, item_text())

    assert not mistakes
    kin, photo = item.materials
    assert photo.commitment is None
    assert kin.commitment == Commitment(
        proof="亲属关系证明",
        content="关系属实。",
        manner=Manner.WRITTEN,
        liability="撤销。",
        powers="可以核查。",
        checking="在线核对。",
    )


@pytest.mark.parametrize("part", ["proof", "content", "manner", "liability", "powers", "checking"])
def test_what_is_missing_is_named_with_file_and_line(shelf, words, part):
    lines = [line for line in item_text().splitlines() if not line.startswith(f"{part} =")]
    text = "\n".join(lines)

    mistake = the_mistake(shelf, text)

    assert (mistake.file, mistake.line) == ("T01.toml", line_of(text, "[material.commitment]"))
    assert "关系证明" in mistake.place
    assert part in words.say(mistake.code, mistake.facts).sentence()


@pytest.mark.parametrize(
    ("before", "after", "code", "at"),
    [
        ('powers = "可以核查。"', 'powers = " "', "form.commitment_blank", "powers"),
        ('manner = "书面"', 'manner = "口头"', "form.unknown_word", "[material.commitment]"),
        (
            'manner = "书面"',
            'manner = "书面"\ncolour = "红"',
            "form.unknown_property",
            "[material.commitment]",
        ),
    ],
)
def test_a_text_that_will_not_do_is_told_with_its_line_and_its_cure(shelf, words, before, after, code, at):
    text = item_text(PROMISE.replace(before, after))

    mistake = the_mistake(shelf, text)

    assert (mistake.code, mistake.line) == (code, line_of(text, at))
    assert words.say(mistake.code, mistake.facts).do


def test_an_item_of_high_risk_offers_none(shelf, words):
    text = item_text(head=HEAD + 'high_risk = ["公共安全", "生命健康"]\n')

    mistake = the_mistake(shelf, text)

    assert (mistake.code, mistake.line) == (
        "form.commitment_high_risk",
        line_of(text, "[material.commitment]"),
    )
    assert words.say(mistake.code, mistake.facts).say == (
        "本事项涉及公共安全、生命健康，材料“关系证明”不能用告知承诺代替。"
    )


def test_an_item_of_high_risk_without_commitments_is_in_order(shelf):
    item, mistakes = read(shelf, item_text("", head=HEAD + 'high_risk = ["公共安全"]\n'))

    assert not mistakes
    assert [risk.value for risk in item.high_risk] == ["公共安全"]


def test_a_risk_nobody_knows_is_refused(shelf):
    assert the_mistake(shelf, item_text("", head=HEAD + 'high_risk = ["交通"]\n')).code == "form.unknown_word"


def test_a_paper_that_is_printed_here_is_promised_by_nobody(shelf):
    text = item_text(paper=f"{PAPER}printed_here = true\n")

    assert the_mistake(shelf, text).code == "form.commitment_printed"


def test_a_commitment_rests_on_its_own_basis_or_on_the_item_s(shelf):
    bare = HEAD.replace('basis = [{ title = "试用办法" }]', "basis = []")

    assert the_mistake(shelf, item_text(head=bare)).code == "form.commitment_no_basis"
    own = PROMISE + 'basis = "《另一办法》第三条"\n'
    assert not read(shelf, item_text(own, head=bare))[1]
