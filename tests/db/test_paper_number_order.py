"""The numbers of a case's papers stand in one order, however its document is kept."""

from db.case_rows import _paper_numbers

NUMBERS = ("赣崇关受〔2026〕3号", "赣崇关补〔2026〕1号")


def test_the_order_of_the_papers_in_the_document_changes_nothing() -> None:
    """A fresh document has them as issued; a stored one by id, which a clock that went back turns."""
    issued = {"papers": {"p-9": {"number": NUMBERS[0]}, "p-1": {"number": NUMBERS[1]}, "p-5": {}}}
    stored = {"papers": dict(sorted(issued["papers"].items()))}

    assert list(issued["papers"]) != list(stored["papers"])
    assert _paper_numbers(issued) == _paper_numbers(stored) == sorted(NUMBERS)
