"""临时救助 of the urgent kind pays first: even the form to be signed may come later (民发〔2018〕23号)."""

from dataclasses import replace

from answer_sets import SETS, filled
from counter import at_window, needed_papers
from later_papers import now, putting_off, without

from app.domain.form_paper.standing import SheetStanding
from app.services.cases.accept import accept_intake
from app.services.cases.correct import receive_materials
from app.services.cases.intake import HandedIn, Intake
from app.services.cases.look_up import open_case_file
from app.services.cases.print_forms import print_forms_of_case

FORM = "application"


def urgent(hall):
    answers = filled(hall.office.catalog, "B03", SETS["B03"]["accepted"]["fire_paid_at_once"]).answers()
    bare = Intake(item_id="B03", item_version=1, answers=answers)
    whole = Intake(item_id="B03", item_version=1, answers=answers, materials=needed_papers(hall.office, bare))
    return without(whole, FORM)


def test_the_form_itself_may_come_later_and_is_signed_then(hall):
    wanted = replace(urgent(hall), excuses=putting_off(FORM))
    office, desk = hall.office, at_window()
    done = accept_intake(office, desk, "accept", wanted)
    assert [one.key for one in done.case.awaited] == [FORM]

    print_forms_of_case(office, desk, "print", done.case.id, (FORM,), office.printer.available()[0])
    came = (HandedIn(key=FORM, form="原"),)
    receive_materials(office, desk, "later", done.case.id, came)

    assert now(hall, done.case).awaited == ()
    standings = {one.material.key: one.standing for one in open_case_file(office, desk, done.case.id).forms}
    assert standings[FORM] is SheetStanding.SIGNED
