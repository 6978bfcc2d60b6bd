"""A hall as data: what a clerk and a slip ask of it."""

from dataclasses import replace
from datetime import time

import pytest

from app.domain.hall import BusinessLetter, Hall, PriorityGround, Session, Window
from app.domain.queue.policy import QueuePolicy

HALL = Hall(
    id="guantian",
    name="关田镇便民服务中心",
    authority_name="崇义县关田镇人民政府",
    area_code="360725105000",
    document_prefix="赣崇关",
    address="关田镇圩镇",
    phone="0797-0000000",
    complaint_phone="12345",
    letters=(BusinessLetter("A", "社保"), BusinessLetter("B", "民政"), BusinessLetter("C", "其他")),
    windows=(Window("03", "综合", ("A", "B")), Window("05", "民政", ("B",), "民政所")),
    grounds=(PriorityGround("elderly", "老年人", "老年人权益保障法"),),
    sessions=(Session("上午", (1, 2, 3, 4, 5), time(8, 30), time(12)),),
    policy=QueuePolicy(),
    seals={"acceptance": "approval"},
)


@pytest.mark.parametrize(
    ("letter", "windows"), [("A", ["03"]), ("B", ["03", "05"]), ("C", []), ("Z", []), ("", [])]
)
def test_which_windows_serve_a_letter(letter: str, windows: list[str]) -> None:
    assert [window.number for window in HALL.windows_for(letter)] == windows


def test_what_the_hall_has_is_found_by_its_sign_and_what_it_has_not_is_none() -> None:
    window, letter, ground = HALL.window("05"), HALL.letter("B"), HALL.ground("elderly")

    assert window is not None
    assert letter is not None
    assert ground is not None
    assert (window.label, letter.name, ground.label) == ("05号窗口 民政", "民政", "老年人")
    assert (HALL.window("5"), HALL.letter("b"), HALL.ground("")) == (None, None, None)


def test_a_hall_without_windows_serves_nobody() -> None:
    empty = replace(HALL, windows=())

    assert empty.window("03") is None
    assert empty.windows_for("A") == ()
