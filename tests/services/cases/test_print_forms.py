"""Papers to be signed come out with the answers on them; they are noted, logged, and known to be changed."""

from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from counter import FOLDER, PENSION, STREET, FakePrinter, accepted, at_window, checked, intake, with_printer
from hall import SECOND, SUPERVISOR

from app.bootstrap.opening import OpenHall
from app.domain.access import AccessKind
from app.domain.case.case import Case
from app.domain.form_paper.standing import SheetStanding
from app.domain.paper import PaperError
from app.domain.print_job import HandoverUnknown, SpoolId
from app.ports.printer import PrintRequest
from app.services.cases import drafts
from app.services.cases.correct import receive_materials
from app.services.cases.form_papers import as_draft, printed_before, standings_of_case
from app.services.cases.intake import HandedIn
from app.services.cases.look_up import LookUpRefused
from app.services.cases.print_forms import (
    FormNotPrinted,
    draw_forms_of_case,
    draw_forms_of_draft,
    print_forms_of_case,
    print_forms_of_draft,
)
from app.services.cases.receive import receive_case
from app.services.desk import NotAllowed
from app.services.office import Office

FORM = "register_form"
SIGNED = HandedIn(key=FORM, form="原")


class Forgetful(FakePrinter):
    """Takes the first sheet and says nothing of the next."""

    def submit(self, request: PrintRequest) -> SpoolId:
        if self.taken:
            raise HandoverUnknown("printing.unknown_handover", printer=request.printer)
        return super().submit(request)


@pytest.fixture
def printer() -> FakePrinter:
    return FakePrinter()


@pytest.fixture
def office(hall: OpenHall, printer: FakePrinter) -> Office:
    return with_printer(hall, printer)


@pytest.fixture
def draft(office: Office) -> str:
    return begun(office, PENSION)


def begun(office: Office, key: str) -> str:
    opened = drafts.start_draft(office, at_window(), intake(office, key).item_id)
    assert opened is not None
    drafts.journal(office, opened.draft.id, dict(intake(office, key).answers))
    return opened.draft.id


def printed(office: Office, draft: str, *keys: str, key: str = PENSION, **changed):
    answers = intake(office, key, **changed).answers
    return print_forms_of_draft(office, at_window(), draft, answers, keys or (FORM,), FOLDER)


def kept(office: Office, draft: str):
    opened = drafts.reopen(office, at_window(), draft)
    assert opened is not None
    return opened.answers


def case_from(office: Office, draft: str, *papers: HandedIn, key: str = PENSION, **changed) -> Case:
    taken = replace(intake(office, key, **changed), draft_id=draft, materials=papers)
    return receive_case(office, at_window(), "receive", taken).case


def reprint(office: Office, case: Case, command: str = "print", **how) -> Case:
    return print_forms_of_case(office, at_window(), command, case.id, (FORM,), FOLDER, **how).done.case


def standing(office: Office, case: Case) -> SheetStanding:
    return next(one.standing for one in standings_of_case(office, case) if one.material.key == FORM)


def words_of(pdf: bytes) -> str:
    with pdfium.PdfDocument(pdf) as document:
        return "".join("".join(page.get_textpage().get_text_range() for page in document).split())


def entries(office: Office):
    with office.storage.reading() as unit:
        return [one.entry for one in unit.audit.entries()]


def test_the_sheet_says_in_full_what_was_filled_in_and_has_a_line_to_sign_on(office, printer, draft):
    printed(office, draft)

    (request,) = printer.taken
    words = words_of(request.pdf)
    assert (request.printer, request.title) == (FOLDER, "参保登记表")
    assert "360782198812310022" in words
    assert "参保人签字" in words


def test_as_many_come_out_as_the_item_wants(office, printer):
    opened = drafts.start_draft(office, at_window(), "C03")
    print_forms_of_draft(office, at_window(), opened.draft.id, {"name": "张𬭎喆"}, ("application",), FOLDER)

    assert printer.taken[0].copies == 2


def test_a_draft_remembers_what_stood_on_the_sheet(office, draft):
    result = printed(office, draft)

    assert result.fault is None
    assert printed_before(kept(office, draft)) == result.prints


def test_a_print_of_something_else_takes_the_signature_of_the_sheet_before_with_it(office, draft):
    tick = {f"material:{FORM}": {"key": FORM, "form": "原"}}
    printed(office, draft)
    drafts.journal(office, draft, tick)

    printed(office, draft)
    same = kept(office, draft)
    printed(office, draft, mobile="13800000009")
    other = kept(office, draft)

    assert tick.items() <= same.items()
    assert f"material:{FORM}" not in other


def test_it_is_logged_who_printed_which_paper(office, draft):
    printed(office, draft)

    last = entries(office)[-1]
    assert (last.kind, last.clerk_id, last.fields) == (AccessKind.PRINT, "c-wang", (FORM,))


def test_looking_at_a_draft_prints_and_logs_nothing(office, printer, draft):
    before = entries(office)
    answers = intake(office, PENSION).answers

    (page,) = draw_forms_of_draft(office, at_window(), draft, answers, (FORM,))

    assert "360782198812310022" in words_of(page.pdf)
    assert (printer.taken, entries(office)) == ([], before)
    assert printed_before(kept(office, draft)) == {}


def test_what_the_printer_took_before_its_fault_is_noted(hall):
    printer = Forgetful()
    office = with_printer(hall, printer)
    draft = begun(office, STREET)

    result = printed(office, draft, "application", "safety_pledge", key=STREET)

    assert {key: one.is_sure for key, one in result.prints.items()} == {
        "application": True,
        "safety_pledge": False,
    }
    assert getattr(result.fault, "code", "") == "printing.form_unknown"
    assert printed_before(kept(office, draft)) == result.prints


def test_a_printer_that_takes_nothing_costs_nothing(hall):
    office = with_printer(hall, FakePrinter(fault="printing.rejecting"))
    draft = begun(office, PENSION)
    before = kept(office, draft)

    result = printed(office, draft)

    assert (result.prints, result.fault.code) == ({}, "printing.rejecting")
    assert kept(office, draft) == before


def test_what_no_font_has_is_refused_before_anything_is_printed_or_logged(office, printer, draft):
    before = entries(office)

    with pytest.raises(PaperError) as refused:
        printed(office, draft, hukou_addr="\U0003fffd村")

    assert refused.value.code == "papers.field_undrawable"
    assert (printer.taken, entries(office)) == ([], before)


@pytest.mark.parametrize("key", ["id_card", "nothing"])
def test_what_the_applicant_brings_is_not_printed(office, printer, draft, key):
    with pytest.raises(FormNotPrinted) as refused:
        printed(office, draft, key)

    assert (refused.value.code, printer.taken) == ("printing.form_unknown_paper", [])


def test_a_draft_of_another_clerk_or_one_that_is_gone_prints_nothing(office, printer, draft):
    answers = intake(office, PENSION).answers
    for desk, wanted in ((at_window(clerk=SECOND), draft), (at_window(), "gone")):
        with pytest.raises(FormNotPrinted) as refused:
            print_forms_of_draft(office, desk, wanted, answers, (FORM,), FOLDER)
        assert refused.value.code == "printing.form_draft_gone"
    assert printer.taken == []


def test_a_case_knows_what_was_printed_while_it_was_a_draft(office, draft):
    printed(office, draft)

    case = case_from(office, draft)

    assert standing(office, case) is SheetStanding.PRINTED


def test_a_sheet_signed_before_the_case_began_is_that_of_its_print(office, draft):
    printed(office, draft)

    case = case_from(office, draft, SIGNED)

    assert standing(office, case) is SheetStanding.SIGNED


def test_answers_changed_after_the_signature_show(office, draft):
    printed(office, draft)

    case = case_from(office, draft, SIGNED, mobile="13800000009")

    assert standing(office, case) is SheetStanding.SIGNED_OTHERWISE


def test_an_answer_that_is_not_on_the_paper_changes_nothing(office):
    draft = begun(office, STREET)
    printed(office, draft, "safety_pledge", key=STREET)

    case = case_from(office, draft, key=STREET, nation="01")

    known = {one.material.key: one.standing for one in standings_of_case(office, case)}
    assert known == {"application": SheetStanding.NOT_PRINTED, "safety_pledge": SheetStanding.PRINTED}


def test_a_case_printed_again_waits_for_the_new_signature(office, draft):
    printed(office, draft)
    case = case_from(office, draft, SIGNED, mobile="13800000009")

    again = reprint(office, case)
    back = receive_materials(office, at_window(), "back", case.id, (SIGNED,)).case

    assert standing(office, again) is SheetStanding.PRINTED
    assert standing(office, back) is SheetStanding.SIGNED


def test_a_sheet_given_back_is_not_here(office, draft):
    case = case_from(office, draft, replace(SIGNED, returned=True))

    assert standing(office, case) is SheetStanding.NOT_PRINTED


def test_the_sheet_of_a_case_bears_its_number_and_is_logged_as_seen(office, printer, draft):
    case = case_from(office, draft)

    reprint(office, case)

    assert case.case_number in words_of(printer.taken[0].pdf)
    seen, out = entries(office)[-2:]
    assert (seen.kind, out.kind) == (AccessKind.REVEAL, AccessKind.PRINT)
    assert (out.case_id, out.fields) == (case.id, (FORM,))


def test_answers_that_are_still_being_mended_can_be_printed(office, printer, draft):
    case = case_from(office, draft)
    mended = intake(office, PENSION, mobile="13800000009").answers

    after = reprint(office, case, answers=mended)

    assert "13800000009" in words_of(printer.taken[0].pdf)
    assert standing(office, after) is SheetStanding.CHANGED, "the case still says the old number"


def test_the_same_command_notes_a_print_once(office, printer, draft):
    case = case_from(office, draft)

    once, twice = reprint(office, case, "same"), reprint(office, case, "same")

    assert twice.base.version == once.base.version


def test_looking_at_the_papers_of_a_case_is_logged_as_seen(office, printer, draft):
    case = case_from(office, draft)

    (page,) = draw_forms_of_case(office, at_window(), case.id, (FORM,))

    assert "360782198812310022" in words_of(page.pdf)
    assert entries(office)[-1].kind is AccessKind.REVEAL
    assert printer.taken == []


def test_the_papers_of_another_window_s_case_are_not_printed(office, printer, draft):
    case = case_from(office, draft)

    with pytest.raises(LookUpRefused):
        print_forms_of_case(office, at_window("05", clerk=SECOND), "p", case.id, (FORM,), FOLDER)
    print_forms_of_case(office, at_window("05", clerk=SUPERVISOR), "q", case.id, (FORM,), FOLDER)

    assert len(printer.taken) == 1


def test_whoever_has_no_post_at_the_counter_prints_nothing(office, printer, draft):
    guide = replace(at_window().clerk, roles=frozenset())
    answers = intake(office, PENSION).answers

    with pytest.raises(NotAllowed):
        print_forms_of_draft(office, at_window(clerk=guide), draft, answers, (FORM,), FOLDER)

    assert printer.taken == []


def test_the_ledger_stays_provable(hall, office, draft):
    printed(office, draft)
    reprint(office, case_from(office, draft))

    assert checked(hall).findings == ()


def test_a_case_that_was_accepted_can_be_printed_too(hall, office, printer):
    case = accepted(hall).case

    reprint(office, case)

    assert len(printer.taken) == 1


def test_a_draft_keeps_its_prints_as_plain_data(office, draft):
    prints = printed(office, draft).prints

    assert printed_before(as_draft(prints)) == prints
