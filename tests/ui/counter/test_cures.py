"""Which field holds what cannot be printed or kept, and where a refusal is mended."""

import pytest
from PySide6.QtWidgets import QLineEdit

from app.domain.keepable import NotKeepable
from app.domain.paper import PaperError
from app.services.cases.intake import IntakeRefused
from ui.counter.cures import Place, faulty_field, place_of

UNDRAWABLE = PaperError("papers.field_undrawable", place="补正要求", characters="𫠉（U+2B809）、㛃（U+36C3）")
UNKEEPABLE = NotKeepable("case.text_not_keepable", text="换\ufffd行", codes="U+0007")


@pytest.fixture
def fields(dressed_application, qtbot):
    made = [QLineEdit(text) for text in ("请带原件。", "给㛃的证明", "换\x07行")]
    for field in made:
        qtbot.addWidget(field)
    return made


@pytest.mark.parametrize(("error", "place"), [(UNDRAWABLE, 1), (UNKEEPABLE, 2)])
def test_the_field_at_fault_is_the_one_that_holds_the_characters(fields, error, place):
    assert faulty_field(error, fields) is fields[place]


def test_no_field_is_at_fault_where_none_holds_them(fields):
    assert faulty_field(UNDRAWABLE, fields[:1]) is None
    assert faulty_field(ValueError("a bug"), fields) is None


def test_a_refusal_with_a_place_leads_there_and_a_bug_nowhere():
    assert place_of(IntakeRefused("case.refusal_needs_body")) is Place.BODY
    assert place_of(IntakeRefused("case.is_over", number="1", state="已撤回")) is None
    assert place_of(ValueError("a bug")) is None
