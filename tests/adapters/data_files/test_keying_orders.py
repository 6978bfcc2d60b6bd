"""Keying orders of other systems: the shipped ones fit their items, a wrong one is told by file and line."""

from pathlib import Path

import pytest

from app.adapters.data_files.keying_orders import load_keying_orders
from app.adapters.data_files.reading import DataFileError
from app.bootstrap.hall_data import load_hall_data
from app.bootstrap.places import resources
from app.domain.form.values import Kind
from app.domain.transcription.notation import Notation
from app.domain.transcription.order import CASE_FACTS, missing_steps

HEAD = """id = "s"
name = "平台"
items = ["A01"]
serial_label = "流水号"
serial_pattern = '\\d+'
serial_help = "数字"
"""
STEP = '[[step]]\nlabel = "姓名"\nfield = "name"\n'


def test_the_shipped_orders_ask_for_what_their_items_have(tmp_path: Path) -> None:
    data = load_hall_data(resources(), tmp_path)

    assert {order.id for order in data.custom.current.keying_orders} == {
        "elder_card_platform",
        "pension_platform",
    }
    for order in data.custom.current.keying_orders:
        for item in (item for (item_id, _), item in data.catalog.items.items() if item_id in order.items):
            assert missing_steps(order, item) == ()


def test_no_shipped_order_asks_for_what_cannot_be_pasted(tmp_path: Path) -> None:
    data = load_hall_data(resources(), tmp_path)

    asked = [
        item.form.fields[step.slot].kind
        for order in data.custom.current.keying_orders
        for (item_id, _), item in data.catalog.items.items()
        if item_id in order.items
        for step in order.steps
        if step.slot not in CASE_FACTS
    ]

    assert len(asked) > 10
    assert not {Kind.ATTACHMENT, Kind.SIGNATURE} & set(asked)


def loaded(folder: Path, text: str, name: str = "s.toml"):
    (folder / name).write_text(text, "utf-8")
    return load_keying_orders(folder)


def test_an_order_is_read_whole(tmp_path: Path) -> None:
    (order,) = loaded(tmp_path, HEAD + STEP + 'notation = "代码"\ntheirs = { "男" = "1" }\n')

    assert (order.id, order.name, order.items, order.file) == ("s", "平台", frozenset({"A01"}), "s.toml")
    (step,) = order.steps
    assert (step.label, step.slot, step.notation) == ("姓名", "name", Notation.CODE)
    assert (step.theirs, step.line) == ({"男": "1"}, 7)


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (HEAD, "field_missing", 1),
        (HEAD.replace('name = "平台"\n', "") + STEP, "field_missing", 1),
        (HEAD.replace(r"'\d+'", "'['") + STEP, "bad_pattern", 1),
        (HEAD + STEP + '[[step]]\nlabel = "性别"\n', "field_missing", 10),
        (HEAD + STEP + 'notation = "大写"\n', "not_offered", 7),
        (HEAD + STEP + "theirs = { x = 1 }\n", "field_kind", 7),
        (HEAD + STEP + 'theirs = "男"\n', "field_kind", 7),
    ],
)
def test_a_mistake_is_told_by_file_and_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    with pytest.raises(DataFileError) as refused:
        loaded(tmp_path, text)

    assert refused.value.code == f"data_files.{code}"
    assert (refused.value.facts["file"], refused.value.facts["line"]) == ("s.toml", line)


def test_two_orders_of_one_name_are_refused(tmp_path: Path) -> None:
    loaded(tmp_path, HEAD + STEP)

    with pytest.raises(DataFileError) as refused:
        loaded(tmp_path, HEAD + STEP, "t.toml")

    assert refused.value.facts == {"file": "t.toml", "line": 1, "entry": "s"}
