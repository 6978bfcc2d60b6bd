"""What an answer given by pages says, with the words of answers from before there were any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.form.attached import Attached, attached_answers, attached_in, ids_in, slot_at
from app.domain.form.model import FieldDef, FormDef, SectionDef, Spot, TableDef
from app.domain.form.values import Kind, read_answer, write_answer

HERE = Spot(file="x.toml")
IDS = st.lists(st.uuids().map(str), max_size=4, unique=True).map(tuple)
NOTES = st.text(max_size=30).map(str.strip).filter(lambda note: not note.startswith("pages:"))


@given(ids=IDS, note=NOTES)
def test_what_is_written_is_read_again(ids: tuple[str, ...], note: str) -> None:
    said = Attached(ids, note)

    assert attached_in(said.answer()) == said
    kept = read_answer(Kind.ATTACHMENT, said.answer())
    assert write_answer(kept) == said.answer()  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["现场拍摄", "sha256:00", "pages:", "pages:存在 U 盘", "pages:1,2"])
def test_words_from_before_are_a_note(words: str) -> None:
    assert attached_in(words) == Attached(note=words)
    assert Attached(note=words).answer() == words


@pytest.mark.parametrize("blank", [None, "", True, 3])
def test_what_is_no_text_says_nothing(blank: object) -> None:
    assert attached_in(blank) == Attached()
    assert Attached().answer() is None


def field(key: str, kind: Kind) -> FieldDef:
    return FieldDef(key=key, label=f"{key}栏", kind=kind, spot=HERE)


def test_answers_are_found_in_fields_and_in_rows_by_path_and_name() -> None:
    one, two, three = (f"00000000-0000-7000-8000-00000000000{at}" for at in (1, 2, 3))
    columns = (field("shot", Kind.ATTACHMENT), field("place", Kind.TEXT))
    table = TableDef(key="visits", label="核查", spot=HERE, columns=columns)
    parts = (field("name", Kind.TEXT), field("photo", Kind.ATTACHMENT), table)
    form = FormDef(sections=(SectionDef(key="s", title="节", parts=parts),))
    answers = {
        "name": f"pages:{three}",
        "photo": f"pages:{one}",
        "visits": [{"row": "r1", "place": "屋前"}, {"row": "r4", "shot": f"pages:{two}"}],
    }

    found = {answer.path: answer.label for answer in attached_answers(form, answers)}

    assert found == {"photo": "photo栏", "visits/r4/shot": "核查第 2 行shot栏"}
    assert ids_in(form, answers) == {one, two}, "a mark in another field is a text"
    assert [slot_at(path) for path in found] == ["photo", "visits/shot"]
    assert ids_in(form, {}) == frozenset()
