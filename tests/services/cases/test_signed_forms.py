"""Nothing is accepted before its applicant has signed what the form says now; anything else stays open."""

from dataclasses import replace

import pytest
from counter import FOLDER, PENSION, STREET, FakePrinter, accepted, at_window, intake, with_printer

from app.bootstrap.opening import OpenHall
from app.domain.case.case import Case
from app.domain.case.state import CaseState
from app.domain.form_paper.standing import SheetStanding
from app.services.cases import drafts
from app.services.cases.accept import accept_case, accept_intake
from app.services.cases.correct import answer_case, give_back, receive_materials
from app.services.cases.form_papers import standings_of_case
from app.services.cases.intake import HandedIn, Intake, IntakeRefused
from app.services.cases.print_forms import print_forms_of_case, print_forms_of_draft
from app.services.cases.receive import receive_case
from app.services.cases.still_asked import still_asked
from app.services.cases.supplement import Supplement, request_supplement_of_intake
from app.services.office import Office

FORM, OTHER_PHONE = "register_form", "13800000009"
SIGNED = HandedIn(key=FORM, form="原")


@pytest.fixture
def office(hall: OpenHall) -> Office:
    return with_printer(hall, FakePrinter())


def printed(office: Office, key: str = PENSION, form: str = FORM) -> Intake:
    """An application whose form was printed and signed as it was typed."""
    whole = intake(office, key)
    opened = drafts.start_draft(office, at_window(), whole.item_id)
    assert opened is not None
    print_forms_of_draft(office, at_window(), opened.draft.id, whole.answers, (form,), FOLDER)
    return replace(whole, draft_id=opened.draft.id)


def unsigned(taken: Intake, form: str = FORM) -> Intake:
    return replace(taken, materials=tuple(one for one in taken.materials if one.key != form))


def changed(taken: Intake, **answers: object) -> Intake:
    return replace(taken, answers={**taken.answers, **answers})


def received(office: Office, taken: Intake) -> Case:
    return receive_case(office, at_window(), "receive", taken).case


def accept(office: Office, case: Case, command: str = "accept") -> CaseState:
    return accept_case(office, at_window(), command, case.id, case.base).case.state


def printed_again(office: Office, case: Case) -> Case:
    return print_forms_of_case(office, at_window(), "print", case.id, (FORM,), FOLDER).done.case


def test_a_printed_and_signed_form_is_accepted(office: Office) -> None:
    assert accept_intake(office, at_window(), "accept", printed(office)).case.state is CaseState.CLOSED


def test_a_form_nobody_signed_is_missing_as_any_paper_is(office: Office) -> None:
    with pytest.raises(IntakeRefused) as refused:
        accept_intake(office, at_window(), "accept", unsigned(printed(office)))

    assert (refused.value.code, refused.value.facts["names"]) == ("case.materials_missing", "参保登记表")


def test_a_form_signed_before_its_answers_changed_is_named(office: Office) -> None:
    with pytest.raises(IntakeRefused) as refused:
        accept_intake(office, at_window(), "accept", changed(printed(office), mobile=OTHER_PHONE))

    assert (refused.value.code, refused.value.facts["names"]) == ("case.form_changed", "参保登记表")


def test_an_answer_that_is_not_on_the_printed_sheet_bothers_nobody(office: Office) -> None:
    """The pledge names the applicant and the place; the nationality stands on the application alone."""
    taken = printed(office, STREET, "safety_pledge")

    done = accept_intake(office, at_window(), "accept", changed(taken, nation="01"))

    assert done.case.state is CaseState.ACCEPTED


def test_a_form_signed_on_a_sheet_of_another_machine_is_accepted(office: Office) -> None:
    done = accept_intake(office, at_window(), "accept", intake(office, PENSION))

    assert [one.standing for one in standings_of_case(office, done.case)] == [SheetStanding.SIGNED]


def test_a_received_case_waits_for_its_signature(office: Office) -> None:
    case = received(office, unsigned(printed(office)))
    with pytest.raises(IntakeRefused, match="materials_missing"):
        accept(office, case)

    back = receive_materials(office, at_window(), "back", case.id, (SIGNED,)).case

    assert accept(office, back, "again") is CaseState.CLOSED


def test_a_received_case_whose_answers_changed_wants_a_new_sheet_and_its_signature(office: Office) -> None:
    case = received(office, printed(office))
    mended = answer_case(office, at_window(), "mend", case, {**case.answers, "mobile": OTHER_PHONE}).case
    with pytest.raises(IntakeRefused, match="form_changed"):
        accept(office, mended, "too soon")

    again = printed_again(office, mended)
    with pytest.raises(IntakeRefused, match="materials_missing"):
        accept(office, again, "unsigned")
    back = receive_materials(office, at_window(), "back", case.id, (SIGNED,)).case

    assert accept(office, back, "now") is CaseState.CLOSED


def test_a_signed_form_that_was_given_back_is_missing(office: Office) -> None:
    case = received(office, printed(office))
    row = next(one.row for one in case.materials if one.key == FORM)
    gone = give_back(office, at_window(), "give", case.id, row).case

    with pytest.raises(IntakeRefused, match="materials_missing"):
        accept(office, gone)


def test_an_accepted_case_may_be_mended_and_says_that_its_form_has_to_be_signed_anew(hall: OpenHall) -> None:
    office = with_printer(hall, FakePrinter())
    taken = printed(office, STREET, "application")
    case = accept_intake(office, at_window(), "accept", taken).case

    after = answer_case(office, at_window(), "mend", case, {**case.answers, "nation": "01"}).case

    known = {one.material.key: one.standing for one in standings_of_case(office, after)}
    assert known == {"application": SheetStanding.SIGNED_OTHERWISE, "safety_pledge": SheetStanding.SIGNED}


def test_an_accepted_case_still_keeps_what_it_was_accepted_on(hall: OpenHall) -> None:
    """Without its signed form a case of an earlier version is no less held to its answers."""
    case = accepted(hall, STREET).case

    with pytest.raises(IntakeRefused, match="accepted_must_stay"):
        answer_case(hall.office, at_window(), "mend", case, {**case.answers, "site": None})


def test_a_notice_that_asks_for_the_signature_is_answered_by_the_signed_sheet(office: Office) -> None:
    line = Supplement(
        material="参保登记表", problem="未签字盖章", requirement="请签字后交回。", basis="国发〔2014〕8号"
    )
    taken = unsigned(intake(office, PENSION))
    case = request_supplement_of_intake(office, at_window(), "tell", taken, (line,)).case

    def missing(*brought: HandedIn) -> tuple[str, ...]:
        return still_asked(office, case, case.received_on, brought=brought, answers=case.answers).missing

    assert (missing(), missing(SIGNED)) == (("参保登记表",), ())
