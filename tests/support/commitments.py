"""Applications accepted on a written commitment (告知承诺): somebody jobless without the certificate."""

from dataclasses import replace
from typing import Any

from answer_sets import SETS, filled
from counter import at_window, needed_papers
from later_papers import without

from app.bootstrap.opening import OpenHall
from app.services.case_turn import CaseDone
from app.services.cases.accept import accept_intake
from app.services.cases.excuses import Excuses
from app.services.cases.intake import Intake

LEAVING, CLOSING_DOWN = "leaving_proof", "closing_proof"
LEAVING_NAME, LEAVING_PROOF = "终止、解除劳动关系证明或者离职承诺", "终止、解除劳动关系证明"
"""The paper as the item lists it, and the certificate that the commitment is about."""


def jobless(hall: OpenHall, answered: str = "left_a_company", **changed: Any) -> Intake:
    """An 即办件 of the catalogue with every paper it needs, the certificate included."""
    sheet = filled(hall.office.catalog, "E02", SETS["E02"]["accepted"][answered])
    bare = Intake(item_id="E02", item_version=1, answers={**sheet.answers(), **changed})
    return replace(bare, materials=needed_papers(hall.office, bare))


def committing(wanted: Intake, *keys: str, **more: Any) -> Intake:
    """The same application; these certificates are not brought and are replaced by a commitment."""
    return replace(without(wanted, *keys), excuses=Excuses(committed=keys, **more))


def accepted_on_commitment(hall: OpenHall, command: str = "accept") -> CaseDone:
    """Accept the application of the one who left a company, without the certificate, at window 3."""
    return accept_intake(hall.office, at_window(), command, committing(jobless(hall), LEAVING))
