"""Forth and back through a case's values."""

from app.domain.transcription.carrying import Carried
from ui.transcribing.walk import Walk

VALUES = (Carried("姓名", "张三", "name"), Carried("性别", "男", "sex"), Carried("电话", "", "phone"))


def labels(walk: Walk) -> tuple[str | None, str | None]:
    hand, coming = walk.in_hand, walk.coming
    return hand.label if hand else None, coming.label if coming else None


def test_it_starts_before_the_first_and_stays_at_the_last() -> None:
    walk = Walk(VALUES)
    seen = [labels(walk)]
    for _ in range(4):
        walk = walk.forth()
        seen.append(labels(walk))

    assert seen == [
        (None, "姓名"),
        ("姓名", "性别"),
        ("性别", "电话"),
        ("电话", None),
        ("电话", None),
    ]


def test_back_hands_out_the_one_before_and_never_leaves_the_first() -> None:
    walk = Walk(VALUES, 3)
    seen = []
    for _ in range(3):
        walk = walk.back()
        seen.append(labels(walk))

    assert seen == [("性别", "电话"), ("姓名", "性别"), ("姓名", "性别")]


def test_back_before_anything_was_handed_out_hands_out_nothing() -> None:
    assert labels(Walk(VALUES).back()) == (None, "姓名")


def test_an_empty_order_has_nothing_to_hand_out() -> None:
    assert labels(Walk(()).forth()) == (None, None)
