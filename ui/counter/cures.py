"""Where a refusal is mended: from its code to the place the keys belong to, the same at every panel."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum

from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.errors import PersonFacing
from app.domain.keepable import is_keepable
from ui.counter.notice_page import NoticePage
from ui.counter.refusal_page import RefusalPage


class Place(Enum):
    """A place that mends something; each panel knows its own."""

    REASON = "the reason of what is done to a case"
    WHY_AGAIN = "why there is another notice"
    LINES = "the first gap of a notice"
    GROUND = "reason and article of a refusal"
    BODY = "where to apply instead"
    REASONS = "the list of reasons"
    SECOND = "the number of the second clerk"
    PHRASE = "the pass phrase of the second clerk"
    TEXT = "the field that holds what cannot be printed or kept"
    ANSWERS = "the form"
    PAPERS = "the checklist"
    CHOICE = "the papers of a case, to choose another"
    SEARCH = "the search field"
    SIDES = "the sides of a conflict"
    FOUND = "how a commitment was checked, or why it is decided so"
    DECISION = "the number of a decision"
    WHY_ENDED = "the list of reasons for which a case is ended"
    WAY_TO_GET = "the question in which way the applicant gets the result"
    WHY_HERE = "the question why an item of other windows is taken in here"


PLACES: Mapping[str, Place] = {
    "case.withdrawal_needs_reason": Place.REASON,
    "case.item_elsewhere": Place.WHY_HERE,
    "case.delivery_not_offered": Place.WAY_TO_GET,
    "deferral.termination_needs_reason": Place.WHY_ENDED,
    "deferral.termination_unknown_code": Place.WHY_ENDED,
    "case.void_needs_reason": Place.REASON,
    "case.reprint_needs_reason": Place.REASON,
    "case.reason_holds_number": Place.REASON,
    "case.print_unsettled": Place.REASON,
    "case.second_notice_needs_reason": Place.WHY_AGAIN,
    "case.supplement_needs_lines": Place.LINES,
    "case.supplement_line_incomplete": Place.LINES,
    "case.refusal_needs_reason": Place.GROUND,
    "case.refusal_needs_body": Place.BODY,
    "case.refusal_unknown_code": Place.REASONS,
    "case.refusal_needs_second": Place.SECOND,
    "case.second_unknown": Place.SECOND,
    "case.refusal_needs_phrase": Place.PHRASE,
    "storage.wrong_pass_phrase": Place.PHRASE,
    "storage.wait_before_next_try": Place.PHRASE,
    "case.text_not_keepable": Place.TEXT,
    "papers.field_undrawable": Place.TEXT,
    "case.answers_wrong": Place.ANSWERS,
    "cash.no_amount": Place.ANSWERS,
    "case.applicant_missing": Place.ANSWERS,
    "case.photo_gone": Place.ANSWERS,
    "case.applicant_on_paper": Place.ANSWERS,
    "case.applicant_promised": Place.ANSWERS,
    "case.not_same_person": Place.ANSWERS,
    "case.accepted_must_stay": Place.ANSWERS,
    "case.materials_missing": Place.PAPERS,
    "case.form_changed": Place.PAPERS,
    "case.material_form": Place.PAPERS,
    "case.material_pieces": Place.PAPERS,
    "case.reuse_gone": Place.PAPERS,
    "case.material_not_waived": Place.PAPERS,
    "case.pages_without_paper": Place.PAPERS,
    "case.deferred_not_missing": Place.PAPERS,
    "case.not_deferrable": Place.PAPERS,
    "commitment.found_missing": Place.FOUND,
    "commitment.reason_missing": Place.FOUND,
    "commitment.decision_missing": Place.DECISION,
    "commitment.agent_may_not": Place.PAPERS,
    "commitment.no_number": Place.ANSWERS,
    "commitment.not_missing": Place.PAPERS,
    "commitment.not_offered": Place.PAPERS,
    "commitment.was_false": Place.PAPERS,
    "deferral.day_out_of_terms": Place.PAPERS,
    "deferral.no_time": Place.PAPERS,
    "deferral.promise_broken": Place.PAPERS,
    "case.supplement_missing": Place.PAPERS,
    "case.supplement_unsure": Place.PAPERS,
    "case.paper_is_void": Place.CHOICE,
    "case.paper_fell": Place.CHOICE,
    "case.reissued_already": Place.CHOICE,
    "cash.void_is_reversal": Place.CHOICE,
    "cash.receipt_not_again": Place.CHOICE,
    "case.material_not_here": Place.CHOICE,
    "case.no_such_material": Place.CHOICE,
    "case.material_reused": Place.CHOICE,
    "case.material_no_sheet": Place.CHOICE,
    "case.material_away": Place.CHOICE,
    "case.material_there": Place.CHOICE,
    "case.unknown": Place.SEARCH,
    "ledger.no_custody": Place.SIDES,
}
"""What a clerk mends here and now."""

NO_PLACE = frozenset(
    {
        # Somebody else has to act, or nobody can.
        *("case.not_allowed", "clerk.post_lost_since", "clerk.retired_since", "panels.reveal_not_yours"),
        *("case.numbers_used_up", "case.external_unknown", "case.item_version_gone", "papers.type_missing"),
        *("case.material_unknown", "data_files.catalog_table_gone", "data_files.catalog_version_gone"),
        *("cash.not_own", "cash.batch_unknown", "case.places_wrong", "case.spot_unknown"),
        *("take_back.no_bytes", "stamping.original_only", "custom.hall_fixed", "custom.paper_type_gone"),
        # What it was about has changed or ended: the case is to be read again, not typed into.
        *("case.changed_meanwhile", "case.command_reused", "case.conflict_settled", "case.is_over"),
        *("case.not_twins", "case.merge_other_way", "case.paper_unknown", "case.draft_not_revised"),
        *("case.item_abolished", "case.item_not_taken", "case.item_not_yet", "case.item_taken_back"),
        *("case.item_revised", "case.reissue_case_left", "case.reissue_ground_fell"),
        "case.reissue_taken_back",
        *("case.deemed_already", "case.deemed_first", "case.deemed_no_way_back", "case.not_deemed"),
        # Time or another key mends it, as the sentence says.
        *("stamping.not_by_hand", "stamping.noted_already", "stamping.not_printed"),
        "draft.not_old",
        *("case.clock_in_doubt", "case.void_being_printed", "case.paper_not_made"),
        *("case.conflict_open", "commitment.nothing_to_decide", "commitment.unknown"),
        "commitment.not_needed",
        *("deferral.still_awaited", "deferral.nothing_overdue", "deferral.nothing_to_close"),
        *("printing.being_handed_over", "case.no_permit_needed"),
        # The ticket at the window has moved on: the queue says where it is.
        *("queue.counters_empty", "panels.item_elsewhere", "panels.item_elsewhere_ticket"),
        *("queue.no_such_window", "queue.not_our_ticket", "queue.other_day", "queue.reason_needed"),
        *("queue.ticket_moved", "queue.window_busy", "queue.window_taken_over", "queue.with_window"),
        # Said by the page of the captured pages, whose keys act on the page in front wherever the focus is.
        *("attachment.camera_dark", "attachment.copy_unknown", "attachment.no_camera", "attachment.not_here"),
        *("attachment.no_camera_support", "attachment.no_folder", "attachment.no_pages"),
        *("attachment.no_such_page", "attachment.no_such_paper", "attachment.too_large"),
        *("attachment.too_many_pages", "attachment.unreadable", "attachment.draft_gone"),
        *("attachment.drop_asked", "attachment.copy_needs_case", "attachment.printed_here"),
        *("attachment.copy_reused", "attachment.copy_of_photo", "attachment.no_such_answer"),
        *("attachment.choose_field", "attachment.choose_in_case"),
        # Said of a field by the form itself, or said without anything being refused.
        *("form.required_missing", "ledger.field_changed", "panels.begun_both", "panels.begun_put_back"),
        *("panels.void_sheets", "panels.draft_choose", "panels.draft_discard", "panels.draft_gone"),
        *("panels.papers_only", "panels.no_permit", "panels.guide_which_item", "panels.guide_printed"),
        *("panels.guide_not_printed", "printing.guide_unknown", "panels.excused_before_only"),
        *("panels.pages_asked", "panels.check_asked", "panels.spot_asked", "panels.spot_choose"),
        "attachment.choose_paper",
        # Said of a paper to be signed, where its line or its key is at hand already.
        *("printing.form_draft_gone", "printing.form_erased", "printing.form_unknown"),
        *("printing.form_unknown_paper", "signing.changed_in_case", "signing.fault", "signing.sent"),
        *("signing.sent_of_case", "signing.sent_unfinished"),
        # Turned into case.second_unknown before a clerk hears of it.
        "storage.unknown_clerk",
    }
)
"""What has no place at the counter to put the keys into."""

Part = Callable[[], QWidget | None]


def place_of(error: Exception) -> Place | None:
    """Return where an error is mended, None where no place mends it."""
    return PLACES.get(error.code) if isinstance(error, PersonFacing) else None


def paper_places(notice: NoticePage, refusal: RefusalPage) -> dict[Place, Part]:
    """Return the places of the pages of a notice and a refusal."""
    return {
        Place.WHY_AGAIN: lambda: notice.again,
        Place.LINES: notice.first_gap,
        Place.GROUND: refusal.first_gap,
        Place.BODY: lambda: refusal.body,
        Place.REASONS: lambda: refusal.reasons,
        Place.SECOND: lambda: refusal.second,
        Place.PHRASE: lambda: refusal.phrase,
    }


def holds_fault(error: Exception) -> Callable[[str], bool]:
    """Return what tells whether a text holds the characters an error is about."""
    if not isinstance(error, PersonFacing):
        return lambda _text: False
    if error.code == "case.text_not_keepable":
        return lambda text: not is_keepable(text)
    # Each as papers.field_undrawable names it: the character, then its code point in brackets.
    characters = {named[:1] for named in str(error.facts.get("characters", "")).split("、")} - {""}
    return lambda text: bool(characters & set(text))


def faulty_field(error: Exception, fields: Iterable[QLineEdit]) -> QLineEdit | None:
    """Return the first of `fields` that holds the characters an error is about."""
    is_at_fault = holds_fault(error)
    return next((field for field in fields if is_at_fault(field.text())), None)
