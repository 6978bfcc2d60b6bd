"""Which pages a case names: read before their bytes are deleted, so that doubt never deletes."""

from typing import Any

from app.domain.case.page_names import page_taken_out, pages_named

FRONT, BACK = "a" * 64, "b" * 64
PAPERS: dict[str, Any] = {
    "r1": {
        "scans": {"p1": {"blob": FRONT}, "p2": {"blob": BACK}},
        "dropped_scans": {"p2": {"by": "c-liao"}},
    },
    "r2": {"scans": {"p3": {"blob": FRONT}}},
    "r3": {"name": "not captured"},
}
CASE = {"materials": PAPERS}


def test_what_was_taken_out_is_named_no_more() -> None:
    assert pages_named(CASE) == {FRONT}


def test_a_page_taken_out_of_one_paper_and_in_another_is_named() -> None:
    again = {"materials": {**PAPERS, "r4": {"scans": {"p4": {"blob": BACK}}}}}

    assert pages_named(again) == {FRONT, BACK}


def test_only_a_page_that_was_taken_out_is_let_go_of() -> None:
    assert page_taken_out(CASE, "r1", "p2") == {BACK}
    assert page_taken_out(CASE, "r1", "p1") == frozenset()
    assert page_taken_out(CASE, "r1", "p9") == frozenset()
    assert page_taken_out(CASE, "r9", "p1") == frozenset()


def test_a_document_that_was_tampered_with_names_what_can_be_read() -> None:
    torn = {"materials": {"r1": "gone", "r2": {"scans": {"p1": {"blob": FRONT}, "p2": None}}}}

    assert pages_named(torn) == {FRONT}
    assert pages_named({"materials": None}) == frozenset()


def test_a_page_that_an_answer_is_given_by_is_named_until_it_is_taken_out() -> None:
    photos = {"scans": {"p5": {"blob": FRONT}, "p6": {"blob": BACK}}, "dropped_scans": {"p6": {}}}

    assert pages_named({"attached": photos}) == {FRONT}
    assert pages_named({"attached": "gone"}) == frozenset()
