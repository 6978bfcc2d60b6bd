"""A paper to be signed is settled only when what was signed is what the form says now."""

import pytest

from app.domain.case.forms_printed import FormPrint
from app.domain.form_paper.standing import Standing, standing_of

ONE, MAYBE = FormPrint(digest="one"), FormPrint(digest="one", is_sure=False)


@pytest.mark.parametrize(
    ("last", "now", "is_signed", "standing"),
    [
        (None, "one", False, Standing.NOT_PRINTED),
        (None, "one", True, Standing.SIGNED),
        (ONE, "one", False, Standing.PRINTED),
        (ONE, "two", False, Standing.CHANGED),
        (ONE, "one", True, Standing.SIGNED),
        (ONE, "two", True, Standing.SIGNED_OTHERWISE),
        (MAYBE, "one", False, Standing.UNSURE),
        (MAYBE, "two", False, Standing.CHANGED),
        (MAYBE, "one", True, Standing.SIGNED),
        (MAYBE, "two", True, Standing.SIGNED_OTHERWISE),
    ],
)
def test_a_paper_stands_by_its_last_print_its_signature_and_what_the_form_says(
    last, now, is_signed, standing
):
    assert standing_of(last, now, is_signed=is_signed) is standing


def test_only_a_signed_paper_that_says_what_the_form_says_is_settled():
    assert [one for one in Standing if one.is_settled] == [Standing.SIGNED]


def test_what_is_out_for_certain_and_right_need_not_be_printed():
    assert [one for one in Standing if not one.needs_printing] == [Standing.PRINTED, Standing.SIGNED]


def test_what_was_changed_is_outdated_signed_or_not():
    assert [one for one in Standing if one.is_outdated] == [Standing.CHANGED, Standing.SIGNED_OTHERWISE]
