"""Names and words in pinyin: surnames as they are read, and no reading lost with the phrases left out."""

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hall import hall_data

from app.adapters.pinyin_names import PinyinNames
from app.adapters.pinyin_names.reading import HERE

RESOURCES = Path(__file__).parents[2] / "resources"
WHOLE = """
import json, sys
from pypinyin import Style, lazy_pinyin
words = json.load(sys.stdin)
read = [lazy_pinyin(word, style=Style.NORMAL, errors="ignore") for word in words]
json.dump([" ".join(syllables).lower() for syllables in read], sys.stdout)
"""
"""Reads words with the whole dictionary, as a program that leaves nothing out."""


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("王小明", "wxm"),
        ("曾玉兰", "zyl"),
        ("单小英", "sxy"),
        ("仇石生", "qss"),
        ("解晓棠", "xxt"),
        ("查德海", "zdh"),
        ("区玉凤", "oyf"),
        ("翟示例", "zsl"),
        ("乐平", "yp"),
        ("欧阳德海", "oydh"),
        ("单于明", "cym"),
        ("尉迟恭", "ycg"),
        ("曾", "z"),
        ("", ""),
    ],
)
def test_a_person_is_found_by_the_surname_as_it_is_read(name: str, letters: str) -> None:
    assert PinyinNames().initials_of_person(name) == letters


@pytest.mark.parametrize(("name", "letters"), [("解放村民委员会", "jfcmwyh"), ("单家坳砖厂", "djazc")])
def test_an_office_or_a_firm_has_no_surname(name: str, letters: str) -> None:
    assert PinyinNames().initials_of_person(name) == letters


def test_a_word_is_no_person() -> None:
    assert PinyinNames().initials("单位") == "dw"
    assert PinyinNames().spelling("重庆银行长期存款") == "chong qing yin hang chang qi cun kuan"


def test_nothing_looked_for_by_pinyin_is_read_otherwise_than_with_the_whole_dictionary() -> None:
    words = sorted(set(looked_for()))
    told = subprocess.run(
        [sys.executable, "-c", WHOLE],
        input=json.dumps(words),
        env={key: value for key, value in os.environ.items() if key != "PYPINYIN_NO_PHRASES"},
        capture_output=True,
        text=True,
        check=True,
    )

    ours = PinyinNames().spelling
    assert len(words) > 4_000
    assert [(w, ours(w)) for w in words] == list(zip(words, json.loads(told.stdout), strict=True))


def looked_for() -> Iterator[str]:
    """Yield the items and their people's words, what lists offer, and the regions."""
    catalog, codes = RESOURCES / "catalog", RESOURCES / "codes"
    yield from (item.name for item in hall_data().catalog.items.values())
    for file in (*(catalog / "tables").glob("*.toml"), *codes.glob("*.toml"), catalog / "people_words.toml"):
        read = tomllib.loads(file.read_text("utf-8-sig"))
        yield from (*texts(read), *read)
    for line in (codes / "regions_3607.csv").read_text("utf-8").splitlines():
        yield line.rpartition(",")[2]


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from texts(part)


def test_the_phrases_tell_something_and_stand_once() -> None:
    phrases = [line.split(" ", 1)[0] for line in (HERE / "phrases.txt").read_text("utf-8").splitlines()]

    assert len(set(phrases)) == len(phrases) > 3_000
    assert all(len(phrase) > 1 for phrase in phrases)
