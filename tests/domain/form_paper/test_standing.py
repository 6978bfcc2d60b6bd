"""A paper to be signed is settled only when what was signed is what the form says now."""

import pytest

from app.domain.case.forms_printed import FormPrint
from app.domain.form_paper.standing import SheetStanding, standing_of

ONE, MAYBE = FormPrint(digest="one"), FormPrint(digest="one", is_sure=False)


@pytest.mark.parametrize(
    ("last", "now", "is_signed", "standing"),
    [
        (None, "one", False, SheetStanding.NOT_PRINTED),
        (None, "one", True, SheetStanding.SIGNED),
        (ONE, "one", False, SheetStanding.PRINTED),
        (ONE, "two", False, SheetStanding.CHANGED),
        (ONE, "one", True, SheetStanding.SIGNED),
        (ONE, "two", True, SheetStanding.SIGNED_OTHERWISE),
        (MAYBE, "one", False, SheetStanding.UNSURE),
        (MAYBE, "two", False, SheetStanding.CHANGED),
        (MAYBE, "one", True, SheetStanding.SIGNED),
        (MAYBE, "two", True, SheetStanding.SIGNED_OTHERWISE),
    ],
)
def test_a_paper_stands_by_its_last_print_its_signature_and_what_the_form_says(
    last, now, is_signed, standing
):
    assert standing_of(last, now, is_signed=is_signed) is standing


def test_only_a_signed_paper_that_says_what_the_form_says_is_settled():
    assert [one for one in SheetStanding if one.is_settled] == [SheetStanding.SIGNED]


def test_what_is_out_for_certain_and_right_need_not_be_printed():
    assert [one for one in SheetStanding if not one.needs_printing] == [
        SheetStanding.PRINTED,
        SheetStanding.SIGNED,
    ]


def test_what_was_changed_is_outdated_signed_or_not():
    assert [one for one in SheetStanding if one.is_outdated] == [
        SheetStanding.CHANGED,
        SheetStanding.SIGNED_OTHERWISE,
    ]
