"""What was begun for a case and not carried out yet: Esc and another case in front lose none of it."""

from collections.abc import Callable
from typing import Any

from app.domain.case.case import Case
from ui.panels.cases.correction import Correction
from ui.panels.cases.view import CasesView


class HalfDone:
    """Keeps for each case the reason typed, its notice, its refusal, its form as corrected, what is excused.

    It lasts as long as the clerk sits here, in memory alone.
    """

    def __init__(self, view: CasesView) -> None:
        """Keep what stands in `view`."""
        self._view = view
        self._case_id = ""
        self._reasons: dict[str, str] = {}
        self._corrections: dict[str, Correction] = {}
        self._excused: dict[str, dict[str, Any]] = {}

    def turn_to(self, case_id: str) -> None:
        """Another case is in front: its own reason stands in the field, nobody else's."""
        if case_id != self._case_id:
            self._reasons[self._case_id] = self._view.reason.text()
            self._case_id = case_id
            self._view.reason.setText(self._reasons.pop(case_id, ""))

    def correction(self, case: Case, begin: Callable[[], Correction]) -> tuple[Correction, tuple[str, ...]]:
        """Return the correction begun of a case, or `begin` one; and what others changed besides the clerk.

        Where the case went on meanwhile, what was typed is carried over to it as it now is.
        """
        kept = self._corrections.get(case.id)
        both: tuple[str, ...] = ()
        if kept is None or not kept.is_begun:
            kept = begin()
            if kept.may_be_accepted:
                kept.excusing.load(self._excused.pop(case.id, {}))
        elif kept.case.base != case.base:
            kept, both = kept.carried_to(case)
        self._corrections[case.id] = kept
        return kept, both

    def settle_reason(self, case_id: str) -> None:
        """The reason was used, or what it was for is done."""
        self._reasons.pop(case_id, None)
        if case_id == self._case_id:
            self._view.reason.clear()

    def settle_notice(self, case_id: str) -> None:
        """The notice is out."""
        self._view.notice.forget(case_id)

    def settle_refusal(self, case_id: str) -> None:
        """The refusal is out."""
        self._view.refusal.forget(case_id)

    def settle_correction(self, case_id: str) -> None:
        """What was corrected is in the case; what was excused waits for the acceptance."""
        kept = self._corrections.pop(case_id, None)
        if kept is not None:
            self._excused[case_id] = kept.excusing.draft()

    def settle_acceptance(self, case_id: str) -> None:
        """The case is accepted: what was corrected and excused is in it."""
        self._corrections.pop(case_id, None)
        self._excused.pop(case_id, None)
