"""Every kind of operation this program knows."""

from app.domain.case.attached import ATTACHED_KINDS
from app.domain.case.carried import CARRIED_KINDS
from app.domain.case.commitments import COMMITMENT_KINDS
from app.domain.case.deemed import DEEMED_KINDS
from app.domain.case.deferral import DEFERRAL_KINDS
from app.domain.case.delivery import DELIVERY_KINDS
from app.domain.case.forms_printed import FORM_PRINT_KINDS
from app.domain.case.kinds import CASE_KINDS
from app.domain.case.lapsed import LAPSE_KINDS
from app.domain.case.moved import MOVE_KINDS
from app.domain.case.same_person import SAME_PERSON_KINDS
from app.domain.case.scans import SCAN_KINDS
from app.domain.case.stamped import STAMP_KINDS
from app.domain.case.taken_back import TAKEN_BACK_KINDS
from app.domain.case.taken_back_end import TAKEN_BACK_END_KINDS
from app.domain.case.taken_elsewhere import TAKEN_ELSEWHERE_KINDS
from app.domain.cash.kinds import CASH_KINDS
from app.domain.ledger.kind import Kinds, register
from app.domain.ledger.ledger_kinds import LEDGER_KINDS
from app.domain.visit.enquiries import ENQUIRY_KINDS
from app.domain.visit.kinds import VISIT_KINDS

KINDS: Kinds = register(
    CASE_KINDS,
    SCAN_KINDS,
    ATTACHED_KINDS,
    TAKEN_BACK_KINDS,
    TAKEN_BACK_END_KINDS,
    DEFERRAL_KINDS,
    COMMITMENT_KINDS,
    LAPSE_KINDS,
    DEEMED_KINDS,
    FORM_PRINT_KINDS,
    STAMP_KINDS,
    CARRIED_KINDS,
    SAME_PERSON_KINDS,
    TAKEN_ELSEWHERE_KINDS,
    DELIVERY_KINDS,
    MOVE_KINDS,
    CASH_KINDS,
    VISIT_KINDS,
    ENQUIRY_KINDS,
    LEDGER_KINDS,
)
