"""A 文号 on two papers is found wherever they are, and nothing else is taken for one."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.doubled_numbers import PaperAt, doubled_case_numbers, doubled_numbers
from app.domain.ledger.fold import SubjectState
from app.domain.ledger.operation import Subject


def case(name: str, **numbers: str) -> SubjectState:
    """A case with papers by id and number."""
    papers = {paper: {"number": number} for paper, number in numbers.items()}
    return SubjectState(Subject("case", name), document={"papers": papers})


def place(name: str, paper: str) -> PaperAt:
    return PaperAt(Subject("case", name), paper)


def test_one_number_on_papers_of_two_cases_is_told_with_both() -> None:
    states = [case("a", p1="1号", p2="2号"), case("b", p3="2号"), case("c", p4="3号")]

    assert doubled_numbers(states) == {"2号": (place("a", "p2"), place("b", "p3"))}


def test_one_number_on_two_papers_of_one_case_is_doubled_too() -> None:
    assert doubled_numbers([case("a", p1="1号", p2="1号")]) == {"1号": (place("a", "p1"), place("a", "p2"))}


def test_subjects_without_papers_and_malformed_ones_are_passed_over() -> None:
    visit = SubjectState(Subject("visit", "v"), document={"state": "waiting"})
    spoilt = SubjectState(
        Subject("case", "s"), document={"papers": {"p": "no paper", "q": {"number": "1号"}}}
    )

    assert doubled_numbers([visit, spoilt]) == {}
    assert doubled_numbers([]) == {}


@given(st.lists(st.dictionaries(st.sampled_from("pqrs"), st.sampled_from("1234"), max_size=4), max_size=5))
def test_a_number_is_told_exactly_when_it_stands_on_more_than_one_paper(cases: list[dict[str, str]]) -> None:
    everywhere = [number for papers in cases for number in papers.values()]

    found = doubled_numbers(case(str(name), **papers) for name, papers in enumerate(cases))

    assert {number: len(places) for number, places in found.items()} == {
        number: everywhere.count(number) for number in set(everywhere) if everywhere.count(number) > 1
    }


def test_a_paper_of_which_only_the_voiding_arrived_has_no_number_to_double() -> None:
    voided = {"papers": {"p": {"state": "void"}, "q": {"state": "void"}}}

    assert doubled_numbers([SubjectState(Subject("case", "v"), document=voided)]) == {}


def test_a_case_number_and_a_query_code_given_twice_are_told_with_both_cases() -> None:
    numbered = {"a": ("0001", "QK1"), "b": ("0001", "QK2"), "c": ("0002", "QK2"), "d": ("0003", "QK3")}
    states = [
        SubjectState(Subject("case", name), document={"case_number": number, "query_code": code})
        for name, (number, code) in numbered.items()
    ]
    visit = SubjectState(Subject("visit", "v"), document={"case_number": "0003"})
    spoilt = SubjectState(Subject("case", "s"), document={"case_number": None})

    assert doubled_case_numbers([*states, visit, spoilt, spoilt]) == {
        "0001": (Subject("case", "a"), Subject("case", "b")),
        "QK2": (Subject("case", "b"), Subject("case", "c")),
    }
